/**
 * How hard English is to read, by the Flesch–Kincaid grade: 0.39 × words a sentence + 11.8 × syllables a word − 15.59.
 * Grade 4 is a reading age of about nine.
 */

/** Names of things a child meets in care and hears said aloud: there is no easier word, and each is explained where it first matters. */
const NAMES = [
	'Children in Care Council',
	'independent visitor',
	'personal adviser',
	'social worker',
	'foster carer',
	'care plan',
	'video call',
	'text relay',
	'advocate',
	'café',
	'carer',
	'Childline',
	'council',
	'email',
	'family',
	'interpreter',
	'IRO',
	'keyworker',
	'review',
	'solicitor'
];
const NAME = new RegExp(`\\b(?:${NAMES.join('|')})(?:s|'s|’s)?(?![\\p{L}])`, 'giu');

/** A name, a placeholder and a number each read as one short word. */
const simplified = (text: string): string =>
	text
		.replace(/\{\{\w+\}\}/g, 'Sam')
		.replace(NAME, 'Sam')
		.replace(/\d[\d\s,:]*/g, 'two ');

/** The sentences of a text. A colon ends one too: what follows it is read on its own. */
export const sentencesOf = (text: string): string[] =>
	simplified(text)
		.split(/[.!?:]+(?=\s|$|”)/u)
		.map((sentence) => sentence.trim())
		.filter((sentence) => wordsOf(sentence).length > 0);

export const wordsOf = (text: string): string[] => text.match(/[\p{L}]+(?:['’-][\p{L}]+)*/gu) ?? [];

/** Words whose vowels mislead the rule below. */
const KNOWN: Record<string, number> = {
	something: 2,
	someone: 2,
	sometimes: 2,
	somewhere: 2,
	people: 2,
	being: 2,
	evening: 2,
	everyone: 3,
	everything: 3,
	somebody: 3,
	wednesday: 2,
	idea: 3
};

/** Syllables by groups of vowels, less a silent e: right for nearly all short English words. */
export function syllables(word: string): number {
	const plain = word.toLowerCase().replace(/['’]/g, '');
	if (KNOWN[plain]) return KNOWN[plain];
	if (plain.includes('-')) return plain.split('-').reduce((sum, part) => sum + syllables(part), 0);
	const silent = plain.replace(/(?:[^aeiouyl]|[aeiouy]l)es?$|[^aeiouytd]ed$/, (end) => end.replace(/e(?=s?$|d$)/, ''));
	const sounded = /(?:[cgsxz]|[cs]h)es$/.test(plain) ? plain : silent;
	return Math.max(1, sounded.match(/[aeiouy]+/g)?.length ?? 1);
}

/** The grade of a text. */
export function grade(text: string): number {
	const sentences = sentencesOf(text);
	const words = sentences.flatMap(wordsOf);
	if (!words.length) return 0;
	const sounds = words.reduce((sum, word) => sum + syllables(word), 0);
	return 0.39 * (words.length / sentences.length) + 11.8 * (sounds / words.length) - 15.59;
}
