package io.bootcluster.endtoend.ticking;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

import io.bootcluster.ClusterMember;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;

/**
 * Writes each run of its scheduled methods into a file that all workers append to.
 */
@SpringBootApplication
@EnableScheduling
public class TickingApplication {

	private final ClusterMember member;

	private final Path file;

	private final DueTimes dueTimes = DueTimes.listening();

	TickingApplication(ClusterMember member, @Value("${ticks.file}") Path file) {
		this.member = member;
		this.file = file;
	}

	public static void main(String[] arguments) {
		SpringApplication.run(TickingApplication.class, arguments);
	}

	@Scheduled(cron = "* * * * * *")
	void tick() throws IOException {
		write("tick");
	}

	@Scheduled(fixedRate = 500)
	void pulse() throws IOException {
		write("pulse");
	}

	private void write(String method) throws IOException {
		String line = method + " " + this.member.slot() + "." + this.member.generation() + " "
				+ System.currentTimeMillis() + " " + this.member.fencingToken().orElse(0) + " "
				+ this.member.view().map((view) -> view.node().id()).orElse("-") + " " + this.dueTimes.ofThisThread()
				+ "\n";
		Files.writeString(this.file, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
	}

}
