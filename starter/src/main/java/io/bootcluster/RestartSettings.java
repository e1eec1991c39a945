package io.bootcluster;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.BindResult;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;

/**
 * The settings that the primary applies once, at its start, so that only its restart
 * changes them: which they are, and a digest of what each one is in an environment. A
 * primary and its workers can compare digests without telling each other a value: they
 * are keyed with the cluster's secret, so that no short value can be guessed from one.
 */
public final class RestartSettings {

	/**
	 * Settings of ours that workers read themselves, and nobody else.
	 */
	private static final Set<String> WORKERS_OWN = Set.of("bootcluster.leader.scheduled",
			"bootcluster.health.min-ready", "bootcluster.siblings.timeout", "bootcluster.release.migrations",
			"bootcluster.worker.response-header", "bootcluster.nodes.namespace", "bootcluster.nodes.interval",
			"bootcluster.nodes.expiry", "bootcluster.nodes.quiet-period", "bootcluster.nodes.reload-timeout");

	/**
	 * What is all the workers' own.
	 */
	private static final String WORKERS_OWN_GROUP = "bootcluster.nginx.";

	private static final List<String> SERVER = List.of("port", "address", "max-http-request-header-size",
			"http2.enabled", "tomcat.connection-timeout", "tomcat.keep-alive-timeout", "tomcat.max-connections",
			"tomcat.accept-count", "tomcat.max-keep-alive-requests");

	private static final List<String> SSL = List.of("enabled", "bundle", "client-auth", "ciphers", "enabled-protocols",
			"protocol", "key-alias", "key-password", "key-store", "key-store-password", "key-store-type",
			"key-store-provider", "trust-store", "trust-store-password", "trust-store-type", "trust-store-provider",
			"certificate", "certificate-private-key", "trust-certificate", "trust-certificate-private-key");

	private static final int DIGITS = 16;

	private final byte[] key;

	private RestartSettings(byte[] key) {
		this.key = key;
	}

	/**
	 * Return what makes digests that only those who know a secret can make.
	 * @param secret the cluster's secret, of which nothing is kept that shows it
	 * @return the maker of digests
	 */
	public static RestartSettings keyedBy(String secret) {
		return new RestartSettings(sha256("settings".getBytes(StandardCharsets.UTF_8), secret));
	}

	/**
	 * Return the names of the settings, as they are documented.
	 * @return full names of properties
	 */
	static List<String> names() {
		Stream<String> application = Stream
			.of(under("server.", SERVER), under("server.ssl.", SSL),
					under("management.server.", List.of("port", "address")), under("management.server.ssl.", SSL))
			.flatMap((names) -> names);
		return Stream
			.concat(ours(BootclusterProperties.class, BootclusterProperties.PREFIX)
				.filter((name) -> !WORKERS_OWN.contains(name) && !name.startsWith(WORKERS_OWN_GROUP)), application)
			.toList();
	}

	private static Stream<String> under(String prefix, List<String> names) {
		return names.stream().map((name) -> prefix + name);
	}

	private static Stream<String> ours(Class<?> group, String prefix) {
		return Stream.of(group.getRecordComponents()).flatMap((part) -> {
			String name = prefix + "." + DataObjectPropertyName.toDashedForm(part.getName());
			return isGroup(part.getType()) ? ours(part.getType(), name) : Stream.of(name);
		});
	}

	/**
	 * A record that can be read from one text is a value.
	 */
	private static boolean isGroup(Class<?> type) {
		return type.isRecord()
				&& Stream.of(type.getDeclaredMethods()).noneMatch((method) -> method.getName().equals("valueOf"));
	}

	/**
	 * Return the digests of those settings that are set.
	 * @param environment where they are set
	 * @return digests by full names of properties, sorted
	 */
	public Map<String, String> digests(ConfigurableEnvironment environment) {
		Binder binder = Binder.get(withoutChance(environment));
		Map<String, String> digests = new TreeMap<>();
		names().forEach((name) -> read(binder, name).ifPresent((value) -> digests.put(name, digest(name, value))));
		return digests;
	}

	/**
	 * What cannot be read is as good as not set: it is nobody's start that fails for it
	 * here.
	 */
	private static Optional<String> read(Binder binder, String name) {
		try {
			BindResult<String> whole = binder.bind(name, String.class);
			BindResult<String> value = whole.isBound() ? whole
					: binder.bind(name, Bindable.listOf(String.class)).map(List::toString);
			return Optional.ofNullable(value.orElse(null));
		}
		catch (BindException ex) {
			return Optional.empty();
		}
	}

	/**
	 * A value drawn by chance is another one in each process, though nobody changed it:
	 * the words that ask for one stand for it.
	 */
	private static ConfigurableEnvironment withoutChance(ConfigurableEnvironment environment) {
		StandardEnvironment copy = new StandardEnvironment();
		MutablePropertySources sources = copy.getPropertySources();
		sources.stream().map(PropertySource::getName).toList().forEach(sources::remove);
		environment.getPropertySources()
			.stream()
			.filter((source) -> !ConfigurationPropertySources.isAttachedConfigurationPropertySource(source))
			.forEach((source) -> sources.addLast(source.getName().equals(Undrawn.NAME) ? new Undrawn() : source));
		ConfigurationPropertySources.attach(copy);
		return copy;
	}

	private String digest(String name, String value) {
		return HexFormat.of().formatHex(sha256(this.key, name + '\0' + value)).substring(0, DIGITS);
	}

	private static byte[] sha256(byte[] first, String text) {
		try {
			MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
			sha256.update(first);
			return sha256.digest(text.getBytes(StandardCharsets.UTF_8));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java has SHA-256", ex);
		}
	}

	/**
	 * Stands in for Spring Boot's source of random values, and gives back the words that
	 * ask for one.
	 */
	private static final class Undrawn extends PropertySource<String> {

		static final String NAME = "random";

		Undrawn() {
			super(NAME, "");
		}

		@Override
		public @Nullable Object getProperty(String name) {
			return name.startsWith(NAME + ".") ? name : null;
		}

	}

}
