import { COMMON_WORDS } from './common-words.ts';
import { isLeaked } from './leaked-passwords.ts';

/** Shorter than this is refused. No other rule of composition: length is what counts. */
export const SHORTEST_PASSWORD = 12;
/** Longer than this is refused: nobody's manager makes one, and hashing it would keep the server busy. */
export const LONGEST_PASSWORD = 256;

export type PasswordRefusal = 'too-short' | 'too-long' | 'common' | 'leaked' | 'personal' | 'pattern';

const LOOKALIKES: Record<string, string> = {
	'0': 'o',
	'1': 'i',
	'3': 'e',
	'4': 'a',
	'5': 's',
	'7': 't',
	'@': 'a',
	$: 's',
	'!': 'i'
};

const plain = (text: string) => text.normalize('NFKC').toLowerCase();
const letters = (text: string) => text.replace(/[^\p{L}]/gu, '');
const withoutYear = (text: string) => text.replace(/[^\p{L}\d]*(19|20)?\d\d[^\p{L}\d]*$/u, '');
const decoded = (text: string) =>
	text.replace(/^[^\p{L}\d@$]+|[^\p{L}]+$/gu, '').replace(/[013457@$!]/g, (sign) => LOOKALIKES[sign]!);

/**
 * Why a password will not do, or undefined when it will. `of` is what others know of its owner: name, email, authority.
 */
export function passwordRefusal(password: string, of: readonly string[]): PasswordRefusal | undefined {
	const text = plain(password);
	if ([...text].length < SHORTEST_PASSWORD) return 'too-short';
	if (password.length > LONGEST_PASSWORD) return 'too-long';
	if (isPattern(text)) return 'pattern';
	const spellings = [letters(text), letters(decoded(text))];
	if (spellings.some(isCommon)) return 'common';
	if ([text, withoutYear(text), ...spellings].some((spelling) => isLeaked(spelling, FEW))) return 'leaked';
	const personal = new Set(of.flatMap(namesIn));
	return spellings.some((spelling) => isMadeOf(spelling, personal)) ? 'personal' : undefined;
}

/** 'Jo Smith', 'jo.smith@northshire.gov.uk': each word, and all of them together. */
function namesIn(known: string): string[] {
	const words = plain(known).split(/[^\p{L}]+/u);
	return [...words, letters(plain(known))].filter((word) => word.length >= 2);
}

/** So many letters that belong to no word make no difference. */
const FEW = 2;

/** One common word, once or several times, and hardly a letter more. */
const isCommon = (text: string): boolean =>
	text.length <= FEW || [...COMMON_WORDS].some((word) => text.replaceAll(word, '').length <= FEW);

/** True when words of a list, one after the other, are all there is; a letter or two between them do not help. */
function isMadeOf(text: string, words: ReadonlySet<string>): boolean {
	const longest = 28;
	// Letters that belong to no word, at the least, up to each place.
	const strange = [0];
	for (let end = 1; end <= text.length; end++) {
		strange[end] = strange[end - 1]! + 1;
		for (let start = Math.max(0, end - longest); start < end; start++) {
			if (words.has(text.slice(start, end))) strange[end] = Math.min(strange[end]!, strange[start]!);
		}
	}
	return strange[text.length]! <= FEW;
}

/** One or two symbols, the same few again and again, or a run of the alphabet or the digits. */
function isPattern(text: string): boolean {
	if (new Set(text).size < 5) return true;
	for (let length = 1; length <= text.length / 2; length++) {
		const part = text.slice(0, length);
		if (length <= 6 && part.repeat(Math.ceil(text.length / length)).startsWith(text)) return true;
	}
	const codes = [...text].map((symbol) => symbol.codePointAt(0)!);
	const steps = codes.slice(1).map((code, index) => code - codes[index]!);
	return steps.filter((step) => Math.abs(step) <= 1).length >= steps.length * 0.8;
}
