// Answers that several forms share. The ids are stored and counted: add to them, never rename one.
// A released form contains the list as it was, so a change here shows in frozen.test.ts.

/** Places to meet: `choices:venues.<id>`. */
export const VENUES = [
	'home',
	'school',
	'council-office',
	'family-centre',
	'cafe',
	'outdoors',
	'video-call',
	'somewhere-else'
] as const;

/** Places, and "I don't mind", which is an answer but no wish. */
export const VENUES_OR_ANY = [...VENUES, 'dont-mind'] as const;

export const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'] as const;
export const WEEKDAYS_AND_SATURDAY = [...WEEKDAYS, 'saturday'] as const;

/** Parts of the day for a child at school, and for a young person with college or work: `choices:parts.<id>`. */
export const PARTS_OF_A_SCHOOL_DAY = ['school-time', 'after-school', 'evening'] as const;
export const PARTS_OF_A_DAY = ['morning', 'afternoon', 'evening'] as const;

/** People a child may want or not want there, by what they are to the child (domain/attendance.ts): `choices:people.<id>`. */
export const PEOPLE = [
	'mother',
	'father',
	'other-family',
	'foster-carer',
	'keyworker',
	'social-worker',
	'school',
	'friend',
	'advocate',
	'independent-visitor',
	'interpreter',
	'health'
] as const;
export const PEOPLE_OF_A_YOUNG_PERSON = [...PEOPLE, 'personal-adviser', 'solicitor'] as const;

/** Ways to take part in a review. */
export const TAKING_PART = [
	'all',
	'part',
	'video-call',
	'write',
	'film-or-draw',
	'someone-for-me',
	'not-this-time'
] as const;
export const TAKING_PART_OF_A_YOUNG_PERSON = [
	'all',
	'part',
	'next-room',
	'video-call',
	'phone',
	'write',
	'film',
	'someone-for-me',
	'not-this-time'
] as const;

/** Things to talk about, or not. */
export const TOPICS = [
	'home',
	'family-time',
	'school',
	'friends',
	'health',
	'feelings',
	'clubs',
	'money',
	'belief',
	'something-else'
] as const;
export const TOPICS_OF_A_YOUNG_PERSON = [
	'home',
	'family-time',
	'education',
	'friends',
	'health',
	'feelings',
	'free-time',
	'money',
	'belief',
	'future',
	'something-else'
] as const;

/** How much of the meeting to run (domain/chairing.ts), or to be asked nearer the day. */
export const CHAIRING_CHOICES = ['none', 'part', 'full', 'ask-me-later'] as const;

/** How often, against how often I want it. */
export const RIGHT_AMOUNT = ['right', 'too-little', 'too-much'] as const;

/** How safe I feel, from safe to not safe. The last two say "I may not be safe". */
export const HOW_SAFE = ['yes', 'mostly', 'not-always', 'no'] as const;
export const NOT_SAFE = ['not-always', 'no'] as const;

/** What makes me feel not safe: each of them says "I may not be safe". */
export const WHAT_IS_NOT_SAFE = ['someone-hurts-me', 'someone-scares-me', 'something-else', 'talk-now'] as const;

/** Answers to the offer of an advocate: only `yes` asks for one. */
export const ADVOCATE_CHOICES = ['yes', 'no', 'have-one'] as const;
