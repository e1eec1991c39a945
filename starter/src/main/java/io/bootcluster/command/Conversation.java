package io.bootcluster.command;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;

import io.bootcluster.ClusterView;
import io.bootcluster.PreparedRelease;
import io.bootcluster.Wish;
import io.bootcluster.control.Call;
import io.bootcluster.control.CommandClient;
import io.bootcluster.control.Reply;
import org.jspecify.annotations.Nullable;

/**
 * Speaks with the primary for a command, and prints what it answers. Confined to one
 * thread.
 */
final class Conversation {

	private static final String CLEAR = "\033[H\033[2J";

	private final Place place;

	private final PrintStream out;

	private final PrintStream err;

	Conversation(Place place, PrintStream out, PrintStream err) {
		this.place = place;
		this.out = out;
		this.err = err;
	}

	int check() {
		this.out.println(this.place.check());
		return 0;
	}

	int show(boolean json, boolean watch) {
		return hold(new Call.Look(watch), (client) -> {
			StatusTable table = new StatusTable(Instant::now, ZoneId.systemDefault());
			String between = isTerminal() ? CLEAR : System.lineSeparator();
			boolean first = true;
			for (Reply reply = client.next(); reply instanceof Reply.View view; reply = client.next()) {
				String text = json ? Reply.json(view.view()) : table.draw(view.view());
				this.out.println(((first && !watch) || json) ? text : between + text);
				first = false;
				if (this.out.checkError()) {
					return 1;
				}
			}
			return first ? failed("The primary did not answer") : 0;
		});
	}

	int logs(@Nullable Integer worker, boolean follow) {
		return hold(new Call.Logs(worker, follow), (client) -> {
			Reply reply = client.next();
			while (reply instanceof Reply.Line line) {
				this.out.println(line.text());
				if (this.out.checkError()) {
					return 1;
				}
				reply = client.next();
			}
			return (reply instanceof Reply.Refused refused) ? failed(refused.reason()) : 0;
		});
	}

	int ask(Wish wish, boolean wait, boolean json) {
		return hold(new Call.Ask(wish, wait), (client) -> {
			Reply reply = client.next();
			if (reply instanceof Reply.Refused refused) {
				return failed("Refused: " + refused.reason());
			}
			if (!(reply instanceof Reply.Accepted accepted)) {
				return failed("The primary did not answer");
			}
			if (!wait) {
				this.out.println(json ? Reply.json(accepted) : accepted.id());
				return 0;
			}
			return follow(client, wish, accepted.id(), json);
		});
	}

	/**
	 * Where nothing runs, somebody prepares what is to run, such as an image: that is
	 * done at once and waited for.
	 */
	int train(boolean wait, boolean json) {
		if (this.place.isRunning()) {
			return ask(Wish.of(Wish.Action.TRAIN), wait, json);
		}
		PreparedRelease prepared = this.place.prepare();
		this.out.println(json ? Reply.json(prepared) : words(prepared));
		return 0;
	}

	private static String words(PreparedRelease prepared) {
		return String.join(System.lineSeparator(), "release   " + prepared.release(), "from      " + prepared.from(),
				"path      " + prepared.path(),
				"time      " + (prepared.made() ? prepared.millis() / 1000.0 + " s" : "none, it was there already"));
	}

	private int follow(CommandClient client, Wish wish, String id, boolean json) throws IOException {
		ProgressLines progress = new ProgressLines();
		if (!json) {
			this.out.println(id + ": " + wish);
		}
		try {
			for (Reply reply = client.next(); reply instanceof Reply.View view; reply = client.next()) {
				if (!json) {
					progress.changes(view.view()).forEach(this.out::println);
				}
				ClusterView.Wished wished = find(view.view(), id);
				if (wished != null && !wished.state().equals("running")) {
					return end(wished, json);
				}
			}
		}
		catch (IOException ex) {
			// It has gone, which is an end too.
		}
		if (wish.action() == Wish.Action.STOP) {
			return end(new ClusterView.Wished(id, wish.toString(), "done", null, Instant.now()), json);
		}
		return failed("The primary has gone before it told how " + id + " ended");
	}

	/**
	 * A console is there since Java 22 also where nobody sits.
	 */
	private static boolean isTerminal() {
		try {
			return Files.readSymbolicLink(Path.of("/proc/self/fd/1")).startsWith("/dev/pts");
		}
		catch (IOException ex) {
			return false;
		}
	}

	private static ClusterView.@Nullable Wished find(ClusterView view, String id) {
		return view.wishes().stream().filter((wished) -> wished.id().equals(id)).findFirst().orElse(null);
	}

	private int end(ClusterView.Wished wished, boolean json) {
		this.out.println(json ? Reply.json(wished) : wished.id() + ": " + wished.state());
		if (wished.state().equals("done")) {
			return 0;
		}
		return failed(wished.wish() + " failed: " + wished.reason());
	}

	private int failed(String reason) {
		this.out.flush();
		this.err.println(reason);
		return 1;
	}

	private int hold(Call call, Talk talk) {
		Path socket = this.place.socket();
		try (CommandClient client = CommandClient.call(socket, call)) {
			return talk.with(client);
		}
		catch (IOException ex) {
			return failed("The primary at " + socket + " does not answer: " + ex.getMessage());
		}
	}

	/**
	 * What to do with an open call.
	 */
	@FunctionalInterface
	private interface Talk {

		int with(CommandClient client) throws IOException;

	}

}
