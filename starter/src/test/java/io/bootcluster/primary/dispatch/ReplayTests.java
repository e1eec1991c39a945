package io.bootcluster.primary.dispatch;

import java.nio.charset.StandardCharsets;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Test;

import io.bootcluster.primary.dispatch.http.Asker;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What an answer of ours has to know outlives the body, and nothing is kept for ever.
 */
class ReplayTests {

	private final ByteBuf head = Unpooled
		.copiedBuffer("GET /a HTTP/1.1\r\nAccept: text/html\r\nX-Request-Id: r-1\r\n\r\n", StandardCharsets.US_ASCII);

	private final ByteBuf part = Unpooled.copiedBuffer("body", StandardCharsets.US_ASCII);

	private final Replay replay = new Replay(this.head);

	@Test
	void forgetKeepsTheHeadAlone() {
		this.replay.keep(this.part);
		assertThat(this.part.refCnt()).isEqualTo(2);
		this.replay.forget();
		assertThat(this.replay.isWhole()).isFalse();
		assertThat(this.part.refCnt()).isEqualTo(1);
		assertThat(this.head.refCnt()).isEqualTo(1);
		assertThat(this.replay.requestLine()).isEqualTo("GET /a HTTP/1.1");
		assertThat(this.replay.asker()).isEqualTo(new Asker(true, "r-1"));
	}

	@Test
	void dropKeepsNothingButWhatWasAsked() {
		this.replay.keep(this.part);
		Asker asked = this.replay.asker();
		assertThat(this.replay.asker()).isSameAs(asked);
		this.replay.drop();
		this.replay.drop();
		assertThat(this.head.refCnt()).isZero();
		assertThat(this.part.refCnt()).isEqualTo(1);
		assertThat(this.replay.requestLine()).isEqualTo("?");
		assertThat(this.replay.asker()).isSameAs(asked);
	}

	@Test
	void forgottenAndDroppedLeavesNothing() {
		this.replay.forget();
		this.replay.drop();
		assertThat(this.head.refCnt()).isZero();
		assertThat(this.replay.asker()).isEqualTo(Asker.UNKNOWN);
	}

}
