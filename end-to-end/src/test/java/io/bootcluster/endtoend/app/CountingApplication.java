package io.bootcluster.endtoend.app;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

import io.bootcluster.ClusterMember;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Counts in a Redis how often each request is run, before anything else can go wrong with
 * it.
 */
@SpringBootApplication
@RestController
public class CountingApplication {

	private final ClusterMember member;

	private final int redis;

	CountingApplication(ClusterMember member, @Value("${spring.data.redis.port}") int redis) {
		this.member = member;
		this.redis = redis;
	}

	public static void main(String[] arguments) {
		SpringApplication.run(CountingApplication.class, arguments);
	}

	@GetMapping("/runs")
	Run run() {
		return new Run("", this.member.slot(), this.member.generation());
	}

	@PostMapping("/runs/{id}")
	Run run(@PathVariable String id, @RequestParam long millis) throws IOException, InterruptedException {
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), this.redis)) {
			socket.getOutputStream().write(("INCR runs:" + id + "\r\n").getBytes(StandardCharsets.US_ASCII));
			socket.getInputStream().read();
		}
		Thread.sleep(millis);
		return new Run(id, this.member.slot(), this.member.generation());
	}

	record Run(String id, int worker, int generation) {
	}

}
