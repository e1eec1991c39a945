package io.bootcluster.primary.release;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.bootcluster.TrainingRun;

/**
 * Makes one start archive: runs the application by itself, with low priority and a
 * worker's flags, until its beans are made; as the JVM ends it writes the archive.
 * Nothing is started by then that listens, is scheduled or runs by itself.
 *
 * @param jvm how this JVM was started
 * @param worker what a worker's JVM gets of its own
 * @param home the release
 * @param archive which archive
 */
record Training(ThisJvm jvm, WorkerJvm worker, ReleaseHome home, StartArchive archive) {

	private static final List<Path> NICE = List.of(Path.of("/usr/bin/nice"), Path.of("/bin/nice"));

	private static final String LOG = "training.log";

	/**
	 * Make it, unless it is there.
	 * @param limit time that it may take
	 * @param begun takes the errand, which may be cancelled
	 * @return whether it was made now
	 * @throws IOException if there is none, with a message for people
	 */
	boolean run(Duration limit, Consumer<Errand> begun) throws IOException {
		Path directory = Files.createDirectories(this.home.archives());
		if (file().isPresent()) {
			return false;
		}
		Path part = Files.createTempDirectory(directory, ".training-");
		try {
			Path file = part.resolve("archive");
			Errand errand = new Errand(command(part, file), part.resolve(LOG));
			begun.accept(errand);
			int code = errand.run(limit);
			if (!Files.isRegularFile(file)) {
				Path log = directory.resolve(LOG);
				Files.move(part.resolve(LOG), log, StandardCopyOption.REPLACE_EXISTING);
				throw new TrainingFailedException(code, log);
			}
			force(file);
			Files.move(file, directory.resolve(this.archive.name(Files.size(file))), StandardCopyOption.ATOMIC_MOVE);
			Files.deleteIfExists(directory.resolve(LOG));
			return true;
		}
		finally {
			Trees.delete(part);
		}
	}

	/**
	 * Return what was made, now or earlier.
	 */
	Optional<Path> file() {
		return this.archive.find(this.home.archives());
	}

	/**
	 * A power cut must not leave the name without the content.
	 */
	private static void force(Path file) throws IOException {
		try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
			channel.force(true);
		}
	}

	private List<String> command(Path part, Path file) {
		List<String> own = new ArrayList<>(this.archive.training(file));
		own.add("-Dspring.context.exit=onRefresh");
		own.add("-D" + TrainingRun.PROPERTY + "=true");
		Origin origin = new Origin(this.archive.kind(), Optional.of(this.home.extractedJar()), own);
		ThisJvm application = new ThisJvm(this.jvm.javaHome(), this.jvm.jvmArguments(), this.jvm.classPath(),
				this.jvm.command(), arguments(part));
		List<String> command = new ArrayList<>();
		NICE.stream().filter(Files::isExecutable).findFirst().ifPresent((nice) -> {
			command.addAll(List.of(nice.toString(), "-n", "10"));
		});
		command.addAll(WorkerCommand.of(application, this.worker, origin));
		return command;
	}

	/**
	 * Files that those who serve write are none of this run's business. An option that is
	 * given twice has both values, so what the user gave is left out.
	 */
	private List<String> arguments(Path part) {
		List<String> own = List.of("--logging.file.name=", "--logging.file.path=",
				"--server.tomcat.accesslog.enabled=false", "--spring.pid.file=" + part.resolve("pid"));
		List<String> names = own.stream().map((option) -> option.split("=", 2)[0]).toList();
		return Stream
			.concat(this.jvm.arguments().stream().filter((argument) -> !names.contains(argument.split("=", 2)[0])),
					own.stream())
			.toList();
	}

}
