import type { AuthorityScope } from '../db/scope.ts';
import type { Kind } from './layouts.ts';
import type { Staging } from './staging.ts';
import { storedChildren, type StoredChild } from './stored.ts';
import type { Staged } from './types.ts';

/** One child: the rows of the run, and what Sayso already knows. */
export interface Bundle {
	/** The external id. */
	child: string;
	rows: { [K in Exclude<Kind, 'professional'>]: Staged<K>[] };
	stored: StoredChild | undefined;
}

/** Children looked at together. */
const AT_ONCE = 200;

/** Every child of the run in the order of their ids, so many at a time. */
export async function* bundles(staging: Staging, scope: AuthorityScope): AsyncGenerator<Bundle[]> {
	for (let children = staging.childrenAfter('', AT_ONCE); children.length;) {
		const stored = await storedChildren(scope, children);
		const rows = Map.groupBy(staging.between(children[0]!, children.at(-1)!), ({ child }) => child!);
		yield children.map((child) => ({ child, rows: byKind(rows.get(child) ?? []), stored: stored.get(child) }));
		// SQLite answers at once, so without this a server that imports would do nothing else.
		await new Promise((resolve) => setImmediate(resolve));
		children = staging.childrenAfter(children.at(-1)!, AT_ONCE);
	}
}

function byKind(rows: Staged[]): Bundle['rows'] {
	const of = <K extends Kind>(kind: K) => rows.filter((row) => row.kind === kind) as unknown as Staged<K>[];
	return {
		child: of('child'),
		episode: of('episode'),
		unaccompanied: of('unaccompanied'),
		involvement: of('involvement'),
		review: of('review')
	};
}

/** The rows nothing speaks against. */
export const accepted = <K extends Kind>(rows: readonly Staged<K>[]): Staged<K>[] =>
	rows.filter(({ refused }) => !refused);
