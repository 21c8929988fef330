import { londonDay, type Day } from './day.ts';

export const PARTICIPATION_CODES = ['PN0', 'PN1', 'PN2', 'PN3', 'PN4', 'PN5', 'PN6', 'PN7'] as const;
/** How a child took part in a review: SSDA903 `REVIEW_CODE`. */
export type ParticipationCode = (typeof PARTICIPATION_CODES)[number];

/** The official descriptions: data to match and to export, not words for a page. */
export const OFFICIAL_TEXT: Record<ParticipationCode, string> = {
	PN0: 'Child aged under 4 at the time of the review',
	PN1: 'Child physically attends and speaks for him or herself (Attendance)',
	PN2: 'Child physically attends and an advocate speaks on his or her behalf (Attendance views represented by advocate or independent reviewing officer (IRO))',
	PN3: 'Child attends and conveys his or her view symbolically (non-verbally) (Attendance symbols)',
	PN4: 'Child physically attends but does not speak for him or herself, does not convey his or her view symbolically (non-verbally) and does not ask an advocate to speak for him or her (Attendance without contribution)',
	PN5: 'Child does not attend physically but briefs an advocate to speak for him or her (Views represented by advocate or IRO through texting, written format, phone, audio/video, viewpoint)',
	PN6: 'Child does not attend but conveys his or her feelings to the review by a facilitative medium (Texting the chair, written format, phone, audio/video, viewpoint)',
	PN7: 'Child does not attend nor are his or her views conveyed to the review'
};

/** The child was there. */
export const ATTENDED: ReadonlySet<ParticipationCode> = new Set(['PN1', 'PN2', 'PN3', 'PN4'] as const);
/** The child's views reached the review, whether they were there or not. */
export const VIEWS_CONVEYED: ReadonlySet<ParticipationCode> = new Set(['PN1', 'PN2', 'PN3', 'PN5', 'PN6'] as const);

export const VOICES = ['spoke', 'advocate', 'symbols', 'none'] as const;
/** How the child's views came out in the meeting. Speech, sign language and an interpreter are all `spoke`. */
export type Voice = (typeof VOICES)[number];

export const PRESENCES = ['in-person', 'next-room', 'video'] as const;
/** Where the child was while they took part. */
export type Presence = (typeof PRESENCES)[number];

export interface ParticipationEvidence {
	/** Whole years on the day the review was held. */
	age: number;
	attended: 'all' | 'part' | 'no';
	/** Absent: in person. */
	presence?: Presence;
	/** The authority counts video and the next room as attending. */
	remoteCounts: boolean;
	/** How the child was heard by whatever means they were there. Of an absent child, `advocate`: they briefed one, or the IRO. */
	voice: Voice;
	/** The child's own form, voice, drawing or text was opened at or before the review (`reachedReview`). Never a carer's. */
	viewsOpened: boolean;
}

export type ParticipationReason =
	| 'under-4'
	| 'attended-spoke'
	| 'attended-advocate'
	| 'attended-symbols'
	| 'attended-without-views'
	| 'absent-briefed'
	| 'absent-remote'
	| 'absent-views-opened'
	| 'absent-without-views';

/** The code the evidence points to, and why. The IRO confirms it, or gives another with a reason. */
export function proposeParticipation(evidence: ParticipationEvidence): {
	code: ParticipationCode;
	because: ParticipationReason;
} {
	if (evidence.age < 4) return { code: 'PN0', because: 'under-4' };
	const tookPart = evidence.attended !== 'no';
	const inPerson = (evidence.presence ?? 'in-person') === 'in-person';
	return tookPart && (inPerson || evidence.remoteCounts) ? attending(evidence.voice) : absent(evidence, tookPart);
}

function attending(voice: Voice) {
	if (voice === 'spoke') return { code: 'PN1', because: 'attended-spoke' } as const;
	if (voice === 'advocate') return { code: 'PN2', because: 'attended-advocate' } as const;
	if (voice === 'symbols') return { code: 'PN3', because: 'attended-symbols' } as const;
	return { code: 'PN4', because: 'attended-without-views' } as const;
}

// A child on a video call that the authority does not count as attending has still been heard "by audio/video".
function absent({ viewsOpened, voice }: ParticipationEvidence, remote: boolean) {
	if (voice === 'advocate') return { code: 'PN5', because: 'absent-briefed' } as const;
	if (remote && voice !== 'none') return { code: 'PN6', because: 'absent-remote' } as const;
	if (viewsOpened) return { code: 'PN6', because: 'absent-views-opened' } as const;
	return { code: 'PN7', because: 'absent-without-views' } as const;
}

/** True when what the child sent was opened on the review day or before: only then did it reach the review. */
export function reachedReview(openedAt: string | null | undefined, heldOn: Day): boolean {
	return openedAt != null && londonDay(openedAt) <= heldOn;
}

/** PN0 is for children under four and for nobody else; from the fourth birthday the others are (rules 440, 441). */
export function codeAllowed(code: ParticipationCode, ageOnReview: number): boolean {
	return (code === 'PN0') === ageOnReview < 4;
}

/** A child whose views never reached the review is owed a reason why. */
export function needsAbsenceReason(code: ParticipationCode): boolean {
	return code === 'PN7';
}

// By how far the child's own voice got, so being there without a word (PN4) comes after views that arrived (PN5, PN6).
const STRENGTH: readonly ParticipationCode[] = ['PN1', 'PN2', 'PN3', 'PN5', 'PN6', 'PN4', 'PN7', 'PN0'];

/** The code of a review held as a series of meetings: the strongest of them. Undefined when there is none. */
export function strongest(codes: Iterable<ParticipationCode>): ParticipationCode | undefined {
	const given = new Set(codes);
	return STRENGTH.find((code) => given.has(code));
}
