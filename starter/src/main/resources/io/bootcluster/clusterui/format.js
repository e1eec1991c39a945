// Figures and times in the fewest characters that a reader understands.

export const slotColor = (slot) => `--w${((slot - 1) % 8) + 1}`;

export function rate(value) {
	if (value === null || value === undefined) {
		return "\u2013";
	}
	if (value === 0 || value >= 99.5) {
		return count(value);
	}
	return value.toFixed(1);
}

export function count(value) {
	if (value >= 999500) {
		return `${(value / 1e6).toFixed(value < 9.95e6 ? 1 : 0)}M`;
	}
	return value >= 9999.5 ? `${(value / 1e3).toFixed(value < 99950 ? 1 : 0)}k` : `${Math.round(value)}`;
}

export function bytes(value) {
	if (value === null || value === undefined || value < 0) {
		return ["\u2013", ""];
	}
	const mega = value / 1048576;
	return mega >= 1000 ? [(mega / 1024).toFixed(1), "GB"] : [mega.toFixed(0), "MB"];
}

// A duration of a request; seconds in, figure and unit out.
export function latency(seconds) {
	if (seconds === null || seconds === undefined || seconds < 0) {
		return ["\u2013", ""];
	}
	if (seconds >= 0.9995) {
		return [seconds.toFixed(seconds < 9.95 ? 2 : 1), "s"];
	}
	const millis = seconds * 1000;
	return [millis.toFixed(millis < 9.95 ? (millis < 0.995 ? 2 : 1) : 0), "ms"];
}

// How long something lasts, roughly, such as an age.
export function span(seconds) {
	const whole = Math.max(0, Math.round(seconds));
	if (whole < 60) {
		return `${whole} s`;
	}
	if (whole < 3600) {
		return `${Math.floor(whole / 60)} m ${String(whole % 60).padStart(2, "0")} s`;
	}
	if (whole < 86400) {
		return `${Math.floor(whole / 3600)} h ${String(Math.floor(whole % 3600 / 60)).padStart(2, "0")} m`;
	}
	return `${Math.floor(whole / 86400)} d ${Math.floor(whole % 86400 / 3600)} h`;
}

// The same in its largest unit.
export function age(seconds) {
	const whole = Math.max(0, Math.round(seconds));
	const [unit, size] = [["d", 86400], ["h", 3600], ["m", 60]].find(([, each]) => whole >= each) ?? ["s", 1];
	return `${Math.floor(whole / size)} ${unit} ago`;
}

export const clock = (time) => new Date(time).toLocaleTimeString("en-GB");

export const short = (release) => release ? release.slice(0, 7) : "\u2013";

export const joined = ([figure, unit]) => unit ? `${figure} ${unit}` : figure;

// An element with a class and children; text is always text.
export function make(tag, name, ...children) {
	const element = document.createElement(tag);
	if (name) {
		element.className = name;
	}
	element.append(...children);
	return element;
}

const SVG = "http://www.w3.org/2000/svg";

export function svg(tag, attributes, ...children) {
	const element = document.createElementNS(SVG, tag);
	for (const [name, value] of Object.entries(attributes)) {
		element.setAttribute(name, value);
	}
	element.append(...children);
	return element;
}

export const icon = (name) => svg("svg", { "aria-hidden": "true", class: "icon" }, svg("use", { href: `#i-${name}` }));

// Set a text only where it differs, so that nothing is drawn or read out in vain.
export function tell(element, text) {
	if (element.textContent !== text) {
		element.textContent = text;
	}
}

export function mark(element, name, value) {
	if (element.dataset[name] !== value) {
		element.dataset[name] = value;
	}
}
