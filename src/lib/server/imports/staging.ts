import { openScratch, type Scratch, type Statement } from '../db/scratch.ts';
import { KINDS, type Kind } from './layouts.ts';
import type { Staged } from './types.ts';

interface Stored {
	seq: number;
	kind: number;
	file: number;
	line: number;
	child: string | null;
	key: string | null;
	said: string;
	refused: number;
}

/** Rows of one child beyond this many are not looked at: no child has that many, and a mistake must not fill memory. */
export const MOST_ROWS_OF_A_CHILD = 2_000;

const REVIEW = KINDS.indexOf('review');

/**
 * All rows of a run on the disk, to be read again child by child. `family` holds, for as long as the run, what groups
 * children for the rules on brothers and sisters.
 */
export class Staging {
	readonly #scratch: Scratch;
	readonly #insert: Statement;
	#rows = 0;

	constructor() {
		this.#scratch = openScratch();
		this.#scratch.exec(`
			create table row (seq integer primary key, kind integer, file integer, line integer, child text, key text, day text,
				code text, said text, refused integer);
			create table link (kind text, id text, child text, primary key (kind, id, child)) without rowid;
			create table family (child text primary key, name text, born_on text) without rowid;
			begin`);
		this.#insert = this.#scratch.prepare<unknown[]>(
			'insert into row (kind, file, line, child, key, day, code, said, refused) values (?, ?, ?, ?, ?, ?, ?, ?, ?)'
		);
	}

	add(row: Omit<Staged, 'seq'>): void {
		const { heldOn = null, code = null } = row.kind === 'review' ? (row.said as Staged<'review'>['said']) : {};
		const kind = KINDS.indexOf(row.kind);
		this.#insert.run(
			kind,
			row.file,
			row.line,
			row.child,
			row.key,
			heldOn,
			code,
			JSON.stringify(row.said),
			row.refused ? 1 : 0
		);
		this.#rows++;
	}

	get rows(): number {
		return this.#rows;
	}

	/** Remembers that a period of care or an episode is a child's: reviews may name only those. */
	link(kind: 'care' | 'episode', id: string, child: string): void {
		this.#statement('insert or ignore into link values (?, ?, ?)').run(kind, id, child);
	}

	/** The children a care or episode id belongs to; more than one is a mistake in the files. */
	linked(kind: 'care' | 'episode', id: string): string[] {
		return this.#statement('select child from link where kind = ? and id = ? limit 2')
			.pluck()
			.all(kind, id) as string[];
	}

	remember(child: string, name: string | null, bornOn: string | null): void {
		this.#statement('insert or replace into family values (?, ?, ?)').run(child, name?.toLowerCase() ?? null, bornOn);
	}

	bornOn(child: string): string | undefined {
		return this.#statement('select born_on from family where child = ?').pluck().get(child) as string | undefined;
	}

	/** Rows that still have no child, so many at a time from a row on. */
	withoutChild(kind: Kind, after: number, limit: number): Staged[] {
		const select =
			'select * from row where kind = ? and child is null and refused = 0 and seq > ? order by seq limit ?';
		return this.#all(select, KINDS.indexOf(kind), after, limit);
	}

	giveChild(seq: number, child: string): void {
		this.#statement('update row set child = ? where seq = ?').run(child, seq);
	}

	/** Takes a row out that is not wrong: nothing is done with it, and it does not count as refused. */
	leaveOut(seq: number): void {
		this.#statement('update row set refused = 2 where seq = ? and refused = 0').run(seq);
	}

	refuse(seq: number): void {
		this.#statement('update row set refused = 1 where seq = ?').run(seq);
	}

	/** Call when every row is there and has its child: from here on they are read in order. */
	sort(): void {
		this.#scratch.exec(`create index row_of_child on row (child, kind, seq);
			create index row_of_key on row (kind, key) where key is not null;
			create index row_of_day on row (day, code) where day is not null`);
	}

	/** The next children in order after one ('' at first). */
	childrenAfter(child: string, limit: number): string[] {
		const select = 'select distinct child from row where child > ? order by child limit ?';
		return this.#statement(select).pluck().all(child, limit) as string[];
	}

	/** All rows from one child to another, in the order of child, kind and file; those beyond the limit left out. */
	between(first: string, last: string): Staged[] {
		return this.#all(
			`select * from row where child between ? and ? and (child, kind) not in
				(select child, kind from row where child between ? and ? group by child, kind having count(*) > ?)
			order by child, kind, seq`,
			first,
			last,
			first,
			last,
			MOST_ROWS_OF_A_CHILD
		);
	}

	/** Children with more rows of a kind than are looked at: how many, and the first of them. All are refused. */
	refuseTooMany(): { row: Staged; count: number }[] {
		const found = this.#statement(
			`select min(seq) as seq, child, kind, count(*) as count from row where child is not null
			group by child, kind having count(*) > ?`
		).all(MOST_ROWS_OF_A_CHILD) as { seq: number; child: string; kind: number; count: number }[];
		for (const { child, kind } of found) {
			this.#statement('update row set refused = 1 where child = ? and kind = ?').run(child, kind);
		}
		return found.map(({ seq, count }) => ({ row: this.#all('select * from row where seq = ?', seq)[0]!, count }));
	}

	/** Rows whose own id is also another row's, by id; reviews of several children may share one. */
	*sharedKeys(kind: Kind): Generator<Staged[]> {
		const several = kind === 'review' ? 'having count(*) > count(distinct child)' : 'having count(*) > 1';
		const select = `select key from row where kind = ? and key is not null and key > ? group by key ${several} order by key limit 500`;
		for (const keys of this.#pages(select, KINDS.indexOf(kind))) {
			for (const key of keys)
				yield this.#all('select * from row where kind = ? and key = ? order by seq', KINDS.indexOf(kind), key);
		}
	}

	*#pages(select: string, ...args: unknown[]): Generator<string[]> {
		for (let after = ''; ;) {
			const page = this.#statement(select)
				.pluck()
				.all(...args, after) as string[];
			if (!page.length) return;
			yield page;
			after = page.at(-1)!;
		}
	}

	/** Groups of reviews of several children on one day that share an id or a last name, rows in full. */
	*siblingGroups(by: 'review-id' | 'last-name'): Generator<Staged<'review'>[]> {
		const name = by === 'review-id' ? 'row.key' : 'family.name';
		const from = `from row left join family on family.child = row.child
			where row.kind = ${REVIEW} and row.refused = 0 and row.day is not null and row.code <> 'PN0' and ${name} is not null`;
		const groups = this.#statement(
			`select row.day as day, ${name} as name ${from} group by row.day, ${name} having count(distinct row.child) > 1
			and count(distinct row.code) = 1 limit 5000`
		).all() as { day: string; name: string }[];
		for (const { day, name: value } of groups) {
			yield this.#all(
				`select row.* ${from} and row.day = ? and ${name} = ? order by row.seq`,
				day,
				value
			) as Staged<'review'>[];
		}
	}

	/** The professionals that rows of involvement name, each once, rows refused left out. */
	professionals(): { professional: string; role: 'iro' | 'social-worker' }[] {
		const kind = KINDS.indexOf('involvement');
		return this.#statement(
			`select said ->> 'professional' as professional, min(said ->> 'role') as role from row
			where kind = ? and refused = 0 group by 1 order by 1`
		).all(kind) as { professional: string; role: 'iro' | 'social-worker' }[];
	}

	/** The row of one professional. */
	professional(id: string): Staged<'professional'> | undefined {
		const select = 'select * from row where kind = ? and key = ? and refused = 0 limit 1';
		return this.#all(select, KINDS.indexOf('professional'), id)[0] as Staged<'professional'> | undefined;
	}

	/** Rows refused, by file and kind. */
	refused(): { file: number; count: number }[] {
		return this.#statement('select file, count(*) as count from row where refused = 1 group by file').all() as never;
	}

	close(): void {
		this.#scratch.close();
	}

	readonly #statements = new Map<string, Statement>();
	#statement(text: string): Statement {
		let found = this.#statements.get(text);
		if (!found) this.#statements.set(text, (found = this.#scratch.prepare<unknown[]>(text)));
		return found;
	}

	#all(select: string, ...args: unknown[]): Staged[] {
		return (this.#statement(select).all(...args) as Stored[]).map((row) => ({
			...row,
			kind: KINDS[row.kind]!,
			said: JSON.parse(row.said) as Staged['said'],
			refused: row.refused !== 0
		}));
	}
}
