package io.bootcluster.control;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

import io.bootcluster.ClusterView;
import org.jspecify.annotations.Nullable;

/**
 * One call of a command: hears one line and answers some. Confined to the caller's
 * thread.
 */
final class CommandTalk {

	private static final int MOST_BYTES = 4 * 1024;

	private static final long PERIOD_MILLIS = 200;

	/**
	 * An empty line now and then, to notice a caller that has gone.
	 */
	private static final int QUIET_PERIODS = 5;

	private final InputStream in;

	private final OutputStream out;

	private final CommandOffice office;

	CommandTalk(SocketChannel caller, CommandOffice office) {
		this.in = Channels.newInputStream(caller);
		this.out = Channels.newOutputStream(caller);
		this.office = office;
	}

	void hold() throws IOException, InterruptedException {
		Call call;
		try {
			call = LineFormat.decode(readLine(), Call.class);
		}
		catch (IOException ex) {
			say(new Reply.Refused("this primary does not understand what the command says; is it of another version?"));
			return;
		}
		try {
			answer(call);
		}
		catch (IllegalStateException | IllegalArgumentException ex) {
			say(new Reply.Refused(String.valueOf(ex.getMessage())));
		}
	}

	private String readLine() throws IOException {
		ByteArrayOutputStream line = new ByteArrayOutputStream();
		for (int next = this.in.read(); next != '\n'; next = this.in.read()) {
			if (next < 0 || line.size() == MOST_BYTES) {
				throw new IOException("No call");
			}
			line.write(next);
		}
		return line.toString(StandardCharsets.UTF_8);
	}

	private void answer(Call call) throws IOException, InterruptedException {
		if (call instanceof Call.Look look) {
			show(look.watch());
		}
		else if (call instanceof Call.Ask ask) {
			say(new Reply.Accepted(this.office.wish(ask.wish())));
			if (ask.watch()) {
				show(true);
			}
		}
		else if (call instanceof Call.Logs logs) {
			read(logs.worker(), logs.follow());
		}
	}

	private void show(boolean watch) throws IOException, InterruptedException {
		ClusterView shown = null;
		int quiet = 0;
		do {
			ClusterView view = this.office.view();
			if (!view.equals(shown)) {
				shown = view;
				say(new Reply.View(view));
				quiet = 0;
			}
			quiet = rest(watch, quiet);
		}
		while (watch);
	}

	private void read(@Nullable Integer worker, boolean follow) throws IOException, InterruptedException {
		long last = 0;
		int quiet = 0;
		do {
			for (CommandOffice.Written written : this.office.written(worker, last)) {
				last = written.number();
				say(new Reply.Line(written.text()));
				quiet = 0;
			}
			quiet = rest(follow, quiet);
		}
		while (follow);
	}

	private int rest(boolean more, int quiet) throws IOException, InterruptedException {
		if (!more) {
			return 0;
		}
		Thread.sleep(PERIOD_MILLIS);
		if (quiet < QUIET_PERIODS) {
			return quiet + 1;
		}
		this.out.write('\n');
		return 0;
	}

	private void say(Reply reply) throws IOException {
		this.out.write(LineFormat.encode(reply));
	}

}
