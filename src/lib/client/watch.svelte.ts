/** How long before it closes somebody is asked. */
const WARNING_MS = 60_000;
/** So often a page that is used tells the server. */
const TELL_EVERY_MS = 60_000;
const SIGNS = ['keydown', 'pointerdown', 'input', 'scroll'] as const;

/**
 * Watches whether anybody is there. The server decides: it locks by itself. Here somebody is warned before, can say that
 * they are there as often as they like, and nothing stays on the screen when it is over.
 */
export class Watch {
	/** Whole seconds until it closes, while somebody is asked; undefined at all other times. */
	left: number | undefined = $state();
	/** It is over: nothing is shown until the next page is there. */
	closed = $state(false);
	readonly #base: () => string;
	readonly #minutes: () => number;
	#until = 0;
	#told = 0;

	constructor(base: () => string, minutes: () => number) {
		this.#base = base;
		this.#minutes = minutes;
	}

	/** Returns what ends it. */
	start(): () => void {
		this.#again();
		const sign = () => this.#sign();
		const check = () => void this.#check();
		for (const name of SIGNS) addEventListener(name, sign, { passive: true, capture: true });
		document.addEventListener('visibilitychange', check);
		const timer = setInterval(check, 1000);
		return () => {
			for (const name of SIGNS) removeEventListener(name, sign, { capture: true });
			document.removeEventListener('visibilitychange', check);
			clearInterval(timer);
		};
	}

	#again(): void {
		this.#until = Date.now() + this.#minutes() * 60_000;
		this.#told = Date.now();
		this.left = undefined;
	}

	/** Something was done on the page. While somebody is asked, only an answer counts. */
	#sign(): void {
		if (this.left !== undefined || this.closed) return;
		this.#until = Date.now() + this.#minutes() * 60_000;
		if (Date.now() - this.#told > TELL_EVERY_MS) this.#tell();
	}

	#tell(): void {
		this.#told = Date.now();
		void this.#post('');
	}

	#post(fields: string): Promise<unknown> {
		const headers = { 'content-type': 'application/x-www-form-urlencoded' };
		const sent = fetch(`${this.#base()}/stay`, { method: 'POST', body: fields, headers, keepalive: true });
		return sent.catch(() => undefined);
	}

	#checking = false;
	async #check(): Promise<void> {
		const left = this.#until - Date.now();
		if (this.closed) return;
		if (left <= 0) return this.lock();
		if (left > WARNING_MS) return;
		if (this.left === undefined && !this.#checking) {
			this.#checking = true;
			const known = await this.#known();
			this.#checking = false;
			// In another tab somebody was there.
			if (known !== undefined && known * 1000 > WARNING_MS) return void (this.#until = Date.now() + known * 1000);
		}
		this.left = Math.ceil((this.#until - Date.now()) / 1000);
	}

	async #known(): Promise<number | undefined> {
		try {
			return ((await (await fetch(`${this.#base()}/stay`)).json()) as { left: number }).left;
		} catch {
			return undefined; // no line: what this page knows counts
		}
	}

	/** Somebody is there. */
	stay(): void {
		this.#again();
		this.#tell();
	}

	/** It is over now: the page goes, and with it all it shows. */
	lock(): void {
		this.closed = true;
		this.left = undefined;
		void this.#post('lock=1').then(() => location.replace(`${this.#base()}/unlock`));
	}
}
