import { deserialize } from '$app/forms';
import { asPosted, readReply } from '#lib/forms/engine.ts';
import type { Question, Replies } from '#lib/forms/types.ts';
import type { Unsent } from '#lib/forms/unsent.ts';
import { UnsentStore, type Place } from './store.ts';

/** An answer that has not arrived. What an earlier visit left has no words here: it lies sealed, and is sent as it is. */
interface Waiting {
	unsent?: Unsent;
	place: Promise<Place | undefined>;
}

/** How an attempt to send one answer went. */
type Attempt = 'arrived' | 'unreachable' | { busyFor: number } | 'ended' | 'locked' | 'refused';

/** What was said is still waiting after these. */
const STOPS: Attempt[] = ['unreachable', 'ended', 'locked'];
/** A sealed answer that does not open, and one that came too late: neither will ever be taken. */
const LOST = 422;
const NEVER = [409, LOST];
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
	#waiting: Waiting[] = $state.raw([]);
	#overlay: Replies = $state({});
	/** True while the line is down and something has not arrived. */
	offline = $state(false);
	/** Something that waits could not be stored (a private window, plain http): it is gone with the page. */
	onlyHere = $state(false);
	/** The server answered that it cannot take anything just now: it is asked again by itself. */
	busy = $state(false);
	#again: ReturnType<typeof setTimeout> | undefined;
	/** The session is over: the code must be typed again before anything can be sent. */
	ended = $state(false);
	/** The page has locked: what waits is sent when it is unlocked. */
	locked = $state(false);
	/** Something an earlier visit left could not be opened: whoever said it must know. */
	lost = $state(false);
	/** Resolves when what an earlier visit left is here too. */
	ready: Promise<void> = Promise.resolve();
	readonly #store: UnsentStore;
	readonly #base: string;
	/** What an earlier visit left has arrived, and this page does not show it yet. */
	#outdated = false;
	#reload: (() => Promise<void>) | undefined;
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

	/**
	 * Picks up what an earlier visit could not send, and tries again whenever the line may be back. `reload` is called
	 * when some of it has arrived: this page does not know what it says.
	 */
	start(reload: () => Promise<void>): () => void {
		this.#reload = reload;
		const again = () => void this.flush();
		const visible = () => document.visibilityState === 'visible' && again();
		addEventListener('online', again);
		document.addEventListener('visibilitychange', visible);
		this.ready = this.#store.places().then((places) => {
			const left = places.map((place): Waiting => ({ place: Promise.resolve(place) }));
			this.#waiting = [...left, ...this.#waiting];
			again();
		});
		return () => {
			clearTimeout(this.#again);
			removeEventListener('online', again);
			document.removeEventListener('visibilitychange', visible);
		};
	}

	/** Fetches what seals an answer, while there is a line. */
	prepare(): void {
		void this.#store.prepare();
	}

	/** Takes one answer: shown at once, kept, and sent when it can be. */
	async put(question: Question, posted: FormData, people: readonly string[]): Promise<void> {
		const fields = [...posted.entries()].map(([name, value]): [string, string] => [name, String(value)]);
		const unsent: Unsent = { question: question.id, fields };
		this.#overlay[question.id] = readReply(question, posted, people).reply;
		const earlier = this.#waiting.filter((waiting) => waiting.unsent?.question === question.id);
		const { prepared } = this.#store;
		const place = this.#store.put(unsent);
		this.#waiting = [...this.#waiting.filter((waiting) => !earlier.includes(waiting)), { unsent, place }];
		for (const waiting of earlier) void this.#forget(waiting);
		// On a slow line what seals may still be on its way: the answer does not wait for it.
		if (prepared) await place;
		void this.flush();
	}

	async #forget({ place }: Waiting): Promise<void> {
		const where = await place;
		if (where !== undefined) await this.#store.remove(where);
	}

	/** Sends what is waiting, oldest first. Resolves when nothing waits, or when it cannot go on now. */
	flush(): Promise<void> {
		this.#working ??= this.#send().finally(() => {
			this.#working = undefined;
			if (this.#outdated) void this.#reload?.();
			this.#outdated = false;
		});
		return this.#working;
	}

	async #send(): Promise<void> {
		while (this.#waiting.length) {
			const [waiting] = this.#waiting as [Waiting];
			const attempt = await (waiting.unsent ? this.#post(waiting.unsent) : this.#postSealed(waiting));
			if (typeof attempt === 'object' || STOPS.includes(attempt)) return this.#stop(attempt);
			// A newer answer to the same question may have come in meanwhile: then that one stays.
			if (!this.#waiting.includes(waiting)) continue;
			this.#waiting = this.#waiting.filter((queued) => queued !== waiting);
			void this.#forget(waiting);
			this.#outdated ||= !waiting.unsent;
		}
		this.offline = this.busy = this.ended = this.locked = this.onlyHere = false;
	}

	/** It cannot go on now. That is said once what waits is on the device. */
	async #stop(attempt: Attempt): Promise<void> {
		const places = await Promise.all(this.#waiting.map(({ place }) => place));
		this.onlyHere = places.includes(undefined);
		this.offline = attempt === 'unreachable';
		this.busy = typeof attempt === 'object';
		this.ended = attempt === 'ended';
		this.locked = attempt === 'locked';
		if (typeof attempt === 'object') this.#sendAgainIn(attempt.busyFor);
	}

	#sendAgainIn(seconds: number): void {
		clearTimeout(this.#again);
		this.#again = setTimeout(() => void this.flush(), seconds * 1000);
	}

	async #post({ question, fields }: Unsent): Promise<Attempt> {
		try {
			const response = await fetch(`${this.#base}/q/${question}`, {
				method: 'POST',
				body: asPosted(fields),
				headers: { accept: 'application/json', 'x-sveltekit-action': 'true' }
			});
			const stopped = stoppedBy(response);
			if (stopped) return stopped;
			const result = deserialize(await response.text());
			if (result.type === 'failure' && PASSES.includes(result.status)) return { busyFor: afterOf(response) };
			if (result.type === 'redirect' && /\/c(\?|$)/.test(result.location)) return 'ended';
			if (result.type === 'redirect' && result.location.endsWith('/unlock')) return 'locked';
			return result.type === 'redirect' ? 'arrived' : 'refused';
		} catch {
			return 'unreachable';
		}
	}

	async #postSealed({ place }: Waiting): Promise<Attempt> {
		try {
			const sealed = await this.#store.sealed((await place)!);
			if (!sealed) return 'arrived';
			const response = await fetch(`${this.#base}/q`, {
				method: 'POST',
				body: asPosted([['sealed', sealed]]),
				headers: { accept: 'application/json' }
			});
			this.lost ||= response.status === LOST;
			return (
				stoppedBy(response) ?? (response.ok ? 'arrived' : NEVER.includes(response.status) ? 'refused' : 'unreachable')
			);
		} catch {
			return 'unreachable';
		}
	}
}

const afterOf = ({ headers }: Response): number => Number(headers.get('retry-after')) || AGAIN_AFTER_S;

/** Whatever was sent, it cannot be taken now. */
function stoppedBy(response: Response): Attempt | undefined {
	if (response.redirected) return response.url.includes('/unlock') ? 'locked' : 'ended';
	return response.status >= 500 || PASSES.includes(response.status) ? { busyFor: afterOf(response) } : undefined;
}
