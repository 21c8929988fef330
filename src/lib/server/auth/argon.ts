import { hash, verify } from '@node-rs/argon2';
import { TooBusy } from '../too-busy.ts';

// OWASP's first choice for argon2id (the library's default algorithm): 19 MiB, two passes, one lane.
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Each takes a core for a moment: two at a time, and a queue that nobody waits in for long. */
const AT_ONCE = 2;
const MOST_WAITING = 20;

let running = 0;
const waiting: (() => void)[] = [];

/** How many are being made, and how many wait for their turn. */
export const argonQueue = () => ({ running, waiting: waiting.length });

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
	if (running >= AT_ONCE) {
		if (waiting.length >= MOST_WAITING) throw new TooBusy();
		await new Promise<void>((resolve) => waiting.push(resolve));
	} else {
		running++;
	}
	try {
		return await work();
	} finally {
		const next = waiting.shift();
		if (next) next();
		else running--;
	}
}

/** An argon2id hash of a secret. Throws TooBusy when too many others are being made. */
export const argonHash = (secret: string): Promise<string> => inTurn(() => hash(secret, COST));

/** True when the hash is of this secret. Throws TooBusy as above. */
export const argonFits = (stored: string, secret: string): Promise<boolean> => inTurn(() => verify(stored, secret));
