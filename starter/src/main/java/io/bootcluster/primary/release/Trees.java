package io.bootcluster.primary.release;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

import org.jspecify.annotations.Nullable;

/**
 * Whole directories: how large they are, and away with them. What vanishes meanwhile is
 * no mistake.
 */
final class Trees {

	private Trees() {
	}

	static long size(Path root) throws IOException {
		long[] size = new long[1];
		Files.walkFileTree(root, new Tolerant() {

			@Override
			public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
				size[0] += attributes.size();
				return FileVisitResult.CONTINUE;
			}

		});
		return size[0];
	}

	static void delete(Path root) throws IOException {
		Files.walkFileTree(root, new Tolerant() {

			@Override
			public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
				Files.deleteIfExists(file);
				return FileVisitResult.CONTINUE;
			}

			@Override
			public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException ex) throws IOException {
				Files.deleteIfExists(directory);
				return FileVisitResult.CONTINUE;
			}

		});
	}

	private abstract static class Tolerant extends SimpleFileVisitor<Path> {

		@Override
		public FileVisitResult visitFileFailed(Path file, IOException ex) throws IOException {
			if (ex instanceof NoSuchFileException) {
				return FileVisitResult.CONTINUE;
			}
			throw ex;
		}

	}

}
