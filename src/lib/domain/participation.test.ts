import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as participation from './participation.ts';
import { codeFromText } from './participation-text.ts';

const { PARTICIPATION_CODES, OFFICIAL_TEXT } = participation;

const there: participation.ParticipationEvidence = {
	age: 12,
	attended: 'all',
	remoteCounts: true,
	voice: 'spoke',
	viewsOpened: false
};
const away: participation.ParticipationEvidence = { ...there, attended: 'no', voice: 'none' };
const onVideo: participation.ParticipationEvidence = { ...there, presence: 'video', remoteCounts: false };

describe('the participation code follows from the evidence', () => {
	test.each<[string, participation.ParticipationEvidence, string, string]>([
		['a child of three who came and spoke', { ...there, age: 3 }, 'PN0', 'under-4'],
		['a child who turned four today and spoke', { ...there, age: 4 }, 'PN1', 'attended-spoke'],
		['there for part, and spoke', { ...there, attended: 'part' }, 'PN1', 'attended-spoke'],
		['there, an advocate spoke', { ...there, voice: 'advocate' }, 'PN2', 'attended-advocate'],
		['there, with symbols', { ...there, voice: 'symbols' }, 'PN3', 'attended-symbols'],
		[
			'there without a word, though a form was read',
			{ ...there, voice: 'none', viewsOpened: true },
			'PN4',
			'attended-without-views'
		],
		[
			'away, briefed an advocate and sent a form',
			{ ...away, voice: 'advocate', viewsOpened: true },
			'PN5',
			'absent-briefed'
		],
		['away, a form that was opened', { ...away, viewsOpened: true }, 'PN6', 'absent-views-opened'],
		['away, nothing', away, 'PN7', 'absent-without-views'],
		['on video where video counts', { ...onVideo, remoteCounts: true }, 'PN1', 'attended-spoke'],
		[
			'in the next room where that counts',
			{ ...onVideo, presence: 'next-room', remoteCounts: true },
			'PN1',
			'attended-spoke'
		],
		['on video where it does not count', onVideo, 'PN6', 'absent-remote'],
		['on video with an advocate where it does not count', { ...onVideo, voice: 'advocate' }, 'PN5', 'absent-briefed'],
		['silent on video where it does not count', { ...onVideo, voice: 'none' }, 'PN7', 'absent-without-views']
	])('%s', (_, evidence, code, because) => {
		expect(participation.proposeParticipation(evidence)).toEqual({ code, because });
	});

	test('is always one that the age allows', () => {
		const evidence = fc.record({
			age: fc.integer({ min: 0, max: 18 }),
			attended: fc.constantFrom('all', 'part', 'no'),
			presence: fc.constantFrom(...participation.PRESENCES),
			remoteCounts: fc.boolean(),
			voice: fc.constantFrom(...participation.VOICES),
			viewsOpened: fc.boolean()
		});
		fc.assert(
			fc.property(evidence, (given) => {
				expect(participation.codeAllowed(participation.proposeParticipation(given).code, given.age)).toBe(true);
			})
		);
	});

	test('words opened after the review did not reach it, nor did words never opened', () => {
		expect(participation.reachedReview('2026-05-01T22:59:00Z', '2026-05-01')).toBe(true);
		expect(participation.reachedReview('2026-05-01T23:01:00Z', '2026-05-01')).toBe(false);
		expect(participation.reachedReview(null, '2026-05-01')).toBe(false);
		expect(participation.reachedReview(undefined, '2026-05-01')).toBe(false);
	});

	test('PN0 stops on the fourth birthday and the others start', () => {
		expect(PARTICIPATION_CODES.filter((code) => participation.codeAllowed(code, 3))).toEqual(['PN0']);
		expect(PARTICIPATION_CODES.filter((code) => participation.codeAllowed(code, 4))).toEqual(
			PARTICIPATION_CODES.slice(1)
		);
	});

	test('of a series is the strongest of its meetings', () => {
		expect(participation.strongest(['PN7', 'PN5', 'PN1'])).toBe('PN1');
		expect(participation.strongest(['PN4', 'PN6'])).toBe('PN6');
		expect(participation.strongest(['PN0', 'PN7'])).toBe('PN7');
		expect(participation.strongest([])).toBeUndefined();
	});

	test('only views that never arrived need a reason', () => {
		expect(PARTICIPATION_CODES.filter(participation.needsAbsenceReason)).toEqual(['PN7']);
	});
});

describe('the participation code in an extract', () => {
	test.each([...PARTICIPATION_CODES])('%s is known by its code and every way its description is written', (code) => {
		const text = OFFICIAL_TEXT[code];
		const ways = [
			code,
			code.toLowerCase(),
			` ${code} `,
			text,
			text.toUpperCase(),
			text.slice(0, 100),
			text.replaceAll(' ', '\u00a0')
		];
		const both = [
			`${code} - ${text}`,
			`${code}: ${text}`,
			`${code} – ${text}`.slice(0, 100),
			`${code.toLowerCase()} ${text}`
		];
		for (const way of [...ways, ...both]) expect(codeFromText(way)).toBe(code);
	});

	test.each([
		'',
		' ',
		'PN8',
		'PN10',
		'PN',
		'Child',
		'Child physically attends',
		'Child does not attend',
		'PN1/PN2',
		'PN1 or PN2',
		`PN2 - ${OFFICIAL_TEXT.PN1}`,
		'attended'
	])('"%s" could be two codes or none', (text) => expect(codeFromText(text)).toBeUndefined());

	test('a beginning that fits one description is enough from 20 characters', () => {
		expect(codeFromText('Child physically attends but')).toBe('PN4');
		expect(codeFromText('Child does not attend nor')).toBe('PN7');
		expect(codeFromText('Child attends and c')).toBeUndefined();
		expect(codeFromText('Child attends and con')).toBe('PN3');
	});

	test("an authority's own wording is known when it says so, and never against the official one", () => {
		const map = { 'Came & talked': 'PN1', 'Child physically attends': 'PN1', PN2: 'PN7' } as const;
		expect(codeFromText('came  &  TALKED', map)).toBe('PN1');
		expect(codeFromText('Child physically attends', map)).toBe('PN1');
		expect(codeFromText('PN2', map)).toBe('PN2');
		expect(codeFromText('Came', map)).toBeUndefined();
		expect(codeFromText('yes', { YES: 'PN1', 'Yes.': 'PN2' })).toBeUndefined();
	});

	test('never guesses: a beginning either names one code or none', () => {
		fc.assert(
			fc.property(fc.constantFrom(...PARTICIPATION_CODES), fc.nat(200), (code, length) => {
				const found = codeFromText(OFFICIAL_TEXT[code].slice(0, length));
				expect(found === undefined || found === code).toBe(true);
			})
		);
	});
});
