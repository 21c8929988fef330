import type { Readable } from 'node:stream';

/** One file to import, wherever it is kept. It is read twice: once for its encoding, once for its rows. */
export interface Source {
	/** The file's name, without folders. */
	name: string;
	open(): Readable | ReadableStream<Uint8Array>;
	/** Came with a folder rather than by name: when it is none of the tables, that is no mistake. */
	fromFolder?: boolean;
}
