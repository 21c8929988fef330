import { ageOn } from '#lib/domain/day.ts';
import { ENGLISH, languageOf } from '#lib/i18n/languages.ts';
import * as care from '#lib/server/care.ts';
import { current } from '#lib/server/caseload.ts';
import { today } from '#lib/server/clock.ts';
import type { AuthorityScope } from '#lib/server/db/scope.ts';
import { formatDay, formatNearDay } from '#lib/server/format.ts';
import type { Review } from '#lib/server/reviews.ts';

/** What stands at the head of a review's pages: whose it is, when and where, and by when it has to be. */
export async function headOf(scope: AuthorityScope, review: Review) {
	const { id, childName, childExternalId, startsAt, venue, venueNote, heldOn, meetsOn, dueOn, participationCode } =
		review;
	const on = heldOn ?? meetsOn ?? dueOn;
	const history = await care.historyOf(scope, review.childId);
	const latest = care.latestFor(history, { id, on: heldOn ?? dueOn }, await care.targetsOf(scope));
	const [iro] = await current(scope, review.childId, 'iro');
	const short = (day: string) => formatDay(day, ENGLISH, 'short');
	const head = {
		id,
		childId: review.childId,
		name: childName,
		callName: review.knownAs ?? review.firstName ?? childName,
		childExternalId,
		age: ageOn(on, review.bornOn),
		reads: languageOf(review.readingLanguage)?.id,
		speaks: languageOf(review.spokenLanguage)?.id,
		iro: iro?.name,
		on: formatNearDay(on, today()),
		state: review.cancelledOn ? 'cancelled' : heldOn ? 'held' : meetsOn ? 'arranged' : 'due',
		/** The day has come, and there is no record. */
		toRecord: !review.recordedAt && heldOn === null && meetsOn !== null && meetsOn <= today(),
		startsAt,
		venue,
		venueNote,
		recorded: review.recordedAt !== null,
		participationCode,
		latest: latest && {
			on: short(latest.statutoryOn),
			target: short(latest.targetOn),
			rule: latest.rule,
			late: on > latest.statutoryOn
		}
	};
	return { head };
}

export type Head = Awaited<ReturnType<typeof headOf>>['head'];
