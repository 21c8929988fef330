import { londonDay } from '#lib/domain/day.ts';
import { ENGLISH } from '#lib/i18n/languages.ts';
import { today } from '#lib/server/clock.ts';
import * as consultations from '#lib/server/consultations.ts';
import type { AuthorityScope } from '#lib/server/db/scope.ts';
import * as entryNotes from '#lib/server/entry-notes.ts';
import { formatDay, formatMoment } from '#lib/server/format.ts';

type Asked = Awaited<ReturnType<typeof consultations.ofReview>>[number];
type Note = Awaited<ReturnType<typeof entryNotes.ofReview>>[number];
const MOST_NOTES = 3;

/** One consultation as the page shows it, with what was noted about coming in. */
function askedView(
	{ id, audience, personName, dueOn, sentAt, kind, closedAt, enteredAt, codeMadeAt }: Asked,
	notes: Note[]
) {
	return {
		id,
		audience,
		personName,
		dueOn: formatDay(dueOn, ENGLISH, 'brief'),
		late: !sentAt && !closedAt && dueOn < today(),
		state: sentAt ? 'sent' : enteredAt ? 'started' : 'asked',
		talk: kind === 'talk',
		closed: closedAt !== null,
		sentAt: sentAt && formatMoment(sentAt, ENGLISH, 'stamp'),
		slipAt: codeMadeAt && formatDay(londonDay(codeMadeAt), ENGLISH, 'brief'),
		notes: notes
			.filter(({ consultationId }) => consultationId === id)
			.slice(0, MOST_NOTES)
			.map((note) => ({ kind: note.kind, at: formatMoment(note.notedAt, ENGLISH, 'stamp') }))
	};
}
export type AskedView = ReturnType<typeof askedView>;

export async function askedViews(scope: AuthorityScope, reviewId: string): Promise<AskedView[]> {
	const notes = await entryNotes.ofReview(scope, reviewId);
	return (await consultations.ofReview(scope, reviewId)).map((asked) => askedView(asked, notes));
}
