import type * as K from 'kysely';
import type { Role } from '#lib/domain/role.ts';
import { isCollision } from './collision.ts';
import type { Database, OwnedTable } from './schema.ts';

/** Who acts: a member of staff, a participant in one consultation, the command line, the outbox's worker, or somebody at an authority's door. */
export type Actor =
	| { kind: 'staff'; staffId: string; role: Role }
	| {
			kind: 'participant';
			consultationId: string;
			audience: Database['consultation']['audience'];
			/** The worker who started the session and helps. */
			assistedBy?: string | null;
	  }
	| { kind: 'command-line' }
	| { kind: 'worker' }
	| { kind: 'door' };

/** A row to insert, without the authority: the scope adds it. */
export type NewRow<T extends OwnedTable> = Omit<K.Insertable<Database[T]>, 'authorityId'>;

/**
 * What one actor may reach: the rows of one authority. This is the only way to an owned table, and it is made only
 * where somebody comes in: the hook, the command line, a test.
 *
 * Start each query from the table you are after and join others with `sameAuthority`.
 */
export class AuthorityScope {
	readonly authorityId: string;
	readonly actor: Actor;
	readonly #db: K.Kysely<Database>;

	constructor(db: K.Kysely<Database>, authorityId: string, actor: Actor) {
		this.#db = db;
		this.authorityId = authorityId;
		this.actor = actor;
	}

	// Kysely cannot follow a generic table name, so each method casts once and returns the exact builder type.
	selectFrom<T extends OwnedTable>(table: T): K.SelectQueryBuilder<Database, T, {}> {
		return this.#db.selectFrom(table as 'review').where(owner(table), '=', this.authorityId) as never;
	}
	updateTable<T extends OwnedTable>(table: T): K.UpdateQueryBuilder<Database, T, T, K.UpdateResult> {
		return this.#db.updateTable(table as 'review').where(owner(table), '=', this.authorityId) as never;
	}
	deleteFrom<T extends OwnedTable>(table: T): K.DeleteQueryBuilder<Database, T, K.DeleteResult> {
		return this.#db.deleteFrom(table as 'review').where(owner(table), '=', this.authorityId) as never;
	}
	insertInto<T extends OwnedTable>(
		table: T,
		rows: NewRow<T> | NewRow<T>[]
	): K.InsertQueryBuilder<Database, T, K.InsertResult> {
		const mine = [rows].flat().map((row) => ({ ...(row as object), authorityId: this.authorityId }));
		return this.#db.insertInto(table as 'review').values(mine as never) as never;
	}

	/** The authority itself. */
	authority(): Promise<K.Selectable<Database['authority']>> {
		return this.#db.selectFrom('authority').selectAll().where('id', '=', this.authorityId).executeTakeFirstOrThrow();
	}

	/** Changes the authority's own settings. */
	async updateAuthority(change: K.Updateable<Omit<Database['authority'], 'id' | 'code'>>): Promise<void> {
		await this.#db.updateTable('authority').set(change).where('id', '=', this.authorityId).execute();
	}

	/**
	 * All or nothing. Never await anything but the database inside: SQLite has one writer. Inside another, it joins it.
	 * The work is done again when somebody else was quicker (two tabs, another process), so it keeps nothing outside.
	 */
	async transaction<R>(work: (tx: AuthorityScope) => Promise<R>): Promise<R> {
		if (this.#db.isTransaction) return work(this);
		const once = () =>
			this.#db.transaction().execute((tx) => work(new AuthorityScope(tx, this.authorityId, this.actor)));
		for (let tries = 1; tries < MOST_TRIES; tries++) {
			try {
				return await once();
			} catch (failure) {
				if (!isCollision(failure)) throw failure;
			}
		}
		return once();
	}

	/** True while what is done here may still be undone. */
	get inTransaction(): boolean {
		return this.#db.isTransaction;
	}

	/** The staff member who acts, or null for a participant and the command line. */
	get staffId(): string | null {
		return this.actor.kind === 'staff' ? this.actor.staffId : null;
	}
}

/** A collision that comes again so often is none: a key that was there before. */
const MOST_TRIES = 4;

const owner = (table: OwnedTable) => `${table}.authorityId` as 'review.authorityId';

/**
 * The condition of a join that stays inside the authority: `.innerJoin('child', sameAuthority('child.id', 'review.childId'))`.
 * The key of every owned table starts with the authority, so this is also the index to use.
 */
export function sameAuthority(left: `${string}.${string}`, right: `${string}.${string}`) {
	const [joined, other] = [left, right].map((reference) => reference.slice(0, reference.indexOf('.')));
	// Kysely checks the names of a join callback against the tables at hand, which a shared callback cannot know.
	// eslint-disable-next-line @typescript-eslint/no-explicit-any
	return (join: K.JoinBuilder<any, any>): K.JoinBuilder<any, any> =>
		join.onRef(`${joined}.authorityId`, '=', `${other}.authorityId`).onRef(left, '=', right);
}
