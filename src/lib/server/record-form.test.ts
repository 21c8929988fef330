import { describe, expect, test } from 'vitest';
import { needsNext, readRecord } from './record-form.ts';

const posted = (fields: Record<string, string>) => {
	const form = new FormData();
	const there = { heldOn: '2026-12-01', attended: 'all', voice: 'spoke', nextOn: '2027-02-26' };
	for (const [name, value] of Object.entries({ ...there, ...fields })) form.append(name, value);
	return readRecord(form);
};

describe('the posted record of a review', () => {
	test('is what was said, and what was not is not known', () => {
		const read = posted({
			'came.mother': 'part',
			'came.father': 'not-appropriate',
			'why.father': 'Court order',
			chairingOffered: 'no'
		});
		expect(read).toMatchObject({
			ok: true,
			input: {
				heldOn: '2026-12-01',
				presence: 'in-person',
				voice: 'spoke',
				code: null,
				chairingOffered: false,
				chairing: null,
				nextOn: '2027-02-26'
			}
		});
		const came = read.ok ? read.input.came.filter(({ attended, notAppropriate }) => attended || notAppropriate) : [];
		expect(came).toEqual([
			{ role: 'mother', attended: 'part', notAppropriate: null },
			{ role: 'father', attended: null, notAppropriate: 'Court order' }
		]);
	});

	test('of a child who was not there keeps nothing of how they were', () => {
		const read = posted({ attended: 'no', presence: 'video', briefed: 'yes' });
		expect(read).toMatchObject({ input: { presence: null, voice: 'advocate' } });
		expect(posted({ attended: 'no' })).toMatchObject({ input: { voice: 'none' } });
	});

	test('takes the code confirmed, or the other one chosen', () => {
		expect(posted({ code: 'PN1', otherCode: 'PN2' })).toMatchObject({ input: { code: 'PN1' } });
		expect(posted({ code: 'other', otherCode: 'PN2' })).toMatchObject({ input: { code: 'PN2' } });
		expect(posted({ code: 'other' })).toMatchObject({ input: { code: null } });
	});

	test('comes back with what is wrong', () => {
		expect(posted({ heldOn: '', attended: '', 'came.father': 'not-appropriate' })).toMatchObject({
			errors: { heldOn: 'not-a-day', attended: 'choose-one', 'why.father': 'reason-why' },
			typed: { 'came.father': 'not-appropriate' }
		});
		expect(posted({ voice: '' })).toMatchObject({ errors: { voice: 'choose-one' } });
	});

	test('sets no next review when the child leaves care, and wants one or the other', () => {
		expect(posted({ leaves: 'yes' })).toMatchObject({ input: { nextOn: null } });
		expect(needsNext(posted({ nextOn: '' }))).toBe(true);
		expect(needsNext(posted({ nextOn: '', leaves: 'yes' }))).toBe(false);
	});
});
