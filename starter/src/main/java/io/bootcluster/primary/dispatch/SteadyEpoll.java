package io.bootcluster.primary.dispatch;

import java.util.Objects;

import io.netty.channel.IoEvent;
import io.netty.channel.IoHandle;
import io.netty.channel.IoHandler;
import io.netty.channel.IoHandlerContext;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.IoOps;
import io.netty.channel.IoRegistration;
import io.netty.channel.epoll.EpollIoEvent;
import io.netty.channel.epoll.EpollIoHandle;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollIoOps;
import io.netty.channel.unix.FileDescriptor;
import io.netty.util.concurrent.ThreadAwareExecutor;
import org.jspecify.annotations.Nullable;

/**
 * Netty's epoll, made steady for connections that are not read from while their peer has
 * shut its sending side. Netty 4.2.15 to 4.2.18 take such a socket out of the epoll set
 * and then fail to put it back ({@code epoll_ctl: No such file or directory}), so that
 * the rest of a body or of an answer is lost. Here the socket stays in the set, waiting
 * for nothing but its end. Confined to its event loop.
 */
final class SteadyEpoll implements IoHandler {

	private static final int ENDED = EpollIoOps.EPOLLERR.value() | 0x10;

	private final IoHandler epoll;

	private SteadyEpoll(IoHandler epoll) {
		this.epoll = epoll;
	}

	static IoHandlerFactory newFactory() {
		IoHandlerFactory factory = EpollIoHandler.newFactory();
		return new IoHandlerFactory() {

			@Override
			public IoHandler newHandler(ThreadAwareExecutor executor) {
				return new SteadyEpoll(factory.newHandler(executor));
			}

		};
	}

	@Override
	public void initialize() {
		this.epoll.initialize();
	}

	@Override
	public int run(IoHandlerContext context) {
		return this.epoll.run(context);
	}

	@Override
	public void prepareToDestroy() {
		this.epoll.prepareToDestroy();
	}

	@Override
	public void destroy() {
		this.epoll.destroy();
	}

	@Override
	public IoRegistration register(IoHandle handle) throws Exception {
		Steady steady = new Steady((EpollIoHandle) handle);
		steady.registration = this.epoll.register(steady);
		return steady;
	}

	@Override
	public void wakeup() {
		this.epoll.wakeup();
	}

	@Override
	public boolean isCompatible(Class<? extends IoHandle> type) {
		return this.epoll.isCompatible(type);
	}

	/**
	 * Stands between one socket and the epoll set.
	 */
	private static final class Steady implements EpollIoHandle, IoRegistration {

		private final EpollIoHandle socket;

		private @Nullable IoRegistration registration;

		private boolean added;

		private boolean resting;

		Steady(EpollIoHandle socket) {
			this.socket = socket;
		}

		@Override
		public FileDescriptor fd() {
			return this.socket.fd();
		}

		@Override
		public void handle(IoRegistration unused, IoEvent event) {
			boolean ended = this.resting && (((EpollIoEvent) event).ops().value() & ENDED) != 0;
			if (ended) {
				close();
			}
			else {
				this.socket.handle(this, event);
			}
		}

		@Override
		public void registered() {
			this.socket.registered();
		}

		@Override
		public void unregistered() {
			this.socket.unregistered();
		}

		@Override
		public void close() {
			try {
				this.socket.close();
			}
			catch (Exception ex) {
				throw new IllegalStateException(ex);
			}
		}

		private IoRegistration registration() {
			return Objects.requireNonNull(this.registration);
		}

		@Override
		@SuppressWarnings("TypeParameterUnusedInFormals")
		public <T> T attachment() {
			return registration().attachment();
		}

		@Override
		public long submit(IoOps ops) {
			boolean nothing = ops.equals(EpollIoOps.NONE);
			this.resting = nothing && this.added;
			this.added |= !nothing;
			return registration().submit(this.resting ? EpollIoOps.EPOLLERR : ops);
		}

		@Override
		public boolean isValid() {
			return registration().isValid();
		}

		@Override
		public boolean cancel() {
			return registration().cancel();
		}

	}

}
