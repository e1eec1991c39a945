package io.bootcluster.session;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.NotFoundException;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.startupcheck.IsRunningStartupCheckStrategy;

/**
 * A Redis in a container, on the host's network so that it comes back at the same port.
 */
final class ContainerRedis implements RedisFixture.Engine {

	private static final String IMAGE = "redis:7-alpine";

	private final DockerClient docker = DockerClientFactory.lazyClient();

	private final GenericContainer<?> container;

	@SuppressWarnings("resource") // closed with the fixture
	ContainerRedis(int port) {
		this.container = new GenericContainer<>(IMAGE).withNetworkMode("host")
			.withCommand("redis-server", "--port", Integer.toString(port), "--bind", "127.0.0.1", "--save", "",
					"--appendonly", "no")
			.withStartupCheckStrategy(new IsRunningStartupCheckStrategy());
		this.container.start();
	}

	static boolean isPossible() {
		return DockerClientFactory.instance().isDockerAvailable();
	}

	static boolean isAtHand() {
		if (!isPossible()) {
			return false;
		}
		try {
			DockerClientFactory.lazyClient().inspectImageCmd(IMAGE).exec();
			return true;
		}
		catch (NotFoundException ex) {
			return false;
		}
	}

	@Override
	public void freeze() {
		this.docker.pauseContainerCmd(this.container.getContainerId()).exec();
	}

	@Override
	public void thaw() {
		this.docker.unpauseContainerCmd(this.container.getContainerId()).exec();
	}

	@Override
	public void kill() {
		this.docker.killContainerCmd(this.container.getContainerId()).exec();
	}

	@Override
	public void restart() {
		this.docker.startContainerCmd(this.container.getContainerId()).exec();
	}

	@Override
	public void close() {
		this.container.close();
	}

}
