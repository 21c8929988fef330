import type { Source } from './source.ts';

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

/** How much of a file without a byte order mark is looked at to tell UTF-16 by its zero bytes. */
const SAMPLE = 4096;

/**
 * The encoding of a file: by its byte order mark, by the zero bytes of UTF-16, else UTF-8; and when a byte anywhere
 * in it is not UTF-8, the code page of Western European Windows, which older exports use.
 */
export async function encodingOf(source: Source): Promise<Encoding> {
	const strict = new TextDecoder('utf-8', { fatal: true });
	let first = true;
	try {
		for await (const chunk of source.open() as AsyncIterable<Uint8Array>) {
			const wide = first ? wideEncoding(chunk) : undefined;
			if (wide) return wide;
			first = false;
			strict.decode(chunk, { stream: true });
		}
		strict.decode();
		return 'utf-8';
	} catch (failure) {
		if ((failure as { code?: string }).code === 'ERR_ENCODING_INVALID_ENCODED_DATA') return 'windows-1252';
		throw failure;
	}
}

function wideEncoding(bytes: Uint8Array): Encoding | undefined {
	if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
	if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
	const zeros = [0, 0];
	const length = Math.min(bytes.length, SAMPLE);
	for (let i = 0; i < length; i++) if (bytes[i] === 0) zeros[i % 2]!++;
	// Nearly every character of a CSV file is ASCII: in UTF-16 every other byte is zero.
	const many = length * 0.3;
	if (zeros[1]! > many && zeros[0]! < many) return 'utf-16le';
	return zeros[0]! > many && zeros[1]! < many ? 'utf-16be' : undefined;
}

/** The text of a file piece by piece, without its byte order mark. A byte that cannot be read becomes U+FFFD. */
export async function* textOf(source: Source, encoding: Encoding): AsyncGenerator<string> {
	const decoder = new TextDecoder(encoding);
	for await (const chunk of source.open() as AsyncIterable<Uint8Array>) yield decoder.decode(chunk, { stream: true });
	yield decoder.decode();
}
