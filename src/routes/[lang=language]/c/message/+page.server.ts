import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import * as adults from '#lib/server/auth/adults.ts';
import { wordsFor } from '#lib/server/words.ts';

/** The second step of a parent's or carer's way in. What it shows is this browser's alone. */
export async function load({ cookies, locals, setHeaders, url }) {
	setHeaders({ 'cache-control': 'no-store' });
	const waiting = await adults.waiting(cookies);
	return {
		wayIn: wordsFor(locals.language, ['way-in']),
		waiting: url.searchParams.has('again') ? ({ state: 'ask' } as const) : waiting
	};
}

/** A field as it was typed, no longer than anybody would. */
const field = async ({ request }: RequestEvent, name: string): Promise<string> =>
	String((await request.formData()).get(name) ?? '').slice(0, 300);

const slower = (of: string, seconds: number) => fail(429, { of, error: 'too-many', minutes: Math.ceil(seconds / 60) });

/** Asks for a message with an address alone. */
async function ask(event: RequestEvent) {
	const typed = await field(event, 'address');
	const { cookies, locals } = event;
	const done = await adults.ask(cookies, event.getClientAddress(), typed, locals.language);
	if (done === 'asked') redirect(303, `/${locals.language.id}/c/message`);
	if (done.refused === 'too-many') return slower('ask', done.seconds);
	return fail(422, { of: 'ask', error: done.refused, typed });
}

/** Has the message sent, after the letter's code. */
async function send(event: RequestEvent) {
	const way = (await field(event, 'way')) === 'text' ? 'text' : 'email';
	const { cookies, locals } = event;
	const done = await adults.send(cookies, way, locals.language);
	if (done === 'gone') redirect(303, `/${locals.language.id}/c?again`);
	if (done === 'too-many') return fail(429, { of: 'send', error: 'too-many-today' });
	redirect(303, `/${locals.language.id}/c/message`);
}

async function digits(event: RequestEvent) {
	const typed = await field(event, 'digits');
	const result = await adults.enterWithDigits(event.cookies, event.getClientAddress(), typed);
	if ('right' in result) redirect(303, adults.doorOf(result.right, event.locals.language));
	if (result.refused === 'too-many') return slower('digits', result.seconds);
	return fail(422, { of: 'digits', error: result.refused, typed });
}

export const actions = {
	ask,
	send,
	digits
};
