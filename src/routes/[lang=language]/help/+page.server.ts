import * as helplines from '#lib/server/helplines.ts';

/** Whom else to ring: as the authority of whoever came in says, and nationally for a visitor. */
export const load = async ({ locals }) => ({
	lines: locals.entered ? await helplines.list(locals.entered.scope) : helplines.NATIONAL
});
