package io.bootcluster.sample;

import io.bootcluster.ClusterMember;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/**
 * Hurts the worker that answers, a tenth of a second after the answer.
 */
@RestController
class ChaosController {

	private final ClusterMember member;

	private final Chaos chaos;

	ChaosController(ClusterMember member, Chaos chaos) {
		this.member = member;
		this.chaos = chaos;
	}

	@PostMapping("/api/chaos/{kind}")
	@ResponseStatus(HttpStatus.ACCEPTED)
	Hurt hurt(@PathVariable String kind) {
		if (!this.chaos.hurt(kind)) {
			throw new ResponseStatusException(HttpStatus.NOT_FOUND, "No such way to hurt a worker");
		}
		return new Hurt(this.member.slot(), this.member.generation(), kind);
	}

	record Hurt(int worker, int generation, String chaos) {
	}

}
