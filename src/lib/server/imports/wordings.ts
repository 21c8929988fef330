type WorkingRole = 'iro' | 'social-worker';

const plain = (text: string): string =>
	text
		.toLowerCase()
		.replace(/[^a-z]+/g, ' ')
		.trim();

/** What systems call the worker whose child it is. Supervising, fostering and other social workers are somebody else's. */
const SOCIAL_WORKER = new Set([
	'sw',
	'asw',
	'social worker',
	'allocated social worker',
	'allocated case worker',
	'allocated caseworker',
	'allocated worker',
	'case worker',
	'caseworker',
	'lead social worker',
	'key social worker',
	'primary social worker',
	'child s social worker',
	'childs social worker',
	'cla social worker',
	'lac social worker',
	'cic social worker',
	'social worker lac',
	'social worker cla'
]);

/** Which of the two roles that matter here a text means; undefined for any other. `own` is a mapping's, in small letters. */
export function roleOf(text: string, own: Readonly<Record<string, WorkingRole>> = {}): WorkingRole | undefined {
	const mapped = own[text.toLowerCase().trim()];
	if (mapped) return mapped;
	const words = plain(text);
	if (/\b(manager|former|previous|deputy|admin|administrator|assistant|support)\b/.test(words)) return undefined;
	if (/\biro\b|\bindependent reviewing officer\b/.test(words)) return 'iro';
	return SOCIAL_WORKER.has(words) ? 'social-worker' : undefined;
}

/** SSDA903 RNE by its description; the changes of legal status (L), of placement and carer (P), of placement (T), of both (B, U). */
const REASONS: [words: RegExp, code: string][] = [
	[/^started to be looked after/, 'S'],
	[/^change of legal status and (?:change of )?placement but/, 'U'],
	[/^change of legal status and/, 'B'],
	[/^change of legal status/, 'L'],
	[/^change of placement (?:but same|same)/, 'T'],
	[/^change of placement/, 'P']
];

/** Why an episode started, as SSDA903 RNE where the text says it; else the text as it is. */
export function reasonStarted(text: string | null | undefined): string | null | undefined {
	if (!text) return text;
	const letter = /^([SLPBTU])(?:\s*[-–:.)]\s*.*)?$/i.exec(text)?.[1];
	if (letter) return letter.toUpperCase();
	const words = plain(text);
	return REASONS.find(([pattern]) => pattern.test(words))?.[1] ?? text;
}
