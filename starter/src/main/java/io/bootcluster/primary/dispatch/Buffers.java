package io.bootcluster.primary.dispatch;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the bytes of a connection that have arrived and not yet been passed on. Most of
 * the time there are none, and no buffer either.
 */
final class Buffers {

	private Buffers() {
	}

	/**
	 * Put arrived bytes after those that are there.
	 * @param kept the bytes that are there, owned
	 * @param arrived the bytes that arrived, owned
	 * @return both, owned by the caller
	 */
	static ByteBuf join(@Nullable ByteBuf kept, ByteBuf arrived) {
		if (kept == null) {
			return arrived;
		}
		if (kept.refCnt() == 1 && !kept.isReadOnly()
				&& kept.maxCapacity() - kept.writerIndex() >= arrived.readableBytes()) {
			kept.discardSomeReadBytes();
			kept.writeBytes(arrived);
			arrived.release();
			return kept;
		}
		ByteBuf joined = kept.alloc().directBuffer(kept.readableBytes() + arrived.readableBytes());
		joined.writeBytes(kept).writeBytes(arrived);
		kept.release();
		arrived.release();
		return joined;
	}

	/**
	 * Take bytes out of the beginning, without copying them.
	 * @param kept the bytes that are there
	 * @param length how many to take
	 * @return the bytes taken, owned by the caller
	 */
	static ByteBuf take(ByteBuf kept, int length) {
		return kept.readRetainedSlice(length);
	}

	static @Nullable ByteBuf tidy(@Nullable ByteBuf kept) {
		return (kept == null || kept.isReadable()) ? kept : drop(kept);
	}

	static @Nullable ByteBuf drop(@Nullable ByteBuf kept) {
		if (kept != null) {
			kept.release();
		}
		return null;
	}

}
