package io.bootcluster.launch;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import io.bootcluster.BootclusterProperties;
import io.bootcluster.WrongSettingException;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;

/**
 * Reads our own settings, and refuses wrong values and names that mean nothing.
 */
final class ClusterSettings {

	private final Binder binder;

	ClusterSettings(Binder binder) {
		this.binder = binder;
	}

	/**
	 * Read them.
	 * @return the settings
	 * @throws WrongSettingException if one is wrong
	 */
	BootclusterProperties read() {
		BindHandler handler = new NoUnboundElementsBindHandler(BindHandler.DEFAULT, ClusterSettings::mayBeOurs);
		try {
			return this.binder.bindOrCreate(BootclusterProperties.PREFIX, Bindable.of(BootclusterProperties.class),
					handler);
		}
		catch (UnboundConfigurationPropertiesException ex) {
			throw unknown(ex.getUnboundProperties().iterator().next());
		}
		catch (BindException ex) {
			throw explain(ex);
		}
	}

	/**
	 * The environment is full of names that others chose, and of those that mark a
	 * worker.
	 */
	private static boolean mayBeOurs(ConfigurationPropertySource source) {
		Object underlying = source.getUnderlyingSource();
		return !(underlying instanceof PropertySource<?> properties
				&& properties.getName().startsWith(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME));
	}

	private static WrongSettingException explain(BindException ex) {
		for (Throwable cause = ex; cause != null; cause = cause.getCause()) {
			if (cause instanceof WrongSettingException wrong) {
				return wrong;
			}
			if (cause instanceof UnboundConfigurationPropertiesException unbound) {
				return unknown(unbound.getUnboundProperties().iterator().next());
			}
		}
		ConfigurationProperty property = ex.getProperty();
		String value = (property != null) ? String.valueOf(property.getValue()) : "";
		Throwable root = NestedExceptionUtils.getMostSpecificCause(ex);
		return new WrongSettingException(ex.getName().toString(), value,
				"this cannot be understood as " + words(ex.getTarget().getType().resolve(Object.class)) + " ("
						+ root.getMessage() + ")" + origin(property),
				"Correct the value, or remove the property to get its default.");
	}

	private static WrongSettingException unknown(ConfigurationProperty property) {
		return new WrongSettingException(property.getName().toString(), String.valueOf(property.getValue()),
				"there is no such property" + origin(property), "Correct its name, or remove it.");
	}

	private static String origin(@Nullable ConfigurationProperty property) {
		return (property != null && property.getOrigin() != null) ? ", from " + property.getOrigin() : "";
	}

	private static String words(Class<?> type) {
		if (type.isEnum()) {
			List<String> words = Stream.of(type.getEnumConstants())
				.map((constant) -> "'" + constant.toString().toLowerCase(Locale.ROOT).replace('_', '-') + "'")
				.toList();
			return "one of " + String.join(", ", words);
		}
		return switch (type.getSimpleName()) {
			case "int", "Integer" -> "a number";
			case "Duration", "TimeLimit" -> "a duration such as 500ms or 30s";
			case "DataSize" -> "a size such as 240B or 16KB";
			case "boolean", "Boolean" -> "true or false";
			default -> "a " + type.getSimpleName();
		};
	}

}
