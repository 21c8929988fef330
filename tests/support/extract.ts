import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import type { AuthorityScope } from '#lib/server/db/scope.ts';
import * as imports from '#lib/server/imports/index.ts';
import type { Source } from '#lib/server/imports/source.ts';
import { serverTranslator } from '#lib/server/words.ts';

/** Files of an extract by name; text, or bytes where the encoding matters. They arrive in pieces, as from a disk. */
export function files(contents: Record<string, string | Uint8Array>, piece = 61): Source[] {
	return Object.entries(contents).map(([name, content]) => ({
		name,
		open: () => {
			const bytes = Buffer.from(content as string);
			return Readable.from(
				Array.from({ length: Math.ceil(bytes.length / piece) }, (_, i) => bytes.subarray(i * piece, (i + 1) * piece))
			);
		}
	}));
}

/** The committed sample: six looked-after children with an IRO, reviews due in December 2026. */
export function sample(folder: 'good' | 'with-errors'): Record<string, string> {
	const path = join('tests/fixtures/extract', folder);
	return Object.fromEntries(readdirSync(path).map((name) => [name, readFileSync(join(path, name), 'utf8')]));
}

type Options = Omit<imports.Options, 't'>;

/** Imports files into one authority. */
export const importFiles = (
	scope: AuthorityScope,
	contents: Record<string, string | Uint8Array>,
	options: Options = {}
) => imports.run(scope, files(contents), { ...options, t: serverTranslator() });

/** What an import did, short: 'Reviews 3: 2 new, 0 changed, 1 refused'. */
export const summary = ({ tables }: Awaited<ReturnType<typeof importFiles>>): string[] =>
	tables.map(
		({ name, rows, imported, updated, refused }) =>
			`${name} ${rows}: ${imported} new, ${updated} changed, ${refused} refused`
	);
