import type { Role } from '#lib/domain/role.ts';
import { may, type Capability } from '#lib/server/access.ts';
import type { OpenedReview } from '#lib/server/readings.ts';

/** What somebody may do on the page. A review that is open for a reason is there to read. */
export function mayDo(role: Role, { review, reader }: OpenedReview) {
	const can = (capability: Capability) => reader !== 'colleague' && may(role, capability);
	const toCome = !review.heldOn && !review.cancelledOn;
	return {
		answer: can('reviews:answer'),
		arrange: can('reviews:arrange') && toCome,
		move: can('reviews:arrange') && !review.heldOn,
		people: can('people:edit'),
		messages: can('messages:of-review'),
		ask: can('consultations:open') && toCome,
		record: can('reviews:record') && !review.cancelledOn,
		safety: can('safety:handle'),
		keep: can('children:release')
	};
}
