import { COMERS } from '#lib/server/record-form.ts';
import type { Typed } from '#lib/server/read-form.ts';
import type { forRecording } from '#lib/server/review-records.ts';

type Known = NonNullable<Awaited<ReturnType<typeof forRecording>>>;
type Attendee = Known['attendees'][number];

const cameOf = ({ attended, notAppropriate }: Attendee) => (notAppropriate ? 'not-appropriate' : (attended ?? ''));

/** What the form starts with, field by field: the record so far, and before that what Sayso knows. */
export function startOf({ review, heldOn, next, attendees, chairingAsked, chairingWished }: Known): Typed {
	const first = review.recordedAt === null;
	const away = review.attended === 'no';
	const code = review.participationCode;
	const came = COMERS.flatMap((role) => {
		const one = attendees.find((attendee) => attendee.role === role);
		return one ? [[`came.${role}`, cameOf(one)] as const, [`why.${role}`, one.notAppropriate ?? ''] as const] : [];
	});
	const offered =
		review.chairingOffered === null ? (chairingAsked ? 'yes' : '') : review.chairingOffered ? 'yes' : 'no';
	return {
		heldOn: heldOn ?? '',
		venueUsed: review.venueUsed ?? review.venue ?? '',
		attended: review.attended ?? '',
		presence: review.presence ?? 'in-person',
		voice: away ? '' : (review.voice ?? ''),
		briefed: away && review.voice === 'advocate' ? 'yes' : '',
		code: code && code === (review.proposedCode ?? code) ? code : code ? 'other' : '',
		otherCode: code && code !== (review.proposedCode ?? code) ? code : '',
		codeReason: review.codeReason ?? '',
		chairingOffered: offered,
		chairingChosen: review.chairingChosen ?? chairingWished ?? '',
		chairing: review.chairing ?? '',
		notAttendedReason: review.notAttendedReason ?? '',
		lateReason: review.lateReason ?? '',
		nextOn: review.nextOn ?? (first ? (next?.proposedOn ?? '') : ''),
		leaves: !first && !review.nextOn ? 'yes' : '',
		...Object.fromEntries(came)
	};
}
