package io.bootcluster.primary.dispatch;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.bootcluster.primary.dispatch.RetryRule.Attempt;
import io.bootcluster.primary.dispatch.RetryRule.Reached;
import io.bootcluster.primary.dispatch.RetryRule.Verdict;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RetryRule}.
 */
class RetryRuleTests {

	@ParameterizedTest
	@CsvSource({ "1, NOTHING, false, true, AGAIN", "1, NOTHING, true, true, AGAIN", "2, NOTHING, false, true, AGAIN",
			"3, NOTHING, false, true, BAD_GATEWAY", "1, NOTHING, false, false, BAD_GATEWAY",
			"1, REQUEST, true, true, AGAIN", "2, REQUEST, true, true, AGAIN", "3, REQUEST, true, true, BAD_GATEWAY",
			"1, REQUEST, false, true, BAD_GATEWAY", "1, REQUEST, true, false, BAD_GATEWAY",
			"1, INTERIM, true, true, BAD_GATEWAY", "1, INTERIM, false, false, BAD_GATEWAY",
			"1, FRAGMENT, true, true, BAD_GATEWAY", "1, ANSWER, true, true, ABORT", "3, ANSWER, false, false, ABORT" })
	void judgeWhenTryFailedFollowsTheTable(int number, Reached reached, boolean idempotent, boolean replayable,
			Verdict verdict) {
		assertThat(RetryRule.judge(new Attempt(number, reached, idempotent, replayable))).isEqualTo(verdict);
	}

}
