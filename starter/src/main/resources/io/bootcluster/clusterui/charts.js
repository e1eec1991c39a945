// The four charts, drawn by uPlot; what they say stands in their legends, too.

import { SPAN, sum } from "./history.js";
import { bytes, joined, latency, make, rate, slotColor, tell } from "./format.js";

/* global uPlot */

const probe = document.createElement("canvas").getContext("2d", { willReadFrequently: true });

// A custom property may hold light-dark(..), which only an element resolves.
function color(name) {
	const sample = make("i", "unseen");
	sample.style.color = `var(${name})`;
	document.body.append(sample);
	const value = getComputedStyle(sample).color;
	sample.remove();
	return value;
}

// A colour laid thinly upon the panel, so that nothing below shines through.
function mixed(value, part) {
	const [front, back] = [value, color("--panel")].map((each) => {
		probe.fillStyle = each;
		probe.fillRect(0, 0, 1, 1);
		return probe.getImageData(0, 0, 1, 1).data;
	});
	return `rgb(${[0, 1, 2].map((index) => Math.round(front[index] * part + back[index] * (1 - part))).join()})`;
}

function faded(value, part) {
	probe.fillStyle = value;
	probe.fillRect(0, 0, 1, 1);
	return `rgba(${[...probe.getImageData(0, 0, 1, 1).data].slice(0, 3).join()},${part})`;
}

const MEGABYTES = [1, 2, 5, 10, 20, 50, 100, 200, 256, 512, 1024, 2048, 4096].map((each) => each * 1048576);

const WHOLE = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000];

const workers = (history) => history.slots().map((slot) => ({ name: `Worker ${slot}`, color: slotColor(slot), slot }));

const nodeLine = (name, field, tone, more) => ({ name, color: tone, value: (sample) => known(sample.node[field]), ...more });

const known = (value) => value < 0 ? null : value;

export const CHARTS = [
	{ id: "traffic", title: "Requests per second", stacked: true, show: (value) => rate(value),
		series: (history) => workers(history).map((each) => ({ ...each,
			value: (sample) => sum(sample, each.slot, "requestsPerSecond") })) },
	{ id: "latency", title: "Latency", least: 0.002, show: (value) => joined(latency(value)),
		series: () => [nodeLine("p50", "p50", "--w1"), nodeLine("p99", "p99", "--w3", { fill: 0.12 })] },
	{ id: "waiting", title: "In flight and held", show: (value) => `${Math.round(value)}`, steps: WHOLE,
		series: () => [nodeLine("in flight", "inFlight", "--w2", { fill: 0.18 }), nodeLine("held", "held", "--w5", { fill: 0.3 })] },
	{ id: "memory", title: "Memory", show: (value) => joined(bytes(value)), steps: MEGABYTES, choices: { rss: "Resident", heapUsed: "Heap" },
		series: (history, choice) => workers(history).map((each) => ({ ...each,
			value: (sample) => sum(sample, each.slot, choice) })) }
];

export class Chart {

	constructor(kind, history) {
		Object.assign(this, { kind, history, choice: Object.keys(kind.choices ?? {})[0], key: "", index: null });
		this.legend = make("ul", "legend");
		this.place = make("div", "plot");
		this.place.setAttribute("role", "img");
		this.element = make("figure", "panel chart", make("figcaption", "", make("h2", "", kind.title), this.switch(), this.legend),
			this.place);
		this.element.id = `chart-${kind.id}`;
		new ResizeObserver(() => this.fit()).observe(this.place);
	}

	switch() {
		const group = make("div", "switch");
		for (const [choice, text] of Object.entries(this.kind.choices ?? {})) {
			const button = make("button", "", text);
			button.type = "button";
			button.setAttribute("aria-pressed", choice === this.choice);
			button.addEventListener("click", () => {
				this.choice = choice;
				[...group.children].forEach((each) => each.setAttribute("aria-pressed", each === button));
				this.plot && this.draw(this.end * 1000);
			});
			group.append(button);
		}
		return group;
	}

	fit() {
		this.plot?.setSize({ width: this.place.clientWidth, height: this.place.clientHeight });
	}

	draw(now) {
		const series = this.kind.series(this.history, this.choice);
		const samples = this.history.points();
		const key = `${series.map((each) => each.name)} ${color("--ink")}`;
		if (key !== this.key) {
			this.key = key;
			this.build(series);
		}
		const end = now / 1000;
		this.values = series.map((each) => samples.map(each.value));
		const rows = this.kind.stacked ? stacked(this.values).reverse() : this.values;
		this.end = end;
		this.plot.setData([samples.map((sample) => Date.parse(sample.at) / 1000), ...rows], false);
		this.plot.setScale("x", { min: end - SPAN, max: end });
		this.tell();
	}

	tell() {
		const at = this.index ?? this.values[0]?.length - 1;
		const texts = this.values.map((row) => row[at] === null || row[at] === undefined ? "\u2013" : this.kind.show(row[at]));
		this.figures.forEach((figure, index) => tell(figure, texts[index]));
		const text = `${this.kind.title}: ${this.names.map((name, index) => `${name} ${texts[index]}`).join(", ")}`;
		if (this.index === null && this.place.getAttribute("aria-label") !== text) {
			this.place.setAttribute("aria-label", text);
		}
	}

	build(series) {
		this.plot?.destroy();
		this.names = series.map((each) => each.name);
		this.figures = series.map(() => make("b", ""));
		this.legend.replaceChildren(...series.map((each, index) => {
			const swatch = make("i", "");
			swatch.style.background = `var(${each.color})`;
			return make("li", "", swatch, each.name, " ", this.figures[index]);
		}));
		const grid = { stroke: color("--grid"), width: 1 };
		const axis = { stroke: color("--quiet"), font: "11px system-ui, sans-serif", grid, ticks: { show: false } };
		this.plot = new uPlot({
			width: this.place.clientWidth || 400, height: this.place.clientHeight || 170, legend: { show: false },
			padding: [8, 18, 0, 0],
			cursor: { sync: { key: "cluster" }, points: { size: 7 }, drag: { x: false, y: false }, y: false },
			scales: { x: { time: true, auto: false }, y: { range: (_, min, max) => [0, Math.max((max ?? 0) * 1.08, this.kind.least ?? 1)] } },
			axes: [{ ...axis, space: 70, size: 26, values: (_, ticks) => ticks.map((tick) => ago(this.end - tick)) ,
				splits: () => [12, 9, 6, 3, 0].map((minutes) => this.end - minutes * 60) },
			{ ...axis, size: 54, gap: 6, incrs: this.kind.steps,
				values: (_, ticks) => ticks.map((tick) => tick === 0 ? "0" : this.kind.show(tick)) }],
			series: [{}, ...(this.kind.stacked ? [...series].reverse() : series).map((each) => this.line(each))],
			hooks: { setCursor: [(plot) => {
				this.index = plot.cursor.idx ?? null;
				this.values && this.tell();
			}] }
		}, [[], ...series.map(() => [])], this.place);
	}

	line(each) {
		const stroke = color(each.color);
		const fill = this.kind.stacked ? mixed(stroke, 0.34) : each.fill && faded(stroke, each.fill);
		return { stroke, fill, width: this.kind.stacked ? 1.5 : 2, points: { show: false }, spanGaps: false };
	}

}

const ago = (seconds) => seconds < 1 ? "now" : `\u2212${Math.round(seconds / 60)} min`;

// Each series upon those before it.
function stacked(rows) {
	const heights = [];
	return rows.map((row) => row.map((value, index) => {
		heights[index] = (heights[index] ?? 0) + (value ?? 0);
		return heights[index];
	}));
}
