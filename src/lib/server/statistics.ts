import type { Period } from '#lib/domain/period.ts';
import { AGE_BANDS, ageBand } from '#lib/domain/day.ts';
import * as figures from '#lib/domain/statistics.ts';
import { now } from './clock.ts';
import type { AuthorityScope } from './db/scope.ts';
import { byAgeFigure, partsFigure, total, type AgedFigure } from './statistics/figure.ts';
import { chairingFigures } from './statistics/chairing.ts';
import * as held from './statistics/held.ts';
import { indicatorFigures } from './statistics/indicators.ts';
import { returnFigures } from './statistics/returns.ts';
import { timelinessFigures } from './statistics/timeliness.ts';
import { wishFigures } from './statistics/wishes.ts';

export type { AgedFigure } from './statistics/figure.ts';

export interface Statistics {
	/** The authority's name. */
	authority: string;
	from: string;
	to: string;
	/** When it was counted: until a period is frozen, later records change it. */
	asAt: string;
	figures: AgedFigure[];
}

/**
 * How children took part in the reviews held from one day to another, both included, with all that goes with it.
 * Counts of the whole authority, whoever asks; small numbers are not hidden: it is not for publication.
 */
export async function participation(scope: AuthorityScope, period: Period): Promise<Statistics> {
	const asAt = now();
	const { name } = await scope.authority();
	const reviews = await held.heldByFacts(scope, period);
	return {
		authority: name,
		...period,
		asAt,
		figures: [
			...codeFigures(reviews, await held.cancelled(scope, period)),
			await ownWordsFigure(scope, period, reviews),
			await childrenFigure(scope, period),
			...(await returnFigures(scope, period, reviews)),
			...chairingFigures(reviews),
			...(await wishFigures(scope, period, reviews)),
			...(await timelinessFigures(scope, period)),
			...(await indicatorFigures(scope, period))
		]
	};
}

/** Every figure with those of its age bands after it. */
export const flat = (aged: readonly AgedFigure[]): figures.Figure[] =>
	aged.flatMap(({ byAge = [], ...whole }) => [whole, ...byAge.map(({ figure }) => figure)]);

function codeFigures(reviews: held.HeldGroup[], cancelled: number): AgedFigure[] {
	const counted = reviews.map(({ age, participationCode, count }) => ({
		code: participationCode,
		ageBand: ageBand(age),
		count
	}));
	const table = figures.participationTable(counted);
	const byAge = figures
		.participationTablesByAge(counted)
		.map((figure, i) => ({ band: AGE_BANDS[i]!, figure }))
		.filter(({ figure }) => figure.denominator);
	return [
		{ ...table, exclusions: cancelled ? [{ reason: 'cancelled', count: cancelled }] : [], byAge },
		withAnybody(figures.viewsConveyed(counted)),
		withAnybody(figures.viewsConveyed(counted, { countPn4: true })),
		withAnybody(figures.attended(counted)),
		attendedUnderFour(reviews)
	];
}

/** Without the age bands in which there is nobody. */
const withAnybody = (figure: figures.Figure): figures.Figure => ({
	...figure,
	rows: figure.rows.filter(({ denominator }) => denominator)
});

/** Under four the code says nothing about attendance, so what was recorded is counted apart. */
function attendedUnderFour(reviews: held.HeldGroup[]): figures.Figure {
	const young = reviews.filter(({ age }) => age < 4);
	const count = (...attendance: (string | null)[]) =>
		total(young.filter(({ attended }) => attendance.includes(attended)));
	const parts = [
		{ id: 'attended', count: count('all', 'part') },
		{ id: 'not-attended', count: count('no') },
		{ id: figures.MISSING, count: count(null) }
	];
	const figure = figures.partFigure('attended-under-four', 'statistics:bases.reviews-held-under-four', parts);
	return { ...figure, ...figures.figureRow(figure.id, parts[0]!.count, figure.denominator) };
}

async function ownWordsFigure(scope: AuthorityScope, period: Period, reviews: held.HeldGroup[]) {
	const fromFour = <C extends held.Counted>(groups: C[]) => groups.filter(({ age }) => age >= 4);
	const words = await held.withOwnWords(scope, period);
	return byAgeFigure('own-words', 'reviews-held-from-four', fromFour(reviews), fromFour(words), {
		'under-4': total(reviews) - total(fromFour(reviews))
	});
}

/** Per child, who may have several reviews: a child counts when their views reached every one. */
async function childrenFigure(scope: AuthorityScope, period: Period): Promise<AgedFigure> {
	return partsFigure('children-views-conveyed', {
		base: 'children-reviewed-from-four',
		of: await held.childrenByVoice(scope, period),
		parts: ['every-review', 'some-reviews', 'no-review'],
		partOf: ({ voice }) => voice,
		counted: ['every-review']
	});
}
