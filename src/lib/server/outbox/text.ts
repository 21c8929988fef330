import { NotifyClient } from 'notifications-node-client';
import type { Failure, Letter, WayOut } from './way-out.ts';

/** Far below a lease. */
const TIMEOUT_MS = 30_000;

/**
 * GOV.UK Notify, with one template of the authority's own there that is nothing but `((text))`: what we say is in our
 * files, in every language, and not in two places.
 */
export function textByNotify({ url, key, template }: { url: string; key: string; template: string }): WayOut {
	const client = new NotifyClient(url, key);
	const send = async ({ id, to, body }: Letter) => {
		try {
			await withinTime(client.sendSms(template, to, { personalisation: { text: body }, reference: id }));
			return undefined;
		} catch (failure) {
			return explain((failure as { response?: { status?: number } }).response?.status);
		}
	};
	return { send, close: () => undefined };
}

function explain(status: number | undefined): Failure {
	if (status === 400) return { reason: 'refused', final: true };
	if (status === 401 || status === 403) return { reason: 'sign-in', final: false };
	return { reason: status ? 'busy' : 'unreachable', final: false };
}

async function withinTime<T>(work: Promise<T>): Promise<T> {
	let timer: NodeJS.Timeout | undefined;
	const late = new Promise<never>((_, reject) => {
		timer = setTimeout(() => reject(new Error('late')), TIMEOUT_MS);
	});
	try {
		return await Promise.race([work, late]);
	} finally {
		clearTimeout(timer);
	}
}
