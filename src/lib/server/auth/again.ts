import type { Cookies } from '@sveltejs/kit';
import { database } from '../database.ts';
import * as attempts from './attempts.ts';
import type { EnteredStaff } from './entered.ts';
import * as factors from './factors.ts';
import { addressKey, attempt } from './limits.ts';
import * as passkeys from './passkeys.ts';
import { passwordFits } from './passwords.ts';
import { providerOf } from './providers.ts';
import { codeKind, trySecond, type Refusal } from './sign-in.ts';
import * as staffSessions from './staff-sessions.ts';
import type { Visitor } from './visitor.ts';

/*
 * Showing once more who one is, in a session that is there: because it locked, or because what comes next asks for a
 * fresh sign-in. Opening a lock takes one step of a sign-in, being fresh takes all of them.
 */

/** What somebody can show. */
export interface Ways {
	password: boolean;
	/** Asked for beside the password, when all steps are asked for. */
	code: boolean;
	passkey: boolean;
	/** The authority's own sign-in, by its code. */
	provider: string | undefined;
}

const own = ({ scope, staff }: EnteredStaff) =>
	database()
		.directory.selectFrom('staff')
		.select(['email', 'passwordHash', 'breakGlassAt'])
		.where('authorityId', '=', scope.authorityId)
		.where('id', '=', staff.id)
		.executeTakeFirstOrThrow();

/** How this member of staff can show who they are; `fully` when every step is asked for. */
export async function waysOf(entered: EnteredStaff, fully: boolean): Promise<Ways> {
	const { passwordHash } = await own(entered);
	const kinds = await factors.kinds(entered.scope, entered.staff.id);
	const passkey = kinds.includes('passkey');
	const app = kinds.includes('totp');
	return {
		// With a passkey as the only second step, the passkey is both.
		password: Boolean(passwordHash) && (!fully || app || !passkey),
		code: fully && app,
		passkey,
		provider: entered.session.method === 'provider' ? (await providerOf(entered.scope))?.code : undefined
	};
}

export interface Shown {
	password: string;
	code: string;
	passkey: string;
}

/** What was posted; empty for what was not. */
export function shownIn(posted: FormData): Shown {
	const text = (name: keyof Shown) => String(posted.get(name) ?? '');
	return { password: text('password'), code: text('code'), passkey: text('passkey') };
}

/** Opens the session again, or makes it fresh, when what was shown is right. */
export async function show(
	cookies: Cookies,
	from: Visitor,
	entered: EnteredStaff,
	fully: boolean,
	shown: Shown
): Promise<{ right: true } | Refusal> {
	const { staff, session } = entered;
	if (shown.passkey) {
		const step = await attempts.take(cookies, 'passkey');
		const tried = await trySecond(from, staff.id, async () => {
			const whose = step && (await passkeys.answered(step, shown.passkey));
			return whose?.staffId === staff.id && whose.authorityId === entered.scope.authorityId ? true : undefined;
		});
		if (!('right' in tried)) return tried;
		await staffSessions.freshen(session);
		return { right: true };
	}
	const tried = await byPassword(from, entered, fully, shown);
	if (!('right' in tried)) return tried;
	await (fully ? staffSessions.freshen(session) : staffSessions.unlock(session));
	return { right: true };
}

async function byPassword(from: Visitor, entered: EnteredStaff, fully: boolean, { password, code }: Shown) {
	const ways = await waysOf(entered, fully);
	const { email, passwordHash } = await own(entered);
	const keys = { secret: `staff:${email}`, address: addressKey(from.address) };
	const fits = () => passwordFits(ways.password ? passwordHash : undefined, password);
	const tried = await attempt(database(), keys, async () => ((await fits()) ? true : undefined));
	if (!('right' in tried) || !ways.code) return tried;
	return trySecond(from, entered.staff.id, () => codeKind(entered.scope, entered.staff.id, code));
}
