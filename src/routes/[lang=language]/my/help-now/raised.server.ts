import type { Language } from '#lib/i18n/languages.ts';
import { formatMoment } from '#lib/server/format.ts';

interface Raised {
	raisedAt: string;
	seenAt: string | null;
	handledAt: string | null;
}

/** What a child sees of what they raised: when, and whether somebody has opened it. */
export const raisedView = ({ raisedAt, seenAt, handledAt }: Raised, language: Language) => ({
	at: formatMoment(raisedAt, language),
	seenAt: seenAt && formatMoment(seenAt, language),
	closed: handledAt !== null
});
