import { formOf } from '#lib/forms/index.ts';
import { optionsOf } from '#lib/forms/engine.ts';
import type { Question } from '#lib/forms/types.ts';
import type { App } from '../support/app.ts';
import type { World } from '../support/world.ts';

/** The child of the figures is ten: the form the youngest readers get. */
const FORM = formOf({ instrument: 'older-child', instrumentVersion: 1 });
export const QUESTIONS = FORM.sections
	.flatMap(({ questions }) => questions as readonly Question[])
	.filter(({ when }) => !when);

/** The token of a card for a child of its own, as its QR code brings it. */
export async function invite(world: World): Promise<string> {
	const { url } = await world.open(await world.child({ bornOn: '2016-05-05' }));
	return new URL(url).hash.slice(1);
}

/** A browser without JavaScript, as far as the server can tell: it posts forms and keeps its cookie. */
export class Visitor {
	readonly headers: Record<string, string>;
	readonly #origin: string;

	constructor(origin: string) {
		this.#origin = origin;
		this.headers = { accept: 'text/html', origin };
	}

	/** Sends a form and returns where the answer leads. Throws when it leads nowhere: the figures count only what worked. */
	async post(path: string, fields: Record<string, string>): Promise<string> {
		const body = new URLSearchParams(fields);
		const answer = await fetch(this.#origin + path, {
			method: 'POST',
			body,
			headers: this.headers,
			redirect: 'manual'
		});
		await answer.arrayBuffer();
		const session = answer.headers.getSetCookie().find((cookie) => cookie.startsWith('sayso-participant='));
		if (session) this.headers.cookie = session.split(';')[0]!;
		if (answer.status !== 303) throw new Error(`${answer.status} from ${path}`);
		return answer.headers.get('location') ?? '';
	}

	async get(path: string): Promise<void> {
		const answer = await fetch(this.#origin + path, { headers: this.headers, redirect: 'manual' });
		await answer.arrayBuffer();
		if (answer.status !== 200) throw new Error(`${answer.status} from ${path}`);
	}
}

/** Comes in with a card, makes what only they know and chooses a language: the next page is the first of the form. */
export async function comeIn(app: App, code: string): Promise<Visitor> {
	const visitor = new Visitor(app.origin);
	await visitor.post('/en/c', { code });
	await visitor.post('/en/my/alone', { alone: 'yes' });
	await visitor.post('/en/my/secret', { kind: 'words', first: 'Otter', second: 'Waffle house' });
	await visitor.post('/en/my/language', { language: 'en' });
	return visitor;
}

/** A child's whole part: comes in, opens and answers ten questions, says who helped, sends. */
export async function wholePart(app: App, code: string): Promise<void> {
	const visitor = await comeIn(app, code);
	for (const question of QUESTIONS.slice(0, 10)) {
		await visitor.get(`/en/my/q/${question.id}`);
		await visitor.post(`/en/my/q/${question.id}`, answerTo(question));
	}
	await visitor.get('/en/my/check');
	const sent = await visitor.post('/en/my/check', {});
	if (sent !== '/en/my/sent') throw new Error(`sent, but led to ${sent}`);
	await visitor.get(sent);
}

function answerTo(question: Question): Record<string, string> {
	const [option] = optionsOf(question) ?? [];
	return option ? { value: option, state: 'answered' } : { words: 'My cat and my school.', state: 'answered' };
}
