package io.bootcluster.nodes;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;

/**
 * What all nodes share, in Redis: a few keys with one hash tag, so that they are together
 * in a cluster, too, and changed by scripts only. Time is Redis' own.
 */
final class RedisNodes implements NodesStore {

	private static final String MOST_TASKS = "5000";

	private static final RedisScript<List<String>> LOOK = RedisScript.of(text("look.lua"), listType());

	private static final RedisScript<Long> LEAVE = RedisScript.of(text("leave.lua"), Long.class);

	private static final RedisScript<Long> BEGIN = RedisScript.of(text("begin.lua"), Long.class);

	private static final RedisScript<Long> WRITE = RedisScript.of(text("write.lua"), Long.class);

	private static final int HEAD = 6;

	private final String self = UUID.randomUUID().toString();

	private final AtomicLong looks = new AtomicLong();

	private final StringRedisTemplate redis;

	private final String prefix;

	/**
	 * Use a Redis.
	 * @param factory the way there
	 * @param namespace what the nodes have in common, without braces
	 */
	RedisNodes(RedisConnectionFactory factory, String namespace) {
		this.redis = new StringRedisTemplate(factory);
		this.prefix = "bootcluster:{" + namespace + "}:";
	}

	@SuppressWarnings("unchecked")
	private static Class<List<String>> listType() {
		return (Class<List<String>>) (Class<?>) List.class;
	}

	private static String text(String name) {
		try (InputStream script = RedisNodes.class.getResourceAsStream(name)) {
			return new String(Objects.requireNonNull(script, name).readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private List<String> keys(String... names) {
		return Stream.of(names).map(this.prefix::concat).toList();
	}

	@Override
	public Look look(Sign sign) {
		NodeRecord record = sign.record();
		List<String> answer = this.redis.execute(LOOK, keys("nodes", "beats", "leader", "token", "rollout"),
				record.id(), record.json(), record.address(), sign.life().started(),
				Long.toString(sign.expiry().toMillis()), sign.life().worker(), Long.toString(sign.heldToken()),
				sign.watched(), Long.toString(sign.highestToken()), this.self + "-" + this.looks.incrementAndGet(),
				sign.holds() ? "1" : "0");
		if (answer == null || answer.size() < HEAD) {
			throw new IllegalStateException("Redis did not answer the question");
		}
		List<NodeRecord> records = answer.stream()
			.skip(HEAD)
			.flatMap((json) -> NodeRecord.read(json).stream())
			.sorted(Comparator.comparing(NodeRecord::id))
			.toList();
		return new Look(Instant.ofEpochMilli(Long.parseLong(answer.get(0))),
				NodeRecord.read(answer.get(1)).orElse(null), answer.get(2), answer.get(5).equals("1"),
				Long.parseLong(answer.get(3)), answer.get(4), records);
	}

	@Override
	public void leave(NodeLife life, boolean forGood) {
		this.redis.execute(LEAVE, keys("nodes", "beats", "leader"), life.node(), life.started(), life.worker(),
				forGood ? "1" : "0");
	}

	@Override
	public boolean begin(NodeLife life, long token, String task, Instant due) {
		return isDone(this.redis.execute(BEGIN, keys("leader", "runs"), life.node(), life.started(), life.worker(),
				Long.toString(token), task, Long.toString(due.toEpochMilli()), MOST_TASKS));
	}

	@Override
	public Optional<Instant> latest(String task) {
		Object due = this.redis.opsForHash().get(this.prefix + "runs", task);
		return Optional.ofNullable(due).map((millis) -> Instant.ofEpochMilli(Long.parseLong(millis.toString())));
	}

	@Override
	public boolean write(String expected, RolloutTurn.Writing writing) {
		return isDone(this.redis.execute(WRITE, keys("rollout"), expected, writing.json(),
				Long.toString(writing.expiry().toMillis())));
	}

	private static boolean isDone(Long answer) {
		return answer != null && answer == 1;
	}

}
