package io.bootcluster.primary.accesslog;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * A file that is put aside when it is large or of yesterday, and of whose earlier ones
 * only some are kept. Behind a link it is the file that is put aside; a device or a pipe
 * never is, nor what this process's own output goes to. Also goes on rightly where
 * somebody else renames or removes the file. Confined to one thread.
 */
final class RotatedFile implements AutoCloseable {

	private static final Log logger = LogFactory.getLog(RotatedFile.class);

	private static final List<Path> OUTPUTS = List.of(Path.of("/dev/stdout"), Path.of("/dev/stderr"));

	private final Path path;

	private final long maxBytes;

	private final int keep;

	private final InstantSource clock;

	private final ZoneId zone;

	private @Nullable OutputStream out;

	private @Nullable Object key;

	private @Nullable EarlierFiles earlier;

	private LocalDate day = LocalDate.EPOCH;

	private long size;

	/**
	 * Size that a file has which could not be put aside.
	 */
	private long spared;

	/**
	 * Create a file that is not open yet.
	 * @param path where
	 * @param maxBytes size beyond which another one is begun, or 0 for none
	 * @param keep how many earlier ones are kept
	 * @param clock tells the day
	 * @param zone in which days begin
	 */
	RotatedFile(Path path, long maxBytes, int keep, InstantSource clock, ZoneId zone) {
		this.path = path.toAbsolutePath();
		this.maxBytes = maxBytes;
		this.keep = keep;
		this.clock = clock;
		this.zone = zone;
	}

	/**
	 * Write a line.
	 * @param line the line, without its end
	 * @throws IOException if it cannot be written
	 */
	void write(String line) throws IOException {
		byte[] octets = (line + "\n").getBytes(StandardCharsets.UTF_8);
		EarlierFiles aside = this.earlier;
		if (this.out != null && aside != null && isDue(octets.length)) {
			rotate(aside);
		}
		open().write(octets);
		this.size += octets.length;
	}

	private boolean isDue(int more) {
		boolean full = this.maxBytes > 0 && this.size > 0 && this.size + more > this.maxBytes + this.spared;
		return full || !today().equals(this.day);
	}

	/**
	 * A file that cannot be put aside grows on, rather than that anything is lost.
	 */
	private void rotate(EarlierFiles aside) throws IOException {
		close();
		try {
			aside.putAside(this.day);
			this.spared = 0;
		}
		catch (IOException | UncheckedIOException ex) {
			logger.warn(this.path + " cannot be put aside and grows on: " + ex);
			open();
			this.spared = this.size;
			this.day = today();
		}
	}

	private LocalDate today() {
		return LocalDate.ofInstant(this.clock.instant(), this.zone);
	}

	/**
	 * Open the file if it is not open.
	 * @return where to write
	 * @throws IOException if it cannot be opened
	 */
	OutputStream open() throws IOException {
		OutputStream current = this.out;
		return (current != null) ? current : begin();
	}

	private OutputStream begin() throws IOException {
		Path directory = this.path.getParent();
		if (directory != null && !Files.isDirectory(directory)) {
			Files.createDirectories(directory);
		}
		boolean found = Files.exists(this.path);
		OutputStream begun = new BufferedOutputStream(
				Files.newOutputStream(this.path, StandardOpenOption.CREATE, StandardOpenOption.APPEND));
		this.out = begun;
		BasicFileAttributes attributes = Files.readAttributes(this.path, BasicFileAttributes.class);
		this.key = attributes.fileKey();
		this.size = attributes.size();
		boolean old = found && this.size > 0;
		this.day = old ? LocalDate.ofInstant(attributes.lastModifiedTime().toInstant(), this.zone) : today();
		boolean own = attributes.isRegularFile() && !isOutput();
		this.earlier = own ? new EarlierFiles(this.path.toRealPath(), this.keep) : null;
		if (attributes.isRegularFile() && old && !isLineEnded()) {
			begun.write('\n');
			this.size++;
		}
		return begun;
	}

	private boolean isOutput() {
		return this.key != null && OUTPUTS.stream().map(RotatedFile::keyAt).anyMatch(this.key::equals);
	}

	/**
	 * Whoever wrote last may have been killed, or have had no more room, within a line.
	 */
	private boolean isLineEnded() {
		try (SeekableByteChannel reader = Files.newByteChannel(this.path)) {
			ByteBuffer last = ByteBuffer.allocate(1);
			return reader.position(this.size - 1).read(last) < 1 || last.get(0) == '\n';
		}
		catch (IOException ex) {
			logger.debug("Who may only write cannot see whether the last line has ended", ex);
			return true;
		}
	}

	/**
	 * Have readers see all lines so far; and let go of a file that has another name now,
	 * or none.
	 * @throws IOException if that fails
	 */
	void flush() throws IOException {
		OutputStream current = this.out;
		if (current != null) {
			current.flush();
			if (!Objects.equals(this.key, keyAt(this.path))) {
				close();
			}
		}
	}

	private static @Nullable Object keyAt(Path path) {
		try {
			return Files.readAttributes(path, BasicFileAttributes.class).fileKey();
		}
		catch (IOException ex) {
			return null;
		}
	}

	@Override
	public void close() throws IOException {
		OutputStream current = this.out;
		this.out = null;
		if (current != null) {
			current.close();
		}
	}

}
