package io.bootcluster.session;

import java.util.Map;
import java.util.function.BiFunction;

import org.jspecify.annotations.Nullable;

import org.springframework.session.MapSession;
import org.springframework.session.data.redis.RedisSessionMapper;

/**
 * Maps what Redis has to a session, and to none where a part of it is missing or cannot
 * be decoded: then there is one login, no error, and other sessions are untouched.
 */
final class TolerantSessionMapper implements BiFunction<String, Map<String, Object>, @Nullable MapSession> {

	private final RedisSessionMapper delegate = new RedisSessionMapper();

	private final UndecodableSessions told;

	TolerantSessionMapper(UndecodableSessions told) {
		this.told = told;
	}

	@Override
	public @Nullable MapSession apply(String sessionId, Map<String, Object> entries) {
		if (entries.containsValue(TolerantSerializer.UNDECODABLE)) {
			return null;
		}
		try {
			return this.delegate.apply(sessionId, entries);
		}
		catch (IllegalStateException | ClassCastException ex) {
			this.told.found(ex);
			return null;
		}
	}

}
