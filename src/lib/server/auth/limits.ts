import SqliteDatabase from 'better-sqlite3';
import { createHash } from 'node:crypto';
import {
	RateLimiterPostgres,
	RateLimiterRes,
	RateLimiterSQLite,
	type RateLimiterAbstract
} from 'rate-limiter-flexible';
import type { Connection } from '../db/connect.ts';

/** Failures allowed within five minutes, by what is being guessed at and by where the guesses come from. */
const FIVE_MINUTES = 300;
const LIMITS = { secret: { points: 5, duration: FIVE_MINUTES }, address: { points: 10, duration: FIVE_MINUTES } };
export type LimitKind = keyof typeof LIMITS;

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
	// One after the other: both make the same table.
	const secret = await make('secret');
	return { secret, address: await make('address') };
}

function limitersOf(connection: Connection) {
	let ready = limiters.get(connection);
	if (!ready) limiters.set(connection, (ready = open(connection)));
	return ready;
}

/** Keys are hashed: an address or an email is not kept in the table. */
const keyOf = (key: string) => createHash('sha256').update(key).digest('base64url').slice(0, 24);

/** An IPv4 address, or the /64 of an IPv6 address: one household, one key. */
export function addressKey(address: string): string {
	const ip = address.replace(/^::ffff:/, '');
	return ip.includes(':') ? ip.split(':').slice(0, 4).join(':') : ip;
}

/** Seconds to wait before another try, or 0 when one is allowed. */
export async function waitFor(connection: Connection, keys: Partial<Record<LimitKind, string>>): Promise<number> {
	const all = await limitersOf(connection);
	const waits = Object.entries(keys).map(async ([kind, key]) => {
		const limiter = all[kind as LimitKind];
		const used = await limiter.get(keyOf(key));
		return used && used.consumedPoints >= LIMITS[kind as LimitKind].points ? Math.ceil(used.msBeforeNext / 1000) : 0;
	});
	return Math.max(0, ...(await Promise.all(waits)));
}

/** Counts a failed try; returns the seconds to wait when that was one too many, else 0. */
export async function countFailure(connection: Connection, keys: Partial<Record<LimitKind, string>>): Promise<number> {
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
export async function forgive(connection: Connection, keys: Record<LimitKind, string>): Promise<void> {
	const all = await limitersOf(connection);
	await all.secret.delete(keyOf(keys.secret));
	await all.address.reward(keyOf(keys.address));
}
