import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Lucia, TimeSpan } from 'lucia';
import { DATABASES, twoAuthorities, type World } from '../../../../tests/support/database.ts';
import { LONGEST_SESSION_HOURS, sessionAdapter, subjectOf, userIdOf } from './adapter.ts';

describe.each(DATABASES)('sessions on %s', (kind) => {
	let world: World;
	let lucia: Lucia;
	const user = () => userIdOf(world.north.id, world.north.iroId);
	beforeEach(async () => {
		world = await twoAuthorities(kind);
		lucia = new Lucia(sessionAdapter(world.connection.directory, 'staff'), {
			sessionExpiresIn: new TimeSpan(LONGEST_SESSION_HOURS, 'h')
		});
	});
	afterEach(() => world.close());
	const rows = () => world.connection.directory.selectFrom('staffSession').selectAll().execute();

	test('a session is found by its token, and names authority and staff', async () => {
		const { id } = await lucia.createSession(user(), {});
		const { session } = await lucia.validateSession(id);
		expect(subjectOf(session!.userId)).toEqual({ authorityId: world.north.id, subjectId: world.north.iroId });
	});

	test('the token itself is not in the database', async () => {
		const { id } = await lucia.createSession(user(), {});
		expect(JSON.stringify(await rows())).not.toContain(id);
	});

	test('using a session never makes it last longer than the limit from its start', async () => {
		const { id } = await lucia.createSession(user(), {});
		const adapter = sessionAdapter(world.connection.directory, 'staff');
		await adapter.updateSessionExpiration(id, new Date(Date.now() + 90 * 86_400_000));
		const [row] = await rows();
		const hours = (Date.parse(row!.expiresAt) - Date.parse(row!.createdAt)) / 3_600_000;
		expect(hours).toBe(LONGEST_SESSION_HOURS);
	});

	test('an ended session, an expired one and a made-up one open nothing', async () => {
		const ended = await lucia.createSession(user(), {});
		await lucia.invalidateSession(ended.id);
		const expired = await lucia.createSession(user(), {});
		await world.connection.directory
			.updateTable('staffSession')
			.set({ expiresAt: '2020-01-01T00:00:00.000Z' })
			.execute();
		for (const token of [ended.id, expired.id, 'made-up'])
			expect((await lucia.validateSession(token)).session).toBeNull();
	});

	test('signing somebody out everywhere leaves others in', async () => {
		const mine = await lucia.createSession(user(), {});
		const other = await lucia.createSession(userIdOf(world.south.id, world.south.iroId), {});
		await lucia.invalidateUserSessions(user());
		expect((await lucia.validateSession(mine.id)).session).toBeNull();
		expect((await lucia.validateSession(other.id)).session).not.toBeNull();
	});
});
