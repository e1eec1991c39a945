package io.bootcluster.primary.dispatch;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Frames}.
 */
class FramesTests {

	private static final byte[] CLOSE = WireFrame.plain(WireFrame.CLOSE, WireFrame.code(1000));

	private final Frames frames = new Frames();

	private void pass(byte[] bytes) {
		this.frames.pass(Unpooled.wrappedBuffer(bytes), 0);
	}

	private static byte[] part(byte[] bytes, int from, int to) {
		return java.util.Arrays.copyOfRange(bytes, from, to);
	}

	@Test
	void passWhenNothingHasComeIsBetween() {
		assertThat(this.frames.isBetween()).isTrue();
		assertThat(this.frames.isClosing()).isFalse();
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 1, 125, 126, 127, 65535, 65536, 70000 })
	void passWhenCutAnywhereIsBetweenOnlyAtTheEnds(int length) {
		for (byte[] frame : List.of(WireFrame.plain(WireFrame.BINARY, new byte[length]),
				WireFrame.masked(WireFrame.BINARY, new byte[length]))) {
			int step = Math.max(1, frame.length / 500);
			for (int cut = 1; cut < frame.length; cut += (cut < 20) ? 1 : step) {
				pass(part(frame, 0, cut));
				assertThat(this.frames.isBetween()).as("%d of %d", cut, frame.length).isFalse();
				pass(part(frame, cut, frame.length));
				assertThat(this.frames.isBetween()).as("%d and the rest", cut).isTrue();
			}
		}
	}

	@Test
	void passWhenByteByByteFindsTheSameEndsAsInOne() {
		Random random = new Random(7);
		List<Integer> ends = new ArrayList<>();
		byte[] stream = {};
		int[] firsts = { WireFrame.TEXT, WireFrame.PING, 1, 0, WireFrame.FIN, WireFrame.PONG, 0xc1 };
		for (int i = 0; i < 60; i++) {
			int first = firsts[i % firsts.length];
			byte[] payload = new byte[((first & 8) != 0) ? random.nextInt(126) : random.nextInt(300)];
			random.nextBytes(payload);
			stream = WireFrame.join(stream,
					random.nextBoolean() ? WireFrame.plain(first, payload) : WireFrame.masked(first, payload));
			ends.add(stream.length);
		}
		assertThat(endsByFrame(stream)).isEqualTo(ends);
		List<Integer> found = new ArrayList<>();
		for (int i = 0; i < stream.length; i++) {
			pass(part(stream, i, i + 1));
			if (this.frames.isBetween()) {
				found.add(i + 1);
			}
		}
		assertThat(found).isEqualTo(ends);
	}

	private static List<Integer> endsByFrame(byte[] stream) {
		Frames frames = new Frames();
		ByteBuf bytes = Unpooled.wrappedBuffer(stream);
		List<Integer> ends = new ArrayList<>();
		for (int index = 0; index < stream.length;) {
			index = frames.passFrame(bytes, index);
			assertThat(frames.isBetween()).isTrue();
			ends.add(index);
		}
		return ends;
	}

	@Test
	void passWhenCloseHasBegunIsClosingUntilItHasEnded() {
		pass(part(CLOSE, 0, 1));
		assertThat(this.frames.isClosing()).isTrue();
		assertThat(this.frames.isClosed()).isFalse();
		pass(part(CLOSE, 1, CLOSE.length));
		assertThat(this.frames.isClosed()).isTrue();
	}

	@Test
	void passWhenCloseStandsBetweenFragmentsIsClosed() {
		pass(WireFrame.join(WireFrame.plain(1, new byte[3]), CLOSE));
		assertThat(this.frames.isClosed()).isTrue();
	}

	@Test
	void passWhenPayloadLooksLikeACloseIsNotClosing() {
		pass(WireFrame.plain(WireFrame.BINARY, CLOSE));
		assertThat(this.frames.isClosing()).isFalse();
	}

	@Test
	void passWhenFrameIsHugeNeverComesBetween() {
		pass(new byte[] { (byte) WireFrame.BINARY, 127, 0x7f, -1, -1, -1, -1, -1, -1, -1 });
		pass(new byte[100_000]);
		assertThat(this.frames.isBetween()).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "83", "87", "8b", "8f", "03", "08", "887e", "897f", "ff", "827f80", "66697273" })
	void passWhenNoFrameIsNeverBetweenAgain(String start) {
		pass(java.util.HexFormat.of().parseHex(start));
		pass(new byte[20]);
		assertThat(this.frames.isBetween()).isFalse();
		assertThat(this.frames.isClosed()).isFalse();
	}

	private static byte[] reply(int code) {
		byte[] mask = { 0x11, (byte) 0xf2, 0x73, (byte) 0x84 };
		byte[] payload = WireFrame.join(WireFrame.code(code), new byte[] { 'b', 'y', 'e' });
		for (int i = 0; i < payload.length; i++) {
			payload[i] ^= mask[i % mask.length];
		}
		return WireFrame.join(new byte[] { (byte) WireFrame.CLOSE, (byte) 0x85 }, mask, payload);
	}

	@Test
	void translateWhenCodeIsMetAndCutAnywhereChangesIt() {
		for (int cut = 0; cut <= reply(1012).length; cut++) {
			Frames translated = new Frames();
			translated.translate(1012, 1001);
			byte[] before = WireFrame.masked(WireFrame.BINARY, reply(1012));
			byte[] bytes = WireFrame.join(before, reply(1012));
			ByteBuf buffer = Unpooled.wrappedBuffer(bytes);
			translated.pass(buffer.slice(0, before.length + cut), 0);
			translated.pass(buffer.slice(before.length + cut, bytes.length - before.length - cut), 0);
			assertThat(bytes).as("cut at %d", cut).isEqualTo(WireFrame.join(before, reply(1001)));
			assertThat(translated.isClosed()).isTrue();
		}
	}

	@Test
	void translateWhenCodeIsAnotherLeavesIt() {
		for (byte[] close : List.of(reply(1000), reply(1268), reply(4084), WireFrame.masked(WireFrame.CLOSE),
				WireFrame.masked(WireFrame.CLOSE, (byte) 3))) {
			Frames translated = new Frames();
			translated.translate(1012, 1001);
			byte[] bytes = close.clone();
			translated.pass(Unpooled.wrappedBuffer(bytes), 0);
			assertThat(bytes).isEqualTo(close);
			assertThat(translated.isClosed()).isTrue();
		}
	}

	@Test
	void unknownIsNeverBetween() {
		assertThat(Frames.unknown().isBetween()).isFalse();
	}

}
