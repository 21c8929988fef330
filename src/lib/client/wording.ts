import type { FormDefinition } from '#lib/forms/types.ts';
import type { Words } from '#lib/i18n/translator.ts';

/**
 * What the pages of one language say, and the form somebody came in for. The same for everybody, so it is no part of a
 * page: it has an address of its own, which changes with what is there, and a browser fetches it once.
 */
export interface Wording {
	words: Words;
	form?: FormDefinition;
}

let atHand: ((address: string) => Wording) | undefined;

/** On the server the wording is at hand: hooks.server.ts says where. */
export const readWordingFrom = (read: (address: string) => Wording): void => void (atHand = read);

const fetched = new Map<string, Promise<Wording>>();

/** The wording at an address, always the same object for the same address. */
export function wordingAt(address: string, load: typeof fetch): Wording | Promise<Wording> {
	if (atHand) return atHand(address);
	const known = fetched.get(address) ?? untilItIsHere(address, load);
	fetched.set(address, known);
	return known;
}

/** Tries until it arrives. Meanwhile the page is what it is without JavaScript, and works. */
async function untilItIsHere(address: string, load: typeof fetch): Promise<Wording> {
	for (;;) {
		const response = await load(address).catch(() => undefined);
		if (response?.ok) return (await response.json()) as Wording;
		await new Promise((again) => setTimeout(again, 2000));
	}
}
