// The samples of the last 15 minutes, and the moving point at their end.

export const SPAN = 900;

export class History {

	samples = [];

	live = null;

	get last() {
		return this.samples.length > 0 ? Date.parse(this.samples.at(-1).at) : 0;
	}

	forget() {
		this.samples = [];
		this.live = null;
	}

	take(samples, view, moved, now) {
		const last = this.last;
		this.samples.push(...samples.filter((sample) => Date.parse(sample.at) > last));
		this.samples = this.samples.filter((sample) => now - Date.parse(sample.at) < (SPAN + 10) * 1000);
		this.live = moved && point(view, moved, now);
	}

	points() {
		return this.live && this.last < Date.parse(this.live.at) ? [...this.samples, this.live] : this.samples;
	}

	slots() {
		const slots = new Set(this.points().flatMap((sample) => sample.workers.map((worker) => worker.slot)));
		return [...slots].sort((a, b) => a - b);
	}

	ofSlot(slot) {
		return this.samples.map((sample) => [Date.parse(sample.at), sum(sample, slot, "requestsPerSecond") ?? 0]);
	}

}

// All lives of a slot together.
export function sum(sample, slot, field) {
	const values = sample.workers.filter((worker) => worker.slot === slot).map((worker) => worker[field]);
	const known = values.filter((value) => value >= 0);
	return known.length > 0 ? known.reduce((total, value) => total + value, 0) : null;
}

function point(view, moved, now) {
	const { inFlight, held, connections } = view.dispatcher;
	return {
		at: new Date(now).toISOString(),
		node: { requestsPerSecond: moved.requests, failuresPerSecond: moved.failures, p50: moved.p50 ?? -1,
			p99: moved.p99 ?? -1, inFlight, held, connections },
		workers: view.workers.filter((worker) => worker.state !== "gone" && worker.state !== "errored").map((worker) => ({
			slot: worker.slot, generation: worker.generation,
			requestsPerSecond: moved.life(`${worker.slot}.${worker.generation}`),
			inFlight: worker.inFlight, heapUsed: worker.heapUsed, rss: worker.rss }))
	};
}
