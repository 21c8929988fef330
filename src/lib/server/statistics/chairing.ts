import { CHAIRING } from '#lib/domain/chairing.ts';
import { MISSING } from '#lib/domain/statistics.ts';
import { partsFigure, total, type AgedFigure } from './figure.ts';
import type { HeldGroup } from './held.ts';

/**
 * How much of their review children ran, and beside it whether they were offered to and what they chose. Of reviews
 * held at four and over; where the record does not say, that is a row of its own.
 */
export function chairingFigures(reviews: readonly HeldGroup[]): AgedFigure[] {
	const of = reviews.filter(({ age }) => age >= 4);
	const base = 'reviews-held-from-four';
	const excluded = { 'under-4': total(reviews) - total(of) };
	const extent = { base, of, excluded, parts: [...CHAIRING, MISSING], counted: ['part', 'full'] };
	return [
		partsFigure('chairing', { ...extent, partOf: ({ chairing }) => chairing ?? MISSING }),
		partsFigure('chairing-offered', {
			...extent,
			parts: ['offered', 'not-offered', MISSING],
			counted: ['offered'],
			partOf: ({ chairingOffered }) =>
				chairingOffered === null ? MISSING : chairingOffered ? 'offered' : 'not-offered'
		}),
		partsFigure('chairing-chosen', {
			...extent,
			parts: [...CHAIRING, 'not-offered', MISSING],
			partOf: ({ chairingChosen, chairingOffered }) =>
				chairingChosen ?? (chairingOffered === 0 ? 'not-offered' : MISSING)
		})
	];
}
