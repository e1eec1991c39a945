package io.bootcluster.nginx;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

import io.bootcluster.BootclusterProperties;
import io.bootcluster.ClusterMember;
import io.bootcluster.ClusterOperations;
import io.bootcluster.ClusterView;
import io.bootcluster.NginxProperties;
import io.bootcluster.NodesProperties;
import io.bootcluster.TrainingRun;
import io.bootcluster.WrongSettingException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/**
 * Shows Nginx the nodes, as an endpoint and in a file. Front door of this package.
 */
@Configuration(proxyBeanMethods = false)
public class NginxConfiguration {

	private static final Log logger = LogFactory.getLog(NginxConfiguration.class);

	private static final Duration PATIENCE = Duration.ofSeconds(15);

	private static NginxProperties settings(Environment environment) {
		return bind(environment, "nginx", NginxProperties.class);
	}

	private static <T> T bind(Environment environment, String group, Class<T> type) {
		return Binder.get(environment).bindOrCreate(BootclusterProperties.PREFIX + "." + group, type);
	}

	/**
	 * How long a node leaves an idle connection open: ours, or where only that is set,
	 * what the application says to Tomcat.
	 */
	private static Duration idle(Environment environment) {
		Binder binder = Binder.get(environment);
		return Stream
			.of(BootclusterProperties.PREFIX + ".dispatcher.idle-timeout", "server.tomcat.keep-alive-timeout",
					"server.tomcat.connection-timeout")
			.map((name) -> binder.bind(name, Duration.class).orElse(null))
			.filter(Objects::nonNull)
			.findFirst()
			.filter((time) -> time.toMillis() > 0)
			.orElse(Duration.ofSeconds(75));
	}

	/**
	 * The endpoint, where it is exposed.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnAvailableEndpoint(NginxEndpoint.class)
	static class OfEndpoint {

		@Bean
		@ConditionalOnMissingBean
		NginxEndpoint nginxEndpoint(ClusterOperations operations, Environment environment) {
			NginxProperties settings = settings(environment);
			Duration idle = idle(environment);
			NginxVersion set = Optional.ofNullable(settings.version())
				.flatMap(NginxVersion::of)
				.orElse(NginxVersion.OLDEST);
			return new NginxEndpoint(operations,
					(view, version) -> new UpstreamBlock(settings, idle, version.orElse(set)).write(view));
		}

	}

	/**
	 * The file, where one is named.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnProperty("bootcluster.nginx.file")
	static class OfFile {

		@Bean
		UpstreamWriter bootclusterUpstreamWriter(ClusterOperations operations, ClusterMember member,
				Environment environment) {
			NginxProperties settings = settings(environment);
			Path path = writable(Objects.requireNonNull(settings.file()));
			Commands commands = new Commands.Processes(PATIENCE);
			List<String> test = Commands.words(settings.testCommand());
			UpstreamFile file = new UpstreamFile(path, test, Commands.words(settings.reloadCommand()), commands);
			Duration idle = idle(environment);
			return new UpstreamWriter(
					() -> operations.view().filter((view) -> leads(view, member)).map(ClusterView::nodes),
					() -> new UpstreamBlock(settings, idle, version(settings, test, commands))::write, file,
					new Pace(bind(environment, "nodes", NodesProperties.class).quietPeriod()), System::nanoTime);
		}

		private static Path writable(Path file) {
			Path directory = file.toAbsolutePath().getParent();
			if (directory == null || Files.isDirectory(file)
					|| (!TrainingRun.isThisJvm() && !(Files.isDirectory(directory) && Files.isWritable(directory)))) {
				throw new WrongSettingException("bootcluster.nginx.file", file.toString(),
						"it is a directory, or its directory is not there or not writable",
						"Create the directory and give it to the user that runs the application: the file is replaced, "
								+ "not written over.");
			}
			return file;
		}

		/**
		 * Leads its own node, that is: each node writes its own Nginx's file, whoever
		 * leads all of them.
		 */
		private static boolean leads(ClusterView view, ClusterMember member) {
			return view.workers()
				.stream()
				.anyMatch((worker) -> worker.leader() && worker.slot() == member.slot()
						&& worker.generation() == member.generation());
		}

		/**
		 * Whoever tests the file is asked, so that it is the Nginx that reads it.
		 */
		private static NginxVersion version(NginxProperties settings, List<String> test, Commands commands) {
			if (settings.version() != null) {
				return NginxVersion.of(settings.version()).orElse(NginxVersion.OLDEST);
			}
			List<String> question = test.contains("-t")
					? test.stream().map((word) -> word.equals("-t") ? "-v" : word).toList() : List.of("nginx", "-v");
			Commands.Ended ended = commands.run(question);
			return NginxVersion.toldBy(ended.output()).orElseGet(() -> {
				logger.warn("Nginx does not tell its version, so only what " + NginxVersion.OLDEST
						+ " knows is written: set bootcluster.nginx.version (" + String.join(" ", question) + ": "
						+ ended.output() + ")");
				return NginxVersion.OLDEST;
			});
		}

	}

}
