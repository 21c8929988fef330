import { createHash, randomBytes } from 'node:crypto';
import { createReadStream, createWriteStream, mkdtempSync, rmSync, utimesSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Source } from './source.ts';
import type { Report } from './types.ts';

/** How long files wait between being looked at and being imported. */
export const KEPT_FOR = 30 * 60_000;
const FOLDER = 'sayso-uploads-';

/** Whose files they are: nobody else gets at them, whatever they send. */
export interface Owner {
	authorityId: string;
	staffId: string;
}

/** What is kept beside the files. */
export interface Kept {
	names: string[];
	/** The text of a mapping file, when one came with them. */
	mapping: string | null;
	report: Report;
	/** The report is of an import, not of a look. */
	taken: boolean;
}

let folder: string | undefined;

/** A folder that only this process can read, and that goes when it ends. Until then it keeps young, so that no other removes it. */
function root(): string {
	if (folder) return folder;
	const made = mkdtempSync(join(tmpdir(), FOLDER));
	process.once('exit', () => rmSync(made, { recursive: true, force: true }));
	setInterval(() => utimesSync(made, new Date(), new Date()), KEPT_FOR / 3).unref();
	return (folder = made);
}

/** What a process left behind that was killed goes when its time is over, by the clock of the disk that says how old it is. */
async function sweep(): Promise<void> {
	const clock = join(root(), 'clock');
	await writeFile(clock, '');
	const { mtimeMs: now } = await stat(clock);
	for (const name of await readdir(tmpdir())) {
		const path = join(tmpdir(), name);
		if (!name.startsWith(FOLDER) || path === folder) continue;
		// It may be gone by now, or not ours to look at: then it is not ours to remove either.
		const at = await stat(path).catch(() => undefined);
		if (at && now - at.mtimeMs > KEPT_FOR) await rm(path, { recursive: true, force: true }).catch(() => undefined);
	}
}

/** The folder follows from the owner and the id together: the id alone leads nowhere. */
const placeOf = (base: string, { authorityId, staffId }: Owner, id: string): string =>
	join(base, createHash('sha256').update(`${authorityId}|${staffId}|${id}`).digest('hex'));

/** Puts files away for half an hour. Returns the id to ask for them with. */
export async function keep(owner: Owner, files: readonly File[]): Promise<string> {
	await sweep();
	const id = randomBytes(18).toString('base64url');
	const place = placeOf(root(), owner, id);
	await mkdir(place, { mode: 0o700 });
	for (const [i, file] of files.entries()) {
		await pipeline(
			Readable.fromWeb(file.stream() as never),
			createWriteStream(join(place, String(i)), { mode: 0o600 })
		);
	}
	setTimeout(() => void rm(place, { recursive: true, force: true }), KEPT_FOR).unref();
	return id;
}

/** The kept files as sources, by the names they came with. */
export function sourcesOf(owner: Owner, id: string, names: readonly string[]): Source[] {
	const place = placeOf(root(), owner, id);
	return names.map((name, i) => ({ name, open: () => createReadStream(join(place, String(i))), fromFolder: true }));
}

/** Remembers what came of the files; once they are imported they are not needed any more. */
export async function note(owner: Owner, id: string, kept: Kept): Promise<void> {
	const place = placeOf(root(), owner, id);
	await writeFile(join(place, 'new.json'), JSON.stringify(kept), { mode: 0o600 });
	await rename(join(place, 'new.json'), join(place, 'kept.json'));
	if (kept.taken) for (const i of kept.names.keys()) await rm(join(place, String(i)), { force: true });
}

/** What came of the files; undefined when their time is over, or they are not this owner's. */
export async function find(owner: Owner, id: string): Promise<Kept | undefined> {
	if (!/^[\w-]{24}$/.test(id)) return undefined;
	const text = await readFile(join(placeOf(root(), owner, id), 'kept.json'), 'utf8').catch(() => undefined);
	return text === undefined ? undefined : (JSON.parse(text) as Kept);
}
