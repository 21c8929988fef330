import { may } from '#lib/server/access.ts';
import { statesOf } from '#lib/server/administration.ts';
import type { EnteredStaff } from '#lib/server/auth/entered.ts';

/** What is not as it should be, as far as whoever looks can put it right. */
export async function load({ locals }) {
	const { scope, staff } = locals.entered as EnteredStaff;
	return { states: (await statesOf(scope)).filter(({ needs }) => may(staff.role, needs)) };
}
