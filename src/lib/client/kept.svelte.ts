import { deserialize } from '$app/forms';
import { readReply } from '#lib/forms/engine.ts';
import type { Question, Replies } from '#lib/forms/types.ts';
import { UnsentStore, type Unsent } from './store.ts';

/** How an attempt to send one answer went. */
type Attempt = 'arrived' | 'unreachable' | { busyFor: number } | 'ended' | 'locked' | 'refused';

/** Too many tries, too busy, no room: what passes by itself. */
const PASSES = [429, 503, 507];
/** Where the server does not say when to come back. */
const AGAIN_AFTER_S = 15;

/**
 * A participant's replies on this device: what the server has, and over it what has not arrived yet. Each answer is
 * posted as soon as it can be, in order; a lost line, a closed tab or a flat battery loses none. The server takes the
 * same answer twice as one.
 */
export class KeptReplies {
	#server: Replies = $state({});
	#waiting: Unsent[] = $state([]);
	#overlay: Replies = $state({});
	/** True while the line is down and something has not arrived. */
	offline = $state(false);
	/** The server answered that it cannot take anything just now: it is asked again by itself. */
	busy = $state(false);
	#again: ReturnType<typeof setTimeout> | undefined;
	/** The session is over: the code must be typed again before anything can be sent. */
	ended = $state(false);
	/** The page has locked: what waits is sent when it is unlocked. */
	locked = $state(false);
	/** Resolves when what an earlier visit left is here too. */
	ready: Promise<void> = Promise.resolve();
	readonly #store: UnsentStore;
	readonly #base: string;
	#working: Promise<void> | undefined;

	constructor(kept: { id: string; key: string }, base: string, replies: Replies) {
		this.#store = new UnsentStore(kept.id, kept.key);
		this.#base = base;
		this.#server = replies;
	}

	get replies(): Replies {
		return { ...this.#server, ...this.#overlay };
	}

	get waiting(): number {
		return this.#waiting.length;
	}

	/** The server's replies changed: a page was loaded again. */
	refresh(replies: Replies): void {
		this.#server = replies;
	}

	/** Picks up what an earlier visit could not send, and tries again whenever the line may be back. */
	start(questions: readonly Question[], people: readonly string[]): () => void {
		const again = () => void this.flush();
		const visible = () => document.visibilityState === 'visible' && again();
		addEventListener('online', again);
		document.addEventListener('visibilitychange', visible);
		this.ready = this.#store.all().then((unsent) => {
			for (const one of unsent) {
				const question = questions.find(({ id }) => id === one.question);
				if (question && !this.#waiting.some((queued) => queued.question === one.question))
					this.#queue(question, one, people);
			}
			again();
		});
		return () => {
			clearTimeout(this.#again);
			removeEventListener('online', again);
			document.removeEventListener('visibilitychange', visible);
		};
	}

	/** Takes one answer: shown at once, kept, and sent when it can be. */
	async put(question: Question, posted: FormData, people: readonly string[]): Promise<void> {
		const fields = [...posted.entries()].map(([name, value]): [string, string] => [name, String(value)]);
		const unsent: Unsent = { question: question.id, fields, at: Date.now() };
		this.#queue(question, unsent, people);
		await this.#store.put(unsent);
		void this.flush();
	}

	#queue(question: Question, unsent: Unsent, people: readonly string[]): void {
		const checked = readReply(question, formOf(unsent), people);
		this.#overlay[question.id] = checked.reply;
		this.#waiting = [...this.#waiting.filter(({ question: id }) => id !== unsent.question), unsent];
	}

	/** Sends what is waiting, oldest first. Resolves when nothing waits, or when it cannot go on now. */
	flush(): Promise<void> {
		this.#working ??= this.#send().finally(() => (this.#working = undefined));
		return this.#working;
	}

	async #send(): Promise<void> {
		while (this.#waiting.length) {
			const [unsent] = this.#waiting as [Unsent];
			const attempt = await this.#post(unsent);
			this.offline = attempt === 'unreachable';
			this.busy = typeof attempt === 'object';
			this.ended = attempt === 'ended';
			this.locked = attempt === 'locked';
			if (typeof attempt === 'object') this.#sendAgainIn(attempt.busyFor);
			if (this.offline || this.busy || this.ended || this.locked) return;
			// A newer answer to the same question may have come in meanwhile: then that one stays.
			if (this.#waiting.includes(unsent)) {
				this.#waiting = this.#waiting.filter((queued) => queued !== unsent);
				await this.#store.remove(unsent.question);
			}
		}
		this.offline = this.busy = false;
	}

	#sendAgainIn(seconds: number): void {
		clearTimeout(this.#again);
		this.#again = setTimeout(() => void this.flush(), seconds * 1000);
	}

	async #post(unsent: Unsent): Promise<Attempt> {
		try {
			const response = await fetch(`${this.#base}/q/${unsent.question}`, {
				method: 'POST',
				body: formOf(unsent),
				headers: { accept: 'application/json', 'x-sveltekit-action': 'true' }
			});
			if (response.redirected) return response.url.includes('/unlock') ? 'locked' : 'ended';
			const after = Number(response.headers.get('retry-after')) || AGAIN_AFTER_S;
			if (response.status >= 500 || PASSES.includes(response.status)) return { busyFor: after };
			const result = deserialize(await response.text());
			if (result.type === 'failure' && PASSES.includes(result.status)) return { busyFor: after };
			if (result.type === 'redirect' && /\/c(\?|$)/.test(result.location)) return 'ended';
			if (result.type === 'redirect' && result.location.endsWith('/unlock')) return 'locked';
			return result.type === 'redirect' ? 'arrived' : 'refused';
		} catch {
			return 'unreachable';
		}
	}
}

function formOf({ fields }: Unsent): FormData {
	const form = new FormData();
	for (const [name, value] of fields) form.append(name, value);
	return form;
}
