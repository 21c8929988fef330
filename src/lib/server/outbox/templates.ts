/**
 * Every message that can leave Sayso. What one says is in `locales/<language>/`: a participant's in `messages`, in all
 * languages; a member of staff's in `staff-messages`, in English. An email has `subject` and `body`, a text has `text`.
 * Urgent ones go before all others and are not held up by the hour's limit.
 */
export const TEMPLATES = {
	'safety-raised': { for: 'staff', urgent: true },
	'safety-escalated': { for: 'staff', urgent: true },
	'safety-handed-over': { for: 'staff', urgent: true },
	'safety-practice': { for: 'staff', urgent: true },
	'limit-reached': { for: 'staff', urgent: true },
	'off-caseload-opening': { for: 'staff', urgent: false },
	'release-asked': { for: 'staff', urgent: false },
	trial: { for: 'staff', urgent: false }
} as const satisfies Record<string, { for: 'staff' | 'participant'; urgent: boolean }>;

export type TemplateId = keyof typeof TEMPLATES;

/** The template with this id; undefined for one that an earlier version knew. */
export const templateOf = (id: string): { for: 'staff' | 'participant'; urgent: boolean } | undefined =>
	(TEMPLATES as Record<string, { for: 'staff' | 'participant'; urgent: boolean }>)[id];
