import { describe, expect, test } from 'vitest';
import { filterValues, isPiece, isPlain, mayEverKnow, RECIPIENTS, type Recipient } from '#lib/domain/may-know.ts';
import { PIECES, PLAIN, type Values } from '#lib/domain/may-know.ts';
import { LANGUAGES } from '#lib/i18n/languages.ts';
import { render } from '#lib/server/outbox/render.ts';
import { recipientsOf, TEMPLATES, type TemplateId } from '#lib/server/outbox/templates.ts';
import { namespaces, sentences } from '../support/locales.ts';

const ids = Object.keys(TEMPLATES) as TemplateId[];
const HOLES = /\{\{(\w+)\}\}/g;

/** What a template names, in each language it is written in. */
function named(id: TemplateId): { language: string; part: string; name: string }[] {
	const namespace = TEMPLATES[id].for === 'staff' ? 'staff-messages' : 'messages';
	return LANGUAGES.filter((language) => namespaces(language.id).includes(namespace)).flatMap((language) =>
		[...sentences(language.id, namespace)]
			.filter(([path]) => path.startsWith(`${id}.`))
			.flatMap(([part, text]) =>
				[...text.matchAll(HOLES)].map(([, name]) => ({ language: language.id, part, name: name! }))
			)
	);
}

/** Names that somebody it goes to may never know, or that nobody has heard of. */
const forbidden = (names: string[], to: readonly Recipient[]): string[] =>
	names.filter((name) => !isPlain(name) && (!isPiece(name) || to.some((recipient) => !mayEverKnow(recipient, name))));

describe('a message that can leave', () => {
	test.each(ids)('%s names only what everybody it goes to may know', (id) => {
		const names = named(id).map(({ name }) => name);
		expect(forbidden(names, recipientsOf(id))).toEqual([]);
		expect(recipientsOf(id).length).toBeGreaterThan(0);
	});

	test('that named the school to a parent without contact, a colleague the surname, or a thing unheard of is found out', () => {
		expect(forbidden(['school', 'link'], ['parent', 'parent-no-contact'])).toEqual(['school']);
		expect(forbidden(['lastName'], recipientsOf('trial'))).toEqual(['lastName']);
		expect(forbidden(['diagnosis'], ['iro'])).toEqual(['diagnosis']);
	});

	const everything = Object.fromEntries(
		[...PIECES, ...PLAIN].map((name) => [name, `SECRET ${name}.`])
	) as Values<string>;

	/** Every template, to every recipient, with everything there is to know, where an address is confidential. */
	const matrix = ids.flatMap((id) => RECIPIENTS.map((recipient) => ({ id, recipient })));
	test.each(matrix)('$id, made for $recipient, holds nothing they may not know', ({ id, recipient }) => {
		for (const confidential of [true, false]) {
			const about = { confidential, venue: 'home', venueUsed: 'school' };
			const values = filterValues(recipient, everything, about) as Record<string, string>;
			for (const channel of ['email', 'text'] as const) {
				for (const { id: language } of LANGUAGES) {
					const { subject, body } = render(id, channel, language, values)!;
					const told = [...`${subject}\n${body}`.matchAll(/SECRET (\w+)\./g)].map(([, name]) => name!);
					const may = told.filter((name) => isPlain(name) || (isPiece(name) && mayEverKnow(recipient, name)));
					expect(told).toEqual(may);
				}
			}
		}
	});
});
