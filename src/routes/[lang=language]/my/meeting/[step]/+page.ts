import { error } from '@sveltejs/kit';
import { GUIDE } from '#lib/forms/guide.ts';

export function load({ params }) {
	const at = GUIDE.findIndex((step) => step === params.step);
	if (at < 0) error(404);
	return { step: GUIDE[at]!, before: GUIDE[at - 1], next: GUIDE[at + 1], number: at + 1, of: GUIDE.length };
}
