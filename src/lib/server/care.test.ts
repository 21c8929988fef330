import { describe, expect, test } from 'vitest';
import { latestFor } from './care.ts';

const target = { first: '20w', second: '91d', later: '182d' };
const period = (startedOn: string, startKnown = true) => ({ startedOn, endedOn: undefined, startKnown });
const held = (...days: string[]) => days.map((heldOn) => ({ id: heldOn, heldOn }));

describe('the latest day a review may be held', () => {
	test('counts from the start of care for the first, bank holidays left out', () => {
		expect(latestFor({ periods: [period('2026-12-01')], held: [] }, { on: '2026-12-20' }, target)).toMatchObject({
			number: 1,
			statutoryOn: '2026-12-31',
			rule: 'first-20-working-days'
		});
	});

	test('counts from the review before, not from the one in hand nor a later one', () => {
		const history = { periods: [period('2026-01-05')], held: held('2026-01-30', '2026-04-20', '2026-10-01') };
		expect(latestFor(history, { id: '2026-04-20', on: '2026-04-20' }, target)).toMatchObject({
			number: 2,
			statutoryOn: '2026-04-30',
			targetOn: '2026-04-30'
		});
	});

	test('starts again with a new time in care', () => {
		const history = {
			periods: [{ ...period('2020-01-05'), endedOn: '2022-01-01' }, period('2026-11-02')],
			held: held('2020-02-01', '2020-04-01')
		};
		expect(latestFor(history, { on: '2026-11-20' }, target)).toMatchObject({ number: 1, statutoryOn: '2026-11-30' });
	});

	test('is six months on where care began before what we hold', () => {
		const history = { periods: [period('2026-03-01', false)], held: held('2026-06-01') };
		expect(latestFor(history, { on: '2026-11-20' }, target)).toMatchObject({
			statutoryOn: '2026-12-01',
			targetOn: '2026-11-30'
		});
		expect(latestFor({ periods: [], held: held('2026-06-01') }, { on: '2026-11-20' }, target)).toMatchObject({
			statutoryOn: '2026-12-01'
		});
	});

	test('is six months on, too, where the reviews of the first months are not among what we hold', () => {
		const history = { periods: [period('2019-05-01')], held: held('2026-06-01') };
		expect(latestFor(history, { on: '2026-11-20' }, target)).toMatchObject({ statutoryOn: '2026-12-01' });
		expect(latestFor(history, { id: '2026-06-01', on: '2026-06-01' }, target)).toBeUndefined();
	});

	test('is past where care began long ago and no review was ever held', () => {
		const history = { periods: [period('2026-01-05')], held: [] };
		expect(latestFor(history, { on: '2026-11-20' }, target)).toMatchObject({ number: 1, statutoryOn: '2026-02-02' });
	});

	test('is not guessed when nothing says so', () => {
		expect(latestFor({ periods: [], held: [] }, { on: '2026-11-20' }, target)).toBeUndefined();
		expect(
			latestFor({ periods: [period('2026-03-01', false)], held: [] }, { on: '2026-11-20' }, target)
		).toBeUndefined();
	});
});
