import { copiedCodes } from '#lib/domain/copied-codes.ts';
import type { Day } from '#lib/domain/day.ts';
import type { ParticipationCode } from '#lib/domain/participation.ts';
import { checkReviews } from '#lib/domain/review-checks.ts';
import {
	returnYear,
	rulesNotChecked,
	shortBreaksOnly,
	inReturnYear,
	type ChildReviews,
	type Finding,
	type ReviewRow,
	type ReviewRuleId
} from '#lib/domain/ssda903.ts';
import type { Exclusion } from '#lib/domain/statistics.ts';
import { holidays } from '../bank-holidays.ts';
import { today } from '../clock.ts';
import type { AuthorityScope } from '../db/scope.ts';
import { childrenOf, notInReturn, type ChildRecord } from './ssda903-records.ts';

/** One review as the return takes it. */
export interface ReturnRow {
	child: string;
	bornOn: Day;
	reviewOn: Day;
	code: ParticipationCode;
	sex: string | null;
}

/** A finding with the row it is about: which child, and which review if it is about one. */
export interface ReturnFinding extends Omit<Finding, 'row'> {
	child: string;
	reviewOn: Day | undefined;
	/** For a link to the review; undefined when the finding is about the child. */
	reviewId: string | undefined;
}

export interface Ssda903Export {
	year: number;
	from: Day;
	to: Day;
	/** By CHILD, then REVIEW. */
	rows: ReturnRow[];
	/** Reviews left out of the return, by reason. */
	excluded: Exclusion[];
	/** What the pre-check found: errors first. A row with an error is left out; a warning leaves it in. */
	findings: ReturnFinding[];
	/** Rules that need a table nobody gave us. */
	notChecked: ReviewRuleId[];
}

/**
 * The SSDA903 Reviews return of the year that ends on 31 March of `year`: 2026 is 1 April 2025 to 31 March 2026. Every
 * review held in it that passes the checks, under-fours with their PN0 among them; the rest is counted by reason.
 */
export async function ssda903(scope: AuthorityScope, { year }: { year: number }): Promise<Ssda903Export> {
	const period = returnYear(year);
	const hasEpisodes = await hasAny(scope);
	const children = await childrenOf(scope, period);
	const inReturn = children.filter(
		({ episodes }) => !shortBreaksOnly(episodes.filter((one) => inReturnYear(one, year)))
	);
	const checked = inReturn.map((child) => ({ child, findings: check(child, year, hasEpisodes) }));
	const copied = copies(inReturn);
	const rows = checked.flatMap(({ child, findings }) => goodRows(child, findings));
	const given = inReturn.reduce((sum, { reviews }) => sum + reviews.length, 0);
	const all = children.reduce((sum, { reviews }) => sum + reviews.length, 0);
	return {
		year,
		...period,
		rows: rows.sort(byChildAndReview),
		excluded: [
			{ reason: 'short-breaks', count: all - given },
			...(await notInReturn(scope, period)),
			{ reason: 'errors', count: given - rows.length }
		].filter(({ count }) => count),
		findings: [...checked.flatMap(({ child, findings }) => findings.map(about(child))), ...copied].sort(worstFirst),
		notChecked: rulesNotChecked({ header: true, episodes: hasEpisodes })
	};
}

async function hasAny(scope: AuthorityScope): Promise<boolean> {
	return (await scope.selectFrom('episode').select('episode.id').limit(1).executeTakeFirst()) !== undefined;
}

function asRows({ externalId, bornOn, reviews }: ChildRecord): ReviewRow[] {
	return reviews.map(({ heldOn, code }) => ({ child: externalId, bornOn, reviewOn: heldOn, code: code ?? undefined }));
}

function check(child: ChildRecord, year: number, hasEpisodes: boolean): Finding[] {
	const given: ChildReviews = {
		child: child.externalId,
		header: { bornOn: child.bornOn },
		episodes: hasEpisodes ? child.episodes : undefined,
		reviews: asRows(child)
	};
	const findings = checkReviews(given, { today: today(), holidays: holidays(), returnYear: year });
	// The rows are those of one year; a review of the same time in care may have been held before it.
	return findings.filter(
		({ rule, params }) => rule !== 'no-review-yet' || (child.lastHeldBefore ?? '') < String(params.careStartedOn)
	);
}

const about =
	({ externalId, reviews }: ChildRecord) =>
	({ row, ...finding }: Finding): ReturnFinding => {
		const review = row === undefined ? undefined : reviews[row];
		return { ...finding, child: externalId, reviewOn: review?.heldOn, reviewId: review?.id };
	};

function goodRows({ externalId: child, bornOn, sex, reviews }: ChildRecord, findings: readonly Finding[]): ReturnRow[] {
	const bad = new Set(findings.filter(({ severity }) => severity === 'error').map(({ row }) => row));
	return reviews.flatMap(({ heldOn, code }, i) =>
		bad.has(i) || !code ? [] : [{ child, bornOn, reviewOn: heldOn, code, sex }]
	);
}

/** Children of one last name with one code on one day: perhaps one child's code written for all of them. */
function copies(children: readonly ChildRecord[]): ReturnFinding[] {
	const groups = new Map<string, { child: ChildRecord; row: ReviewRow; id: string }[]>();
	for (const child of children) {
		if (!child.lastName) continue;
		for (const [i, row] of asRows(child).entries()) {
			const key = `${child.lastName.toLowerCase()} ${row.reviewOn}`;
			groups.set(key, [...(groups.get(key) ?? []), { child, row, id: child.reviews[i]!.id }]);
		}
	}
	return [...groups.values()].flatMap((group) =>
		copiedCodes(
			group.map(({ row }) => row),
			'last-name'
		).map(({ row, ...finding }) => {
			const { child, row: review, id } = group[row!]!;
			return { ...finding, child: child.externalId, reviewOn: review.reviewOn, reviewId: id };
		})
	);
}

// As text, by character code: the same order on every machine, and leading zeros count.
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const byChildAndReview = (a: ReturnRow, b: ReturnRow): number =>
	compare(a.child, b.child) || compare(a.reviewOn, b.reviewOn);

const SEVERITIES = ['error', 'warning', 'note'];
const worstFirst = (a: ReturnFinding, b: ReturnFinding): number =>
	SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
	compare(a.child, b.child) ||
	compare(a.reviewOn ?? '', b.reviewOn ?? '') ||
	compare(a.rule, b.rule);
