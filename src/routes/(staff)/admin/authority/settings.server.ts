import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { suggestion } from '#lib/domain/contrast.ts';
import { readColour } from '#lib/domain/colour.ts';
import { NOUN_IDS, type NounId } from '#lib/i18n/nouns.ts';
import type { EnteredStaff } from '#lib/server/auth/entered.ts';
import * as settings from '#lib/server/authority-settings.ts';
import * as logos from '#lib/server/logos.ts';
import * as nouns from '#lib/server/nouns.ts';
import { typedIn, type Typed } from '#lib/server/read-form.ts';

const scopeOf = ({ locals }: RequestEvent) => (locals.entered as EnteredStaff).scope;
const one = (typed: Typed, field: string): string => [typed[field] ?? ''].flat()[0] ?? '';
const back = (what: string): never => redirect(303, `/admin/authority?saved=${what}#${what}`);

/** Accent and logo. */
export async function look(event: RequestEvent) {
	const form = await event.request.formData();
	const typed = typedIn(form);
	const use = one(typed, 'use');
	const accent = use || one(typed, 'accent');
	const wrong = async (errors: Record<string, string>) => {
		const read = readColour(accent);
		return fail(422, { of: 'look', errors, typed: { ...typed, accent }, suggested: read && suggestion(read) });
	};
	const scope = scopeOf(event);
	const done = await settings.saveAccent(scope, accent);
	if (done !== 'saved') return wrong(done);
	const file = form.get('logo');
	const alt = one(typed, 'logoAlt').trim().slice(0, 120);
	if (form.get('remove')) await logos.remove(scope);
	else if (file instanceof File && file.size) {
		const saved = await logos.save(scope, new Uint8Array(await file.arrayBuffer()), alt);
		if (saved !== 'saved') return wrong({ logo: saved.refused });
	} else if ((await scope.authority()).logoAt) await logos.describe(scope, alt);
	back('look');
}

/** What things are called. */
export async function words(event: RequestEvent) {
	const typed = typedIn(await event.request.formData());
	const asked = NOUN_IDS.map((id) => [id, { one: one(typed, `${id}.one`), many: one(typed, `${id}.many`) }]);
	const done = await nouns.save(scopeOf(event), Object.fromEntries(asked) as Record<NounId, never>);
	if (done !== 'saved') return fail(422, { of: 'nouns', errors: done as Record<string, string>, typed });
	back('nouns');
}

/** Which draft languages are offered. */
export async function languages(event: RequestEvent) {
	const typed = typedIn(await event.request.formData(), ['language']);
	await settings.saveLanguages(scopeOf(event), [typed.language ?? []].flat());
	back('languages');
}

/** Targets, and whether video counts. */
export async function reviews(event: RequestEvent) {
	const typed = typedIn(await event.request.formData());
	const targets = settings.TARGET_IDS.map((id) => [id, one(typed, id)]);
	const done = await settings.saveReviews(
		scopeOf(event),
		Object.fromEntries(targets) as Record<settings.TargetId, string>,
		one(typed, 'videoAttends') === 'yes'
	);
	if (done !== 'saved') return fail(422, { of: 'reviews', errors: done, typed });
	back('reviews');
}
