package io.bootcluster.primary.release;

import java.io.IOException;
import java.nio.file.Path;

/**
 * The jar is not the one that the release was made from: a worker of it might mix old and
 * new classes.
 */
public final class JarChangedException extends IOException {

	JarChangedException(Path jar, String how) {
		super(jar + " " + how + " since its release was read; reload to start workers from what is there now");
	}

}
