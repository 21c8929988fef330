import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import * as fields from './fields.ts';
import { readForm } from './read-form.ts';

const schema = v.object({
	on: fields.day(),
	at: fields.optionalTime(),
	venue: fields.optionalPick(['home', 'school']),
	note: fields.optionalText(10),
	invited: v.array(v.string())
});
const posted = (fields: Record<string, string | string[]>) => {
	const form = new FormData();
	for (const [name, value] of Object.entries(fields)) for (const one of [value].flat()) form.append(name, one);
	return readForm(schema, form, ['invited']);
};

describe('a posted form', () => {
	test('is read into what it means, and what was left out is empty', () => {
		expect(posted({ on: '2026-12-01', at: '', note: '  hi\r\nyou ' })).toEqual({
			ok: true,
			input: { on: '2026-12-01', at: null, venue: null, note: 'hi\nyou', invited: [] }
		});
		expect(posted({ on: '2026-12-01', at: '16:05', venue: 'home', invited: ['a', 'b'] })).toMatchObject({
			input: { at: '16:05', venue: 'home', invited: ['a', 'b'] }
		});
	});

	test('comes back with a code for each wrong field and everything that was typed', () => {
		expect(posted({ on: '2026-02-30', at: '25:00', venue: 'moon', note: 'far too long a note', invited: 'x' })).toEqual(
			{
				ok: false,
				errors: { on: 'not-a-day', at: 'not-a-time', venue: 'choose-one', note: 'too-long' },
				typed: { on: '2026-02-30', at: '25:00', venue: 'moon', note: 'far too long a note', invited: ['x'] }
			}
		);
	});

	test('leaves out files', () => {
		const form = new FormData();
		form.append('on', '2026-12-01');
		form.append('note', new File(['x'], 'x.txt'));
		expect(readForm(schema, form)).toMatchObject({ ok: false });
		expect(readForm(schema, form, ['invited'])).toMatchObject({ ok: true, input: { note: null } });
	});
});
