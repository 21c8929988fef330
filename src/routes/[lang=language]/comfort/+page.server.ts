import { redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import * as consultations from '#lib/server/consultations.ts';

export const load = ({ params }) => redirect(303, `/${params.lang}`);

const orNull = <const T extends readonly string[]>(options: T) => v.fallback(v.nullable(v.picklist(options)), null);
const Choice = v.object({
	look: orNull(['younger', 'older']),
	theme: orNull(['light', 'dark', 'contrast']),
	textSize: orNull(['large', 'larger'])
});

export const actions = {
	/** Look, theme and text size, kept with the code; then back to the page it was asked from. */
	default: async ({ locals, params, request }) => {
		const posted = Object.fromEntries(await request.formData());
		if (locals.entered?.kind === 'participant')
			await consultations.choose(locals.entered.scope, v.parse(Choice, { ...EMPTY, ...posted }));
		const back = String(posted.back ?? '');
		redirect(303, new RegExp(`^/${params.lang}(/[a-z0-9-]+)*$`).test(back) ? back : `/${params.lang}`);
	}
};

const EMPTY = { look: null, theme: null, textSize: null };
