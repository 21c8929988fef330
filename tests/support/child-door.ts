import type { APIRequestContext } from '@playwright/test';
import { expect } from '@playwright/test';

/** What a child of a story knows and nobody else. */
const SECRET = { first: 'Otter', second: 'Waffle house' };

/** Asks as a page of ours does: posts forms, follows nothing by itself. */
export interface Door {
	get(path: string): Promise<{ status: number; location: string; body: string }>;
	post(path: string, form: Record<string, string>): Promise<{ status: number; location: string; body: string }>;
}

/** A door over a browser's own session, or over one without a browser. */
export function doorOf(request: APIRequestContext, origin: string): Door {
	const headers = { accept: 'text/html', origin };
	const read = async (answer: Awaited<ReturnType<APIRequestContext['get']>>) => ({
		status: answer.status(),
		location: (answer.headers().location ?? '').replace(origin, ''),
		body: await answer.text()
	});
	return {
		get: async (path) => read(await request.get(origin + path, { maxRedirects: 0, headers })),
		post: async (path, form) => read(await request.post(origin + path, { maxRedirects: 0, headers, form }))
	};
}

/** The value of the choice with this word on an unlock page. */
function choiceOf(body: string, word: string): string {
	const choices = body.matchAll(/<button name="choice" value="([\w-]+)"[^>]*>([\s\S]*?)<\/button>/g);
	const found = [...choices].find(([, , text]) => text!.toLowerCase().includes(word.toLowerCase()));
	if (!found) throw new Error(`no ${word} among the choices`);
	return found[1]!;
}

/** Unlocks with the words of the story. Returns where it leads. */
export async function unlock(door: Door, language = 'en'): Promise<string> {
	const base = `/${language}/my/unlock`;
	const first = choiceOf((await door.get(base)).body, SECRET.first);
	const to = (await door.post(base, { first: '', choice: first })).location;
	const second = choiceOf((await door.get(to)).body, SECRET.second);
	return (await door.post(base, { first, choice: second })).location;
}

/**
 * From a card that was just pressed to the first page: says that they can answer on their own, and makes what only they
 * know or, when it is there, finds it again.
 */
export async function goIn(door: Door, language = 'en'): Promise<string> {
	const base = `/${language}/my`;
	for (let gates = 0; gates < 5; gates++) {
		const { location } = await door.get(base);
		if (location === `${base}/alone`) await door.post(location, { alone: 'yes' });
		else if (location === `${base}/secret`) await door.post(location, { kind: 'words', ...SECRET });
		else if (location === `${base}/unlock`) await unlock(door, language);
		else return location;
	}
	throw new Error('no way in');
}

/** Comes in without a browser, with a card's token or code. */
export async function comeIn(door: Door, code: string, language = 'en'): Promise<string> {
	const entered = await door.post(`/${language}/c`, { code });
	expect(entered.status).toBe(303);
	return goIn(door, language);
}
