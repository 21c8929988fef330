import { returnYearOf } from '#lib/domain/ssda903.ts';
import { today } from '#lib/server/clock.ts';
import { isYear } from '#lib/server/exports/ssda903-words.ts';

/** The return year in the address; without one, the last that has ended: the one to be returned. */
export function yearIn({ searchParams }: URL): number {
	const year = searchParams.get('year');
	return isYear(year) ? Number(year) : returnYearOf(today()) - 1;
}

/** The years to choose from, the one that runs first. */
export function years(): number[] {
	const running = returnYearOf(today());
	return [running, running - 1, running - 2, running - 3];
}
