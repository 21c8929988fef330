export const WISH_KINDS = [
	'venue',
	'time',
	'attendee',
	'not-attendee',
	'taking-part',
	'topic',
	'not-topic',
	'chairing',
	'notes'
] as const;
/** What a child may ask for about their review. */
export type WishKind = (typeof WISH_KINDS)[number];

export const DECISIONS = ['met', 'partly', 'not'] as const;
/** The IRO's answer to a wish. */
export type Decision = (typeof DECISIONS)[number];

/** A wish that is not met, or only partly, is answered with a reason in words for the child. */
export function needsReason(decision: Decision): boolean {
	return decision !== 'met';
}
