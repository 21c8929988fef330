import * as v from 'valibot';
import * as audit from './audit.ts';
import type { AuthorityScope } from './db/scope.ts';
import { newId } from './ids.ts';

/** Whom to ring. 999 and Childline stand before them on every help page, whatever an authority chooses. */
export interface Helpline {
	id: string;
	name: string;
	number: string;
	/** When somebody answers; null is not said. */
	hours: string | null;
	url: string | null;
}

/** National lines, for an authority that has named none and for a visitor of none: names and numbers, no sentences. */
export const NATIONAL: readonly Helpline[] = [
	{ id: 'coram-voice', name: 'Coram Voice', number: '0808 800 5792', hours: null, url: 'https://coramvoice.org.uk' },
	{
		id: 'help-at-hand',
		name: 'Help at Hand',
		number: '0800 528 0731',
		hours: null,
		url: 'https://www.childrenscommissioner.gov.uk/help-at-hand'
	},
	{ id: 'samaritans', name: 'Samaritans', number: '116 123', hours: null, url: 'https://www.samaritans.org' }
];

export const MOST_HELPLINES = 8;

/** The authority's own lines in their order; the national ones where it has none. */
export async function list(scope: AuthorityScope): Promise<readonly Helpline[]> {
	const own = await ownLines(scope);
	return own.length ? own : NATIONAL;
}

/** Those the authority has named itself. */
export function ownLines(scope: AuthorityScope): Promise<Helpline[]> {
	return scope
		.selectFrom('helpline')
		.select(['helpline.id', 'helpline.name', 'helpline.number', 'helpline.hours', 'helpline.url'])
		.orderBy('helpline.position')
		.execute();
}

/** A number as people dial it, in Britain, and as they text it: '0808 800 5792', '116 123', '85258'. */
const number = v.pipe(v.string(), v.regex(/^\+?[\d ]{3,20}$/));
const url = v.pipe(v.string(), v.maxLength(300), v.url(), v.regex(/^https:\/\//));

export type LineTyped = Record<'name' | 'number' | 'hours' | 'url', string>;
/** Which box of which line is wrong: '2.number' → a code of `admin:errors`. */
export type Wrong = Record<string, 'needed' | 'not-a-phone' | 'not-an-address' | 'too-long'>;

/** Keeps the lines in this order, in place of those before; an empty line is none. No line at all: the national ones. */
export async function save(scope: AuthorityScope, typed: readonly LineTyped[]): Promise<'saved' | Wrong> {
	const wrong: Wrong = {};
	const lines = typed.slice(0, MOST_HELPLINES).flatMap((line, at) => {
		const [name, tel, hours, address] = [line.name, line.number, line.hours, line.url].map((text) => text.trim());
		if (!name && !tel && !hours && !address) return [];
		if (!name) wrong[`${at}.name`] = 'needed';
		if (name!.length > 80) wrong[`${at}.name`] = 'too-long';
		if (!v.is(number, tel)) wrong[`${at}.number`] = tel ? 'not-a-phone' : 'needed';
		if (hours!.length > 80) wrong[`${at}.hours`] = 'too-long';
		if (address && !v.is(url, address)) wrong[`${at}.url`] = 'not-an-address';
		return { id: newId(), position: at, name: name!, number: tel!, hours: hours || null, url: address || null };
	});
	if (Object.keys(wrong).length) return wrong;
	await scope.transaction(async (tx) => {
		await tx.deleteFrom('helpline').execute();
		if (lines.length) await tx.insertInto('helpline', lines).execute();
		await audit.record(tx, 'authority.helplines-changed', tx.authorityId);
	});
	return 'saved';
}
