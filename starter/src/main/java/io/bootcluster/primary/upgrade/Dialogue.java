package io.bootcluster.primary.upgrade;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * One end of what two primaries say to each other: a word and a text in each line. A
 * daemon thread hears the other side. Safe from any thread.
 */
final class Dialogue implements AutoCloseable {

	private static final Log logger = LogFactory.getLog(Dialogue.class);

	private final SocketChannel channel;

	private final BlockingQueue<Said> heard = new LinkedBlockingQueue<>();

	Dialogue(SocketChannel channel) {
		this.channel = channel;
		Thread thread = new Thread(this::listen, "bootcluster-dialogue");
		thread.setDaemon(true);
		thread.start();
	}

	static Dialogue with(Path socket) throws IOException {
		SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
		try {
			channel.connect(UnixDomainSocketAddress.of(socket));
			return new Dialogue(channel);
		}
		catch (IOException ex) {
			channel.close();
			throw ex;
		}
	}

	private void listen() {
		try (BufferedReader lines = new BufferedReader(Channels.newReader(this.channel, StandardCharsets.UTF_8))) {
			for (String line = lines.readLine(); line != null; line = lines.readLine()) {
				String[] parts = line.split(" ", 2);
				this.heard.add(new Said(Word.valueOf(parts[0]), (parts.length > 1) ? parts[1] : ""));
			}
		}
		catch (IOException | IllegalArgumentException ex) {
			logger.debug("The other primary is not heard any more", ex);
		}
		this.heard.add(new Said(Word.GONE, ""));
	}

	/**
	 * Say something; nobody may be there to hear it.
	 * @param word the word
	 * @param text what belongs to it
	 */
	synchronized void say(Word word, String text) {
		String line = word + " " + text.replace('\r', ' ').replace('\n', ' ') + "\n";
		ByteBuffer bytes = ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8));
		try {
			while (bytes.hasRemaining()) {
				this.channel.write(bytes);
			}
		}
		catch (IOException ex) {
			logger.debug("The other primary does not hear " + word, ex);
		}
	}

	/**
	 * Hear the next word.
	 * @param time longest wait
	 * @return what was said, or {@code null} if nothing was
	 * @throws InterruptedException if interrupted while waiting
	 */
	@Nullable Said hear(Duration time) throws InterruptedException {
		return this.heard.poll(time.toNanos(), TimeUnit.NANOSECONDS);
	}

	/**
	 * Return whether the other side has given up or gone, without waiting.
	 */
	boolean isOver() {
		Said next = this.heard.peek();
		return next != null && (next.word() == Word.GONE || next.word() == Word.FAILED);
	}

	@Override
	public void close() {
		try {
			this.channel.close();
		}
		catch (IOException ex) {
			logger.debug("The dialogue did not close well", ex);
		}
	}

	/**
	 * Something that the other side said.
	 *
	 * @param word the word
	 * @param text what belongs to it
	 */
	record Said(Word word, String text) {

		int number() {
			return Integer.parseInt(this.text.strip());
		}

	}

}
