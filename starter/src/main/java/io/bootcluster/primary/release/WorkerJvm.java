package io.bootcluster.primary.release;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import org.springframework.util.unit.DataSize;

/**
 * What is particular to a worker's JVM.
 *
 * @param heap largest heap
 * @param arguments further arguments of the user's for it
 * @param debugPort port for a debugger, on the loopback interface
 */
public record WorkerJvm(DataSize heap, List<String> arguments, Optional<Integer> debugPort) {

	private static final Pattern WORD = Pattern.compile("(?:[^\\s\"']|\"[^\"]*\"|'[^']*')+");

	private static final Pattern QUOTED = Pattern.compile("\"([^\"]*)\"|'([^']*)'");

	private static final DataSize INITIAL_HEAP = DataSize.ofMegabytes(32);

	private static final DataSize SERIAL_BELOW = DataSize.ofMegabytes(512);

	public WorkerJvm {
		arguments = List.copyOf(arguments);
	}

	/**
	 * Return the same without a debugger, whose port only one JVM can have.
	 */
	WorkerJvm withoutDebugger() {
		return new WorkerJvm(this.heap, this.arguments, Optional.empty());
	}

	/**
	 * Return the arguments that we add, which come first: what the user says is said
	 * later and wins.
	 * @param collectorChosen whether the user chose a garbage collector; two are an error
	 * @return the arguments
	 */
	List<String> ownArguments(boolean collectorChosen) {
		List<String> own = new ArrayList<>();
		own.add("-Xms" + Math.min(INITIAL_HEAP.toMegabytes(), this.heap.toMegabytes()) + "m");
		own.add("-Xmx" + this.heap.toMegabytes() + "m");
		if (!collectorChosen && this.heap.compareTo(SERIAL_BELOW) < 0) {
			own.add("-XX:+UseSerialGC");
		}
		own.add("-XX:+ExitOnOutOfMemoryError");
		this.debugPort.ifPresent(
				(port) -> own.add("-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=127.0.0.1:" + port));
		return own;
	}

	/**
	 * Split a property's value as a shell would: at spaces, except within quotation
	 * marks.
	 * @param text the value
	 * @return the words
	 */
	public static List<String> split(String text) {
		return WORD.matcher(text).results().map((word) -> QUOTED.matcher(word.group()).replaceAll("$1$2")).toList();
	}

}
