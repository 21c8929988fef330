import { fail, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import type { EnteredStaff } from '#lib/server/auth/entered.ts';
import * as fields from '#lib/server/fields.ts';
import * as profiles from '#lib/server/profiles.ts';
import { readForm, typedIn } from '#lib/server/read-form.ts';

const LINE = 120;
const card = v.object({
	callMe: v.pipe(fields.text(LINE), v.nonEmpty('needed')),
	about: fields.text(1000),
	languages: fields.text(LINE),
	reachHow: fields.text(300),
	reachWhen: fields.text(300)
});

export async function load({ locals, url }) {
	const { scope, staff } = locals.entered as EnteredStaff;
	const empty = {
		callMe: staff.name,
		about: '',
		languages: '',
		reachHow: '',
		reachWhen: '',
		hasPhoto: false,
		updatedAt: ''
	};
	const { callMe, about, languages, reachHow, reachWhen, hasPhoto, updatedAt } =
		(await profiles.find(scope, staff.id)) ?? empty;
	return {
		card: { callMe, about, languages, reachHow, reachWhen },
		photo: hasPhoto ? `/profile/photo?${encodeURIComponent(updatedAt)}` : undefined,
		saved: url.searchParams.has('saved')
	};
}

/** The file chosen, null to take the photo away, undefined to leave it. */
async function photoIn(form: FormData): Promise<Uint8Array | null | undefined> {
	if (form.get('remove')) return null;
	const file = form.get('photo');
	return file instanceof File && file.size ? new Uint8Array(await file.arrayBuffer()) : undefined;
}

export const actions = {
	default: async ({ locals, request }) => {
		const { scope } = locals.entered as EnteredStaff;
		const form = await request.formData();
		const posted = readForm(card, form);
		if (!posted.ok) return fail(422, { errors: posted.errors, typed: posted.typed });
		const done = await profiles.save(scope, posted.input, await photoIn(form));
		if (done !== 'saved')
			return fail(422, { errors: { photo: done.refused } as Record<string, string>, typed: typedIn(form) });
		redirect(303, '/profile?saved');
	}
};
