import type { Kysely } from 'kysely';
import type { Adapter, DatabaseSession, UserId } from 'lucia';
import type { Database } from '../db/schema.ts';
import { now } from '../clock.ts';
import { tokenHash } from './tokens.ts';

/** How long any session lasts in all, however busy. */
export const LONGEST_SESSION_HOURS = 8;

export type SessionKind = 'staff' | 'participant';

/** A row of a kind's table: what of a session is kept. */
export interface SessionRow {
	staff: Database['staffSession'];
	participant: Database['participantSession'];
}

/** Lucia knows a user by one text: ours is the authority and the staff member or consultation. */
export const userIdOf = (authorityId: string, subjectId: string): UserId => `${authorityId}:${subjectId}`;
export function subjectOf(userId: UserId): { authorityId: string; subjectId: string } {
	const [authorityId = '', subjectId = ''] = userId.split(':');
	return { authorityId, subjectId };
}

/**
 * Lucia's storage over one of our session tables. Keeps only a hash of the token, and never outlives the absolute
 * limit. A session's attributes are the table's other columns: given on its start, and read back as the whole row.
 */
export function sessionAdapter(db: Kysely<Database>, of: SessionKind): Adapter {
	// The two tables differ in the name of one column and in what else they keep; Kysely is told of the first.
	const table = (of === 'staff' ? 'staffSession' : 'participantSession') as 'staffSession';
	const subject = (of === 'staff' ? 'staffId' : 'consultationId') as 'staffId';

	const found = (token: string, row: Database['staffSession']): DatabaseSession => ({
		id: token,
		userId: userIdOf(row.authorityId, row[subject]),
		expiresAt: new Date(row.expiresAt),
		attributes: row
	});
	const ofUser = (userId: UserId) => {
		const { authorityId, subjectId } = subjectOf(userId);
		return { authorityId, [subject]: subjectId } as { authorityId: string; staffId: string };
	};

	return {
		async getSessionAndUser(token) {
			const row = await db.selectFrom(table).selectAll().where('idHash', '=', tokenHash(token)).executeTakeFirst();
			if (!row) return [null, null];
			const session = found(token, row);
			return [session, { id: session.userId, attributes: {} }];
		},
		async getUserSessions() {
			return []; // tokens are not kept, so sessions cannot be listed by them
		},
		async setSession({ id, userId, expiresAt, attributes }) {
			const limits = { createdAt: now(), expiresAt: expiresAt.toISOString() };
			const row = { ...attributes, ...ofUser(userId), ...limits, idHash: tokenHash(id) };
			await db
				.insertInto(table)
				.values(row as Database['staffSession'])
				.execute();
		},
		async updateSessionExpiration(token, expiresAt) {
			const idHash = tokenHash(token);
			const row = await db.selectFrom(table).select('createdAt').where('idHash', '=', idHash).executeTakeFirst();
			if (!row) return;
			const last = new Date(new Date(row.createdAt).getTime() + LONGEST_SESSION_HOURS * 3_600_000);
			const capped = expiresAt < last ? expiresAt : last;
			await db.updateTable(table).set({ expiresAt: capped.toISOString() }).where('idHash', '=', idHash).execute();
		},
		async deleteSession(token) {
			await db.deleteFrom(table).where('idHash', '=', tokenHash(token)).execute();
		},
		async deleteUserSessions(userId) {
			const { authorityId, subjectId } = subjectOf(userId);
			await db.deleteFrom(table).where('authorityId', '=', authorityId).where(subject, '=', subjectId).execute();
		},
		async deleteExpiredSessions() {
			await db.deleteFrom(table).where('expiresAt', '<=', now()).execute();
		}
	};
}
