import type { TFunction } from 'i18next';
import type { Figure, FigureRow } from '#lib/domain/statistics.ts';
import { FACES } from '#lib/forms/types.ts';
import type { AgedFigure } from './figure.ts';

export interface RowInWords {
	id: string;
	label: string;
	numerator: number;
	denominator: number;
	/** '94.8%', or a dash of nothing. */
	share: string;
	/** From 0 to 100, for a bar. */
	percent: number;
}

/** A figure as a person reads it: a sentence first, then its rows, its base and what was left out. */
export interface FigureInWords extends RowInWords {
	sentence: string;
	base: string;
	/** Empty when nothing was. */
	leftOut: string;
	rowsAre: Figure['rowsAre'];
	rows: RowInWords[];
	/** The same rows for each age band. */
	ages: { band: string; label: string; denominator: number; rows: RowInWords[] }[];
}

/** Every word of a figure: its sentence says there was nothing where the base is nought. */
export function inWords(t: TFunction, figure: AgedFigure): FigureInWords {
	const base = t(figure.base);
	const { id, denominator: count, numerator } = figure;
	const share = shareOf(t, figure);
	const left = figure.exclusions.map(({ reason, count }) => t(`statistics:exclusions.${reason}`, { count }));
	return {
		...row(t, figure, figure),
		label: t(`statistics:figures.${id}.title`),
		sentence: count
			? t(`statistics:figures.${id}.sentence`, { count, numerator, percent: share })
			: t('statistics:nothing', { base }),
		base: t('statistics:base', { base }),
		leftOut: left.length ? t('statistics:left-out', { reasons: left.join('; ') }) : '',
		rowsAre: figure.rowsAre,
		rows: figure.rows.map((one) => row(t, figure, one)),
		ages: (figure.byAge ?? []).map(({ band, figure: ofAge }) => ({
			band,
			label: t(`statistics:rows.${band}`),
			denominator: ofAge.denominator,
			rows: ofAge.rows.map((one) => row(t, figure, one))
		}))
	};
}

const shareOf = (t: TFunction, { percent }: FigureRow): string =>
	percent === null ? t('statistics:no-percent') : t('statistics:percent', { percent });

function row(t: TFunction, figure: Figure, given: FigureRow): RowInWords {
	const { id, numerator, denominator, percent } = given;
	const label = given === figure ? '' : labelOf(t, figure, id);
	return { id, label, numerator, denominator, share: shareOf(t, given), percent: Number(percent ?? 0) };
}

/** The faces of this indicator stand for how often, and the forms say so. */
function labelOf(t: TFunction, figure: Figure, id: string): string {
	const often = figure.id.startsWith('indicator-included') && (FACES[5] as readonly string[]).includes(id);
	return often ? t(`statistics:how-often.${id}`) : t(`statistics:rows.${id}`);
}
