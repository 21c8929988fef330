import { describe, expect, test } from 'vitest';
import { sentences } from '../support/locales.ts';
import { grade, sentencesOf, syllables, wordsOf } from '../support/reading-age.ts';

const READ_BY_CHILDREN = ['older-child', 'young-person', 'choices', 'child', 'public', 'common'];
/** A reading age of about nine. */
const HARDEST_GRADE = 4;
const LONGEST_SENTENCE = 12;
const LONGEST_WORD = 3;
/** The formula means little for a label of a few words: for those the longest word counts. */
const SHORTEST_MEASURED = 6;
/** Said about children by the people who run care, never to them. */
const ADULT_WORDS = /\b(?:LAC|placements?|contact|peers|case|siblings?)\b/i;

for (const namespace of READ_BY_CHILDREN) {
	describe(`what a child reads in ${namespace}`, () => {
		const all = [...sentences('en', namespace)];

		test(`takes at most grade ${HARDEST_GRADE} to read`, () => {
			const measured = all.filter(([, text]) => sentencesOf(text).flatMap(wordsOf).length >= SHORTEST_MEASURED);
			const tooHard = measured
				.map(([key, text]): [string, number, string] => [key, grade(text), text])
				.filter(([, found]) => found > HARDEST_GRADE)
				.map(([key, found, text]) => `${key} (${found.toFixed(1)}): ${text}`);
			expect(tooHard).toEqual([]);
		});

		test(`uses no word of over ${LONGEST_WORD} syllables`, () => {
			const long = all.flatMap(([key, text]) =>
				sentencesOf(text)
					.flatMap(wordsOf)
					.filter((word) => syllables(word) > LONGEST_WORD)
					.map((word) => `${key}: ${word}`)
			);
			expect(long).toEqual([]);
		});

		test(`has no sentence over ${LONGEST_SENTENCE} words`, () => {
			const long = all.flatMap(([key, text]) =>
				sentencesOf(text)
					.filter((sentence) => wordsOf(sentence).length > LONGEST_SENTENCE)
					.map((sentence) => `${key}: ${sentence}`)
			);
			expect(long).toEqual([]);
		});

		test('says nothing in the words of offices', () => {
			expect(all.filter(([, text]) => ADULT_WORDS.test(text))).toEqual([]);
		});
	});
}

test('syllables are counted as they are said', () => {
	const said = {
		safe: 1,
		times: 1,
		places: 2,
		needed: 2,
		helped: 1,
		happy: 2,
		people: 2,
		together: 3,
		afternoon: 3,
		evening: 2
	};
	for (const [word, count] of Object.entries(said)) expect(syllables(word), word).toBe(count);
});
