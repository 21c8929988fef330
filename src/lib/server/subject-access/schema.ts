import { HELD } from './holdings.ts';

const text = { type: 'string' } as const;
const cell = { type: ['string', 'number', 'array', 'null'], items: text } as const;
const rows = (description: string) => ({
	type: 'array',
	description,
	items: { type: 'object', additionalProperties: cell }
});

/** What each table holds, for who reads the JSON. Part of the format: in English, as JSON Schema is. */
const TABLES: Record<(typeof HELD)[number]['table'], string> = {
	child: 'The child: names, day of birth, languages, the authority’s own id.',
	episode: 'Episodes of care, with their first and last day.',
	involvement: 'Which IRO and social worker worked with the child, from when to when.',
	person: 'Adults round the child. How they are reached is theirs and left out.',
	review: 'Reviews: when due and held, how the child took part, and why it was written down so.',
	reviewChange: 'A review moved or cancelled, and why.',
	meeting: 'When and where a review met.',
	attendee: 'Who was asked to a review, and whether they came.',
	consultation: 'Asking somebody for their views; `audience` says whom, `instrument` with which form.',
	submission: 'What somebody sent, and when; a later one takes the place of an earlier.',
	reply: 'Each question dealt with: how, and who may read it.',
	answer: 'Each choice made, by the id it has in the form.',
	words: 'What was written, word for word.',
	reading: 'Who of the staff opened a submission, and when first.',
	wish: 'What the child asked for, with the answer, its reason and the note for staff.',
	safetyFlag: 'An answer that said the child may not be safe, and what was done.',
	safetyStep: 'Each step of what was done.',
	entryNote: 'Something about coming in that a worker was told.',
	opening: 'Somebody who is not the child’s opened a review, and why.',
	release: 'Copies and removals that were asked for.',
	upload: 'Pictures and recordings that are kept; the files themselves are on the child’s own pages.'
} as Record<string, string>;

/** The JSON Schema of everything.json, which goes with each copy. */
export function schemaOf() {
	const tables = Object.fromEntries(HELD.map(({ table }) => [table, rows(TABLES[table] ?? table)]));
	return {
		$schema: 'https://json-schema.org/draft/2020-12/schema',
		title: 'Everything that is held about one child',
		description: 'Days are YYYY-MM-DD, moments ISO 8601 in UTC, ids are the same wherever the same thing is meant.',
		type: 'object',
		required: ['format', 'madeAt', 'madeFor', 'authority', 'staff', 'records'],
		additionalProperties: false,
		properties: {
			format: { const: 'sayso-everything-1' },
			madeAt: text,
			madeFor: { enum: ['child', 'parent', 'official'] },
			authority: text,
			staff: { type: 'object', description: 'Names of staff by id.', additionalProperties: text },
			records: {
				type: 'object',
				additionalProperties: false,
				properties: { ...tables, log: rows('What was done, in order: who, what, when. Never what was said.') }
			}
		}
	};
}
