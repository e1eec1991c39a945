package io.bootcluster;

import java.nio.file.Path;
import java.time.Duration;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What Nginx is told of the nodes.
 *
 * @param file File that gets the upstream block, for an Nginx on this machine.
 * @param upstream Name of the upstream block.
 * @param version Version of Nginx, which decides on what may be written; by default the
 * one that is installed.
 * @param testCommand Command that tells whether Nginx accepts the file.
 * @param reloadCommand Command that has Nginx read the file.
 * @param keepalive Number of idle connections that each Nginx process keeps.
 * @param zone Size of the memory that Nginx's processes share for the upstream.
 * @param maxFails Number of failed tries after which Nginx leaves a node out for a while.
 * @param failTimeout Time within which those tries count, and for which it is left out.
 * @param resolver Address of a name server, for nodes whose addresses are names.
 */
public record NginxProperties(@Nullable Path file, @DefaultValue("bootcluster") String upstream,
		@Nullable String version, @DefaultValue("nginx -t") String testCommand,
		@DefaultValue("nginx -s reload") String reloadCommand, @DefaultValue("32") int keepalive,
		@DefaultValue("256KB") DataSize zone, @DefaultValue("1") int maxFails, @DefaultValue("1s") Duration failTimeout,
		@Nullable String resolver) {

	public NginxProperties {
		Setting.inRange("nginx.keepalive", keepalive, 1, 100_000);
		Setting.inRange("nginx.zone", zone.toBytes(), DataSize.ofKilobytes(64).toBytes(), Long.MAX_VALUE);
		Setting.inRange("nginx.max-fails", maxFails, 0, 1000);
		Setting.positive("nginx.fail-timeout", failTimeout);
		if (!upstream.matches("[A-Za-z][A-Za-z0-9_.-]{0,63}")) {
			throw new WrongSettingException("bootcluster.nginx.upstream", upstream,
					"it is no name of letters, digits, '_', '.' and '-' that begins with a letter",
					"Set the name that proxy_pass has in Nginx's configuration.");
		}
		if (resolver != null && !resolver.matches("[A-Za-z0-9_.:\\[\\]-]+")) {
			throw new WrongSettingException("bootcluster.nginx.resolver", resolver,
					"it is no address such as 10.0.0.2 or [fd00::2]:53",
					"Set the address of one name server, or remove the property where nodes' addresses are no names.");
		}
		if (version != null && !version.matches("\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}")) {
			throw new WrongSettingException("bootcluster.nginx.version", version, "it is no version such as 1.28.0",
					"Set what 'nginx -v' prints, or remove the property to have it asked.");
		}
	}

}
