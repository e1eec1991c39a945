package io.bootcluster.primary.release;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * Names the content of a jar or class path with a few characters, in milliseconds: a
 * jar's directory holds the checksum of every entry, so the entries need not be read.
 */
final class Fingerprint {

	static final int LENGTH = 12;

	private static final int END_SIZE = 22;

	private static final int END_SIGNATURE = 0x06054b50;

	private static final int LONGEST_COMMENT = 0xFFFF;

	private final MessageDigest digest;

	private Fingerprint() {
		try {
			this.digest = MessageDigest.getInstance("SHA-256");
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

	static String ofJar(Path jar) throws IOException {
		Fingerprint fingerprint = new Fingerprint();
		fingerprint.addJar(jar);
		return fingerprint.text();
	}

	static String ofClassPath(String classPath) throws IOException {
		Fingerprint fingerprint = new Fingerprint();
		for (String element : classPath.split(File.pathSeparator, -1)) {
			fingerprint.addElement(Path.of(element));
		}
		return fingerprint.text();
	}

	private void addJar(Path jar) throws IOException {
		try (RandomAccessFile file = new RandomAccessFile(jar.toFile(), "r")) {
			int tailSize = (int) Math.min(file.length(), END_SIZE + LONGEST_COMMENT);
			byte[] tail = new byte[tailSize];
			file.seek(file.length() - tailSize);
			file.readFully(tail);
			this.digest.update(tail);
			ByteBuffer buffer = ByteBuffer.wrap(tail).order(ByteOrder.LITTLE_ENDIAN);
			for (int at = tailSize - END_SIZE; at >= 0; at--) {
				if (buffer.getInt(at) == END_SIGNATURE) {
					addDirectory(file, buffer.getInt(at + 12) & 0xFFFFFFFFL, buffer.getInt(at + 16) & 0xFFFFFFFFL);
					return;
				}
			}
			throw new IOException(jar + " is no jar, or not all of it has been written yet: its end is missing");
		}
	}

	private void addDirectory(RandomAccessFile file, long size, long offset) throws IOException {
		// A jar with a launch script in front counts from the script's end: then the tail
		// and the size tell it apart.
		if (size > Integer.MAX_VALUE || offset + size > file.length()) {
			this.digest.update(Long.toString(file.length()).getBytes(StandardCharsets.UTF_8));
			return;
		}
		byte[] directory = new byte[(int) size];
		file.seek(offset);
		file.readFully(directory);
		this.digest.update(directory);
	}

	private void addElement(Path element) throws IOException {
		if (Files.isRegularFile(element)) {
			addStamp(element);
		}
		else if (Files.isDirectory(element)) {
			List<Path> files;
			try (Stream<Path> tree = Files.walk(element)) {
				files = tree.filter(Files::isRegularFile).sorted().toList();
			}
			for (Path file : files) {
				addStamp(file);
			}
		}
	}

	private void addStamp(Path file) throws IOException {
		FileStamp stamp = FileStamp.of(file);
		String line = file + " " + stamp.size() + " " + stamp.modified() + "\n";
		this.digest.update(line.getBytes(StandardCharsets.UTF_8));
	}

	private String text() {
		return HexFormat.of().formatHex(this.digest.digest()).substring(0, LENGTH);
	}

}
