import { error, type Handle } from '@sveltejs/kit';
import type { Event } from './event.ts';
import { nothingHere, trouble } from './trouble.ts';

/** Far above the longest answer in any script, and far below what would keep the server busy. */
const LARGEST = 262_144;

/**
 * What nobody could have typed is not read: large files come from staff only, whom `authorise` knows before anything of
 * theirs is read, and the server's own limit holds for them.
 */
export const readableBody: Handle = async ({ event, resolve }) => {
	const { headers } = event.request;
	const length = headers.get('content-length') ?? (headers.has('transfer-encoding') ? Infinity : 0);
	if (Number(length) > LARGEST && !event.route.id?.startsWith('/(staff)/')) return trouble(event, 413);
	if (asksForNoAction(event)) return nothingHere(event);
	rememberForm(event);
	return resolve(event);
};

/** SvelteKit looks an action up by its name in an object, where every object has some: 'constructor'. */
const asksForNoAction = ({ url }: Event): boolean =>
	[...url.searchParams.keys()].some((key) => key.startsWith('/') && key.slice(1) in Object.prototype);

/** A form that cannot be read is the sender's mistake (400), not ours (500). What was read is at hand for an error's page. */
function rememberForm({ request, locals }: Event): void {
	const read = request.formData.bind(request);
	request.formData = async () => {
		try {
			return (locals.posted = await read());
		} catch (cause) {
			if (cause instanceof TypeError) error(400);
			throw cause;
		}
	};
}
