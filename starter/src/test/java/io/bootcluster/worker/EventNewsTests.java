package io.bootcluster.worker;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import io.bootcluster.ClusterEvent;
import io.bootcluster.control.News;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import org.springframework.context.support.GenericApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

class EventNewsTests {

	private final Told told = new Told();

	private final List<Long> heard = new CopyOnWriteArrayList<>();

	@Test
	void publishesWhatIsNewInOrderEvenIfAListenerFails() {
		try (GenericApplicationContext context = new GenericApplicationContext()) {
			context.registerBean(EventNews.class, () -> new EventNews(this.told, context));
			context.addApplicationListener((event) -> {
				if (event instanceof org.springframework.context.PayloadApplicationEvent<?> payload
						&& payload.getPayload() instanceof ClusterEvent news) {
					this.heard.add(news.number());
					throw new IllegalStateException("listener");
				}
			});
			context.refresh();
			this.told.take(new News.Happened(List.of(event(1), event(2))));
			this.told.take(new News.Happened(List.of(event(3))));
			this.told.take(new News.Happened(List.of(event(4))));
			Awaitility.await().until(() -> this.heard.size() == 2);
			assertThat(this.heard).containsExactly(3L, 4L);
		}
	}

	@Test
	void publishesNothingOnceItsContextIsClosed() {
		GenericApplicationContext context = new GenericApplicationContext();
		context.registerBean(EventNews.class, () -> new EventNews(this.told, context));
		context.refresh();
		context.close();
		this.told.take(new News.Happened(List.of()));
		this.told.take(new News.Happened(List.of(event(1))));
		assertThat(this.heard).isEmpty();
	}

	private static ClusterEvent event(long number) {
		return new ClusterEvent(number, Instant.EPOCH, "node.serving", "", Map.of());
	}

}
