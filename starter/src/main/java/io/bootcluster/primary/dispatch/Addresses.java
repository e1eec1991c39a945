package io.bootcluster.primary.dispatch;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

import io.netty.channel.Channel;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Counts the connections of each client address, and says which are too many. Touched
 * when a connection begins and when it ends, never by a request, and not at all without a
 * limit. Safe from any thread.
 * <p>
 * A host chooses freely among the IPv6 addresses of its network (RFC 4862, RFC 8981),
 * which is a /64 at least (RFC 4291, section 2.5.1), so that these count together. Prior
 * art: HAProxy's {@code src,ipmask(32,64)}.
 */
final class Addresses {

	private static final Log logger = LogFactory.getLog(Addresses.class);

	private static final long PAUSE = Duration.ofMinutes(1).toNanos();

	private final int most;

	private final LongSupplier nanos;

	private final Map<Long, Integer> counts = new ConcurrentHashMap<>();

	private final AtomicLong next;

	private final AtomicInteger untold = new AtomicInteger();

	/**
	 * Make a count of nothing.
	 * @param most connections that an address may have, or 0 for any number
	 * @param nanos the monotonic time
	 */
	Addresses(int most, LongSupplier nanos) {
		this.most = most;
		this.nanos = nanos;
		this.next = new AtomicLong(nanos.getAsLong());
	}

	/**
	 * Count a connection until it ends.
	 * @param accepted the connection
	 * @return what becomes of it
	 */
	@SuppressWarnings("FutureReturnValueIgnored")
	Admission admit(Channel accepted) {
		if (this.most == 0 || !(accepted.remoteAddress() instanceof InetSocketAddress client)) {
			return Admission.WELCOME;
		}
		Long key = key(client.getAddress());
		int count = this.counts.merge(key, 1, Integer::sum);
		accepted.closeFuture().addListener((closed) -> this.counts.computeIfPresent(key, Addresses::less));
		if (count <= this.most) {
			return Admission.WELCOME;
		}
		tell(client.getAddress());
		return (count <= 2L * this.most) ? Admission.REFUSED : Admission.CUT;
	}

	private static @Nullable Integer less(Long key, Integer count) {
		return (count > 1) ? count - 1 : null;
	}

	/**
	 * An IPv4 address as it is, which no network has for its first half, and the first
	 * half of any other.
	 */
	static long key(InetAddress address) {
		ByteBuffer octets = ByteBuffer.wrap(address.getAddress());
		return (address instanceof Inet4Address) ? octets.getInt() & 0xffff_ffffL : octets.getLong();
	}

	/**
	 * Return how many addresses have a connection.
	 * @return 0 once all have left
	 */
	int size() {
		return this.counts.size();
	}

	private void tell(InetAddress address) {
		long now = this.nanos.getAsLong();
		long due = this.next.get();
		if (now - due < 0 || !this.next.compareAndSet(due, now + PAUSE)) {
			this.untold.incrementAndGet();
			return;
		}
		int before = this.untold.getAndSet(0);
		logger.warn("Refused a connection from " + address.getHostAddress() + ", which has " + this.most
				+ " already, the most that bootcluster.dispatcher.max-connections-per-address allows"
				+ ((before > 0) ? " (and " + before + " more since the last such line)" : ""));
	}

	/**
	 * What becomes of a connection.
	 */
	enum Admission {

		/**
		 * It is served.
		 */
		WELCOME,

		/**
		 * It is one too many, and told so.
		 */
		REFUSED,

		/**
		 * So many are being told already that this one is merely closed.
		 */
		CUT

	}

}
