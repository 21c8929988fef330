import { periodOf } from '#lib/domain/period.ts';
import * as statistics from '#lib/server/statistics.ts';
import { inWords } from '#lib/server/statistics/words.ts';
import { command, run, scopeOf, t, WrongUse } from './command.ts';

interface Options {
	authority: string;
	from: string;
	to: string;
	json?: boolean;
}

/** `sayso stats participation`: every figure with its numerator, its base in words, what was left out, and its rows. */
export function statsCommand() {
	const participation = command('stats participation')
		.requiredOption('--authority <code>', t('cli:options.authority'))
		.requiredOption('--from <day>', t('cli:options.from'))
		.requiredOption('--to <day>', t('cli:options.to'))
		.action(
			run<Options>(async (options) => {
				const period = periodOf(options.from, options.to);
				if (!period) throw new WrongUse('period', { from: options.from, to: options.to });
				const found = await statistics.participation(await scopeOf(options.authority), period);
				return { json: asJson(found), lines: asLines(found) };
			})
		);
	return command('stats').addCommand(participation);
}

/** The figures of the age bands follow the figure they divide, with the band at the end of their id. */
function asJson({ authority, from, to, asAt, figures }: statistics.Statistics) {
	const flat = statistics.flat(figures).map(({ id, base, numerator, denominator, percent, exclusions, rows }) => ({
		id,
		base: t(base),
		numerator,
		denominator,
		percent,
		exclusions,
		rows
	}));
	return { authority, from, to, asAt, figures: flat };
}

function asLines({ authority, from, to, figures }: statistics.Statistics): string[] {
	const lines = figures.flatMap((figure) => {
		const { label, sentence, rows, leftOut } = inWords(t, figure);
		const width = Math.max(0, ...rows.map((row) => row.label.length));
		return [
			'',
			label,
			sentence,
			...rows.map((row) => `  ${row.label.padEnd(width)}  ${row.numerator}/${row.denominator}  ${row.share}`),
			...(leftOut ? [leftOut] : [])
		];
	});
	return [t('statistics:of', { authority, from, to }), ...lines];
}
