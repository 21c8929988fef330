import { argonFits, argonHash } from './argon.ts';

export { passwordRefusal } from './password-rules.ts';

export const hashPassword = (password: string): Promise<string> => argonHash(password.normalize('NFKC'));

/** A hash that no password has, so that an unknown address takes as long to refuse as a wrong password. */
const NOBODY = hashPassword(crypto.randomUUID());

/** True when the password fits. With no stored hash, takes as long and is false. */
export async function passwordFits(stored: string | null | undefined, password: string): Promise<boolean> {
	const fits = await argonFits(stored ?? (await NOBODY), password.normalize('NFKC'));
	return fits && Boolean(stored);
}
