import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { colleague, says } from '../../../../tests/support/cast.ts';
import { DATABASES, twoAuthorities, type World } from '../../../../tests/support/database.ts';
import { needHelpNow } from '../safety/own.ts';
import { post } from './index.ts';
import { list, retry, trial, waiting } from './list.ts';

describe.each(DATABASES)('the list of messages, on %s', (kind) => {
	let world: World;
	beforeEach(async () => void (world = await twoAuthorities(kind)));
	afterEach(() => world.close());

	const failed = () =>
		post(world.north.commandLine, {
			to: { email: 'no address' },
			template: 'trial',
			language: 'en',
			values: { link: 'https://sayso.example/CANARY' },
			about: { review: world.north.reviewId }
		});

	test('has what, whose and what became of it; never what it says nor the address', async () => {
		await failed();
		const clerk = await colleague(world.north, 'business-support');
		await trial(clerk);
		const listed = await list(clerk);
		expect(listed).toMatchObject([
			{ template: 'trial', channel: 'email', state: 'waiting', staffName: 'A business-support', childName: null },
			{ template: 'trial', state: 'dead', reason: 'bad-address', staffName: null, childName: 'Ada Northshire' }
		]);
		expect(JSON.stringify(listed)).not.toMatch(/CANARY|no address|@/);
		expect(await waiting(clerk)).toBe(1);
		expect(await list(clerk, { reviewId: world.north.reviewId })).toHaveLength(1);
		expect(await list(world.south.commandLine)).toEqual([]);
	});

	test('tells nobody but a manager about which child an alarm is', async () => {
		const { scope, consultation } = await says(world.north, 'child', {}, { send: false });
		await needHelpNow(scope, consultation);
		const manager = await colleague(world.north, 'manager');
		expect(await list(manager)).toMatchObject([{ template: 'safety-raised', childName: 'Ada Northshire' }]);
		for (const role of ['business-support', 'administrator'] as const) {
			const other = await colleague(world.north, role);
			const listed = await list(other);
			expect(listed).toMatchObject([{ template: 'safety-raised', childName: null, reviewId: null }]);
			expect(JSON.stringify(listed)).not.toMatch(/Ada|"0001"/);
			expect(await list(other, { reviewId: world.north.reviewId })).toEqual([]);
		}
	});

	test('shows an IRO those about a review of their own, alarms too, and no others', async () => {
		const { scope, consultation } = await says(world.north, 'child', {}, { send: false });
		await needHelpNow(scope, consultation);
		await failed();
		const { reviewId } = world.north;
		expect((await list(world.north.scope, { reviewId }))!.map(({ template }) => template)).toEqual([
			'trial',
			'safety-raised'
		]);
		const other = await colleague(world.north, 'iro');
		for (const nothing of [
			list(world.north.scope),
			list(world.north.scope, { reviewId: 'x' }),
			list(world.north.scope, { reviewId: world.south.reviewId }),
			list(other, { reviewId })
		])
			expect(await nothing).toBeUndefined();
	});

	test('lets a person have what failed tried again, and nothing else', async () => {
		const id = (await failed())!;
		expect(await retry(world.south.scope, id)).toBe(false);
		expect(await retry(world.north.scope, id)).toBe(true);
		expect(await retry(world.north.scope, id)).toBe(false);
		expect(await list(world.north.commandLine)).toMatchObject([{ state: 'waiting', tries: 0, reason: null }]);
	});
});
