import { openDB, type DBSchema, type IDBPDatabase } from 'idb';

/** One posted question that has not arrived yet: name-value pairs as the form would post them. */
export interface Unsent {
	question: string;
	fields: [name: string, value: string][];
	at: number;
}

interface Sealed {
	key: [consultation: string, question: string];
	value: { consultation: string; question: string; iv: Uint8Array<ArrayBuffer>; sealed: ArrayBuffer };
}
interface Schema extends DBSchema {
	unsent: Sealed;
}

/**
 * Unsent answers on this device, sealed with a key that only a signed-in page of this consultation is given: after
 * leaving, what is left here can be read by nobody, and sent by whoever comes back with the code.
 */
export class UnsentStore {
	readonly #consultation: string;
	readonly #key: Promise<CryptoKey | undefined>;
	#database: Promise<IDBPDatabase<Schema> | undefined> | undefined;

	constructor(consultation: string, key: string) {
		this.#consultation = consultation;
		this.#key = importKey(key);
	}

	/** Keeps one answer in place of an earlier one. False when this device cannot (private window, plain http). */
	async put(unsent: Unsent): Promise<boolean> {
		const [key, database] = await Promise.all([this.#key, this.#open()]);
		if (!key || !database) return false;
		const iv = crypto.getRandomValues(new Uint8Array(12));
		const sealed = await crypto.subtle.encrypt(
			{ name: 'AES-GCM', iv },
			key,
			new TextEncoder().encode(JSON.stringify(unsent))
		);
		await database.put('unsent', { consultation: this.#consultation, question: unsent.question, iv, sealed });
		return true;
	}

	/** Everything kept for this consultation, oldest first. What cannot be opened any more is dropped. */
	async all(): Promise<Unsent[]> {
		const [key, database] = await Promise.all([this.#key, this.#open()]);
		if (!key || !database) return [];
		const rows = (await database.getAll('unsent')).filter(({ consultation }) => consultation === this.#consultation);
		const opened = await Promise.all(
			rows.map(async ({ question, iv, sealed }) => {
				try {
					return JSON.parse(
						new TextDecoder().decode(await crypto.subtle.decrypt({ name: 'AES-GCM', iv }, key, sealed))
					) as Unsent;
				} catch {
					await this.remove(question);
					return undefined;
				}
			})
		);
		return opened.filter((unsent) => unsent !== undefined).sort((a, b) => a.at - b.at);
	}

	async remove(question: string): Promise<void> {
		await (await this.#open())?.delete('unsent', [this.#consultation, question]);
	}

	#open(): Promise<IDBPDatabase<Schema> | undefined> {
		this.#database ??= openDB<Schema>('sayso', 1, {
			upgrade: (database) => void database.createObjectStore('unsent', { keyPath: ['consultation', 'question'] })
		}).catch(() => undefined);
		return this.#database;
	}
}

/** The key comes behind a mask: 32 random bytes, then the key's own, each changed by its random one. */
async function importKey(masked: string): Promise<CryptoKey | undefined> {
	if (!globalThis.crypto?.subtle) return undefined;
	const bytes = Uint8Array.from(atob(masked), (character) => character.charCodeAt(0));
	const raw = bytes.slice(32).map((byte, index) => byte ^ bytes[index]!);
	return crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt', 'decrypt']);
}
