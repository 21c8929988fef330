import { describe, expect, test } from 'vitest';
import { clockOf, stageOf, toldAt, type Watch } from './escalation.ts';
import { addWorkingMinutes, isWorkingTime, workingMinutesBetween } from './working-time.ts';

const OFFICE: Watch = {
	hours: { days: [1, 2, 3, 4, 5], from: '09:00', to: '17:00' },
	after: 60,
	holidays: new Set(['2026-12-25', '2026-12-28', '2027-01-01', '2026-04-03', '2026-04-06'])
};
const NIGHT: Watch = { ...OFFICE, hours: { days: [1, 2, 3, 4, 5, 6, 7], from: '00:00', to: '24:00' } };
const unseen = (raisedAt: string) => ({ raisedAt, seenAt: null, handledAt: null });

describe('an alarm is passed on', () => {
	test.each<[what: string, raisedAt: string, at: string, stage: number, watch?: Watch]>([
		['not at once', '2026-11-23T10:00Z', '2026-11-23T10:00Z', 0],
		['not a minute early', '2026-11-23T10:00Z', '2026-11-23T10:59Z', 0],
		['after an hour of work', '2026-11-23T10:00Z', '2026-11-23T11:00Z', 1],
		['again after the next', '2026-11-23T10:00Z', '2026-11-23T12:30Z', 2],
		['not over night', '2026-11-23T16:30Z', '2026-11-24T08:59Z', 0],
		['with what was left of the evening', '2026-11-23T16:30Z', '2026-11-24T09:30Z', 1],
		['not before work begins', '2026-11-23T06:00Z', '2026-11-23T09:59Z', 0],
		['an hour after work begins', '2026-11-23T06:00Z', '2026-11-23T10:00Z', 1],
		['not over a weekend', '2026-11-20T16:59Z', '2026-11-23T09:58Z', 0],
		['on Monday after a weekend', '2026-11-20T16:59Z', '2026-11-23T09:59Z', 1],
		['not on Christmas Day, Boxing Day and the Monday instead', '2026-12-24T16:45Z', '2026-12-29T09:44Z', 0],
		['on the day after them', '2026-12-24T16:45Z', '2026-12-29T09:45Z', 1],
		['not from Maundy Thursday to Easter Monday', '2026-04-02T15:30Z', '2026-04-07T08:00Z', 0],
		['in the hours of England in summer', '2026-07-06T08:00Z', '2026-07-06T09:00Z', 1],
		['not in what is still night in England', '2026-07-06T05:00Z', '2026-07-06T08:59Z', 0],
		['past the clocks going back at a weekend', '2026-10-23T15:30Z', '2026-10-26T09:29Z', 0],
		['an hour of work later for that', '2026-10-23T15:30Z', '2026-10-26T09:30Z', 1],
		['in the night the clocks go back, by the hour that passes', '2026-10-25T00:30Z', '2026-10-25T01:30Z', 1, NIGHT],
		['in the night the clocks go forward, too', '2026-03-29T00:30Z', '2026-03-29T01:29Z', 0, NIGHT],
		['and not a second later', '2026-03-29T00:30Z', '2026-03-29T01:30Z', 1, NIGHT],
		['every hour where there is always somebody', '2026-12-26T22:00Z', '2026-12-27T01:00Z', 3, NIGHT],
		[
			'never where nobody ever works',
			'2026-11-23T10:00Z',
			'2026-12-23T10:00Z',
			0,
			{ ...OFFICE, hours: { ...OFFICE.hours, days: [] } }
		],
		['as an authority says: after half an hour', '2026-11-23T10:00Z', '2026-11-23T11:00Z', 2, { ...OFFICE, after: 30 }],
		['not when a clock was wrong and it lies ahead', '2026-11-23T12:00Z', '2026-11-23T10:00Z', 0]
	])('%s', (_, raisedAt, at, stage, watch = OFFICE) => {
		expect(stageOf(unseen(raisedAt), at, watch)).toBe(stage);
	});

	test('never once somebody has seen it', () => {
		const alarm = { ...unseen('2026-11-23T10:00Z'), seenAt: '2026-11-23T10:20Z' };
		expect(stageOf(alarm, '2026-11-30T10:00Z', OFFICE)).toBe(0);
	});

	test('to the backup first, then to everybody', () => {
		expect([1, 2, 3, 9].map(toldAt)).toEqual(['backup', 'everybody', 'everybody', 'everybody']);
	});
});

describe('the clock of an alarm', () => {
	test('runs in working hours, and says how long is left and when that is', () => {
		expect(clockOf(unseen('2026-11-23T10:00:00.000Z'), '2026-11-23T10:20:00.000Z', OFFICE)).toEqual({
			state: 'running',
			left: 40,
			nextAt: '2026-11-23T11:00:00.000Z'
		});
	});
	test('rests over the weekend and goes on with what was left', () => {
		expect(clockOf(unseen('2026-11-20T16:30:00.000Z'), '2026-11-21T12:00:00.000Z', OFFICE)).toEqual({
			state: 'paused',
			left: 30,
			nextAt: '2026-11-23T09:30:00.000Z'
		});
	});
	test('begins again with each person told', () => {
		expect(clockOf(unseen('2026-11-23T10:00:00.000Z'), '2026-11-23T12:15:00.000Z', OFFICE)).toMatchObject({ left: 45 });
	});
	test('stops when somebody sees it', () => {
		const seen = { ...unseen('2026-11-23T10:00Z'), seenAt: '2026-11-23T10:05Z' };
		expect(clockOf(seen, '2026-11-23T12:00Z', OFFICE)).toEqual({ state: 'seen' });
		expect(clockOf({ ...seen, handledAt: '2026-11-23T11:00Z' }, '2026-11-23T12:00Z', OFFICE)).toEqual({
			state: 'handled'
		});
	});
	test('has no next moment where nobody ever works', () => {
		const never = { ...OFFICE, hours: { ...OFFICE.hours, days: [] } };
		expect(clockOf(unseen('2026-11-23T10:00Z'), '2026-11-23T12:00Z', never)).toEqual({
			state: 'paused',
			left: 60,
			nextAt: undefined
		});
	});
});

describe('working time', () => {
	const { hours, holidays } = OFFICE;
	test('ends with the last minute of work', () => {
		expect(isWorkingTime('2026-11-23T16:59:59Z', hours, holidays)).toBe(true);
		expect(isWorkingTime('2026-11-23T17:00:00Z', hours, holidays)).toBe(false);
	});
	test.each([
		['2026-11-20T16:30:00.000Z', 45],
		['2026-10-23T15:45:00.000Z', 480],
		['2026-12-24T12:00:00.000Z', 1000]
	])('added to %s is what lies between: %i minutes', (from, minutes) => {
		const to = addWorkingMinutes(from, minutes, hours, holidays)!;
		expect(workingMinutesBetween(from, to, hours, holidays)).toBe(minutes);
	});
});
