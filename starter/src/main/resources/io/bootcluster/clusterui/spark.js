// A small curve of the last five minutes without axes: the pulse of one worker.

import { svg } from "./format.js";

const WIDTH = 240;

const HEIGHT = 44;

const SPAN = 300_000;

export class Spark {

	constructor(color) {
		this.line = svg("path", { class: "line", fill: "none" });
		this.area = svg("path", { class: "area" });
		this.dot = svg("circle", { class: "dot", r: 2.6, cx: -9, cy: -9 });
		this.element = svg("svg", { class: "spark", viewBox: `0 0 ${WIDTH} ${HEIGHT}`, preserveAspectRatio: "none",
			"aria-hidden": "true" }, this.area, this.line, this.dot);
		this.element.style.color = color;
	}

	// Points are [time, value]; the last one is what moves now.
	show(points, live, now) {
		const recent = points.filter(([time]) => now - time < SPAN);
		if (live !== null && live !== undefined) {
			recent.push([now, live]);
		}
		if (recent.length < 2) {
			return;
		}
		const most = Math.max(1, ...recent.map(([, value]) => value)) * 1.12;
		const places = recent.map(([time, value]) => [(1 - (now - time) / SPAN) * (WIDTH - 4),
			HEIGHT - 3 - value / most * (HEIGHT - 7)].map((each) => each.toFixed(1)));
		const path = places.map((place) => place.join(" ")).join("L");
		this.line.setAttribute("d", `M${path}`);
		this.area.setAttribute("d", `M${places[0][0]} ${HEIGHT}L${path}L${places.at(-1)[0]} ${HEIGHT}Z`);
		this.dot.setAttribute("cx", places.at(-1)[0]);
		this.dot.setAttribute("cy", places.at(-1)[1]);
	}

}
