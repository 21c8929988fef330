import { periodOf, usualPeriods } from '#lib/domain/period.ts';
import { today } from '#lib/server/clock.ts';

/** The period in the address; without one, or with one that is none, this return year. */
export function periodIn({ searchParams }: URL) {
	const [from, to] = [searchParams.get('from'), searchParams.get('to')];
	const asked = periodOf(from, to);
	const usual = usualPeriods(today());
	return { period: asked ?? usual['this-return-year'], wrong: !asked && Boolean(from || to), usual };
}
