export const ATTENDANCE = ['all', 'part', 'no'] as const;
/** Whether someone was there for all of the review, part of it, or not at all. */
export type Attendance = (typeof ATTENDANCE)[number];

/** Who may come to a review, by what they are to the child. */
export const ATTENDEE_ROLES = [
	'child',
	'mother',
	'father',
	'other-family',
	'foster-carer',
	'keyworker',
	'adopter',
	'social-worker',
	'supervising-social-worker',
	'team-manager',
	'personal-adviser',
	'iro',
	'advocate',
	'interpreter',
	'independent-visitor',
	'school',
	'virtual-school',
	'health',
	'guardian',
	'solicitor',
	'friend',
	'other'
] as const;
export type AttendeeRole = (typeof ATTENDEE_ROLES)[number];

/** Why a child was not at their review, as far as adults know; the child's own reason is kept beside it in their words. */
export const ABSENCE_REASONS = [
	'did-not-want-to',
	'wanted-another-way',
	'school-or-activity',
	'time-or-place',
	'someone-there',
	'ill',
	'distressing',
	'missing',
	'in-custody',
	'travel',
	'no-interpreter-or-aid',
	'did-not-know',
	'not-invited',
	'other',
	'not-known'
] as const;
export type AbsenceReason = (typeof ABSENCE_REASONS)[number];

/** Why a review was held after its latest date. */
export const LATE_REASONS = [
	'child-asked',
	'child-not-available',
	'family-not-available',
	'carer-not-available',
	'social-worker-not-available',
	'iro-not-available',
	'no-iro-named',
	'no-social-worker-named',
	'told-late',
	'papers-not-ready',
	'interpreter-not-available',
	'move-of-home',
	'court',
	'series-not-finished',
	'booking-mistake',
	'other'
] as const;
export type LateReason = (typeof LATE_REASONS)[number];
