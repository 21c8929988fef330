/** A reading could not be written into the log, so what was to be read is not given: 503. */
export class NotLogged extends Error {}

/** Does what writes a reading down. Throws NotLogged, whatever kept it from it: then what was to be read is not given. */
export async function loggedFirst<T>(write: () => Promise<T>): Promise<T> {
	try {
		return await write();
	} catch (cause) {
		throw new NotLogged('a reading could not be written down', { cause });
	}
}
