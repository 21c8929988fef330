import { OFFICIAL_TEXT, PARTICIPATION_CODES, type ParticipationCode } from './participation.ts';

/** An authority's own wordings and the code each stands for. Case, spacing and punctuation do not matter. */
export type CodeMap = Readonly<Record<string, ParticipationCode>>;

/** Shorter beginnings of an official description are too thin to trust, even where only one begins so. */
const SHORTEST_PREFIX = 20;

const OFFICIAL = PARTICIPATION_CODES.map((code) => ({ code, text: plain(OFFICIAL_TEXT[code]) }));

/**
 * The code an extract means. Case systems write the code in any case, the official description (one cuts it at
 * 100 characters), both together, or an authority's own wording. Undefined when unknown or when it could be two.
 */
export function codeFromText(text: string, map: CodeMap = {}): ParticipationCode | undefined {
	const words = plain(text);
	return officialCode(words) ?? mapped(words, map);
}

function officialCode(words: string): ParticipationCode | undefined {
	const front = /^pn([0-7])(?: (.*))?$/.exec(words);
	if (!front) return described(words);
	const code = `PN${front[1]}` as ParticipationCode;
	const rest = front[2] ?? '';
	const said = described(rest);
	return (said && said !== code) || /\bpn ?\d/.test(rest) ? undefined : code;
}

function described(words: string): ParticipationCode | undefined {
	if (words.length < SHORTEST_PREFIX) return undefined;
	const begun = OFFICIAL.filter(({ text }) => text.startsWith(words));
	return begun.length === 1 ? begun[0]!.code : undefined;
}

function mapped(words: string, map: CodeMap): ParticipationCode | undefined {
	if (!words) return undefined;
	const codes = new Set(Object.entries(map).flatMap(([wording, code]) => (plain(wording) === words ? [code] : [])));
	return codes.size === 1 ? [...codes][0] : undefined;
}

/** Letters and digits in lower case with single spaces: dashes, brackets and hard spaces differ between systems. */
function plain(text: string): string {
	return text
		.normalize('NFKC')
		.toLowerCase()
		.replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
		.trim();
}
