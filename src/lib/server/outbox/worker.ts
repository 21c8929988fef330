import { now } from '../clock.ts';
import type { Connection } from '../db/connect.ts';
import { AuthorityScope } from '../db/scope.ts';
import { newId } from '../ids.ts';
import { deliver } from './deliver.ts';
import { anythingDue, lease, type Channel } from './lease.ts';
import { waysOut, type WaysOut } from './ways-out.ts';

/** What one round did: for the log and the command line, which never learn to whom. */
export interface Round {
	sent: number;
	/** Not taken now; tried again by itself. */
	later: number;
	/** Given up; a person can try again. */
	dead: number;
	/** Alarms that nobody had seen in time, passed on. */
	escalated: number;
}

/** Something else that has its time: given the authority's scope, says how often it did it. */
export type Chore = (scope: AuthorityScope, at: string) => Promise<number>;

/** So many of one authority before the next has its turn. */
const AT_ONCE = 50;

/**
 * Sends what is due, of every authority. Any number of nodes may do this at the same time: each message is leased by
 * one. `chore` is done first, so that what it posts leaves in the same round.
 */
export async function round(connection: Connection, ways: WaysOut, chore: Chore, clock = now): Promise<Round> {
	const done: Round = { sent: 0, later: 0, dead: 0, escalated: 0 };
	const worker = newId();
	for (const { id } of await connection.directory.selectFrom('authority').select('id').execute()) {
		const scope = new AuthorityScope(connection.db, id, { kind: 'worker' });
		done.escalated += await chore(scope, clock());
		await sendDue(scope, ways, { worker, clock }, done);
	}
	return done;
}

async function sendDue(
	scope: AuthorityScope,
	ways: WaysOut,
	{ worker, clock }: { worker: string; clock: () => string },
	done: Round
): Promise<void> {
	const channels = Object.keys(ways) as Channel[];
	// Asked each time anew: a lease runs from when it is taken, however long the messages before it took.
	const leasing = () => ({ worker, at: clock(), channels });
	if (!(await anythingDue(scope, leasing()))) return;
	for (let taken = 0; taken < AT_ONCE; taken++) {
		const message = await lease(scope, leasing());
		if (!message) return;
		done[await deliver(scope, message, ways, clock())]++;
	}
}

export interface Working {
	/** Stops after the message that is being sent. */
	stop(): Promise<void>;
}

const PAUSE_MS = 5000;

/** Works until it is stopped. A round that fails (the database is away) is told to `told`, and the next one comes. */
export function work(connection: Connection, chore: Chore, told: (done: Round | Error) => void): Working {
	const ways = waysOut();
	const stopping = new AbortController();
	const forever = async () => {
		while (!stopping.signal.aborted) {
			told(await round(connection, ways, chore).catch((failure: unknown) => failure as Error));
			await pause(stopping.signal);
		}
	};
	const ended = forever();
	return {
		stop: async () => {
			stopping.abort();
			await ended;
			for (const way of Object.values(ways)) way.close();
		}
	};
}

/** Keeps no process alive by itself. */
const pause = (signal: AbortSignal) =>
	new Promise<void>((resolve) => {
		const timer = setTimeout(resolve, PAUSE_MS).unref();
		signal.addEventListener('abort', () => (clearTimeout(timer), resolve()), { once: true });
	});
