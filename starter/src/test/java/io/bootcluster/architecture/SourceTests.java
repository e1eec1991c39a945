package io.bootcluster.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What every source file of every module keeps.
 */
class SourceTests {

	private static final int MOST_LINES = 300;

	@Test
	void fileIsNotLongerThan300Lines() throws IOException {
		assertThat(sources()).filteredOn((source) -> lines(source).size() > MOST_LINES).isEmpty();
	}

	@Test
	void packageSaysWhatItIsForAndIsNullMarked() throws IOException {
		Set<Path> packages = sources().stream().map(Path::getParent).collect(Collectors.toSet());
		assertThat(packages).allSatisfy((directory) -> {
			boolean isTestOfAPackage = isTestOfAPackage(directory);
			if (!isTestOfAPackage) {
				Path info = directory.resolve("package-info.java");
				assertThat(info).exists();
				assertThat(lines(info)).anyMatch((line) -> line.startsWith(" * ")).contains("@NullMarked");
			}
		});
	}

	/** Tests in the package of what they test share its package-info. */
	private static boolean isTestOfAPackage(Path directory) {
		String main = directory.toString().replace("/src/test/java/", "/src/main/java/");
		return !main.equals(directory.toString()) && Files.exists(Path.of(main, "package-info.java"));
	}

	private static List<Path> sources() throws IOException {
		try (Stream<Path> modules = Files.list(Path.of("").toAbsolutePath().getParent())) {
			List<Path> roots = modules.map((module) -> module.resolve("src")).filter(Files::isDirectory).toList();
			assertThat(roots).isNotEmpty();
			return roots.stream().flatMap(SourceTests::javaFiles).toList();
		}
	}

	private static Stream<Path> javaFiles(Path root) {
		try (Stream<Path> files = Files.walk(root)) {
			return files.filter((file) -> file.toString().endsWith(".java")).toList().stream();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static List<String> lines(Path file) {
		try {
			return Files.readAllLines(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
