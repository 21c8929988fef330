import type { EnteredStaff } from '#lib/server/auth/entered.ts';
import { formatDay, formatMoment } from '#lib/server/format.ts';
import * as statistics from '#lib/server/statistics.ts';
import { inWords, type FigureInWords } from '#lib/server/statistics/words.ts';
import { serverTranslator } from '#lib/server/words.ts';
import { periodIn } from './period.server.ts';
import { FIRST, SECTIONS } from './sections.ts';

// Charts are drawn on the server, and the page is links, a form and tables: no script is sent.
export const csr = false;

export async function load({ locals, url }) {
	const { scope } = locals.entered as EnteredStaff;
	const { period, wrong, usual } = periodIn(url);
	const { authority, from, to, asAt, figures } = await statistics.participation(scope, period);
	const t = serverTranslator();
	const worded = new Map(figures.map((figure) => [figure.id, inWords(t, figure)]));
	const named = (ids: readonly string[]) => ids.map((id) => worded.get(id)!);
	return {
		of: { authority, from: inFull(from), to: inFull(to) },
		asAt: formatMoment(asAt),
		period: { from, to, wrong },
		presets: Object.entries(usual).map(([id, { from: first, to: last }]) => ({
			id,
			href: `?from=${first}&to=${last}`,
			current: first === from && last === to
		})),
		csv: `/statistics/figures.csv?from=${from}&to=${to}`,
		first: named(FIRST),
		sections: [
			...Object.entries(SECTIONS).map(([id, ids]) => ({ id, figures: named(ids).map(alone) })),
			{ id: 'indicators', figures: indicators([...worded.values()]) }
		]
	};
}

const inFull = (day: string) => formatDay(day, undefined, 'short');

const alone = (figure: FigureInWords) => ({ ...figure, asked: undefined as FigureInWords | undefined });

const indicators = (all: FigureInWords[]) =>
	all
		.filter(({ id }) => id.startsWith('indicator-') && !id.endsWith('-of-asked'))
		.map((figure) => ({ ...figure, asked: all.find(({ id }) => id === `${figure.id}-of-asked`) }));
