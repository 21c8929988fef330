import * as v from 'valibot';
import { LANGUAGES } from '#lib/i18n/languages.ts';
import * as fields from '#lib/server/fields.ts';
import { emailOf, phoneOf } from '#lib/server/outbox/addresses.ts';
import { RELATIONSHIPS, type Person, type PersonInput } from '#lib/server/people.ts';
import type { Typed } from '#lib/server/read-form.ts';

const LONGEST_LINE = 200;
const LONGEST_ADDRESS = 500;

/** An address or a number as it is sent to, or null for none. */
const way = (read: (text: string) => string | undefined, code: string) =>
	v.pipe(
		fields.optionalText(LONGEST_LINE),
		v.check((text) => text === null || read(text) !== undefined, code),
		v.transform((text) => (text === null ? null : read(text)!))
	);

const tick = () =>
	v.pipe(
		v.optional(v.string(), ''),
		v.transform((value) => value === 'yes')
	);

export const personFields = v.object({
	name: v.pipe(fields.text(LONGEST_LINE), v.minLength(1, 'needed')),
	relationship: fields.pick(RELATIONSHIPS),
	language: fields.optionalPick(LANGUAGES.map(({ id }) => id)),
	email: way(emailOf, 'not-an-email'),
	phone: way(phoneOf, 'not-a-phone'),
	address: fields.optionalText(LONGEST_ADDRESS),
	confidential: tick(),
	noContact: tick(),
	endedOn: fields.optionalDay()
});

export const inputOf = (input: v.InferOutput<typeof personFields>): PersonInput => input;

/** What the form starts with. */
export function typedOf(person: Person | undefined): Typed {
	if (!person) return {};
	const { name, relationship, language, email, phone, address, endedOn, confidential, noContact } = person;
	const texts = { name, relationship, language, email, phone, address, endedOn };
	return {
		...Object.fromEntries(Object.entries(texts).map(([field, text]) => [field, text ?? ''])),
		confidential: confidential ? 'yes' : '',
		noContact: noContact ? 'yes' : ''
	};
}
