package io.bootcluster.primary.release;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;

import org.jspecify.annotations.Nullable;

/**
 * Tells a file from another one under the same path, without reading it.
 *
 * @param size its size, bytes
 * @param modified when it was last written
 * @param key the file system's own name for it, where there is one
 */
record FileStamp(long size, FileTime modified, @Nullable Object key) {

	static FileStamp of(Path file) throws IOException {
		BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
		return new FileStamp(attributes.size(), attributes.lastModifiedTime(), attributes.fileKey());
	}

}
