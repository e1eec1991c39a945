package io.bootcluster.primary.release;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Decides which of this JVM's own arguments a worker gets too: all except those that only
 * one process can have, and those that size or tune this one. Pure.
 */
final class CopiedArguments {

	private static final List<Pattern> LEFT_OUT = Stream.of(
			// One debugger listens on one port.
			"-agentlib:jdwp.*", "-Xrunjdwp.*", "-Xdebug",
			// So does JMX.
			"-Dcom\\.sun\\.management\\.jmxremote(\\..*)?port=.*",
			// Two JVMs must not write one file.
			"-Xloggc:.*", "-XX:LogFile=.*", "-XX:StartFlightRecording.*", "-XX:FlightRecorderOptions.*",
			// Class data and code kept for the primary.
			"-Xshare.*", "-XX:SharedArchiveFile=.*", "-XX:ArchiveClassesAtExit=.*", "-XX:SharedClassListFile=.*",
			"-XX:DumpLoadedClassList=.*", "-XX:[+-]AutoCreateSharedArchive", "-XX:[+-]RecordDynamicDumpInfo",
			"-XX:AOT.*", "-XX:[+-]AOT.*",
			// Sizes: the memory budget gives a worker its own.
			"-Xm[sxn].*", "-XX:(Max|Initial|Min)HeapSize=.*", "-XX:SoftMaxHeapSize=.*", "-XX:(Max)?NewSize=.*",
			"-XX:(Max|Min|Initial)RAM.*",
			// Made for a process that starts often; set by spring-boot:run and IDEs.
			"-XX:TieredStopAtLevel=1",
			// Set again by the JVM itself.
			"-Djava\\.class\\.path=.*", "-Dsun\\.java\\..*")
		.map(Pattern::compile)
		.toList();

	private static final Pattern COLLECTOR = Pattern
		.compile("-XX:\\+Use(Serial|Parallel|G1|Z|Shenandoah|Epsilon|ConcMarkSweep)GC");

	private static final Pattern LOG_TO_FILE = Pattern.compile("-Xlog:[^:]*:(?!stdout|stderr|:|$).+");

	private CopiedArguments() {
	}

	/**
	 * Choose from the arguments of this JVM.
	 * @param arguments the arguments
	 * @param collectorChosen whether the worker's own arguments name a garbage collector
	 * @return those that a worker gets, in their order
	 */
	static List<String> of(List<String> arguments, boolean collectorChosen) {
		return arguments.stream()
			.filter((argument) -> LEFT_OUT.stream().noneMatch((pattern) -> pattern.matcher(argument).matches()))
			.filter((argument) -> !LOG_TO_FILE.matcher(argument).matches())
			.filter((argument) -> !(collectorChosen && isCollector(argument)))
			.toList();
	}

	/**
	 * Return whether arguments choose a garbage collector.
	 * @param arguments arguments of a JVM
	 * @return {@code true} if one does
	 */
	static boolean chooseCollector(List<String> arguments) {
		return arguments.stream().anyMatch(CopiedArguments::isCollector);
	}

	private static boolean isCollector(String argument) {
		return COLLECTOR.matcher(argument).matches();
	}

}
