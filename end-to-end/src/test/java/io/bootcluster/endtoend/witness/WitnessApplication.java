package io.bootcluster.endtoend.witness;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.bootcluster.ClusterEvent;
import io.bootcluster.ClusterMember;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.event.EventListener;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Says which events each worker heard of.
 */
@SpringBootApplication
@RestController
public class WitnessApplication {

	private final List<String> heard = new CopyOnWriteArrayList<>();

	private final ClusterMember member;

	WitnessApplication(ClusterMember member) {
		this.member = member;
	}

	public static void main(String[] arguments) {
		SpringApplication.run(WitnessApplication.class, arguments);
	}

	@EventListener
	void heard(ClusterEvent event) {
		this.heard.add((event.name() + " " + event.worker()).strip());
	}

	@GetMapping("/heard")
	Heard heard() {
		return new Heard(this.member.slot(), this.member.generation(), this.heard);
	}

	@PostMapping("/slow")
	int slow(@RequestParam long millis) throws InterruptedException {
		Thread.sleep(millis);
		return this.member.slot();
	}

	record Heard(int worker, int generation, List<String> events) {
	}

}
