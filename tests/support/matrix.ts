import { ACCESS, asked, may, type Rule } from '#lib/server/access.ts';
import { WHOSE, type Cast, type Things, type Visitor, type Whose } from './visitors.ts';

/*
 * Who gets what: every route and action of server/access.ts × everybody × whose things the address names. Nothing is
 * listed by hand: a route that is added is asked for.
 */

/** What came of one request, for one letter of the table. */
export type Outcome = 'in' | 'door' | 'nothing' | 'refused';
export const LETTERS: Record<Outcome, string> = { in: '●', door: '→', nothing: '·', refused: '×' };

export interface Answer {
	route: string;
	/** 'GET', or 'POST' with the action's name. */
	asked: string;
	visitor: string;
	whose: Whose | 'no id';
	status: number;
	outcome: Outcome;
	/** Whose child is named in it. */
	shows: string[];
}

export const ROUTES = Object.entries(ACCESS) as [string, Rule][];

/** What of a child each part of an address in brackets names; any other names a review, and is asked for all the same. */
function named(route: string, parameter: string): keyof Things | undefined {
	if (/^(lang|question|step|status|set|colour|authority|release)\b/.test(parameter)) return undefined;
	if (parameter === 'person' || parameter === 'child') return parameter;
	if (route.startsWith('/(staff)/children/')) return 'child';
	if (route.startsWith('/(staff)/safety/')) return 'flag';
	return route.startsWith('/(staff)/admin/staff/') ? 'staff' : 'review';
}

const FIXED: Record<string, string> = {
	lang: 'en',
	question: 'feelings',
	step: 'how-much',
	status: '404',
	set: 'public',
	colour: '336699',
	authority: 'none'
};

/** The address of a route about the things of one child. */
export function addressOf(route: string, things: Things): string {
	return (
		route.replace(/\/\(\w+\)/g, '').replace(/\[(\w+)(?:=\w+)?\]/g, (_, parameter: string) => {
			const what = named(route, parameter);
			return encodeURIComponent(what ? things[what] : (FIXED[parameter] ?? 'x'));
		}) || '/'
	);
}

export const namesThings = (route: string): boolean =>
	[...route.matchAll(/\[(\w+)/g)].some(([, parameter]) => named(route, parameter!));

/** Each way to change something on a route: its named actions, or the one without a name. */
export const actionsOf = (rule: Rule): string[] =>
	typeof rule === 'object' && rule.actions ? Object.keys(rule.actions) : [''];

/** Asks as a browser does that posts a form from our own page. */
export async function ask(origin: string, path: string, method: string, cookie: string | undefined) {
	const headers: Record<string, string> = { accept: 'text/html', origin, ...(cookie && { cookie }) };
	const body = method === 'POST' ? new URLSearchParams({ id: 'x' }) : undefined;
	const response = await fetch(origin + path, { method, headers, redirect: 'manual', ...(body && { body }) });
	const location = response.headers.get('location') ?? '';
	return { status: response.status, location, body: await response.text() };
}

const DOORS = /^\/(sign-in|[a-z]{2}\/(c\?again|closed))/;

function outcomeOf({ status, location }: { status: number; location: string }): Outcome {
	if (status === 404) return 'nothing';
	if (status >= 300 && status < 400 && DOORS.test(location)) return 'door';
	return status === 403 || status === 405 || status >= 500 ? 'refused' : 'in';
}

/** Everything asked, by everybody. `only` narrows it to some methods: 'GET' and 'POST' are the table. */
export async function askAll(origin: string, cast: Cast, methods = ['GET', 'POST']): Promise<Answer[]> {
	const answers: Answer[] = [];
	for (const [route, rule] of ROUTES) {
		const whose = namesThings(route) ? WHOSE : (['no id'] as const);
		const ways = methods.flatMap((method): [method: string, action: string][] =>
			method === 'POST' ? actionsOf(rule).map((action) => [method, action]) : [[method, '']]
		);
		for (const visitor of cast.visitors) {
			for (const [method, action] of ways) {
				const each = whose.map((of) => ({ route, method, action, visitor, of }));
				// What only reads can be asked at once; what changes something comes one after the other.
				if (method === 'GET') answers.push(...(await Promise.all(each.map((one) => askOne(origin, cast, one)))));
				else for (const one of each) answers.push(await askOne(origin, cast, one));
			}
		}
	}
	return answers;
}

interface Question {
	route: string;
	method: string;
	action: string;
	visitor: Visitor;
	of: Whose | 'no id';
}

async function askOne(origin: string, cast: Cast, { route, method, action, visitor, of }: Question): Promise<Answer> {
	const path = addressOf(route, cast.things[of === 'no id' ? 'own' : of]);
	const answer = await ask(origin, path + (action && `?/${action}`), method, await visitor.cookie());
	const shows = Object.entries(cast.canary).flatMap(([whose, name]) => (answer.body.includes(name) ? [whose] : []));
	const asked = method === 'POST' && action ? `POST ${action}` : method;
	return { route, asked, visitor: visitor.name, whose: of, status: answer.status, outcome: outcomeOf(answer), shows };
}

/** Whether the table of rules lets a visitor in at all. */
export function listed(rule: Rule, method: string, action: string, visitor: Visitor): boolean {
	if (rule === 'public' || rule === 'alike') return true;
	if (rule === 'child') return visitor.name === 'child';
	if (rule === 'adult') return visitor.name === 'parent' || visitor.name === 'foster-carer';
	if (!visitor.role) return false;
	const wanted = asked(rule, method, action || undefined);
	return wanted === 'staff' || (wanted !== 'never' && may(visitor.role, wanted));
}

/** Roles that work for every child of their authority, by the caseload's own rule. */
const WHOLE_AUTHORITY = [
	'manager',
	'business-support',
	'participation-lead',
	'administrator',
	'break-glass',
	'duty-team'
];

/** What nobody expects, in words: an answer given to somebody the rules do not let in, or about a child who is not theirs. */
export function unexpected(answers: readonly Answer[], cast: Cast): string[] {
	const rules = new Map(ROUTES);
	const visitors = new Map(cast.visitors.map((visitor) => [visitor.name, visitor]));
	return answers.flatMap((answer) => {
		const { route, visitor, whose, status, shows } = answer;
		const [method = '', action = ''] = answer.asked.split(' ');
		const rule = rules.get(route)!;
		const known = visitors.get(visitor)!;
		const given = status >= 200 && status < 300 && method !== 'OPTIONS';
		const foreign = whose === 'other authority' || whose === 'random' || whose === 'malformed';
		const others = shows.filter((of) => of !== 'own' && !(of === 'other child' && WHOLE_AUTHORITY.includes(visitor)));
		const wrong = [
			given && !listed(rule, method, action, known) && 'is let in',
			given && foreign && 'is given something',
			others.length > 0 && `sees the child of ${others.join(' and ')}`,
			shows.length > 0 && !listed(rule, 'GET', '', known) && 'sees the child',
			shows.length > 0 && visitor === 'iro before' && 'still sees the child',
			status >= 500 && `gets ${status}`,
			given && ['PUT', 'PATCH', 'DELETE'].includes(method) && `is answered ${status}`
		].filter(Boolean);
		return wrong.map((what) => `${visitor} ${what}: ${answer.asked} ${route} (${whose})`);
	});
}

/** The table in Markdown, from what was answered. */
export function asTable(answers: readonly Answer[], visitors: readonly Visitor[]): string {
	const rows = Map.groupBy(answers, ({ route, asked }) => `| \`${route}\` | ${asked} |`);
	const names = visitors.map(({ name }) => name);
	const cell = (of: readonly Answer[], name: string) =>
		of
			.filter(({ visitor }) => visitor === name)
			.map(({ outcome }) => LETTERS[outcome])
			.join('');
	const lines = [...rows].map(([start, of]) => `${start} ${names.map((name) => cell(of, name)).join(' | ')} |`);
	return [`| Route | Asked | ${names.join(' | ')} |`, `|---|---|${names.map(() => '---').join('|')}|`, ...lines].join(
		'\n'
	);
}
