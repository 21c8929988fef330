import type { AuthorityScope } from '../db/scope.ts';
import { newId } from '../ids.ts';
import * as outbox from '../outbox/index.ts';
import { setting } from '../settings.ts';

/** Tells somebody that how they sign in has changed, in case it was not they who changed it. */
export async function tellOfChange(tx: AuthorityScope, staffId: string): Promise<void> {
	await outbox.post(tx, {
		to: { staffId },
		template: 'sign-in-changed',
		language: 'en',
		values: { link: new URL('/account', setting('ORIGIN')).href },
		about: 'authority',
		dedupe: `sign-in-changed:${newId()}`
	});
}
