import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { DATABASES, twoAuthorities, type World } from '../../../tests/support/database.ts';
import * as helplines from './helplines.ts';
import * as venues from './venues.ts';

const LIBRARY = {
	kind: 'family-centre',
	name: ' Mill Lane Centre ',
	address: '2 Mill Lane, ring twice',
	accessible: true
};

describe.each(DATABASES)('an authority’s places, on %s', (kind) => {
	let world: World;
	beforeEach(async () => void (world = await twoAuthorities(kind)));
	afterEach(() => world.close());

	test('are kept, changed, no longer offered and offered again', async () => {
		const { scope } = world.north;
		expect(await venues.save(scope, null, LIBRARY)).toBe('saved');
		const [venue] = await venues.list(scope);
		expect(venue).toEqual({ ...LIBRARY, id: venue!.id, name: 'Mill Lane Centre', ended: false });
		expect(await venues.save(scope, venue!.id, { ...LIBRARY, address: '', accessible: false })).toBe('saved');
		expect(await venues.find(scope, venue!.id)).toMatchObject({ address: '', accessible: false });
		expect(await venues.offer(scope, venue!.id, false)).toBe(true);
		expect(await venues.list(scope)).toEqual([]);
		expect(await venues.find(scope, venue!.id)).toMatchObject({ ended: true });
		await venues.offer(scope, venue!.id, true);
		expect(await venues.list(scope)).toHaveLength(1);
	});

	test('are sealed where they are, and refused where they are none', async () => {
		const { scope } = world.north;
		await venues.save(scope, null, LIBRARY);
		const rows = await scope.selectFrom('venue').selectAll('venue').execute();
		expect(JSON.stringify(rows)).not.toContain('ring twice');
		expect(await venues.save(scope, null, { ...LIBRARY, kind: 'home', name: ' ' })).toEqual({
			kind: 'choose-one',
			name: 'needed'
		});
		expect(await venues.save(scope, null, { ...LIBRARY, address: 'x'.repeat(301) })).toEqual({ address: 'too-long' });
	});

	test('are chosen among kinds of place, and bring their kind and address', async () => {
		const { scope } = world.north;
		await venues.save(scope, null, LIBRARY);
		const [venue] = await venues.list(scope);
		const choice = venues.choiceOf(venue!.id);
		const place = { venue: 'family-centre', venueId: venue!.id };
		const where = 'Mill Lane Centre, 2 Mill Lane, ring twice';
		expect(await venues.chosen(scope, choice, null)).toEqual({ ...place, venueNote: where });
		expect(await venues.chosen(scope, choice, 'Room 4')).toEqual({ ...place, venueNote: 'Room 4' });
		expect(await venues.chosen(scope, 'home', null)).toEqual({ venue: 'home', venueId: null, venueNote: null });
		expect(await venues.chosen(scope, '', 'x')).toEqual({ venue: null, venueId: null, venueNote: 'x' });
		expect(await venues.chosen(scope, 'castle', null)).toBeUndefined();
		expect(await venues.chosen(world.south.scope, choice, null)).toBeUndefined();
	});

	test('are not the neighbour’s', async () => {
		await venues.save(world.north.scope, null, LIBRARY);
		const [venue] = await venues.list(world.north.scope);
		expect(await venues.list(world.south.scope, { ended: true })).toEqual([]);
		expect(await venues.save(world.south.scope, venue!.id, LIBRARY)).toBeUndefined();
		expect(await venues.offer(world.south.scope, venue!.id, false)).toBe(false);
	});
});

describe.each(DATABASES)('an authority’s helplines, on %s', (kind) => {
	let world: World;
	beforeEach(async () => void (world = await twoAuthorities(kind)));
	afterEach(() => world.close());
	const line = (is: Partial<helplines.LineTyped>) => ({ name: '', number: '', hours: '', url: '', ...is });

	test('are the national ones until it names some, and again when it names none', async () => {
		const { scope } = world.north;
		expect(await helplines.list(scope)).toBe(helplines.NATIONAL);
		const ours = [
			line({ name: 'Youth line', number: '01632 960 111' }),
			line({}),
			line({ name: 'B', number: '85258' })
		];
		expect(await helplines.save(scope, ours)).toBe('saved');
		expect((await helplines.list(scope)).map(({ name }) => name)).toEqual(['Youth line', 'B']);
		expect(await helplines.list(world.south.scope)).toBe(helplines.NATIONAL);
		expect(await helplines.save(scope, [line({})])).toBe('saved');
		expect(await helplines.list(scope)).toBe(helplines.NATIONAL);
	});

	test('are refused where nobody could ring them, and nothing changes', async () => {
		const bad = [
			line({ name: 'A', number: 'ring me' }),
			line({ number: '0800 1111' }),
			line({ name: 'C', number: '116 123', url: 'javascript:alert(1)' })
		];
		expect(await helplines.save(world.north.scope, bad)).toEqual({
			'0.number': 'not-a-phone',
			'1.name': 'needed',
			'2.url': 'not-an-address'
		});
		expect(await helplines.ownLines(world.north.scope)).toEqual([]);
	});
});

test('the national lines are numbers that can be dialled', () => {
	for (const { number, url } of helplines.NATIONAL) {
		expect(number).toMatch(/^[\d ]+$/);
		expect(url).toMatch(/^https:/);
	}
});
