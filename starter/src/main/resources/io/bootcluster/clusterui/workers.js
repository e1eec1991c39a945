// A card for each slot: the life that serves in it, and the lives that come and go.

import { age, bytes, count, icon, joined, latency, make, mark, rate, short, slotColor, span, tell } from "./format.js";
import { Spark } from "./spark.js";

const GATES = {
	unready: "Says that it is not ready",
	unanswered: "Does not answer probes",
	ejected: "Ejected for its failures",
	paused: "Paused",
	operator: "Closed by an operator"
};

const STATES = {
	starting: ["wait", "info", "Starting"],
	serving: ["ok", "good", "Serving"],
	draining: ["drain", "warn", "Draining"],
	stopping: ["drain", "warn", "Stopping"],
	gone: ["gone", "quiet", "Gone"],
	errored: ["bad", "bad", "Errored"]
};

export function looks(worker) {
	if (worker.state === "serving" && worker.gate && worker.gate !== "open") {
		return worker.gate === "operator" ? ["drain", "warn", "Drained"] : ["shut", "warn", "Passed over"];
	}
	return STATES[worker.state] ?? ["note", "quiet", worker.state];
}

export function pill(element, [name, tone, text]) {
	if (element.dataset.name !== name + text) {
		element.dataset.name = name + text;
		element.dataset.tone = tone;
		element.replaceChildren(icon(name), make("span", "", text));
	}
}

// The life that a reader means by "worker 2": the one that takes requests, else the newest.
export function main(lives) {
	const newestFirst = [...lives].sort((a, b) => b.generation - a.generation);
	return newestFirst.find((life) => life.gate === "open") ?? newestFirst.find((life) => life.state === "serving")
		?? newestFirst[0];
}

export function bySlot(workers) {
	const slots = new Map();
	for (const worker of workers) {
		slots.has(worker.slot) || slots.set(worker.slot, []);
		slots.get(worker.slot).push(worker);
	}
	return new Map([...slots].sort(([a], [b]) => a - b));
}

class Card {

	constructor(slot, actions) {
		this.slot = slot;
		this.number = make("h3", "slot", make("span", "unseen", "Worker "), `${slot}`);
		this.number.style.setProperty("--own", `var(${slotColor(slot)})`);
		this.life = make("b", "code");
		this.leader = make("span", "leader", icon("star"), "leader");
		this.age = make("span", "");
		this.about = make("p", "quiet about", make("span", "unseen", "For "), this.age);
		this.state = make("p", "pill");
		this.spark = new Spark(`var(${slotColor(slot)})`);
		this.rate = make("b", "");
		this.cells = {};
		const cells = make("dl", "cells", ...["p50", "p99", "in flight", "requests"].map((name) => this.cell(name)));
		this.heap = make("meter", "");
		this.heap.setAttribute("aria-label", `Heap of worker ${slot}`);
		this.heapText = make("span", "");
		this.rss = make("b", "");
		this.gate = make("p", "");
		this.exit = make("p", "exit");
		this.others = make("ul", "others");
		this.orders = make("div", "orders");
		this.orders.setAttribute("role", "group");
		this.orders.setAttribute("aria-label", `Orders for worker ${slot}`);
		this.element = make("li", "panel worker",
			make("div", "head", this.number, make("div", "who", make("p", "", this.life, this.leader), this.about), this.state),
			make("div", "pulse", this.spark.element, make("p", "rate", this.rate, make("span", "quiet", "req/s"))), cells,
			make("div", "memory", make("p", "", make("span", "quiet", "heap "), this.heapText), this.heap,
				make("p", "", make("span", "quiet", "resident "), this.rss)),
			this.others, make("div", "tail", make("div", "past quiet", this.gate, this.exit), this.orders));
		this.element.dataset.slot = slot;
		actions?.worker(this.orders, slot, () => this.shown);
	}

	cell(name) {
		this.cells[name] = make("dd", "");
		return make("div", "", make("dt", "quiet", name), this.cells[name]);
	}

	show(lives, moved, now, points) {
		const life = main(lives);
		this.shown = life;
		const name = `${life.slot}.${life.generation}`;
		const [sign, tone, text] = looks(life);
		pill(this.state, [sign, tone, text]);
		mark(this.element, "tone", tone);
		mark(this.element, "state", life.state);
		tell(this.life, name);
		this.leader.hidden = !life.leader;
		tell(this.age, `${span((now - Date.parse(life.since)) / 1000)} \u00b7 pid ${life.pid}`);
		this.about.title = `pid ${life.pid}`;
		tell(this.gate, `${life.gate ? `gate ${life.gate === "open" ? "open" : "closed"} \u00b7 ` : ""}release ${short(life.release)}`);
		this.gate.title = `release ${life.release}`;
		const speed = moved ? moved.life(name) : null;
		const running = life.state === "serving" || life.state === "draining";
		tell(this.rate, running ? rate(speed) : "\u2013");
		this.spark.show(points, speed, now);
		this.figures(life, moved);
		this.memory(life);
		this.rest(life, lives.filter((each) => each !== life && each.state !== "gone"), now);
		tell(this.exit, past(life, now));
	}

	figures(life, moved) {
		tell(this.cells.p50, joined(latency(moved?.slot(life.slot, 0.5))));
		tell(this.cells.p99, joined(latency(moved?.slot(life.slot, 0.99))));
		tell(this.cells["in flight"], `${life.inFlight}`);
		tell(this.cells.requests, count(life.requests));
	}

	memory(life) {
		const known = life.heapUsed >= 0 && life.heapMax > 0;
		const part = known ? life.heapUsed / life.heapMax : 0;
		tell(this.heapText, known ? share(bytes(life.heapUsed), bytes(life.heapMax)) : "not told yet");
		this.heap.value = part;
		this.heap.high = 0.85;
		this.heap.optimum = 0.2;
		tell(this.rss, joined(bytes(life.rss)));
	}

	rest(life, others, now) {
		const rows = others.map((each) => {
			const [sign, tone, text] = looks(each);
			const flight = each.inFlight > 0 ? ` \u00b7 ${each.inFlight} in flight` : "";
			return [sign, tone, `${each.slot}.${each.generation}`,
				` ${text.toLowerCase()} ${span((now - Date.parse(each.since)) / 1000)}${flight}`];
		});
		if (life.gate && life.gate !== "open") {
			rows.unshift(["shut", "warn", "", GATES[life.gate] ?? `gate ${life.gate}`]);
		}
		const key = JSON.stringify(rows);
		if (this.others.dataset.key !== key) {
			this.others.dataset.key = key;
			this.others.replaceChildren(...rows.map(row));
		}
	}

}

const share = (used, most) => `${used[1] === most[1] ? used[0] : joined(used)} / ${joined(most)}`;

function row([sign, tone, name, text]) {
	const item = make("li", "", icon(sign), make("span", "", name && make("b", "code", name), text));
	item.dataset.tone = tone;
	return item;
}

function past(life, now) {
	const times = life.restarts === 0 ? "never restarted" : `${life.restarts} restart${life.restarts > 1 ? "s" : ""}`;
	const exit = life.lastExit;
	return exit ? `${times} \u00b7 ${exit.meaning}, ${age((now - Date.parse(exit.at)) / 1000)}` : times;
}

export class Workers {

	cards = new Map();

	list = document.getElementById("workers");

	constructor(actions) {
		this.actions = actions;
	}

	show(view, moved, now, history) {
		const slots = bySlot(view.workers);
		for (const [slot, card] of this.cards) {
			if (!slots.has(slot)) {
				card.element.remove();
				this.cards.delete(slot);
			}
		}
		for (const [slot, lives] of slots) {
			if (!this.cards.has(slot)) {
				this.cards.set(slot, new Card(slot, this.actions()));
				const after = [...this.cards.keys()].filter((each) => each > slot).sort((a, b) => a - b)[0];
				this.list.insertBefore(this.cards.get(slot).element, this.cards.get(after)?.element ?? null);
			}
			this.cards.get(slot).show(lives, moved, now, history.ofSlot(slot));
		}
		const open = [...slots.values()].filter((lives) => lives.some((life) => life.gate === "open")).length;
		const wanted = view.node.wanted || slots.size;
		tell(document.getElementById("workers-count"), `${open} of ${wanted} take requests`);
		return { open, wanted };
	}

	forget() {
		this.cards.forEach((card) => card.element.remove());
		this.cards.clear();
	}

}
