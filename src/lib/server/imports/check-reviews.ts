import { slashed, type Day } from '#lib/domain/day.ts';
import { checkReviews } from '#lib/domain/review-checks.ts';
import type {
	ChildReviews,
	Finding as RuleFinding,
	ReviewColumn,
	ReviewEpisode,
	ReviewRow
} from '#lib/domain/ssda903.ts';
import { accepted, type Bundle } from './bundles.ts';
import { isReturn, say, type Checking } from './checking.ts';
import type { Staged } from './types.ts';

type Review = Staged<'review'>;

const FIELD: Record<ReviewColumn, string> = { CHILD: 'child', DOB: 'born-on', REVIEW: 'held-on', REVIEW_CODE: 'code' };

/** The rules on reviews, for one child's rows of any layout. */
export function checkReviewRows(bundle: Bundle, checking: Checking): void {
	const rows = accepted(bundle.rows.review);
	const bornOn = accepted(bundle.rows.child)[0]?.said.bornOn ?? bundle.stored?.bornOn;
	const header = headerOf(bundle, checking);
	const episodes = episodesOf(bundle, checking);
	if (rows.length && header === undefined) checking.unanswered.header++;
	if (rows.length && episodes === undefined) checking.unanswered.episodes++;
	const held = rows.filter((row) => isReturn(row, checking) || isHeld(row, checking));
	const of: ChildReviews = {
		child: bundle.child,
		header,
		episodes,
		reviews: held.map((row) => reviewRow(row, bundle, bornOn, checking))
	};
	const twoBirths = header === undefined ? rows.find(({ said }) => said.bornOn)?.said.bornOn : undefined;
	for (const row of held) {
		if (!twoBirths || !row.said.bornOn || row.said.bornOn === twoBirths) continue;
		say(checking, row, {
			rule: 'dob-differs',
			severity: 'error',
			field: 'born-on',
			value: row.said.text.dob,
			params: { first: twoBirths }
		});
	}
	for (const finding of checkReviews(of, checking)) pass(finding, held, bundle, checking);
}

/** Undefined: no such table in the run and the child unknown. Null: the return's Header leaves the child out. */
function headerOf({ rows, stored }: Bundle, checking: Checking): ChildReviews['header'] {
	const row = accepted(rows.child)[0];
	if (row) return { bornOn: row.said.bornOn ?? undefined };
	if (rows.child.length) return { bornOn: undefined };
	if (checking.given.has('child') && rows.review.some((review) => isReturn(review, checking))) return null;
	return stored && { bornOn: stored.bornOn };
}

/** The episodes in the files and those Sayso already has; a return's table of them is complete in itself. */
function episodesOf({ rows, stored }: Bundle, checking: Checking): ReviewEpisode[] | undefined {
	const given = rows.episode.filter(({ said }) => said.startedOn);
	const inReturn = checking.given.has('episode') && rows.review.some((review) => isReturn(review, checking));
	if (!given.length && inReturn) return [];
	const known = (stored?.episodes ?? []).filter(
		(one) => !given.some(({ key, said }) => (key && key === one.externalId) || said.startedOn === one.startedOn)
	);
	if (!given.length && !known.length) return checking.given.has('episode') ? [] : undefined;
	return [...given.map(({ said }) => said), ...entries(given), ...known];
}

/** Some systems say when care began on every episode; where the first episodes are not in the extract, that is its start. */
function entries(given: Staged<'episode'>[]): ReviewEpisode[] {
	const cares = Map.groupBy(given, ({ said }) => said.careId ?? '');
	return [...cares.values()].flatMap((episodes) => {
		const first = episodes.map(({ said }) => said).reduce((a, b) => (b.startedOn < a.startedOn ? b : a));
		const entered = first.careStartedOn;
		if (!entered || entered >= first.startedOn) return [];
		return [{ startedOn: entered, endedOn: first.startedOn, reasonStarted: 'S', legalStatus: first.legalStatus }];
	});
}

/**
 * A case system's table also has reviews that are still to be held, or were called off: they are in order with a day
 * to be known by. A day to come without a code is when the meeting is booked for, not when it was held.
 */
function isHeld(row: Review, checking: Checking): boolean {
	const { heldOn, dueOn, cancelled, text } = row.said;
	if (!text.review && !text.code) {
		if (!dueOn) say(checking, row, { rule: 'review-without-day', severity: 'error', field: 'held-on', value: '' });
		return false;
	}
	if (text.code) return true;
	if (cancelled && heldOn) return false;
	if (!heldOn || heldOn <= checking.today) return true;
	say(checking, row, { rule: 'booked', severity: 'warning', field: 'held-on', value: text.review });
	return false;
}

function reviewRow(
	row: Review,
	{ child, rows, stored }: Bundle,
	bornOn: Day | null | undefined,
	checking: Checking
): ReviewRow {
	const { said } = row;
	const own = isReturn(row, checking) || said.bornOn !== undefined;
	const birth = own ? said.bornOn : bornOn;
	const text = own ? said.text : { ...said.text, dob: birth ? slashed(birth) : '' };
	const calledOff = (day: Day) =>
		[
			...(stored?.reviews ?? []).filter(({ heldOn }) => !heldOn).map(({ cancelledOn }) => cancelledOn),
			...rows.review.filter((other) => other.said.cancelled).map((other) => other.said.heldOn)
		].includes(day);
	return {
		child,
		bornOn: birth ?? undefined,
		reviewOn: said.heldOn ?? undefined,
		code: said.code ?? undefined,
		text,
		cancelled: said.cancelled || (isReturn(row, checking) && said.heldOn !== null && calledOff(said.heldOn))
	};
}

/** Puts a rule's finding into the report; where a layout is not a return, some weigh less. */
function pass(finding: RuleFinding, held: Review[], bundle: Bundle, checking: Checking): void {
	const { rule, severity, column, params, value } = finding;
	if (finding.row === undefined) return passAboutChild(finding, bundle, checking);
	const row = held[finding.row]!;
	const first = params.firstRow === undefined ? params : { ...params, line: held[params.firstRow as number]!.line };
	const said = { rule, severity, field: FIELD[column], value, params: first };
	if (isReturn(row, checking)) return say(checking, row, said);
	if (rule === 'child-too-long') return;
	// A review whose record is not finished yet: it was held, and how the child took part is missing.
	if (rule === '167' && !row.said.text.code)
		return say(checking, row, { ...said, rule: 'code-missing', severity: 'warning' });
	say(checking, row, said);
}

/** No review since care began: only where the run, or Sayso, has reviews to look at. */
function passAboutChild(
	{ rule, severity, params, value }: RuleFinding,
	{ rows, stored }: Bundle,
	checking: Checking
): void {
	const since = String(params.careStartedOn ?? '');
	if (!checking.given.has('review')) return;
	if (stored?.reviews.some(({ heldOn, cancelledOn }) => heldOn && !cancelledOn && heldOn >= since)) return;
	const row = rows.episode.find(({ said }) => said.startedOn === since) ?? rows.episode[0] ?? rows.child[0];
	if (row) say(checking, row, { rule, severity, field: 'child', value, params });
}
