import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import type { Unsent } from '#lib/forms/unsent.ts';

/** Where one unsent answer lies. In the order they were given. */
export type Place = number;

interface Schema extends DBSchema {
	sealed: { key: Place; value: { place?: Place; consultation: string; sealed: Uint8Array<ArrayBuffer> } };
}

type Sealing = Pick<typeof import('#lib/forms/unsent.ts'), 'seal'>;

/**
 * Unsent answers on this device, sealed to the server's public key: they can be sent from here, and read by nobody here,
 * this page included. Not even which question was answered can be seen: some are asked only after a certain answer.
 */
export class UnsentStore {
	readonly #consultation: string;
	readonly #publicKey: Uint8Array;
	#sealing: Promise<Sealing> | undefined;
	#database: Promise<IDBPDatabase<Schema> | undefined> | undefined;

	/** True once an answer can be sealed without the line. */
	prepared = false;

	constructor(consultation: string, publicKey: string) {
		this.#consultation = consultation;
		this.#publicKey = bytesOf(publicKey);
	}

	/** Fetches what seals, ahead of the moment the line is gone. One that did not come is fetched anew the next time. */
	prepare(): Promise<Sealing | undefined> {
		this.#sealing ??= import('#lib/forms/unsent.ts');
		return this.#sealing.then(
			(sealing) => ((this.prepared = true), sealing),
			() => (this.#sealing = undefined)
		);
	}

	/** Keeps one answer. Undefined when this device cannot (private window, plain http, no room). */
	async put(unsent: Unsent): Promise<Place | undefined> {
		if (!globalThis.crypto?.subtle) return undefined;
		try {
			const [sealing, database] = await Promise.all([this.prepare(), this.#open()]);
			if (!sealing || !database) return undefined;
			const sealed = await sealing.seal(this.#publicKey, this.#consultation, unsent);
			return await database.add('sealed', { consultation: this.#consultation, sealed });
		} catch {
			return undefined;
		}
	}

	/** Where answers to this consultation lie, oldest first. None where they cannot be read just now. */
	async places(): Promise<Place[]> {
		const rows = await this.#open()
			.then((database) => database?.getAll('sealed'))
			.catch(() => undefined);
		return (rows ?? []).filter(({ consultation }) => consultation === this.#consultation).map(({ place }) => place!);
	}

	/** One answer, as it can be sent: in base64url. Undefined when another tab has sent it, or said something newer. */
	async sealed(place: Place): Promise<string | undefined> {
		const row = await (await this.#open())?.get('sealed', place);
		return row && textOf(row.sealed);
	}

	/** Takes one answer away. One that stays, because the device is being cleared, is sent once more: that counts once. */
	async remove(place: Place): Promise<void> {
		await this.#open()
			.then((database) => database?.delete('sealed', place))
			.catch(() => undefined);
	}

	#open(): Promise<IDBPDatabase<Schema> | undefined> {
		this.#database ??= new Promise((resolve) => {
			// Some browsers throw at once where they are told to keep nothing.
			const open = async () =>
				openDB<Schema>('sayso', 2, {
					upgrade(database) {
						// What an earlier version kept could be opened by a page, and nothing opens it any more.
						for (const name of database.objectStoreNames) database.deleteObjectStore(name);
						database.createObjectStore('sealed', { keyPath: 'place', autoIncrement: true });
					},
					// A tab of an earlier version has it: nobody waits for that one to be closed.
					blocked: () => resolve(undefined),
					// Somebody leaves in another tab, and takes everything away.
					blocking: () => {
						void this.#database?.then((database) => database?.close());
						this.#database = undefined;
					}
				});
			open().then(resolve, () => resolve(undefined));
		});
		return this.#database;
	}
}

const bytesOf = (text: string): Uint8Array =>
	Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (character) => character.charCodeAt(0));

function textOf(bytes: Uint8Array): string {
	let text = '';
	for (const byte of bytes) text += String.fromCharCode(byte);
	return btoa(text).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}
