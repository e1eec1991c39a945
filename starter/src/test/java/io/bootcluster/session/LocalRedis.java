package io.bootcluster.session;

import java.io.IOException;

/**
 * A {@code redis-server} from the PATH.
 */
final class LocalRedis implements RedisFixture.Engine {

	private final int port;

	private Process process;

	LocalRedis(int port) throws IOException {
		this.port = port;
		this.process = launch();
	}

	private Process launch() throws IOException {
		return new ProcessBuilder("redis-server", "--port", Integer.toString(this.port), "--bind", "127.0.0.1",
				"--save", "", "--appendonly", "no")
			.redirectOutput(ProcessBuilder.Redirect.DISCARD)
			.redirectErrorStream(true)
			.start();
	}

	@Override
	public void freeze() throws Exception {
		signal("STOP");
	}

	@Override
	public void thaw() throws Exception {
		signal("CONT");
	}

	private void signal(String name) throws Exception {
		new ProcessBuilder("kill", "-" + name, Long.toString(this.process.pid())).start().waitFor();
	}

	@Override
	public void kill() throws Exception {
		this.process.destroyForcibly().waitFor();
	}

	@Override
	public void restart() throws Exception {
		this.process = launch();
	}

	@Override
	public void close() throws Exception {
		kill();
	}

}
