import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { anotherChild, colleague, says } from '../../../tests/support/cast.ts';
import { sayso } from '../../../tests/support/cli.ts';
import { DATABASES, twoAuthorities, type World } from '../../../tests/support/database.ts';
import * as audit from './audit.ts';
import { verify } from './audit-chain.ts';
import { post } from './outbox/index.ts';
import { removing } from './daily.ts';
import * as retention from './retention.ts';

const LATER = '2200-01-01';

describe.each(DATABASES)('what is removed when, on %s', (kind) => {
	let world: World;
	let bo: { childId: string; reviewId: string };
	beforeEach(async () => {
		world = await twoAuthorities(kind);
		bo = await anotherChild(world.north, { bornOn: '2013-03-03' });
		await says(world.north, 'child', { worries: { words: 'The dog next door' } });
		await says(world.south, 'child', { worries: { words: 'The cat next door' } });
	});
	afterEach(() => world.close());

	const planned = async (until = LATER) =>
		(await retention.plan(world.north.commandLine, until)).map(({ kind, id, on }) => [kind, id, on]);
	const rows = async (table: 'words' | 'child' | 'review' | 'outbox') =>
		(await world.north.commandLine.selectFrom(table).selectAll(table).execute()).length;

	test('a child’s record is kept to their seventy-fifth birthday, unless the authority keeps it longer', async () => {
		const { north } = world;
		expect(await planned()).toEqual([
			['child', bo.childId, '2088-03-03'],
			['child', north.childId, '2089-05-05']
		]);
		await north.commandLine.updateAuthority({ retentionRecord: 100 });
		expect(await planned()).toContainEqual(['child', bo.childId, '2113-03-03']);
	});

	test('what was said for a review can go before', async () => {
		const { north } = world;
		await north.commandLine.updateAuthority({ retentionWords: 10 });
		expect(await planned('2050-01-01')).toEqual([['words', north.reviewId, '2036-12-10']]);
	});

	test.each(['2036-12-09', '2036-12-10', '2088-03-03', '2089-05-05'])(
		'what is shown for %s is what happens on it, and nothing else',
		async (day) => {
			const { north, south } = world;
			await north.commandLine.updateAuthority({ retentionWords: 10, retentionStaff: 6 });
			const shown = await retention.plan(north.commandLine, day);
			const after = (await retention.plan(north.commandLine, LATER)).filter(({ on }) => on > day);
			expect(await retention.removeDue(north.commandLine, day)).toEqual(shown);
			expect(await retention.plan(north.commandLine, LATER)).toEqual(after);
			expect(await retention.removeDue(north.commandLine, day)).toEqual([]);
			expect(await south.commandLine.selectFrom('words').selectAll('words').execute()).toHaveLength(1);
			expect(await rows('words')).toBe(day < '2036-12-10' ? 1 : 0);
			expect(await rows('child')).toBe(day < '2088-03-03' ? 2 : day < '2089-05-05' ? 1 : 0);
			expect((await verify(north.commandLine)).ok).toBe(true);
		}
	);

	test('the sign-in of somebody who left goes; their name stays beside what they did', async () => {
		const { north } = world;
		const { staffId } = await colleague(north, 'iro');
		const row = north.commandLine.updateTable('staff').set({ endedAt: '2026-06-30T22:30:00.000Z' });
		await row.where('staff.id', '=', staffId).execute();
		expect(await planned('2050-01-01')).toEqual([['staff', staffId, '2032-06-30']]);
		await retention.removeDue(north.commandLine, '2032-06-30');
		const left = await north.commandLine
			.selectFrom('staff')
			.selectAll('staff')
			.where('staff.id', '=', staffId!)
			.execute();
		expect(left).toMatchObject([{ name: 'A iro', email: null, passwordHash: null }]);
		expect(await planned('2050-01-01')).toEqual([]);
	});

	test('a message that has left goes after a year, one that waits does not', async () => {
		const { north } = world;
		for (const template of ['trial', 'trial'] as const) {
			const message = { to: { email: 'a@north.example' }, template, language: 'en', values: { link: '' } } as const;
			await post(north.commandLine, { ...message, about: 'authority' });
		}
		const all = await north.commandLine.selectFrom('outbox').select('outbox.id').execute();
		const at = '2026-02-03T10:00:00.000Z';
		const written = north.commandLine.updateTable('outbox').set({ createdAt: at });
		await written.execute();
		await written.set({ state: 'sent' }).where('outbox.id', '=', all[0]!.id).execute();
		expect(await planned('2050-01-01')).toEqual([['messages', '2026-02-03', '2027-02-03']]);
		await retention.removeDue(north.commandLine, '2027-02-03');
		expect(await rows('outbox')).toBe(1);
		expect(await audit.of(north.commandLine, north.id)).toMatchObject([
			{ action: 'messages.removed', detail: '2026-02-03' }
		]);
	});

	test('the server does it once a day, and what fails holds up nothing', async () => {
		const { north, connection } = world;
		const born = north.commandLine.updateTable('child').set({ bornOn: '1930-01-01' });
		await born.where('child.id', '=', bo.childId).execute();
		const remove = removing(connection);
		await remove(north.commandLine);
		expect(await rows('child')).toBe(1);
		await north.commandLine.updateTable('child').set({ bornOn: '1930-01-01' }).execute();
		await remove(north.commandLine);
		expect(await rows('child')).toBe(1);
		const failing = removing({ leaveNothing: () => Promise.reject(new Error('no room')) });
		await failing(north.commandLine);
		expect(await rows('child')).toBe(0);
	});

	test('`sayso retention` says what it would remove, and removes that', async () => {
		const { north, connection } = world;
		const born = north.commandLine.updateTable('child').set({ bornOn: '1930-01-01' });
		await born.where('child.id', '=', bo.childId).execute();
		const args = ['retention', '--authority', 'north', '--json'];
		const removals = [{ kind: 'child', id: bo.childId, on: '2005-01-01' }];
		const dry = await sayso(connection, ...args, '--dry-run');
		expect([dry.code, JSON.parse(dry.out)]).toEqual([0, { removed: false, removals }]);
		expect(JSON.parse((await sayso(connection, ...args)).out)).toEqual({ removed: true, removals });
	});
});
