import { error, redirect, type Handle, type HandleServerError, type ServerInit } from '@sveltejs/kit';
import { sequence } from '@sveltejs/kit/hooks';
import { readWordingFrom } from '#lib/client/wording.ts';
import { ENGLISH, languageOf } from '#lib/i18n/languages.ts';
import { asked, may, ruleOf, type Rule } from '#lib/server/access.ts';
import { enteredParticipant, enteredStaff } from '#lib/server/auth/enter.ts';
import type { Entered } from '#lib/server/auth/entered.ts';
import * as sessions from '#lib/server/auth/sessions.ts';
import { compressed } from '#lib/server/compress.ts';
import { database } from '#lib/server/database.ts';
import { newId } from '#lib/server/ids.ts';
import { lookOf } from '#lib/server/look.ts';
import { productionRefusals } from '#lib/server/production.ts';
import { checkSettings, setting } from '#lib/server/settings.ts';
import * as wordings from '#lib/server/wordings.ts';
import { serverTranslator } from '#lib/server/words.ts';

readWordingFrom(wordings.at);

export const init: ServerInit = async () => {
	checkSettings();
	await database().migrate();
	const refusals = await productionRefusals(database());
	for (const reason of refusals) console.error(serverTranslator()(`cli:start.refused.${reason}`));
	if (refusals.length) process.exit(1);
	await sessions.tidy();
};

/** A number for the request, the language of its address, and what goes on every answer. */
const prepare: Handle = async ({ event, resolve }) => {
	const { locals, url } = event;
	// From the address itself: one that leads nowhere has no parameters, and its page is in that language all the same.
	const language = languageOf(url.pathname.split('/')[1]);
	locals.requestId = newId();
	locals.language = language ?? ENGLISH;
	locals.look = language ? '' : 'data-look="staff"';
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
	if (!ours) return new Response(null, { status: 403 });
	answerBrokenForms(event.request);
	return resolve(event);
};

/** A form that cannot be read is the sender's mistake (400), not ours (500). */
function answerBrokenForms(request: Request): void {
	const read = request.formData.bind(request);
	request.formData = () =>
		read().catch((cause: unknown) => (cause instanceof TypeError ? error(400) : Promise.reject(cause)));
}

/** Far above the longest answer in any script, and far below what would keep the server busy. */
const LARGEST_FROM_PARTICIPANT = 262_144;

/** What nobody could have typed is not read: large files come from staff only. */
const notTooLarge: Handle = async ({ event, resolve }) => {
	const { headers } = event.request;
	const length = headers.get('content-length') ?? (headers.has('transfer-encoding') ? Infinity : 0);
	const large = Number(length) > LARGEST_FROM_PARTICIPANT;
	return large && event.params.lang ? new Response(null, { status: 413 }) : resolve(event);
};

/** Every request passes here: no listed rule, no entry; and only here does anyone get a scope. */
const authorise: Handle = async ({ event, resolve }) => {
	const { locals, route } = event;
	if (!route.id) return resolve(event); // no such page
	const rule = ruleOf(route.id);
	if (!rule) return nothingHere(event);
	if (rule === 'alike') return resolve(event);
	locals.entered = await whoEntered(event, rule);
	if (locals.entered?.kind === 'participant') locals.look = lookOf(locals.entered.consultation);
	if (isRefused(event, rule)) return nothingHere(event);
	const response = await resolve(event);
	if (locals.entered || rule !== 'public') response.headers.set('cache-control', 'no-store');
	return response;
};

type Event = Parameters<Handle>[0]['event'];

async function whoEntered({ cookies, params }: Event, rule: Rule): Promise<Entered | undefined> {
	const participant = rule === 'child' || rule === 'adult' || (rule === 'public' && params.lang);
	return participant ? enteredParticipant(cookies) : enteredStaff(cookies);
}

/** Redirects a stranger to the right door; true for a known person at the wrong one, who finds nothing there. */
function isRefused({ locals, params, request, url }: Event, rule: Rule): boolean {
	if (rule === 'public') return false;
	const { entered } = locals;
	if (rule === 'child' || rule === 'adult') {
		if (entered?.kind !== 'participant') redirect(303, `/${params.lang}/c?again`);
		return (entered.consultation.audience === 'child') !== (rule === 'child');
	}
	if (entered?.kind !== 'staff') redirect(303, '/sign-in');
	const action = [...url.searchParams.keys()].find((key) => key.startsWith('/'))?.slice(1);
	const wanted = asked(rule, request.method, action);
	return wanted !== 'staff' && (wanted === 'never' || !may(entered.staff.role, wanted));
}

/**
 * The answer to an address that does not exist, in the visitor's language. An error thrown from a hook would be a bare
 * page in English; that is only for a script, which shows its own.
 */
async function nothingHere({ fetch, locals, isDataRequest, request }: Event): Promise<Response> {
	if (isDataRequest || !request.headers.get('accept')?.includes('text/html')) error(404);
	const page = await fetch(`/${locals.language.id}/nothing-here`);
	return new Response(page.body, { status: 404, headers: page.headers });
}

export const handle = sequence(prepare, sameOrigin, notTooLarge, authorise);

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
