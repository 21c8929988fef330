/** Whom something about a review can go out to, by what they are to the child today. */
export const RECIPIENTS = [
	'child',
	'parent',
	'parent-no-contact',
	'foster-carer',
	'former-carer',
	'keyworker',
	'adopter',
	'advocate',
	'interpreter',
	'school',
	'other',
	'social-worker',
	'iro',
	'manager',
	'duty-team',
	'business-support',
	'participation-lead',
	'administrator'
] as const;
export type Recipient = (typeof RECIPIENTS)[number];

/** What there is to know of a review. */
export const PIECES = [
	'firstName',
	'knownAs',
	'lastName',
	/** What the child said. What staff may read of it is for domain/reading; nobody else reads any. */
	'answers',
	/** What the recipient said themselves, and which of the staff opened it. */
	'ownAnswers',
	'iro',
	/** By when the recipient is asked. */
	'due',
	'day',
	'time',
	/** Where it meets, a kind of place; and in words, with the house or the room. */
	'venue',
	'venueNote',
	/** Where it was held. */
	'venueUsed',
	/** Where the child lives. */
	'address',
	'school',
	'carer',
	/** Who else is asked or came. */
	'attendees',
	/** When the child sees whom. */
	'contact'
] as const;
export type Piece = (typeof PIECES)[number];

/**
 * What says nothing of a review or a child: a way in and how long it lasts, a count, the member of staff who acts, an id
 * that opens nothing by itself. Anybody may be told.
 */
export const PLAIN = ['authority', 'colleague', 'digits', 'hours', 'link', 'minutes', 'most', 'review'] as const;
export type Plain = (typeof PLAIN)[number];

/** What about this child's review narrows who may know. */
export interface Circumstances {
	/** An adult round the child lives where others may not know. */
	confidential: boolean;
	/** The kind of place it meets at, and was held at; see forms/options VENUES. */
	venue?: string | null;
	venueUsed?: string | null;
}

/** Somebody something of a review goes out to, with what narrows it. */
export interface Informed {
	recipient: Recipient;
	about: Circumstances;
}

/** When nobody has said: as if an address were confidential. */
const NOBODY_HAS_SAID: Circumstances = { confidential: true };

/** `known`: whatever the circumstances. `unless`: not where an address is confidential. What is in neither, never. */
interface May {
	known: readonly Piece[];
	unless: readonly Piece[];
}

const ASKED: readonly Piece[] = ['firstName', 'ownAnswers', 'iro', 'due'];
const WHEN: readonly Piece[] = ['day', 'time'];
const WHERE: readonly Piece[] = ['venue', 'venueNote', 'venueUsed'];
const LIVES_WITH: readonly Piece[] = [...ASKED, 'knownAs', ...WHEN, ...WHERE, 'address', 'school', 'carer'];
const ALL_BUT_ANSWERS: readonly Piece[] = PIECES.filter((piece) => piece !== 'answers' && piece !== 'ownAnswers');
const NOTHING: May = { known: [], unless: [] };

const MAY: Record<Recipient, May> = {
	child: { known: PIECES, unless: [] },
	// Where the child lives, with whom and who else comes, a parent hears from the social worker, not from a message.
	parent: { known: [...ASKED, ...WHEN], unless: [...WHERE, 'school'] },
	'parent-no-contact': { known: ASKED, unless: [] },
	'foster-carer': { known: LIVES_WITH, unless: ['attendees', 'contact'] },
	'former-carer': NOTHING,
	keyworker: { known: LIVES_WITH, unless: ['attendees', 'contact'] },
	adopter: { known: LIVES_WITH, unless: [] },
	advocate: { known: [...ASKED, 'knownAs', ...WHEN], unless: [...WHERE, 'school'] },
	// Only what they were asked to help with: not even whom.
	interpreter: { known: ['iro', 'due', ...WHEN], unless: ['venue', 'venueNote'] },
	school: { known: [...ASKED, 'lastName', ...WHEN, 'school'], unless: ['venue', 'venueNote'] },
	other: NOTHING,
	'social-worker': { known: ALL_BUT_ANSWERS, unless: [] },
	iro: { known: ALL_BUT_ANSWERS, unless: [] },
	manager: { known: ALL_BUT_ANSWERS, unless: [] },
	'duty-team': { known: ['firstName', 'knownAs', 'lastName', 'iro', 'address', 'school', 'carer'], unless: [] },
	'business-support': { known: ALL_BUT_ANSWERS, unless: [] },
	'participation-lead': NOTHING,
	administrator: NOTHING
};

/** A kind of place that gives away something else: who may not know that may not know the place either. */
const GIVES_AWAY: Record<string, Piece> = { home: 'address', school: 'school' };

/** Whether a recipient may know one piece of a review. The one place that decides; what it does not name it refuses. */
export function mayKnow(recipient: Recipient, piece: Piece, about: Circumstances = NOBODY_HAS_SAID): boolean {
	const { known, unless } = MAY[recipient];
	if (!known.includes(piece) && (about.confidential || !unless.includes(piece))) return false;
	const place = placeOf(piece, about);
	const given = place ? GIVES_AWAY[place] : undefined;
	return given === undefined || mayKnow(recipient, given, { confidential: about.confidential });
}

function placeOf(piece: Piece, { venue, venueUsed }: Circumstances): string | null | undefined {
	if (piece === 'venueUsed') return venueUsed;
	return piece === 'venue' || piece === 'venueNote' ? venue : undefined;
}

/** Whether there are circumstances in which a recipient may know a piece: what a message to them may name at all. */
export const mayEverKnow = (recipient: Recipient, piece: Piece): boolean =>
	mayKnow(recipient, piece, { confidential: false });

export const isPiece = (name: string): name is Piece => (PIECES as readonly string[]).includes(name);
export const isPlain = (name: string): name is Plain => (PLAIN as readonly string[]).includes(name);

export type Values<V> = Partial<Record<Piece | Plain, V>>;

/**
 * What of these values a recipient may be given. Everything that leaves for somebody (page, slip, letter, message) goes
 * through here: what they may not know is not there, and neither is what has no name in the lists above.
 */
export function filterValues<V>(recipient: Recipient, values: Values<V>, about?: Circumstances): Values<V> {
	const allowed = Object.entries(values).filter(
		([name]) => isPlain(name) || (isPiece(name) && mayKnow(recipient, name, about))
	);
	return Object.fromEntries(allowed) as Values<V>;
}

/** An adult round a child, as far as it decides what they may know. */
export interface AdultTo {
	/** `mother`, `foster-carer`…: see domain/attendance. */
	relationship: string;
	/** No longer round the child. */
	ended: boolean;
	/** Has no contact with the child: a court, or the authority, has said so. */
	noContact: boolean;
}

const FAMILY = ['mother', 'father', 'other-family', 'guardian'];
const CARERS: readonly string[] = ['foster-carer', 'keyworker', 'adopter'];
const SAME: readonly string[] = ['advocate', 'interpreter', 'school'];

/** What an adult is to a review today; `other`, who may know nothing, where that cannot be told. */
export function recipientOf({ relationship, ended, noContact }: AdultTo): Recipient {
	if (CARERS.includes(relationship)) return ended || noContact ? 'former-carer' : (relationship as Recipient);
	if (FAMILY.includes(relationship)) return ended || noContact ? 'parent-no-contact' : 'parent';
	return SAME.includes(relationship) && !ended && !noContact ? (relationship as Recipient) : 'other';
}
