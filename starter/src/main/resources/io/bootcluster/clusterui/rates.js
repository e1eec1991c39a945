// What moves: rates and quantiles of the last seconds, from counts that only grow.

const BOUNDS = [.00025, .0005, .001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10, 30];

const SECONDS = 5;

const PAUSE = 3000;

const none = () => new Array(BOUNDS.length + 1).fill(0);

const add = (sum, buckets) => buckets.forEach((each, index) => {
	sum[index] += each;
});

// As Histogram.quantile: durations are spread evenly within each bucket.
function quantile(buckets, part) {
	const rank = part * buckets.reduce((sum, each) => sum + each, 0);
	if (rank === 0) {
		return null;
	}
	let seen = 0;
	let from = 0;
	for (let index = 0; index < BOUNDS.length; index++) {
		if (buckets[index] > 0 && seen + buckets[index] >= rank) {
			return from + (BOUNDS[index] - from) * (rank - seen) / buckets[index];
		}
		seen += buckets[index];
		from = BOUNDS[index];
	}
	return from;
}

function reading(data, at) {
	const slots = new Map();
	const node = none();
	for (const [slot, buckets] of Object.entries(data.durations ?? {})) {
		add(node, buckets);
		slots.set(Number(slot), buckets);
	}
	const lives = new Map(data.view.workers.map((worker) => [`${worker.slot}.${worker.generation}`, worker.requests]));
	return { at, requests: data.view.dispatcher.requests, failures: data.view.dispatcher.failures, lives, node, slots };
}

export class Rates {

	readings = [];

	// Take note of an answer and return what moved since some seconds ago. After a pause, or
	// when the clock went back, there is nothing near to compare with.
	take(data, at) {
		const now = reading(data, at);
		const pause = at - (this.readings.at(-1)?.at ?? at);
		if (pause < 0 || pause > PAUSE) {
			this.readings = [];
		}
		this.readings.push(now);
		while (this.readings.length > 2 && at - this.readings[1].at >= SECONDS * 1000) {
			this.readings.shift();
		}
		const then = this.readings[0];
		const seconds = (at - then.at) / 1000;
		if (seconds < 0.5) {
			return null;
		}
		const grown = (next, last) => Math.max(0, next - last) / seconds;
		const since = (next, last) => next.map((each, index) => Math.max(0, each - (last?.[index] ?? 0)));
		return {
			requests: grown(now.requests, then.requests),
			failures: grown(now.failures, then.failures),
			p50: quantile(since(now.node, then.node), 0.5),
			p99: quantile(since(now.node, then.node), 0.99),
			life: (name) => grown(now.lives.get(name) ?? 0, then.lives.get(name) ?? 0),
			slot(slot, part) {
				const next = now.slots.get(slot);
				return next ? quantile(since(next, then.slots.get(slot)), part) : null;
			}
		};
	}

}
