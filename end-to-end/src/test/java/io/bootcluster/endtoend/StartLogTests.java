package io.bootcluster.endtoend;

import io.bootcluster.endtoend.harness.Cluster;
import io.bootcluster.endtoend.harness.SharedCluster;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The start says in one line each what was decided and why.
 */
@ExtendWith(SharedCluster.class)
class StartLogTests {

	@Test
	void startSaysWhatWasDecided(Cluster cluster) {
		assertThat(cluster.output().matching("^(?!\\[worker).*bootcluster.*(?i)workers?:? 3|(?i)3 workers")).hasSize(1);
		assertThat(cluster.output().matching("^(?!\\[worker).*(?i)redis")).hasSize(1);
		assertThat(cluster.output().matching("^(?!\\[worker).*(?i)heap")).hasSize(1);
		assertThat(cluster.output().matching("^(?!\\[worker).*(?i)socket")).hasSize(1);
	}

}
