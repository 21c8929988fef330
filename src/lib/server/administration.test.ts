import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { colleague } from '../../../tests/support/cast.ts';
import { DATABASES, twoAuthorities, type World } from '../../../tests/support/database.ts';
import { statesOf } from './administration.ts';
import { assign } from './assignments.ts';
import { today } from './clock.ts';
import { newId } from './ids.ts';

describe.each(DATABASES)('what is not as it should be, on %s', (kind) => {
	let world: World;
	beforeEach(async () => void (world = await twoAuthorities(kind)));
	afterEach(() => world.close());
	const keys = async () => (await statesOf(world.north.commandLine)).map(({ key, count }) => `${key} ${count}`);

	test('is said plainly, and of this authority only', async () => {
		const admin = await colleague(world.north, 'administrator');
		await world.north.commandLine
			.updateTable('staff')
			.set({ lastSignedInAt: '2026-11-01T09:00:00.000Z' })
			.where('staff.id', '=', admin.staffId)
			.execute();
		const { childId } = world.north;
		await world.north.commandLine
			.insertInto('episode', { id: newId(), childId, startedOn: '2025-01-01', reasonStarted: 'S' })
			.execute();
		expect(await keys()).toEqual([
			'no-duty 1',
			'nobody-worker 1',
			'no-mail 1',
			'no-number 1',
			'no-factor 1',
			'lapsed 1',
			'one-administrator 1'
		]);
		await assign(admin, { childIds: [childId], role: 'iro', to: null, on: today() });
		expect(await keys()).toContain('nobody-iro 1');
	});
});
