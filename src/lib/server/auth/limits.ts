import SqliteDatabase from 'better-sqlite3';
import { createHash } from 'node:crypto';
import {
	RateLimiterPostgres,
	RateLimiterRes,
	RateLimiterSQLite,
	type RateLimiterAbstract
} from 'rate-limiter-flexible';
import type { Connection } from '../db/connect.ts';
import { TooBusy } from '../too-busy.ts';

/** Failures allowed by what is being guessed at and by where the guesses come from; tries of a whole authority before it slows. */
const FIVE_MINUTES = 300;
const LIMITS = {
	secret: { points: 5, duration: FIVE_MINUTES },
	address: { points: 10, duration: FIVE_MINUTES },
	authority: { points: 60, duration: 60 }
};
export type LimitKind = keyof typeof LIMITS;
/** What is guessed at (`secret`) and from where (`address`, see addressKey). */
export type Keys = Partial<Record<Exclude<LimitKind, 'authority'>, string>>;

const limiters = new WeakMap<Connection, Promise<Record<LimitKind, RateLimiterAbstract>>>();

async function open(connection: Connection): Promise<Record<LimitKind, RateLimiterAbstract>> {
	const make = (kind: LimitKind) =>
		new Promise<RateLimiterAbstract>((resolve, reject) => {
			const { driver } = connection;
			const common = { ...LIMITS[kind], keyPrefix: kind, tableName: 'rate_limit', storeClient: driver };
			const ready = (failure?: Error) => (failure ? reject(failure) : resolve(limiter));
			const limiter: RateLimiterAbstract =
				driver instanceof SqliteDatabase
					? new RateLimiterSQLite({ ...common, storeType: 'better-sqlite3' }, ready)
					: new RateLimiterPostgres({ ...common, storeType: 'pool' }, ready);
		});
	// One after the other: all make the same table.
	const secret = await make('secret');
	const address = await make('address');
	return { secret, address, authority: await make('authority') };
}

function limitersOf(connection: Connection) {
	let ready = limiters.get(connection);
	if (!ready) limiters.set(connection, (ready = open(connection)));
	return ready;
}

/** Keys are hashed: an address or an email is not kept in the table. */
const keyOf = (key: string) => createHash('sha256').update(key).digest('base64url').slice(0, 24);

/** An IPv4 address, or the /64 of an IPv6 address, however it is written: one household, one key. */
export function addressKey(address: string): string {
	const ip = address.toLowerCase().replace(/^::ffff:(?=\d+\.)/, '');
	if (!ip.includes(':')) return ip;
	const [head = '', tail] = ip.replace(/%.*$/, '').split('::');
	const groups = head ? head.split(':') : [];
	const rest = tail ? tail.split(':') : [];
	const zeros = tail === undefined ? [] : Array<string>(Math.max(0, 8 - groups.length - rest.length)).fill('0');
	const all = [...groups, ...zeros, ...rest].map((group) => group.replace(/^0+(?=.)/, ''));
	return all.slice(0, 4).join(':');
}

/** Seconds to wait before another try, or 0 when one is allowed. */
export async function waitFor(connection: Connection, keys: Keys): Promise<number> {
	const all = await limitersOf(connection);
	const waits = Object.entries(keys).map(async ([kind, key]) => {
		const limiter = all[kind as LimitKind];
		const used = await limiter.get(keyOf(key));
		return used && used.consumedPoints >= LIMITS[kind as LimitKind].points ? Math.ceil(used.msBeforeNext / 1000) : 0;
	});
	return Math.max(0, ...(await Promise.all(waits)));
}

/** Counts a failed try; returns the seconds to wait when that was one too many, else 0. */
export async function countFailure(connection: Connection, keys: Keys): Promise<number> {
	const all = await limitersOf(connection);
	let wait = 0;
	for (const [kind, key] of Object.entries(keys)) {
		await all[kind as LimitKind].consume(keyOf(key)).catch((refused: unknown) => {
			if (!(refused instanceof RateLimiterRes)) throw refused;
			wait = Math.max(wait, Math.ceil(refused.msBeforeNext / 1000));
		});
	}
	return wait;
}

/** Takes back a try that was counted before it was known to be right, and with it the failures of its secret. */
export async function forgive(connection: Connection, keys: Keys): Promise<void> {
	const all = await limitersOf(connection);
	if (keys.secret) await all.secret.delete(keyOf(keys.secret));
	if (keys.address) await all.address.reward(keyOf(keys.address));
}

/** Takes back a try that nobody could judge: the server was too busy, or its database was away. */
async function takeBack(connection: Connection, keys: Keys): Promise<void> {
	const all = await limitersOf(connection);
	for (const [kind, key] of Object.entries(keys)) await all[kind as LimitKind].reward(keyOf(key));
}

export type Tried<T> = { right: T } | { refused: 'wrong' } | { refused: 'too-many'; seconds: number };

/**
 * One try at a secret. It is counted before `judge` looks at it, and taken back when it was right: a burst of tries at
 * once counts in full. `judge` gives what the secret opens, or undefined for a wrong one.
 */
export async function attempt<T>(
	connection: Connection,
	keys: Keys,
	judge: () => Promise<T | undefined>
): Promise<Tried<T>> {
	const seconds = await countFailure(connection, keys);
	if (seconds) return { refused: 'too-many', seconds };
	const right = await judge().catch(async (failure: unknown) => {
		await takeBack(connection, keys).catch(() => undefined);
		throw failure;
	});
	if (right === undefined) return { refused: 'wrong' };
	await forgive(connection, keys);
	return { right };
}

/** How long one try is held for each that is over the limit, at most how long, and how many are held at most. */
const SLOWER_MS = 100;
const SLOWEST_MS = 5000;
const MOST_HELD = 200;
let held = 0;
const sleep = (ms: number) => new Promise<unknown>((resolve) => setTimeout(resolve, ms));

/**
 * Counts a try at any door of an authority: over sixty a minute each waits a little longer, and none is refused for
 * it. Called where the authority of a code or an address is known, before the secret is looked at; nobody who is
 * already in passes here. Throws TooBusy when too many are held.
 */
export async function pace(connection: Connection, authorityId: string, hold = sleep): Promise<void> {
	const { authority } = await limitersOf(connection);
	const { consumedPoints } = await authority.consume(keyOf(authorityId)).catch((refused: unknown) => {
		if (refused instanceof RateLimiterRes) return refused;
		throw refused;
	});
	const over = consumedPoints - LIMITS.authority.points;
	if (over <= 0) return;
	if (held >= MOST_HELD) throw new TooBusy();
	held++;
	await hold(Math.min(over * SLOWER_MS, SLOWEST_MS));
	held--;
}
