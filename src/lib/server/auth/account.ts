import * as audit from '../audit.ts';
import type { EnteredStaff } from './entered.ts';
import { addressKey, attempt } from './limits.ts';
import { tellOfChange } from './notify.ts';
import { database } from '../database.ts';
import { hashPassword, passwordFits, passwordRefusal } from './passwords.ts';
import type { PasswordRefusal } from './password-rules.ts';
import type { Refusal } from './sign-in.ts';
import * as staffSessions from './staff-sessions.ts';
import type { Visitor } from './visitor.ts';

const own = ({ scope, staff }: EnteredStaff) =>
	scope
		.selectFrom('staff')
		.select(['staff.email', 'staff.passwordHash', 'staff.breakGlassAt'])
		.where('staff.id', '=', staff.id)
		.executeTakeFirstOrThrow();

/** True for whoever signs in with a password of their own choosing. */
export async function choosesPassword(entered: EnteredStaff): Promise<boolean> {
	const { passwordHash, breakGlassAt } = await own(entered);
	return Boolean(passwordHash && !breakGlassAt);
}

/** Changes one's own password. Every other session of theirs ends with it. */
export async function changePassword(
	from: Visitor,
	entered: EnteredStaff,
	{ current, next }: { current: string; next: string }
): Promise<{ right: true } | Refusal | { refused: PasswordRefusal }> {
	const { scope, staff, authority, session } = entered;
	const { email, passwordHash, breakGlassAt } = await own(entered);
	const keys = { secret: `staff:${email}`, address: addressKey(from.address) };
	const fits = () => passwordFits(breakGlassAt ? undefined : passwordHash, current);
	const tried = await attempt(database(), keys, async () => ((await fits()) ? true : undefined));
	if (!('right' in tried)) return tried;
	const refused = passwordRefusal(next, [staff.name, email ?? '', authority.name]);
	if (refused) return { refused };
	const hash = await hashPassword(next);
	await scope.transaction(async (tx) => {
		await tx.updateTable('staff').set({ passwordHash: hash }).where('staff.id', '=', staff.id).execute();
		await audit.record(tx, 'staff.password-changed', staff.id);
		await tellOfChange(tx, staff.id);
	});
	await staffSessions.endOthers(scope, staff.id, session.publicId);
	return { right: true };
}
