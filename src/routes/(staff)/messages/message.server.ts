import { now } from '#lib/server/clock.ts';
import { formatMoment } from '#lib/server/format.ts';
import type { Listed } from '#lib/server/outbox/list.ts';
import { titleOf } from '#lib/server/outbox/render.ts';

/** A message as the list shows it: what, by which way, when and what became of it. */
export function messageView(message: Listed) {
	const { id, template, channel, state, tries, nextAt, sentAt, reason, staffName, childName, childExternalId } =
		message;
	return {
		id,
		what: titleOf(template),
		channel,
		state,
		/** Waiting for its time, tried already, or just waiting. */
		how: state !== 'waiting' ? state : tries ? ('again' as const) : nextAt > now() ? ('later' as const) : state,
		at: formatMoment(sentAt ?? nextAt, undefined, 'stamp'),
		writtenAt: formatMoment(message.createdAt, undefined, 'stamp'),
		to: staffName,
		child: childName ?? childExternalId,
		reviewId: message.reviewId,
		reason
	};
}

export type MessageView = ReturnType<typeof messageView>;
