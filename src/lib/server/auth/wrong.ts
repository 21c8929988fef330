import type { Refusal } from './sign-in.ts';

/** What a page is told of a refusal: the status, and for the sentence which one, with minutes to wait. */
export function failed<T extends object>(refusal: Refusal, kept: T) {
	const minutes = refusal.refused === 'too-many' ? Math.ceil(refusal.seconds / 60) : 0;
	const status = refusal.refused === 'too-many' ? 429 : 422;
	return [status, { error: refusal.refused as string, minutes, ...kept }] as const;
}
