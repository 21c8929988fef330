import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ageOn } from '#lib/domain/day.ts';
import { ATTENDED, codeAllowed, reachedReview } from '#lib/domain/participation.ts';
import { carePeriods, latestReviewDate } from '#lib/domain/review-dates.ts';
import { isWorkingDay } from '#lib/domain/working-days.ts';
import { DATABASES, emptyDatabase } from '../../../../tests/support/database.ts';
import { holidays } from '../bank-holidays.ts';
import type { Connection } from '../db/connect.ts';
import { AuthorityScope, sameAuthority } from '../db/scope.ts';
import { ssda903 } from '../exports/ssda903.ts';
import * as demo from './index.ts';

const TODAY = '2026-11-21';

/** Reviews that were held, with their child and what the law says of the day. */
async function heldReviews(scope: AuthorityScope) {
	const episodes = await scope.selectFrom('episode').selectAll('episode').execute();
	const periods = new Map(
		[...Map.groupBy(episodes, ({ childId }) => childId)].map(([id, of]) => [id, carePeriods(of)])
	);
	const rows = await scope
		.selectFrom('review')
		.innerJoin('child', sameAuthority('child.id', 'review.childId'))
		.selectAll('review')
		.select(['child.bornOn', 'child.externalId as child'])
		.where('review.heldOn', 'is not', null)
		.orderBy('review.heldOn')
		.execute();
	return rows.map((row) => ({
		...row,
		heldOn: row.heldOn!,
		age: ageOn(row.heldOn!, row.bornOn),
		care: periods.get(row.childId)!.findLast(({ startedOn }) => startedOn <= row.heldOn!)
	}));
}

describe.each(DATABASES)('reviews held in the demonstration on %s', (kind) => {
	let connection: Connection;
	let north: AuthorityScope;
	beforeAll(async () => {
		connection = await emptyDatabase(kind);
		await demo.seed(connection, { today: TODAY });
		const { directory } = connection;
		const { id } = await directory
			.selectFrom('authority')
			.select('id')
			.where('code', '=', 'northshire')
			.executeTakeFirstOrThrow();
		north = new AuthorityScope(connection.db, id, { kind: 'command-line' });
	});
	afterAll(() => connection.close());

	test('are none that a published rule would refuse', async () => {
		const held = await heldReviews(north);
		const wrong = held.filter(
			({ heldOn, age, care, participationCode: code }) =>
				!care ||
				heldOn > (care.endedOn ?? TODAY) ||
				heldOn >= TODAY ||
				!isWorkingDay(heldOn, holidays()) ||
				(code && !codeAllowed(code, age))
		);
		expect(wrong).toEqual([]);
		expect(new Set(held.map(({ child, heldOn }) => `${child} ${heldOn}`)).size).toBe(held.length);
		const year = held.filter(({ heldOn }) => heldOn >= '2025-04-01' && heldOn <= '2026-03-31');
		const missing = year.filter(({ participationCode }) => !participationCode).length;
		expect(missing).toBeGreaterThan(0);
		expect(missing).toBeLessThan(15);
	});

	test('go into the return but for the few without a code', async () => {
		const { rows, findings } = await ssda903(north, { year: 2026 });
		expect(rows.length).toBeGreaterThan(450);
		expect(new Set(findings.map(({ rule }) => rule))).toEqual(new Set(['167']));
		expect(findings.length).toBeLessThan(15);
	});

	test('follow the statutory rhythm, nine times in ten in time', async () => {
		const target = { first: '20w', second: '91d', later: '182d' };
		const known = new Map<string, string[]>();
		let late = 0;
		const held = await heldReviews(north);
		for (const { child, care, heldOn, dueOn } of held) {
			const before = known.get(child) ?? [];
			const { statutoryOn } = latestReviewDate({
				careStartedOn: care!.startedOn,
				heldOn: before,
				target,
				holidays: holidays()
			});
			expect(dueOn).toBe(statutoryOn);
			if (heldOn > statutoryOn) late++;
			known.set(child, [...before, heldOn]);
		}
		expect(late / held.length).toBeGreaterThan(0.04);
		expect(late / held.length).toBeLessThan(0.14);
	});

	test('have participation near the published shares, with evidence for each code', async () => {
		const held = (await heldReviews(north)).filter(({ heldOn }) => heldOn >= '2025-04-01');
		const share = (code: string) =>
			held.filter(({ participationCode }) => participationCode === code).length / held.length;
		expect(share('PN1')).toBeGreaterThan(0.66);
		expect(share('PN1')).toBeLessThan(0.8);
		expect(share('PN0')).toBeGreaterThan(0.08);
		expect(share('PN0')).toBeLessThan(0.2);
		for (const code of ['PN5', 'PN6', 'PN7']) {
			expect(share(code)).toBeGreaterThan(0.01);
			expect(share(code)).toBeLessThan(0.08);
		}
		for (const {
			age,
			attended,
			participationCode,
			proposedCode,
			codeReason,
			notAttendedReason,
			recordedAt,
			lateReason,
			heldOn,
			dueOn
		} of held) {
			if (!recordedAt) continue;
			expect(participationCode === proposedCode).toBe(codeReason === null);
			if (age >= 4) expect(attended !== 'no').toBe(ATTENDED.has(participationCode!));
			expect(notAttendedReason !== null).toBe(age >= 4 && attended === 'no');
			expect(lateReason !== null).toBe(heldOn > dueOn);
		}
	});

	test('counts a child as heard in writing only where their form was opened in time', async () => {
		const rows = await north
			.selectFrom('review')
			.innerJoin('consultation', sameAuthority('consultation.reviewId', 'review.id'))
			.leftJoin('submission', sameAuthority('submission.consultationId', 'consultation.id'))
			.leftJoin('reading', sameAuthority('reading.submissionId', 'submission.id'))
			.where('consultation.audience', '=', 'child')
			.where('review.proposedCode', 'in', ['PN6', 'PN7'])
			.select(['review.proposedCode', 'review.heldOn', 'reading.readAt'])
			.execute();
		expect(rows.length).toBeGreaterThan(20);
		for (const { proposedCode, heldOn, readAt } of rows)
			expect(reachedReview(readAt, heldOn!)).toBe(proposedCode === 'PN6');
	});
});
