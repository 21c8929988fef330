// Which picture stands beside an answer: a symbol's name by the answer's id. An answer without one is words alone; a
// question shows pictures only when each of its answers has one, so that no answer looks chosen for the reader.

const PICTURES: Record<string, string> = {
	// yes-no
	yes: 'check',
	no: 'x',
	'not-sure': 'question',
	// people
	mother: 'person',
	father: 'person',
	'other-family': 'people',
	'foster-carer': 'house-heart',
	keyworker: 'key',
	'social-worker': 'badge',
	friend: 'smile',
	advocate: 'megaphone',
	'independent-visitor': 'visitor',
	interpreter: 'languages',
	'personal-adviser': 'compass',
	solicitor: 'law',
	// ways to take part
	all: 'seat',
	part: 'clock',
	'next-room': 'next-room',
	'video-call': 'video',
	phone: 'phone',
	write: 'pencil',
	film: 'film',
	'film-or-draw': 'film',
	'someone-for-me': 'speech',
	'not-this-time': 'not-now',
	// topics
	home: 'house',
	'family-time': 'hands',
	school: 'backpack',
	education: 'backpack',
	friends: 'smile',
	health: 'heart',
	feelings: 'weather',
	clubs: 'ball',
	'free-time': 'bike',
	money: 'coins',
	belief: 'belief',
	future: 'sunrise',
	'something-else': 'more',
	// notes of the review
	letter: 'mail',
	short: 'list',
	'read-to-me': 'aloud',
	email: 'at',
	'my-language': 'languages',
	// how to talk
	call: 'phone',
	text: 'text',
	visit: 'visit',
	'before-the-meeting': 'before',
	'through-someone': 'hands',
	// parts of the day
	'school-time': 'backpack',
	'after-school': 'sun',
	morning: 'sunrise',
	afternoon: 'sun',
	evening: 'moon'
};

export const pictureOf = (value: string): string | undefined => PICTURES[value];

/** The picture of each of these answers, or none at all. */
export function picturesFor(values: readonly string[]): (string | undefined)[] {
	const found = values.map(pictureOf);
	return found.every(Boolean) ? found : found.map(() => undefined);
}
