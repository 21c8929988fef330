import type { Cookies } from '@sveltejs/kit';
import { database } from '../database.ts';
import * as attempts from './attempts.ts';
import { addressKey, attempt } from './limits.ts';
import * as passkeys from './passkeys.ts';
import { comer, enter, type Next, type Refusal } from './sign-in.ts';
import type { Visitor } from './visitor.ts';

/** What a page needs to ask for a passkey, whoever's it is. Loading it again asks the same. */
export async function passkeyRequest(cookies: Cookies) {
	const step = (await attempts.find(cookies, 'passkey')) ?? (await attempts.begin(cookies, { purpose: 'passkey' }));
	return passkeys.request(step);
}

/** Signs in whoever's passkey answered: it is both steps at once. Ten wrong answers from one place, and it waits. */
export async function signInWithPasskey(cookies: Cookies, from: Visitor, answer: string): Promise<Next | Refusal> {
	const step = await attempts.take(cookies, 'passkey');
	const tried = await attempt(database(), { address: addressKey(from.address) }, async () => {
		const whose = step && (await passkeys.answered(step, answer));
		return whose && comer(whose.authorityId, whose.staffId);
	});
	return 'right' in tried ? enter(cookies, from, tried.right, 'passkey') : tried;
}
