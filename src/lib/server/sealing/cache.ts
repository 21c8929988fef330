/** So long an unwrapped key is kept: a key that another process has deleted opens nothing here after that. */
const LIFE = 30_000;
const MOST = 2000;
/** No transaction lasts so long. */
const LONGEST_TRANSACTION = 3_600_000;

/**
 * Unwrapped keys, few and for a short time. A key made in a transaction is kept only once it has been read outside of
 * one: what was undone with its transaction must never seal anything.
 */
export class KeyCache<K extends { id: string }> {
	readonly #kept = new Map<string, { key: K; until: number }>();
	readonly #uncommitted = new Map<string, number>();

	get(place: string): K | undefined {
		const found = this.#kept.get(place);
		if (found && found.until > Date.now()) return found.key;
		this.#kept.delete(place);
		return undefined;
	}

	keep(place: string, key: K, inTransaction: boolean): void {
		if (!inTransaction) this.#uncommitted.delete(key.id);
		if (this.#uncommitted.has(key.id)) return;
		if (this.#kept.size >= MOST) this.#kept.delete(this.#kept.keys().next().value!);
		this.#kept.set(place, { key, until: Date.now() + LIFE });
	}

	/** This key has just been made in a transaction, which may still be undone. */
	expectCommit(id: string): void {
		const longAgo = Date.now() - LONGEST_TRANSACTION;
		for (const [old, at] of this.#uncommitted) {
			if (at > longAgo) break;
			this.#uncommitted.delete(old);
		}
		this.#uncommitted.set(id, Date.now());
	}

	drop(place: string): void {
		this.#kept.delete(place);
	}

	clear(): void {
		this.#kept.clear();
	}
}
