package io.bootcluster.worker;

import io.bootcluster.control.Message;

import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.context.ApplicationListener;

/**
 * Tells the primary at once when the application's readiness flips.
 */
final class ReadinessReport implements ApplicationListener<AvailabilityChangeEvent<ReadinessState>> {

	private final Worker worker;

	private final ListeningReport listening;

	ReadinessReport(Worker worker, ListeningReport listening) {
		this.worker = worker;
		this.listening = listening;
	}

	@Override
	public void onApplicationEvent(AvailabilityChangeEvent<ReadinessState> event) {
		if (event.getState() == ReadinessState.ACCEPTING_TRAFFIC) {
			this.listening.tellAtLast();
			this.worker.departure().served();
			this.worker.tell(new Message.Readiness(true, ""));
		}
		else {
			this.worker.tell(new Message.Readiness(false, "readiness state " + event.getState()));
		}
	}

}
