import { error } from '@sveltejs/kit';
import { findQuestion } from '#lib/forms/engine.ts';

/** No data of its own: the layout has the whole form, so with JavaScript a step asks nothing of the server. */
export async function load({ params, parent, url }) {
	const { form } = await parent();
	const question = findQuestion(form, params.question);
	if (!question) error(404);
	return { question, fromCheck: url.searchParams.get('then') === 'check' };
}
