import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { copiedCodes } from './copied-codes.ts';
import { addDays, ageOn, dayFromNumber, fromSlashed, isDay } from './day.ts';
import { codeFromText } from './participation-text.ts';
import { PARTICIPATION_CODES } from './participation.ts';
import { checkReviews } from './review-checks.ts';
import * as ssda903 from './ssda903.ts';

const context = { today: '2026-06-01', holidays: new Set<string>() };
const care = { startedOn: '2024-01-10', endedOn: null, reasonStarted: 'S', legalStatus: 'C2' };
const whole = { header: { bornOn: '2012-05-01' }, episodes: [care] };

/** A row as a file has it, read as an importer reads it. */
function row(review: string, code: string, dob = '01/05/2012', child = '0042'): ssda903.ReviewRow {
	const text = { dob, review, code };
	return { child, bornOn: fromSlashed(dob), reviewOn: fromSlashed(review), code: codeFromText(code), text };
}
function check(
	reviews: ssda903.ReviewRow[],
	tables: Partial<ssda903.ChildReviews> = whole,
	extra: Partial<ssda903.CheckContext> = {}
) {
	return checkReviews({ child: '0042', ...tables, reviews }, { ...context, ...extra });
}
const rules = (...given: Parameters<typeof check>) => check(...given).map(({ rule }) => rule);

describe('a row of reviews', () => {
	test('that is right has no findings', () => {
		expect(check([row('01/05/2025', 'PN1'), row('20/10/2025', 'PN6')])).toEqual([]);
		expect(check([row('01/05/2025', 'PN1')], whole, { returnYear: 2026 })).toEqual([]);
	});

	test.each<[string, ssda903.ReviewRow, string[]]>([
		['has no date', row('', 'PN1'), ['166', '167']],
		['has a date that is none', row('31/02/2025', 'PN1'), ['166']],
		['has neither date nor code', row('', ''), ['166']],
		['has no code', row('01/05/2025', ''), ['167']],
		['has a code that is none', row('01/05/2025', 'PN9'), ['167']],
		['says PN0 after the fourth birthday', row('01/05/2025', 'PN0'), ['440']],
		['is before care began', row('09/01/2024', 'PN1'), ['before-care']],
		['is on the day care began', row('10/01/2024', 'PN1'), []],
		['has not been held yet', row('02/06/2026', 'PN1'), ['in-future']],
		['has no child', { ...row('01/05/2025', 'PN1'), child: ' ' }, ['child-blank']],
		['has a child of eleven characters', row('01/05/2025', 'PN1', '01/05/2012', '12345678901'), ['child-too-long']],
		['writes the code small', row('01/05/2025', 'pn1'), ['code-normalised']],
		['writes the date short', row('1/5/2025', 'PN1'), ['date-normalised']],
		['was cancelled', { ...row('01/05/2025', 'PN1'), cancelled: true }, ['cancelled-meeting']],
		['was cancelled and says no more', { ...row('', ''), cancelled: true }, []]
	])('that %s', (_, given, expected) => {
		const another = row('01/02/2025', 'PN1');
		expect(rules([another, given])).toEqual(expected);
	});

	test.each<[string, string, string, string[]]>([
		['01/05/2021', '30/04/2025', 'PN0', []],
		['01/05/2021', '01/05/2025', 'PN0', ['pn0-on-fourth-birthday']],
		['01/05/2021', '02/05/2025', 'PN0', ['440']],
		['01/05/2021', '30/04/2025', 'PN1', ['441']],
		['01/05/2021', '01/05/2025', 'PN1', []],
		['', '01/05/2025', 'PN1', ['dob-blank']],
		['31/02/2012', '01/05/2025', 'PN1', ['dob-impossible']],
		['02/06/2026', '01/05/2025', 'PN0', ['dob-impossible']],
		['02/05/2025', '01/05/2025', 'PN0', ['dob-impossible']],
		['01/05/1912', '01/05/2025', 'PN1', ['dob-impossible']],
		['1/5/2012', '01/05/2025', 'PN1', ['date-normalised']]
	])('of a child born "%s", reviewed %s with %s', (dob, review, code, expected) => {
		expect(rules([row(review, code, dob)], {})).toEqual(expected);
	});

	test('names the row, the column, what is written there and what the sentence needs', () => {
		expect(check([row('01/05/2025', 'PN1'), row('3/11/2025', 'pn0')])).toEqual([
			{
				rule: '440',
				severity: 'error',
				column: 'REVIEW_CODE',
				row: 1,
				value: 'pn0',
				params: { fourthBirthday: '2016-05-01' }
			},
			{
				rule: 'date-normalised',
				severity: 'note',
				column: 'REVIEW',
				row: 1,
				value: '3/11/2025',
				params: { became: '2025-11-03' }
			},
			{
				rule: 'code-normalised',
				severity: 'note',
				column: 'REVIEW_CODE',
				row: 1,
				value: 'pn0',
				params: { became: 'PN0' }
			}
		]);
	});

	test('from our own records is checked the same, with days as the return writes them', () => {
		const own = { ...row('09/01/2024', 'PN1'), text: undefined };
		expect(check([own, { ...own, reviewOn: '2025-05-01' }])).toMatchObject([
			{ rule: 'before-care', value: '09/01/2024' }
		]);
	});

	test('outside the return year is refused when a return is made, and only then', () => {
		const given = [row('31/03/2025', 'PN1'), row('01/04/2025', 'PN1')];
		expect(rules(given)).toEqual([]);
		expect(check(given, whole, { returnYear: 2026 })).toMatchObject([
			{ rule: 'outside-return-year', row: 0, params: { from: '2025-04-01', to: '2026-03-31' } }
		]);
	});

	test('of the sector dataset may be still to come, writes days its own way and has longer ids', () => {
		const written = { dob: '2012-05-01', review: '2025-05-01', code: 'PN1' };
		const held = { ...row('01/05/2025', 'PN1', '01/05/2012', 'a-longer-person-id'), text: written };
		const planned = { ...row('', ''), text: { ...written, review: '', code: '' } };
		expect(rules([held, planned], whole, { layout: 'ssd' })).toEqual([]);
		expect(rules([{ ...held, text: { ...written, review: '2025-05-01T00:00:00' } }], whole, { layout: 'ssd' })).toEqual(
			['date-normalised']
		);
	});
});

describe('rows of one child beside each other', () => {
	test('an exact duplicate is refused and the first stands', () => {
		const given = [row('01/05/2025', 'PN1'), row('01/05/2025', 'PN1'), row('1/5/2025', 'PN1')];
		expect(check(given).filter(({ severity }) => severity === 'error')).toMatchObject([
			{ rule: 'exact-duplicate', row: 1, params: { firstRow: 0 } },
			{ rule: 'exact-duplicate', row: 2, params: { firstRow: 0 } }
		]);
	});

	test('two codes on one day are both refused', () => {
		expect(check([row('01/05/2025', 'PN1'), row('01/05/2025', 'PN5')])).toMatchObject([
			{ rule: 'two-codes-one-day', row: 0, params: { otherCode: 'PN5' } },
			{ rule: 'two-codes-one-day', row: 1, params: { otherCode: 'PN1' } }
		]);
	});

	test('more than 52 in a return year are refused from the 53rd', () => {
		const year = Array.from({ length: 53 }, (_, i) => ({
			...row('', 'PN1'),
			reviewOn: addDays('2025-04-01', i),
			text: undefined
		}));
		expect(check(year)).toMatchObject([{ rule: 'too-many-reviews', row: 52, params: { most: 52 } }]);
		expect(check(year.map((one, i) => ({ ...one, reviewOn: addDays('2025-03-01', i) })))).toEqual([]);
	});
});

describe('rows against the other tables', () => {
	const one = [row('01/05/2025', 'PN1')];

	test('a child who is not in them, or with another date of birth', () => {
		expect(rules(one, { header: null, episodes: [] })).toEqual(['INT08', '1012']);
		expect(check(one, { header: { bornOn: '2012-05-02' } })).toMatchObject([
			{ rule: 'INT17', params: { headerDob: '2012-05-02' } }
		]);
		expect(rules(one, { header: { bornOn: undefined } })).toEqual([]);
	});

	test('a child whose episodes are all short breaks has no reviews in the return', () => {
		const short = { ...care, legalStatus: 'V3' };
		expect(rules(one, { episodes: [short, { ...short, legalStatus: 'v4' }] })).toEqual(['399']);
		expect(rules(one, { episodes: [short, { ...care, startedOn: '2025-04-10' }] })).toEqual([]);
		expect(rules([], { episodes: [short] })).toEqual([]);
	});

	test('a review after care ended, or in a gap; the last day of care still counts', () => {
		const episodes = [
			{ ...care, endedOn: '2025-05-01' },
			{ ...care, startedOn: '2025-09-01', endedOn: '2025-12-01' }
		];
		const given = ['01/05/2025', '02/05/2025', '01/09/2025', '02/12/2025'].map((day) => row(day, 'PN1'));
		expect(check(given, { episodes })).toMatchObject([
			{ rule: 'after-care', row: 1, params: { careEndedOn: '2025-05-01' } },
			{ rule: 'after-care', row: 3, params: { careEndedOn: '2025-12-01' } }
		]);
	});

	test('a first episode that is a move says nothing of when care began', () => {
		expect(rules([row('01/05/2023', 'PN1')], { episodes: [{ ...care, reasonStarted: 'P' }] })).toEqual([]);
	});

	test('an episode of another year is none in this return', () => {
		const ended = [{ ...care, endedOn: '2025-03-31' }];
		expect(rules([row('31/03/2025', 'PN1')], { episodes: ended }, { returnYear: 2026 })).toEqual([
			'1012',
			'outside-return-year'
		]);
		expect(rules([row('31/03/2025', 'PN1')], { episodes: ended })).toEqual([]);
	});

	test('a child in care for over twenty working days without a review is pointed out', () => {
		const started = (startedOn: string) => ({ episodes: [{ ...care, startedOn }] });
		expect(check([], started('2026-05-01'))).toEqual([
			{
				rule: 'no-review-yet',
				severity: 'warning',
				column: 'CHILD',
				row: undefined,
				value: '0042',
				params: { careStartedOn: '2026-05-01' }
			}
		]);
		expect(rules([], started('2026-05-04'))).toEqual([]);
		expect(rules([row('20/05/2026', 'PN1')], started('2026-05-01'))).toEqual([]);
		expect(rules([], started('2026-03-20'), { returnYear: 2026 })).toEqual([]);
	});

	test('a table that was not given is not checked, and the rules that need it are told', () => {
		expect(rules(one, {})).toEqual([]);
		expect(ssda903.rulesNotChecked({ header: false, episodes: true })).toEqual(['INT08', 'INT17']);
		expect(ssda903.rulesNotChecked({ header: true, episodes: false })).toEqual(
			expect.arrayContaining(['399', '1012', 'before-care', 'after-care', 'no-review-yet'])
		);
		expect(ssda903.rulesNotChecked({ header: true, episodes: true })).toEqual([]);
	});
});

describe('one code for brothers and sisters', () => {
	const group = (...given: string[]) => given.map((code, i) => row('01/05/2025', code, `01/05/201${i}`, `00${i}`));

	test('is pointed out where one step was recorded for all', () => {
		expect(copiedCodes(group('PN1', 'PN1'), 'review-id')).toMatchObject([
			{ rule: 'copied-to-siblings', severity: 'warning', row: 0, params: { children: 2 } },
			{ row: 1 }
		]);
		expect(copiedCodes(group('PN1', 'PN6'), 'review-id')).toEqual([]);
	});

	test('by a shared last name only where it is more than two who were both there', () => {
		expect(copiedCodes(group('PN1', 'PN1'), 'last-name')).toEqual([]);
		expect(copiedCodes(group('PN1', 'PN1', 'PN1'), 'last-name')).toHaveLength(3);
		expect(copiedCodes(group('PN7', 'PN7'), 'last-name')).toHaveLength(2);
	});

	test('leaves out children under four, who can have no other', () => {
		const twins = ['a', 'b', 'c'].map((child) => row('01/05/2025', 'PN0', '01/05/2023', child));
		expect(copiedCodes(twins, 'review-id')).toEqual([]);
		expect(copiedCodes([...twins, ...group('PN7', 'PN7')], 'last-name').map((finding) => finding.row)).toEqual([3, 4]);
	});

	test('is not one child told twice', () => {
		const [one] = group('PN7');
		expect(copiedCodes([one!, one!], 'review-id')).toEqual([]);
	});
});

describe('whatever a file holds', () => {
	const text = fc.oneof(fc.string(), fc.constantFrom('', '1/4/2025', '01/04/2025', '29/02/2024', '31/12/2024'));
	const code = fc.oneof(fc.string(), fc.constantFrom('', 'pn0', ...PARTICIPATION_CODES));
	const day = fc.integer({ min: 19_700, max: 20_600 }).map(dayFromNumber);
	const episode = fc.record({
		startedOn: day,
		endedOn: fc.option(day),
		reasonStarted: fc.constantFrom('S', 'P', null),
		legalStatus: fc.constantFrom('C2', 'V3', null)
	});

	test('checking never fails, points at rows that are there, and takes no row whose code the age forbids', () => {
		fc.assert(
			fc.property(fc.array(fc.tuple(text, code, text)), fc.option(fc.array(episode)), (given, episodes) => {
				const rows = given.map(([review, code, dob]) => row(review, code, dob));
				const found = check(rows, { header: null, episodes: episodes ?? undefined });
				for (const { row: index } of found) expect(index === undefined || index < rows.length).toBe(true);
				const refused = new Set(found.filter(({ severity }) => severity === 'error').map(({ row: index }) => index));
				rows.forEach((one, index) => {
					const wrong =
						one.bornOn && one.reviewOn && one.code && (one.code === 'PN0') !== ageOn(one.reviewOn, one.bornOn) < 4;
					if (wrong) expect(refused.has(index)).toBe(true);
				});
			})
		);
	});
});

test('a return year runs from April to March', () => {
	expect(ssda903.returnYear(2026)).toEqual({ from: '2025-04-01', to: '2026-03-31' });
	expect(['2025-03-31', '2025-04-01', '2026-03-31'].map(ssda903.returnYearOf)).toEqual([2025, 2026, 2026]);
	expect(Object.values(ssda903.returnYear(2026)).every(isDay)).toBe(true);
});
