package io.bootcluster.control;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.bootcluster.ClusterEvent;
import io.bootcluster.ClusterView;
import io.bootcluster.Histogram;
import io.bootcluster.ListenerAddress;
import io.bootcluster.Measures;
import io.bootcluster.NodesView;
import io.bootcluster.RedisLocation;
import io.bootcluster.Sample;
import io.bootcluster.Sibling;
import io.bootcluster.Wish;
import io.bootcluster.WorkerId;

/**
 * Says and hears each word of the line, and of commands, once, so that the JSON library
 * has loaded and cached all that it needs for them before the jar can be taken away.
 */
final class Rehearsal {

	private Rehearsal() {
	}

	/**
	 * Hear what a worker may hear long after its start.
	 */
	static void holdForWorker() {
		try {
			say(List.of(new Leading.Lead(Map.of("", Instant.EPOCH)), new Leading.StepDown(), new Message.View(view()),
					new Message.Stop()));
			say(news());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static void hold() {
		try {
			say(List.of(new Message.Hello(0, "", 1, 1, 1),
					new Message.Listening(ListenerAddress.tcp(0), Optional.of(ListenerAddress.tcp(0))),
					new Message.Readiness(true, ""), new Message.Beat(0, 0, 0, 0, false, false), new Message.Leaving(),
					new Leading.SteppedDown(), new Leading.Began("", Instant.EPOCH), new Leading.Ended(""),
					new Leading.Lead(Map.of("", Instant.EPOCH)), new Leading.StepDown(),
					new Message.Wished("", Wish.of(Wish.Action.RELOAD)), new Message.Settings(Map.of("", "")),
					new Message.NodesSeen(nodes(), Map.of("", "")), new Message.View(view()), new Message.Stop()));
			say(news());
			holdForCommands();
			LineFormat.encode(new Inheritance("", 0, 0, Path.of(""), 0, Optional.of(new Inheritance.Redis(
					new RedisLocation("", 0, Optional.empty(), Optional.empty(), "", false), 0, Path.of("")))));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static List<Message> news() {
		Measures.Requests requests = new Measures.Requests(1, "", "", "", Histogram.EMPTY);
		Measures.Counts counts = new Measures.Counts(0, 0, 0, 0, Map.of("", 0L), Map.of("", 0L));
		Measures.Slot slot = new Measures.Slot(1, 0, Map.of("", 0L), Map.of("", 0L), 0);
		Sample sample = new Sample(Instant.EPOCH, new Sample.Node(0, 0, 0, 0, 0, 0, 0),
				List.of(new Sample.Worker(1, 1, 0, 0, 0, 0, 0, 0)));
		return List.of(new News.Measured(new Measures(List.of(requests), Histogram.EMPTY, counts, List.of(slot))),
				new News.Happened(List.of(new ClusterEvent(1, Instant.EPOCH, "", "", Map.of("", "")))),
				new News.Sampled(List.of(sample)),
				new News.SiblingsSeen(List.of(new Sibling(new WorkerId(1, 1), "", ListenerAddress.tcp(0)))));
	}

	private static void say(List<Message> messages) throws IOException {
		for (Message message : messages) {
			LineFormat.message(new String(LineFormat.encode(message), StandardCharsets.UTF_8));
		}
	}

	private static void holdForCommands() throws IOException {
		for (Call call : List.of(new Call.Look(false), new Call.Ask(Wish.of(Wish.Action.RELOAD), false),
				new Call.Logs(1, false))) {
			LineFormat.decode(new String(LineFormat.encode(call), StandardCharsets.UTF_8), Call.class);
		}
		for (Reply reply : List.of(new Reply.Accepted(""), new Reply.Refused(""), new Reply.View(view()),
				new Reply.Line(""))) {
			LineFormat.encode(reply);
		}
	}

	private static ClusterView view() {
		ClusterView.Exit exit = new ClusterView.Exit("", 0, Instant.EPOCH, false);
		ClusterView.Release release = new ClusterView.Release("",
				new ClusterView.Rollout("", "", "", "", Instant.EPOCH),
				List.of(new ClusterView.Passed("", "", "", "", Instant.EPOCH)));
		ClusterView.Worker worker = new ClusterView.Worker(1, 1, 1, "", "", Instant.EPOCH, "", false, 0, 0, 0, 0, exit,
				0, 0, 0, new ClusterView.Start("", 0));
		return new ClusterView(new ClusterView.Node("", "", "", Instant.EPOCH, List.of(""), 0), release,
				List.of(worker), new ClusterView.Dispatcher("", 0, 0, 0, 0, 0, 0),
				List.of(new ClusterView.Wished("", "", "", "", Instant.EPOCH)),
				List.of(new ClusterView.PostMortem("", "", "", Instant.EPOCH)))
			.withNodes(nodes());
	}

	private static NodesView nodes() {
		NodesView.Rollout rollout = new NodesView.Rollout("", "", "", "", List.of(new NodesView.Part("", "", "")));
		return new NodesView(List.of(new NodesView.Node("", "", "", 0, "", 0, Instant.EPOCH)),
				new NodesView.Lead("", 0), rollout, "");
	}

}
