import { error, redirect, type Handle, type HandleServerError, type ServerInit } from '@sveltejs/kit';
import { sequence } from '@sveltejs/kit/hooks';
import { readWordingFrom } from '#lib/client/wording.ts';
import { ENGLISH, languageOf } from '#lib/i18n/languages.ts';
import { asked, may, ruleOf, type Rule } from '#lib/server/access.ts';
import { enteredParticipant, enteredStaff } from '#lib/server/auth/enter.ts';
import type { Entered } from '#lib/server/auth/entered.ts';
import { compressed } from '#lib/server/compress.ts';
import { database } from '#lib/server/database.ts';
import { newId } from '#lib/server/ids.ts';
import { lookOf } from '#lib/server/look.ts';
import { checkSettings, setting } from '#lib/server/settings.ts';
import * as wordings from '#lib/server/wordings.ts';

readWordingFrom(wordings.at);

export const init: ServerInit = async () => {
	checkSettings();
	await database().migrate();
};

/** A number for the request, the language of its address, and what goes on every answer. */
const prepare: Handle = async ({ event, resolve }) => {
	const { locals, params, route } = event;
	locals.requestId = newId();
	locals.language = languageOf(params.lang) ?? ENGLISH;
	locals.look = route.id?.startsWith('/[lang') ? '' : 'data-look="staff"';
	const response = await resolve(event, {
		transformPageChunk: ({ html }) =>
			html
				.replace('%sayso.lang%', locals.language.tag)
				.replace('%sayso.dir%', locals.language.dir)
				.replace('%sayso.look%', locals.look),
		// The child's fonts are named in the style sheet with local() first: a phone that has them fetches none.
		preload: ({ type }) => type === 'js' || type === 'css'
	});
	response.headers.set('x-request-id', locals.requestId);
	response.headers.set('x-content-type-options', 'nosniff');
	response.headers.set('x-frame-options', 'DENY');
	// Not no-referrer: a browser would then post our own forms with an Origin of null.
	response.headers.set('referrer-policy', 'same-origin');
	response.headers.set('cross-origin-opener-policy', 'same-origin');
	response.headers.set('cross-origin-resource-policy', 'same-origin');
	response.headers.set('permissions-policy', 'camera=(), geolocation=(), microphone=(), browsing-topics=()');
	return compressed(event.request, response);
};

/** A change comes from our own pages: the browser says so itself, or its Origin is exactly ours. */
const sameOrigin: Handle = async ({ event, resolve }) => {
	const { method, headers } = event.request;
	if (method === 'GET' || method === 'HEAD' || method === 'OPTIONS') return resolve(event);
	const site = headers.get('sec-fetch-site');
	const ours = site ? site === 'same-origin' : headers.get('origin') === new URL(setting('ORIGIN')).origin;
	return ours ? resolve(event) : new Response(null, { status: 403 });
};

/** Every request passes here: no listed rule, no entry; and only here does anyone get a scope. */
const authorise: Handle = async ({ event, resolve }) => {
	const { locals, route } = event;
	if (!route.id) return resolve(event); // no such page
	const rule = ruleOf(route.id);
	if (!rule) error(404);
	if (rule === 'alike') return resolve(event);
	locals.entered = await whoEntered(event, rule);
	if (locals.entered?.kind === 'participant') locals.look = lookOf(locals.entered.consultation);
	refuse(event, rule);
	const response = await resolve(event);
	if (locals.entered || rule !== 'public') response.headers.set('cache-control', 'no-store');
	return response;
};

type Event = Parameters<Handle>[0]['event'];

async function whoEntered({ cookies, params }: Event, rule: Rule): Promise<Entered | undefined> {
	const participant = rule === 'child' || rule === 'adult' || (rule === 'public' && params.lang);
	return participant ? enteredParticipant(cookies) : enteredStaff(cookies);
}

/** Redirects a stranger to the right door; a known person at the wrong one finds nothing there. */
function refuse({ locals, params, request, url }: Event, rule: Rule): void {
	if (rule === 'public') return;
	const { entered } = locals;
	if (rule === 'child' || rule === 'adult') {
		if (entered?.kind !== 'participant') redirect(303, `/${params.lang}/c?again`);
		if ((entered.consultation.audience === 'child') !== (rule === 'child')) error(404);
		return;
	}
	if (entered?.kind !== 'staff') redirect(303, '/sign-in');
	const action = [...url.searchParams.keys()].find((key) => key.startsWith('/'))?.slice(1);
	const wanted = asked(rule, request.method, action);
	if (wanted !== 'staff' && (wanted === 'never' || !may(entered.staff.role, wanted))) error(404);
}

export const handle = sequence(prepare, sameOrigin, authorise);

/** Says what broke and where, never what anybody wrote: the route's pattern, not the address. */
export const handleError: HandleServerError = ({ error: cause, event, status }) => {
	const { requestId } = event.locals;
	if (status >= 500) {
		const { name, stack } = cause instanceof Error ? cause : new Error('unknown');
		const at = stack
			?.split('\n')
			.find((line) => line.trim().startsWith('at '))
			?.trim();
		console.error(
			JSON.stringify({ at: new Date().toISOString(), requestId, route: event.route.id, status, name, where: at })
		);
	}
	return { message: status === 404 ? 'not-found' : 'broken', requestId };
};
