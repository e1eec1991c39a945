package io.bootcluster.endtoend.harness;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/**
 * The jar of an application under test, for tests that put other ones in its place as a
 * deployment would: whole, by renaming.
 */
public final class AppJar {

	private final Path path;

	private final byte[] original;

	/**
	 * Copy the sample application's jar.
	 * @param path where to
	 */
	public AppJar(Path path) throws IOException {
		this.path = path;
		this.original = Files.readAllBytes(SampleJar.path());
		Files.write(path, this.original);
	}

	public Path path() {
		return this.path;
	}

	/**
	 * Put a jar there that differs in nothing but what tells one release from another.
	 * @param comment comment at the jar's end
	 */
	public void replace(String comment) throws IOException {
		byte[] end = comment.getBytes(StandardCharsets.US_ASCII);
		ByteArrayOutputStream jar = new ByteArrayOutputStream(this.original.length + end.length);
		// The comment's length comes last, low byte first, and was 0.
		jar.write(this.original, 0, this.original.length - 2);
		jar.write(end.length);
		jar.write(0);
		jar.write(end);
		put(jar.toByteArray());
	}

	/**
	 * Put a jar there whose main class is missing.
	 */
	public void replaceByOneThatCannotStart() throws IOException {
		Manifest manifest = new Manifest();
		manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
		manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, "example.Missing");
		ByteArrayOutputStream jar = new ByteArrayOutputStream();
		new JarOutputStream(jar, manifest).close();
		put(jar.toByteArray());
	}

	/**
	 * Put something there that is no jar.
	 */
	public void replaceByGarbage() throws IOException {
		put("This is no jar.".getBytes(StandardCharsets.US_ASCII));
	}

	private void put(byte[] content) throws IOException {
		Path partial = this.path.resolveSibling(this.path.getFileName() + ".part");
		Files.write(partial, content);
		Files.move(partial, this.path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
	}

}
