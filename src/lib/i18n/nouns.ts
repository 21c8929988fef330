/*
 * What an authority calls things. Our sentences say "review" and "IRO"; an authority that says something else names it
 * once, and every English page says it so. The sentences themselves stay whole, as they were checked: the authority's
 * word takes the place of ours as a page is written. Other languages bend their words, and keep ours.
 */

/** Our own words, one and many. They stand in the sentences of locales/en. */
export const NOUNS = {
	review: { one: 'review', many: 'reviews' },
	iro: { one: 'IRO', many: 'IROs', whole: 'Independent Reviewing Officer' },
	'social-worker': { one: 'social worker', many: 'social workers' },
	'foster-carer': { one: 'foster carer', many: 'foster carers' },
	keyworker: { one: 'keyworker', many: 'keyworkers' },
	advocate: { one: 'advocate', many: 'advocates' }
} as const satisfies Record<string, { one: string; many: string; whole?: string }>;

export type NounId = keyof typeof NOUNS;
export const NOUN_IDS = Object.keys(NOUNS) as NounId[];

/** An authority's words for some of them. */
export type Nouns = Partial<Record<NounId, { one: string; many: string }>>;

/** What only staff read in the words of the law and of the returns. */
const OFFICIAL = ['admin', 'cli', 'exports', 'imports', 'statistics'];

/** Whether the sentences of a namespace say things the authority's way. */
export const speaksOwn = (namespace: string): boolean => !OFFICIAL.includes(namespace);

/** A sentence of ours in the authority's words: one or many, with their article, large at the start of a sentence. */
export function withNouns(sentence: string, nouns: Nouns): string {
	let text = sentence;
	for (const id of NOUN_IDS) {
		const own = nouns[id];
		if (own) text = text.replace(patternOf(id), (...found) => inPlace(found, own, id));
	}
	return text;
}

const patterns = new Map<NounId, RegExp>();

/** Our word by itself, not as part of another or of an id, with the article before it. */
function patternOf(id: NounId): RegExp {
	const known = patterns.get(id);
	if (known) return known;
	const { one, many, whole }: { one: string; many: string; whole?: string } = { ...NOUNS[id] };
	const forms = [...(whole ? [`${whole} \\(${one}\\)`, `${whole}s?`] : []), many, one];
	// A word of small letters may stand large at the start of a sentence.
	const either = forms.map((form) => `[${form[0]!}${form[0]!.toUpperCase()}]${form.slice(1)}`);
	const made = new RegExp(`(?<![\\w{-])(?:([Aa]n?) )?(${either.join('|')})(?![\\w}-])`, 'g');
	patterns.set(id, made);
	return made;
}

function inPlace(found: unknown[], own: { one: string; many: string }, id: NounId): string {
	const [whole, article, word] = found as [string, string | undefined, string];
	const [offset, sentence] = found.slice(-2) as [number, string];
	const isMany = word.endsWith('s') && word !== NOUNS[id].one;
	const noun = isMany ? own.many : own.one;
	const starts = offset === 0 || /(?:[.!?:]['’"”]?\s+|["“‘(]|\n)$/.test(sentence.slice(0, offset));
	const large = /^[A-Z]/.test(whole) && (starts || !/^[A-Z]/.test(NOUNS[id].one));
	if (!article) return large ? capital(noun) : noun;
	const said = articleOf(noun);
	return `${/^A/.test(article) ? capital(said) : said} ${noun}`;
}

/** 'an' before a vowel as it is said: an officer, an IRO, a unit, a SENCO. */
function articleOf(noun: string): 'a' | 'an' {
	if (/^[A-Z]{2}/.test(noun)) return /^[AEFHILMNORSX]/.test(noun) && !/^(?:SEN|HOD|LEA)/.test(noun) ? 'an' : 'a';
	return /^(?:[aeio]|u(?!ni|se|k))/i.test(noun) ? 'an' : 'a';
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
