import { ruleOf } from '../access.ts';
import type { Event } from './event.ts';

/** Up to this much is put into a page to be sent again. */
const MOST_KEPT = 65_536;
/** Secrets are typed again. */
const SECRET = /pass|code|pin|doodle|secret|token|otp|digits|choice/i;

/** The text fields of a form of somebody who came in, to send once more; a file cannot be kept in a page. */
export function sentAgain({ route, url }: Event, posted: FormData | undefined): App.Error['again'] {
	if (!posted || !route.id || ruleOf(route.id) === 'public') return undefined;
	const fields = [...posted].filter((field): field is [string, string] => typeof field[1] === 'string');
	if (fields.some(([name]) => SECRET.test(name))) return undefined;
	const size = fields.reduce((sum, [name, value]) => sum + name.length + value.length, 0);
	return size > MOST_KEPT ? undefined : { action: url.pathname + url.search, fields };
}

/** The same of a form that nobody has read yet. */
export async function unreadSentAgain(event: Event): Promise<App.Error['again']> {
	const { request, locals } = event;
	const short = Number(request.headers.get('content-length') || Infinity) <= MOST_KEPT;
	if (locals.posted || request.method !== 'POST' || request.bodyUsed || !short) return sentAgain(event, locals.posted);
	return sentAgain(event, await request.formData().catch(() => undefined));
}
