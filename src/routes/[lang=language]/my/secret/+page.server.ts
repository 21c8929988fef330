import { fail, redirect } from '@sveltejs/kit';
import * as childSecrets from '#lib/server/child-secrets.ts';
import { participant } from '#lib/server/doors.ts';

/** From this age a PIN may stand in for the drawings. */
const PIN_FROM_AGE = 11;

const waysFor = (age = 0): childSecrets.SecretKind[] =>
	age >= PIN_FROM_AGE ? ['doodle', 'words', 'pin'] : ['doodle', 'words'];

export function load(event) {
	const ways = waysFor(participant(event).session.age);
	const asked = event.url.searchParams.get('with');
	return { ways, way: ways.find((way) => way === asked) ?? ('doodle' as const) };
}

export const actions = {
	/** Keeps what only the child knows, and goes on. */
	default: async (event) => {
		const { scope, consultation, session } = participant(event);
		const posted = await event.request.formData();
		const field = (name: string) => String(posted.get(name) ?? '');
		const kind = waysFor(session.age).find((way) => way === posted.get('kind')) ?? 'words';
		const [first, second] = [field('first'), field('second')];
		const made = await childSecrets.make(scope, consultation, { kind, first, second });
		// Words are given back to be put right; a PIN is typed anew.
		if (made !== 'made') return fail(422, { error: made, kind, first: kind === 'words' ? first : '', second });
		redirect(303, `/${event.params.lang}/my`);
	}
};
