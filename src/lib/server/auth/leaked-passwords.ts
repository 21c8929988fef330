import { dictionary } from '@zxcvbn-ts/language-common';

/** The passwords that were found most often in what was stolen elsewhere: some 49,000, in small letters. */
const LEAKED: ReadonlySet<string> = new Set(dictionary['passwords-common']);

/** Shorter ones are parts of anything. */
const SHORTEST = 5;

/** True for one of them, alone or several times, with no more than `more` symbols before and behind it together. */
export function isLeaked(text: string, more: number): boolean {
	for (let before = 0; before <= more; before++)
		for (let behind = 0; before + behind <= more; behind++) {
			const part = text.slice(before, text.length - behind);
			if (part.length >= SHORTEST && (LEAKED.has(part) || LEAKED.has(repeated(part)))) return true;
		}
	return false;
}

/** What a text consists of, again and again; itself where that is once. */
function repeated(text: string): string {
	for (let length = SHORTEST; length <= text.length / 2; length++) {
		const part = text.slice(0, length);
		if (text.length % length === 0 && part.repeat(text.length / length) === text) return part;
	}
	return text;
}
