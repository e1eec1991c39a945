// The buttons: each asks before it does anything, then follows its wish to the outcome.

import { icon, make, tell } from "./format.js";
import { talk } from "./talk.js";

const byId = (id) => document.getElementById(id);

const NODE = [
	{ action: "reload", name: "Reload", sign: "swap", everywhere: true,
		text: "Run what the jar holds now. One worker after the other is replaced; no request is lost. If a new worker fails, the old ones stay." },
	{ action: "rollback", name: "Roll back", sign: "back",
		text: "Run the release before this one again, one worker after the other." },
	{ action: "scale", name: "Scale", sign: "size", number: true, text: "Keep another number of workers." },
	{ action: "restart", name: "Restart all", sign: "swap",
		text: "Replace all workers by the next life of the same release, one after the other." },
	{ action: "drain", name: "Drain node", sign: "drain", instead: "resume", when: (view) => view.node.state !== "draining",
		text: "Tell balancers that this node drains. It goes on answering until you resume it." },
	{ action: "resume", name: "Resume node", sign: "play", instead: "drain", when: (view) => view.node.state === "draining",
		text: "Tell balancers that this node serves again." }
];

function isAlive(worker) {
	return worker.state !== "gone" && worker.state !== "errored";
}

const WORKER = [
	{ action: "restart", name: "Restart", text: "Its next life starts beside it and takes over; then it drains." },
	{ action: "drain", name: "Drain", instead: "resume", when: (worker) => isAlive(worker) && worker.gate !== "operator",
		text: "It gets no new requests and finishes those that it has, until you resume it." },
	{ action: "resume", name: "Resume", instead: "drain", when: (worker) => isAlive(worker) && worker.gate === "operator",
		text: "It takes requests again." },
	{ action: "dump", name: "Dump", when: isAlive, text: "Write down what it is doing: its threads and figures, kept as a post-mortem." }
];

const WHY = {
	401: "You are not logged in: log in to the application, then try again.",
	403: "You are not allowed to do that: the application's security refused it.",
	404: "The node takes no orders here.",
	405: "The node takes no orders: management.endpoint.cluster.access is not unrestricted."
};

export class Orders {

	// Where orders go, and where a token against forgery is to be had.
	constructor(self, orders) {
		Object.assign(this, { self, orders, followed: new Map(), buttons: [] });
		byId("ask-no").addEventListener("click", () => byId("ask").close());
		byId("ask-number").addEventListener("keydown", (event) => event.key === "Enter" && byId("ask-yes").click());
		NODE.forEach((kind) => byId("node-orders").append(this.button(kind, () => this.view, "", kind.name)));
	}

	worker(bar, slot, subject) {
		WORKER.forEach((kind) => bar.append(this.button(kind, subject, `/${slot}`, `${kind.name} worker ${slot}`)));
	}

	button(kind, subject, path, title) {
		const button = make("button", "", kind.sign ? icon(kind.sign) : "", kind.name);
		button.type = "button";
		button.dataset.action = kind.action;
		button.setAttribute("aria-label", title);
		button.addEventListener("click", () => this.ask(kind, path, title));
		this.buttons.push({ button, kind, subject });
		return button;
	}

	show(view) {
		this.view = view;
		this.buttons = this.buttons.filter(({ button }) => button.isConnected);
		const focused = this.buttons.find(({ button }) => button === document.activeElement);
		for (const { button, kind, subject } of this.buttons) {
			const about = subject();
			button.hidden = Boolean(about && kind.when && !kind.when(about));
		}
		if (focused?.button.hidden) {
			this.shownBeside(focused).focus();
		}
		this.follow(view.wishes);
	}

	// Who works by keyboard stays where the button was that has just done its work.
	shownBeside({ button, kind }) {
		const find = (which) => button.parentElement.querySelector(`${which}:not([hidden])`);
		return find(`[data-action="${kind.instead}"]`) ?? find("button");
	}

	ask(kind, path, title) {
		tell(byId("ask-title"), `${title}?`);
		tell(byId("ask-text"), kind.text);
		byId("ask-number-row").hidden = !kind.number;
		byId("ask-number").value = this.view.node.wanted || new Set(this.view.workers.map(({ slot }) => slot)).size;
		byId("ask-nodes-row").hidden = !(kind.everywhere && this.view.nodes);
		byId("ask-nodes").checked = false;
		tell(byId("ask-yes"), kind.name);
		byId("ask-yes").onclick = () => {
			const number = byId("ask-number");
			if (kind.number && !(number.reportValidity() && number.value)) {
				return;
			}
			const order = { action: kind.action };
			if (kind.number) {
				order.workers = Number(number.value);
			}
			if (byId("ask-nodes").checked) {
				order.nodes = true;
			}
			byId("ask").close();
			this.send(path, order, title);
		};
		byId("ask").showModal();
		(kind.number ? byId("ask-number") : byId("ask-yes")).focus();
	}

	async send(path, order, title) {
		const note = this.note("wait", "info", `${title}: sent`);
		try {
			const token = await talk(`${this.self}/token`);
			const answer = token.status === 200 ? await this.post(path, order, token.json.csrf) : token;
			if (answer.status !== 202) {
				this.end(note, "bad", `${title}: ${reason(answer)}`);
				return;
			}
			const { id } = answer.json;
			this.change(note, "wait", "info", `${title}: accepted as ${id}`);
			this.followed.set(id, { note, title });
		}
		catch (failure) {
			this.end(note, "bad", `${title}: ${failure.message}`);
		}
	}

	// With a token that is asked for anew each time: it may change with every login.
	post(path, order, token) {
		const headers = { "Content-Type": "application/json", ...(token && { [token.header]: token.token }) };
		return talk(this.orders + path, { method: "POST", headers, body: JSON.stringify(order) });
	}

	// Another primary knows nothing of what this one was asked for.
	forget() {
		this.followed.forEach(({ note, title }) => this.end(note, "warn", `${title}: the node was started anew; its outcome is not known`));
		this.followed.clear();
	}

	follow(wishes) {
		for (const wish of wishes) {
			const followed = this.followed.get(wish.id);
			if (followed && wish.state !== "running") {
				this.followed.delete(wish.id);
				const failed = wish.state === "failed";
				this.end(followed.note, failed ? "bad" : "good", `${followed.title}: ${failed ? wish.reason : "done"}`);
			}
		}
	}

	note(sign, tone, text) {
		const note = make("p", "note", icon(sign), make("span", "", text));
		note.dataset.tone = tone;
		note.setAttribute("role", "status");
		byId("told").append(note);
		return note;
	}

	change(note, sign, tone, text) {
		note.replaceChildren(icon(sign), make("span", "", text));
		note.dataset.tone = tone;
	}

	end(note, tone, text) {
		this.change(note, { good: "ok", warn: "note", bad: "bad" }[tone], tone, text);
		const away = make("button", "", "Close");
		away.type = "button";
		away.addEventListener("click", () => note.remove());
		note.append(away);
		if (tone === "good") {
			setTimeout(() => note.remove(), 12_000);
		}
	}

}

function reason({ status, json }) {
	return (status === 400 && (json?.error ?? "refused as wrong")) || (WHY[status] ?? `refused with ${status}`);
}
