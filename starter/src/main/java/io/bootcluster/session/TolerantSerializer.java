package io.bootcluster.session;

import org.jspecify.annotations.Nullable;

import org.springframework.data.redis.serializer.RedisSerializer;

/**
 * Reads a session's attribute that cannot be decoded as {@link #UNDECODABLE}, so that
 * {@link TolerantSessionMapper} can treat the session as absent.
 */
final class TolerantSerializer implements RedisSerializer<Object> {

	/**
	 * Stands for a value that could not be decoded.
	 */
	static final Object UNDECODABLE = new Object();

	private final RedisSerializer<Object> delegate;

	private final UndecodableSessions told;

	TolerantSerializer(RedisSerializer<Object> delegate, UndecodableSessions told) {
		this.delegate = delegate;
		this.told = told;
	}

	@Override
	public byte[] serialize(@Nullable Object value) {
		return this.delegate.serialize(value);
	}

	@Override
	public @Nullable Object deserialize(byte @Nullable [] bytes) {
		try {
			return this.delegate.deserialize(bytes);
		}
		catch (RuntimeException | LinkageError | StackOverflowError ex) {
			this.told.found(ex);
			return UNDECODABLE;
		}
	}

}
