import { request as ask } from 'node:http';
import { actionsOf, addressOf, ROUTES } from './matrix.ts';
import { WHOSE, type Cast } from './visitors.ts';

/** An answer that nobody meant to give. */
export interface Fault {
	number: number;
	method: string;
	route: string;
	action: string;
	visitor: string;
	status: number | string;
}

/** The same numbers for the same beginning, so that what was found can be found again. */
export function dice(seed: number) {
	let state = seed >>> 0;
	const next = () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let t = Math.imul(state ^ (state >>> 15), 1 | state);
		t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
		return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
	};
	const below = (most: number) => Math.floor(next() * most);
	const pick = <T>(of: readonly T[]): T => of[below(of.length)]!;
	return { next, below, pick, chance: (share: number) => next() < share };
}
type Dice = ReturnType<typeof dice>;

const METHODS = [
	'GET',
	'GET',
	'GET',
	'POST',
	'POST',
	'POST',
	'POST',
	'HEAD',
	'PUT',
	'PATCH',
	'DELETE',
	'OPTIONS',
	'BREW'
];
const NASTY = [
	'',
	'0',
	'-1',
	'9007199254740993',
	'1e309',
	'NaN',
	'null',
	'undefined',
	'true',
	'__proto__',
	'constructor',
	'toString',
	'../../../etc/passwd',
	'..%2f..%2f',
	'%00',
	'%ff',
	'%',
	'\0',
	'\ud800',
	'\u202e',
	'\ufeff',
	"' OR 1=1 --",
	'"; DROP TABLE review; --',
	'<script>alert(1)</script>',
	'${7*7}',
	'{{7*7}}',
	'2026-02-30',
	'0000-00-00',
	'9999-12-31',
	'2026-11-23T25:61',
	'24:60',
	'=1+1',
	'🐈‍⬛'.repeat(40),
	'a'.repeat(5000),
	'ا'.repeat(300),
	'[]',
	'{}',
	'a,b,c',
	'on',
	'yes'
];
const FIELDS =
	'id code email password words name field value values audience state question helper helperName how look theme size back language kind first second choice pin alone decision reason privateNote note callMe about languages reachHow reachWhen photo file files mapping year from to day dueOn heldOn meetsOn startsAt venue venueNote person relationship phone address why child staff role accent alt nouns attended presence voice chairing nextOn lateReason token digits q page sort remove'.split(
		' '
	);
const TYPES = [
	'application/x-www-form-urlencoded',
	'multipart/form-data; boundary=x',
	'multipart/form-data',
	'text/plain',
	'application/json',
	'application/octet-stream',
	'',
	'application/x-www-form-urlencoded; charset=utf-16',
	'multipart/form-data; boundary="'
];

function fields(roll: Dice): [string, string][] {
	return Array.from({ length: roll.below(12) }, () => [roll.pick(roll.chance(0.9) ? FIELDS : NASTY), roll.pick(NASTY)]);
}

function bodyOf(roll: Dice, type: string): Buffer {
	if (roll.chance(0.1)) return Buffer.from(Array.from({ length: roll.below(3000) }, () => roll.below(256)));
	if (type.startsWith('multipart')) return Buffer.from(multipart(roll));
	if (type.endsWith('json'))
		return Buffer.from(roll.chance(0.5) ? '{"a":' : JSON.stringify(Object.fromEntries(fields(roll))));
	const pairs = fields(roll).map(([name, value]) => `${encode(name)}=${roll.chance(0.9) ? encode(value) : '%zz'}`);
	return Buffer.from(pairs.join('&'));
}

const encode = (text: string) => encodeURIComponent(text.toWellFormed());

function multipart(roll: Dice): string {
	const parts = fields(roll).map(([name, value]) => {
		const file = roll.chance(0.3) ? `; filename="${roll.pick(NASTY).replace(/[\r\n]/g, '')}"` : '';
		return `--x\r\nContent-Disposition: form-data; name="${name}"${file}\r\n\r\n${value}\r\n`;
	});
	return parts.join('') + (roll.chance(0.8) ? '--x--\r\n' : '');
}

function pathOf(roll: Dice, cast: Cast): { route: string; action: string; path: string } {
	const [route, rule] = roll.pick(ROUTES);
	const action = roll.chance(0.8) ? roll.pick(actionsOf(rule)) : roll.pick(NASTY);
	let path = addressOf(route, cast.things[roll.pick(WHOSE)]);
	if (roll.chance(0.3)) path = path.replace(/[^/]+$/, () => encode(roll.pick(NASTY)));
	if (roll.chance(0.1)) path += '/__data.json';
	const query = fields(roll)
		.slice(0, roll.below(4))
		.map(([name, value]) => `${encode(name)}=${encode(value)}`);
	if (action) query.push(`/${encode(action)}`);
	return { route, action, path: path + (query.length ? `?${query.join('&')}` : '') };
}

const plain = (text: string) => text.replace(/[^\t\x20-\x7e\x80-\xff]/g, '?').slice(0, 2000);

async function headersOf(roll: Dice, cast: Cast, origin: string) {
	const visitor = roll.pick(cast.visitors);
	const cookie = roll.chance(0.95) ? await visitor.cookie() : `sayso-staff=${plain(roll.pick(NASTY))}`;
	const type = roll.pick(TYPES);
	const headers: Record<string, string> = {
		origin: roll.chance(0.95) ? origin : plain(roll.pick(NASTY)),
		...(cookie && { cookie }),
		...(type && { 'content-type': type }),
		...(roll.chance(0.8) && { accept: 'text/html' })
	};
	if (roll.chance(0.1)) headers['x-sveltekit-action'] = 'true';
	for (const name of ['accept-language', 'user-agent', 'referer', 'range', 'if-none-match', 'x-forwarded-for'])
		if (roll.chance(0.1)) headers[name] = plain(roll.pick(NASTY));
	return { visitor: visitor.name, type, headers };
}

function send(origin: string, method: string, path: string, headers: Record<string, string>, body: Buffer | undefined) {
	const { hostname, port } = new URL(origin);
	return new Promise<number | string>((resolve) => {
		const asked = ask({ hostname, port, method, path, headers, agent: false }, (answer) => {
			answer.resume();
			answer.once('end', () => resolve(answer.statusCode ?? 0));
			answer.once('error', (failure) => resolve(failure.message));
		});
		asked.once('error', (failure: NodeJS.ErrnoException) => resolve(failure.code ?? failure.message));
		asked.end(body);
	});
}

/** What the server answers on purpose when it cannot just now. */
const DELIBERATE = [503, 507];

/** Asks so often for anything, by anybody, with anything in it; returns what was answered with a fault of ours. */
export async function fuzz(origin: string, cast: Cast, times: number, seed: number): Promise<Fault[]> {
	const faults: Fault[] = [];
	const roll = dice(seed);
	let number = 0;
	const worker = async () => {
		while (number < times) {
			const mine = ++number;
			const method = roll.pick(METHODS);
			const { route, action, path } = pathOf(roll, cast);
			const { visitor, type, headers } = await headersOf(roll, cast, origin);
			const body = ['GET', 'HEAD', 'OPTIONS'].includes(method) ? undefined : bodyOf(roll, type);
			const status = await send(origin, method, path, headers, body);
			const fault = typeof status === 'string' ? true : status >= 500 && !DELIBERATE.includes(status);
			if (fault) faults.push({ number: mine, method, route, action, visitor, status });
		}
	};
	await Promise.all(Array.from({ length: 6 }, worker));
	return faults;
}
