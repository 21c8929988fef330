import type { Audience } from '#lib/domain/audience.ts';
import type { WishKind } from '#lib/domain/wish.ts';

/**
 * A form is data: frozen, JSON-serialisable, no text and no functions. Rendering, checking, storage, locale keys
 * (`<form id>:questions.<question id>.label`), statistics and guards all follow from it.
 * A released version is never edited: copy it to the next and change that.
 */
export interface FormDefinition {
	readonly id: string;
	readonly version: number;
	readonly audience: FormAudience;
	/** The look a participant starts with. */
	readonly look: 'younger' | 'older';
	/** Ages the form is made for, both included. Absent for adults. */
	readonly ages?: readonly [from: number, to: number];
	readonly sections: readonly Section[];
}

export type FormAudience = 'child' | 'parent' | 'foster-carer';

export interface Section {
	/** Locale key `<form>:sections.<id>`. */
	readonly id: string;
	readonly questions: readonly Question[];
}

interface Base {
	/** kebab-case, unique in the form, never renamed. */
	readonly id: string;
	/** A standing indicator: its meaning never changes, so it can be trended across forms and versions. */
	readonly indicator?: Indicator;
	/** Each chosen value (or the words) becomes a wish that the IRO answers. `values` narrows it to some of the options. */
	readonly wish?: { readonly kind: WishKind; readonly values?: readonly string[] };
	/** Choosing one of these says "I may not be safe": the IRO is shown it at once, whatever else is filled in. */
	readonly safety?: readonly string[];
	/** Choosing one of these asks for an advocate. A question that has it is the advocate offer. */
	readonly advocate?: readonly string[];
	/** Asked only when an earlier question was answered so. */
	readonly when?: { readonly question: string; readonly is: readonly string[] };
	/** A picture for it, by name in the symbol sprite. */
	readonly symbol?: string;
}

/** A box for more words under the choices: locale key `<form>:questions.<id>.words`. */
interface WithWords {
	readonly words?: true;
}

/** Three or five faces, saddest to happiest order is fixed; always with its word. Locale: `<form>:questions.<id>.options.<face>` or `choices:faces.<face>`. */
export interface FacesQuestion extends Base, WithWords {
	readonly type: 'faces';
	readonly faces: 3 | 5;
}
export interface ChooseQuestion extends Base, WithWords {
	readonly type: 'choose';
	readonly options: readonly string[];
}
export interface ChooseManyQuestion extends Base, WithWords {
	readonly type: 'choose-many';
	readonly options: readonly string[];
}
/** People by role, the child's own people by name, and anybody added in words. */
export interface PeopleQuestion extends Base {
	readonly type: 'people';
	/** Roles offered: locale key `choices:people.<role>`. */
	readonly options: readonly string[];
}
/** Places with a picture each: locale key `choices:venues.<venue>`. */
export interface WhereQuestion extends Base, WithWords {
	readonly type: 'where';
	readonly options: readonly string[];
}
/** Days and parts of the day: stored as `good:monday-after-school` and `bad:friday-evening`. */
export interface WhenQuestion extends Base, WithWords {
	readonly type: 'when';
	readonly days: readonly string[];
	readonly parts: readonly string[];
}
export interface WordsQuestion extends Base {
	readonly type: 'words';
}
/** yes, no, not-sure: locale `choices:yes-no.<value>`. */
export interface YesNoQuestion extends Base, WithWords {
	readonly type: 'yes-no';
}

export type Question =
	| FacesQuestion
	| ChooseQuestion
	| ChooseManyQuestion
	| PeopleQuestion
	| WhereQuestion
	| WhenQuestion
	| WordsQuestion
	| YesNoQuestion;

export const FACES = {
	3: ['sad', 'okay', 'happy'],
	5: ['very-sad', 'sad', 'okay', 'happy', 'very-happy']
} as const;

export const YES_NO = ['yes', 'no', 'not-sure'] as const;

/** What was done with a question. Leaving it is always possible, and is not the same as not having come to it. */
export const REPLY_STATES = ['answered', 'skipped', 'dont-know', 'rather-talk'] as const;
export type ReplyState = (typeof REPLY_STATES)[number];

/** One question's reply: stable ids in `values`, words by field name ('words', 'who'). */
export interface Reply {
	state: ReplyState;
	values: string[];
	words: Record<string, string>;
	audience?: Audience;
}
export type Replies = Record<string, Reply>;

/** The standing indicators (instruments): never reworded without a new key. */
export const INDICATORS = [
	'feelings',
	'social-worker-frequency',
	'knows-iro',
	'plan-known',
	'plan-understood',
	'plan-agreed',
	'report-seen',
	'complaints-known',
	'advocate-known',
	'council-known',
	'promises-known',
	'safe-at-home',
	'included',
	'family-time',
	'venue-asked',
	'attendees-asked',
	'own-words'
] as const;
export type Indicator = (typeof INDICATORS)[number];

/** The longest text kept from one box, in characters (UTF-16 units). */
export const LONGEST_WORDS = 5000;
