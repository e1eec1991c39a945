package io.bootcluster.actuator;

import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * Turns records into maps, so that the fixed form of the answer depends on no setting of
 * the application's JSON library: every field is there, also one that is {@code null},
 * and a time is ISO text.
 */
final class ViewBody {

	private ViewBody() {
	}

	static Map<String, Object> of(Record view) {
		Map<String, Object> body = new LinkedHashMap<>();
		for (RecordComponent component : view.getClass().getRecordComponents()) {
			body.put(component.getName(), value(read(component, view)));
		}
		return body;
	}

	/**
	 * An empty {@link Optional} becomes a JSON {@code null}, which the actuator would
	 * leave out where it is a plain one.
	 */
	private static Object value(@Nullable Object value) {
		if (value instanceof Record part) {
			return of(part);
		}
		if (value instanceof List<?> list) {
			return list.stream().map(ViewBody::value).toList();
		}
		if (value == null) {
			return Optional.empty();
		}
		return (value instanceof Instant time) ? time.toString() : value;
	}

	private static @Nullable Object read(RecordComponent component, Record view) {
		try {
			return component.getAccessor().invoke(view);
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException("Cannot read " + component, ex);
		}
	}

}
