/** What a member of staff may be. Which role may open what is in server/access.ts. */
export const ROLES = [
	'iro',
	'manager',
	'participation-lead',
	'business-support',
	'social-worker',
	'administrator',
	'duty-team'
] as const;

export type Role = (typeof ROLES)[number];

export const isRole = (text: string): text is Role => (ROLES as readonly string[]).includes(text);
