import { error, redirect } from '@sveltejs/kit';
import * as childPasskeys from '#lib/server/child-passkeys.ts';
import { participant } from '#lib/server/doors.ts';

/** For a young person with a device of their own; for a younger child there is no such page. */
export async function load(event) {
	const entered = participant(event);
	if ((entered.session.age ?? 0) < childPasskeys.PASSKEY_FROM_AGE) error(404);
	return { creation: await childPasskeys.creation(entered), done: event.url.searchParams.has('done') };
}

export const actions = {
	default: async (event) => {
		const entered = participant(event);
		if ((entered.session.age ?? 0) < childPasskeys.PASSKEY_FROM_AGE) error(404);
		const kept = await childPasskeys.keep(entered, String((await event.request.formData()).get('passkey') ?? ''));
		redirect(303, `/${event.params.lang}/my/own-device${kept ? '?done' : ''}`);
	}
};
