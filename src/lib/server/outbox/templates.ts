import { RECIPIENTS, type Recipient } from '#lib/domain/may-know.ts';

/** Whoever has a door of their own and is no child. */
const ADULTS: readonly Recipient[] = ['parent', 'parent-no-contact', 'foster-carer', 'keyworker', 'adopter'];

interface Template {
	for: 'staff' | 'participant';
	urgent: boolean;
	/** Who it can go to, where that is fewer than all. */
	to?: readonly Recipient[];
}

/**
 * Every message that can leave Sayso. What one says is in `locales/<language>/`: a participant's in `messages`, in all
 * languages; a member of staff's in `staff-messages`, in English. An email has `subject` and `body`, a text has `text`.
 * Urgent ones go before all others and are not held up by the hour's limit. What a message may name is decided by whom it
 * can go to (`recipientsOf`) and domain/may-know: a guard holds its texts to that.
 */
export const TEMPLATES = {
	'safety-raised': { for: 'staff', urgent: true },
	'safety-escalated': { for: 'staff', urgent: true },
	'safety-handed-over': { for: 'staff', urgent: true },
	'safety-practice': { for: 'staff', urgent: true },
	'limit-reached': { for: 'staff', urgent: true },
	'off-caseload-opening': { for: 'staff', urgent: false },
	'release-asked': { for: 'staff', urgent: false },
	'entry-not-alone': { for: 'staff', urgent: true },
	'entry-card-tries': { for: 'staff', urgent: false },
	'entry-secret-tries': { for: 'staff', urgent: false },
	'staff-invitation': { for: 'staff', urgent: false },
	'break-glass-used': { for: 'staff', urgent: true },
	'sign-in-changed': { for: 'staff', urgent: false },
	'sign-in-address-changed': { for: 'staff', urgent: false },
	trial: { for: 'staff', urgent: false },
	/** Six digits and a link for an adult who wants to come in. */
	'way-in': { for: 'participant', urgent: true, to: ADULTS }
} as const satisfies Record<string, Template>;

export type TemplateId = keyof typeof TEMPLATES;

/** The template with this id; undefined for one that an earlier version knew. */
export const templateOf = (id: string): Template | undefined => (TEMPLATES as Record<string, Template>)[id];

const STAFF: readonly Recipient[] = [
	'social-worker',
	'iro',
	'manager',
	'duty-team',
	'business-support',
	'participation-lead',
	'administrator'
];

/** Everybody a message can go to. One to staff may reach any of them, so it names nothing that one of them may not know. */
export function recipientsOf(id: TemplateId): readonly Recipient[] {
	const { for: whom, to } = TEMPLATES[id] as Template;
	return to ?? (whom === 'staff' ? STAFF : RECIPIENTS.filter((recipient) => !STAFF.includes(recipient)));
}
