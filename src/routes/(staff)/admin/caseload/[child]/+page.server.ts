import { error } from '@sveltejs/kit';
import { gaps, overlaps } from '#lib/domain/involvement.ts';
import { ENGLISH } from '#lib/i18n/languages.ts';
import { WORKING_ROLES } from '#lib/server/assignments.ts';
import type { EnteredStaff } from '#lib/server/auth/entered.ts';
import { ofChild, takers } from '#lib/server/caseload-list.ts';
import { today } from '#lib/server/clock.ts';
import { formatDay } from '#lib/server/format.ts';
import { isId } from '#lib/server/ids.ts';
import { assignOne } from './assign-one.server.ts';

const short = (day: string) => formatDay(day, ENGLISH, 'short');

export async function load({ locals, params, url }) {
	const { scope } = locals.entered as EnteredStaff;
	const child = isId(params.child) ? await ofChild(scope, params.child) : undefined;
	if (!child) error(404);
	const on = today();
	const roles = WORKING_ROLES.map(async (role) => {
		const workers = child.workers.filter((one) => one.role === role);
		const gap = gaps(workers, on)[0];
		const two = overlaps(workers, on)[0];
		return {
			role,
			workers: workers.map(({ id, name, startedOn, endedOn, gone }) => ({
				id,
				name,
				gone,
				from: short(startedOn),
				until: endedOn && short(endedOn),
				state: endedOn && endedOn <= on ? 'over' : startedOn > on ? 'later' : 'now'
			})),
			gap: gap && (gap.startedOn <= on ? 'now' : short(gap.startedOn)),
			two: two && short(two.startedOn),
			people: await takers(scope, role)
		};
	});
	return {
		child: { id: child.id, name: child.name, externalId: child.externalId },
		roles: await Promise.all(roles),
		today: on,
		saved: url.searchParams.has('saved')
	};
}

export const actions = {
	iro: assignOne('iro'),
	worker: assignOne('social-worker')
};
