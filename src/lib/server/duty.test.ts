import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { DATABASES, twoAuthorities, type World } from '../../../tests/support/database.ts';
import { ENGLISH } from '#lib/i18n/languages.ts';
import * as duty from './duty.ts';

const FORM = {
	emails: 'duty@north.example\n\n  night@north.example ',
	phones: '07700 900123',
	backupEmails: '',
	backupStaffId: '',
	worksOn: ['5', '1', '1'],
	worksFrom: '08:30',
	worksUntil: '17:30',
	escalateAfter: '45',
	dayNumber: '01632 960100',
	nightNumber: '',
	nightText: 'The night team answers the phone.'
};

describe.each(DATABASES)('whom an authority tells, on %s', (kind) => {
	let world: World;
	beforeEach(async () => void (world = await twoAuthorities(kind)));
	afterEach(() => world.close());

	test('is nobody by name, Monday to Friday from nine to five, until it says otherwise', async () => {
		expect(await duty.of(world.north.scope)).toMatchObject({
			emails: [],
			after: 60,
			hours: { days: [1, 2, 3, 4, 5], from: '09:00', to: '17:00' }
		});
	});

	test('is what it has set, changed as often as it likes, and nothing of the neighbour', async () => {
		const { north, south } = world;
		expect(await duty.change(north.scope, { ...FORM, emails: 'old@north.example' })).toBe('changed');
		expect(await duty.change(north.scope, { ...FORM, backupStaffId: north.iroId })).toBe('changed');
		expect(await duty.of(north.scope)).toEqual({
			emails: ['duty@north.example', 'night@north.example'],
			phones: ['07700900123'],
			backupEmails: [],
			backupStaffId: north.iroId,
			hours: { days: [1, 5], from: '08:30', to: '17:30' },
			after: 45,
			dayNumber: '01632 960100',
			nightNumber: null,
			nightText: 'The night team answers the phone.'
		});
		expect((await duty.of(south.scope)).emails).toEqual([]);
	});

	test.each([
		['emails', 'duty@north.example, evil@elsewhere.example', 'not-an-email'],
		['emails', 'duty@north.example\nno address', 'not-an-email'],
		['phones', '01632 960100', 'not-a-mobile'],
		['worksOn', [], 'choose-one'],
		['worksOn', ['8'], 'choose-one'],
		['worksFrom', '9', 'not-a-time'],
		['worksUntil', '08:30', 'ends-before-it-begins'],
		['escalateAfter', '0', 'not-minutes'],
		['nightNumber', 'ask at the desk', 'not-a-number'],
		['nightText', 'x'.repeat(301), 'too-long'],
		['backupStaffId', 'nobody', 'choose-one']
	])('is refused where %s is %j', async (field, typed, code) => {
		expect(await duty.change(world.north.scope, { ...FORM, [field]: typed })).toEqual({ errors: { [field]: code } });
		expect((await duty.of(world.north.scope)).emails).toEqual([]);
	});

	test('cannot have a backup of the neighbour', async () => {
		const typed = { ...FORM, backupStaffId: world.south.iroId };
		expect(await duty.change(world.north.scope, typed)).toEqual({ errors: { backupStaffId: 'choose-one' } });
	});

	test('tells a child whether anybody is at work, when somebody is again, and whom to ring', async () => {
		await duty.change(world.north.scope, FORM);
		const at = (moment: string) => duty.forParticipant(world.north.scope, ENGLISH, moment);
		expect(await at('2026-11-23T10:00:00.000Z')).toMatchObject({
			authority: 'Northshire',
			atWork: true,
			dayNumber: '01632 960100'
		});
		expect(await at('2026-11-23T18:00:00.000Z')).toMatchObject({
			atWork: false,
			backAt: 'Friday 27 November at 08:30',
			nightText: 'The night team answers the phone.'
		});
	});
});
