import { hash, verify } from '@node-rs/argon2';

// OWASP's first choice for argon2id (the library's default algorithm): 19 MiB, two passes, one lane.
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Shorter than this is refused. */
export const SHORTEST_PASSWORD = 12;

export const hashPassword = (password: string): Promise<string> => hash(password.normalize('NFKC'), COST);

/** A hash that no password has, so that an unknown address takes as long to refuse as a wrong password. */
const NOBODY = hashPassword(crypto.randomUUID());

/** True when the password fits. With no stored hash, takes as long and is false. */
export async function passwordFits(stored: string | null | undefined, password: string): Promise<boolean> {
	const fits = await verify(stored ?? (await NOBODY), password.normalize('NFKC'));
	return fits && Boolean(stored);
}
