package io.bootcluster.actuator;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

import org.springframework.core.io.AbstractResource;

/**
 * A file that another worker has written for an answer of this one. It leaves the disk
 * when it is taken, so that nobody has to remove it, whatever becomes of the answer, and
 * can be read once.
 */
final class PassedFile extends AbstractResource {

	private final String path;

	private final FileChannel content;

	private final long length;

	private PassedFile(String path, FileChannel content) throws IOException {
		this.path = path;
		this.content = content;
		this.length = content.size();
	}

	/**
	 * Take a file. To delete it on close means at once on Linux and macOS.
	 */
	static PassedFile take(String path) throws IOException {
		return new PassedFile(path,
				FileChannel.open(Path.of(path), StandardOpenOption.READ, StandardOpenOption.DELETE_ON_CLOSE));
	}

	@Override
	public boolean exists() {
		return true;
	}

	@Override
	public boolean isOpen() {
		return true;
	}

	@Override
	public long contentLength() {
		return this.length;
	}

	@Override
	public String getDescription() {
		return "passed file [" + this.path + "]";
	}

	@Override
	public InputStream getInputStream() {
		return Channels.newInputStream(this.content);
	}

}
