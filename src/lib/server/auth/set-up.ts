import type { Cookies } from '@sveltejs/kit';
import { encode } from 'uqr';
import * as audit from '../audit.ts';
import type { StaffAttemptTable } from '../db/tables/staff.ts';
import type { AuthorityScope } from '../db/scope.ts';
import * as attempts from './attempts.ts';
import type { Attempt } from './attempts.ts';
import * as factors from './factors.ts';
import { tellOfChange } from './notify.ts';
import * as passkeys from './passkeys.ts';
import * as recoveryCodes from './recovery-codes.ts';
import { comer, enter, IN, scopeFor, trySecond, type Comer, type Next, type Refusal } from './sign-in.ts';
import { addressFor, secretFrom, stepOf } from './totp.ts';
import type { Visitor } from './visitor.ts';

/*
 * Setting up a second step: on the first sign-in ('set-up', which it leads into), or one more later ('add'). Until it is
 * confirmed nothing of it is kept: secret, challenge and recovery codes are drawn from the step's own token.
 */

export type Making = Extract<StaffAttemptTable['purpose'], 'set-up' | 'add'>;

/** Written into the step once a factor is confirmed: what follows is the recovery codes. */
const CONFIRMED = 'confirmed';

/** Whose second step is being set up in this browser. */
export async function making(
	cookies: Cookies,
	purpose: Making
): Promise<{ step: Attempt; staff: Comer; confirmed: boolean } | undefined> {
	const step = await attempts.find(cookies, purpose);
	const staff = step && (await comer(step.authorityId!, step.staffId!));
	return staff && { step, staff, confirmed: step.note === CONFIRMED };
}

/** What a page needs to offer both kinds. */
export async function offer(step: Attempt, staff: Comer) {
	const scope = scopeFor(staff);
	const secret = secretFrom(step.draw('app secret'));
	const label = staff.email ?? staff.name;
	const { data, size } = encode(addressFor(secret, label, 'Sayso'), { ecc: 'M', border: 2 });
	const known = (await factors.list(scope, staff.id)).flatMap(({ credentialId }) => credentialId ?? []);
	return {
		secret: secret.match(/.{1,4}/g)!.join(' '),
		qr: {
			size,
			path: data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : []))).join('')
		},
		passkey: await passkeys.creation(step, { email: label, name: staff.name }, known)
	};
}

/** What somebody posts to confirm: the app's first code, or what the browser made of the passkey. */
export interface Proof {
	code: string;
	passkey: string;
	/** What they call it. */
	name: string;
}

/** Keeps the factor when its proof is right. On a first set-up the recovery codes come next. */
export async function confirm(
	cookies: Cookies,
	from: Visitor,
	purpose: Making,
	proof: Proof,
	after: { first: string; more: string }
): Promise<Next | Refusal> {
	const found = await making(cookies, purpose);
	if (!found) return IN;
	const { step, staff, confirmed } = found;
	if (confirmed) return { goTo: after.first };
	const scope = scopeFor(staff);
	const tried = await trySecond(from, staff.id, () => proved(step, proof));
	if (!('right' in tried)) return tried;
	const wanting = purpose === 'set-up' || !(await recoveryCodes.left(scope, staff.id));
	const codes = wanting && (await recoveryCodes.hashed(staff.id, recoveryCodes.codesFrom(step.draw)));
	await scope.transaction(async (tx) => {
		await tried.right(tx, staff.id);
		if (purpose === 'add') await tellOfChange(tx, staff.id);
		if (codes) await recoveryCodes.keep(tx, staff.id, codes);
	});
	if (codes) await attempts.note(cookies, CONFIRMED);
	else await attempts.take(cookies, purpose);
	return { goTo: codes ? after.first : after.more };
}

type Keep = (tx: AuthorityScope, staffId: string) => Promise<string>;

async function proved(step: Attempt, { code, passkey, name }: Proof): Promise<Keep | undefined> {
	if (passkey) {
		const made = await passkeys.created(step, passkey, name);
		return made && ((tx, staffId) => factors.addPasskey(tx, staffId, made));
	}
	const secret = secretFrom(step.draw('app secret'));
	const lastStep = stepOf(secret, code);
	return lastStep === undefined ? undefined : (tx, staffId) => factors.addApp(tx, staffId, { name, secret, lastStep });
}

/** The recovery codes of a step that has just been confirmed, to show this once. */
export async function newCodes(cookies: Cookies, purpose: Making): Promise<string[] | undefined> {
	const found = await making(cookies, purpose);
	return found?.confirmed ? recoveryCodes.codesFrom(found.step.draw) : undefined;
}

/** They have been kept: somebody who was signing in is in. */
export async function finish(cookies: Cookies, from: Visitor, purpose: Making): Promise<Next> {
	const found = await making(cookies, purpose);
	if (!found?.confirmed || !(await attempts.take(cookies, purpose))) return IN;
	if (purpose === 'add') return { goTo: '/account' };
	const [kind = 'totp'] = await factors.kinds(scopeFor(found.staff), found.staff.id);
	return enter(cookies, from, found.staff, kind);
}

/** Begins to add one more, or, with `codes`, makes ten new recovery codes at once. */
export async function beginToAdd(
	cookies: Cookies,
	scope: AuthorityScope,
	staffId: string,
	codes = false
): Promise<void> {
	const { authorityId } = scope;
	const step = await attempts.begin(cookies, { purpose: 'add', authorityId, staffId, note: codes ? CONFIRMED : null });
	if (!codes) return;
	const made = await recoveryCodes.hashed(staffId, recoveryCodes.codesFrom(step.draw));
	await scope.transaction(async (tx) => {
		await recoveryCodes.keep(tx, staffId, made);
		await audit.record(tx, 'staff.recovery-codes-made', staffId);
		await tellOfChange(tx, staffId);
	});
}
