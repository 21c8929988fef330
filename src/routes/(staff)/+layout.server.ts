import { ENGLISH } from '#lib/i18n/languages.ts';
import { may, type Capability } from '#lib/server/access.ts';
import * as breakGlass from '#lib/server/auth/break-glass.ts';
import type { EnteredStaff } from '#lib/server/auth/entered.ts';
import { brandOf } from '#lib/server/brand.ts';
import { IDLE_MINUTES } from '#lib/server/auth/staff-sessions.ts';
import { formatMoment } from '#lib/server/format.ts';
import { unseenCount } from '#lib/server/safety/board.ts';
import { wordsFor } from '#lib/server/words.ts';

const SECTIONS: { href: string; key: string; needs: Capability }[] = [
	{ href: '/reviews', key: 'reviews', needs: 'reviews:read' },
	{ href: '/safety', key: 'safety', needs: 'safety:handle' },
	{ href: '/statistics', key: 'statistics', needs: 'statistics:read' },
	{ href: '/exports', key: 'exports', needs: 'exports:make' },
	{ href: '/imports', key: 'imports', needs: 'imports:run' },
	{ href: '/messages', key: 'messages', needs: 'messages:read' },
	{ href: '/admin', key: 'admin', needs: 'caseload:assign' },
	{ href: '/audit', key: 'audit', needs: 'audit:read' },
	{ href: '/profile', key: 'profile', needs: 'profile:edit' }
];

const FORMS = ['older-child', 'young-person', 'parent', 'foster-carer'];

/** Roles that are told when a break-glass account is opened. */
const ALARMED = ['manager', 'administrator'];

export async function load({ locals }) {
	const { scope, staff, authority } = locals.entered as EnteredStaff;
	const opened = ALARMED.includes(staff.role) ? await breakGlass.lastUse(scope) : undefined;
	return {
		words: wordsFor(ENGLISH, [
			'common',
			'staff',
			'account',
			'audit',
			'alarms',
			'outgoing',
			'statistics',
			'imports',
			'exports',
			'choices',
			...FORMS
		]),
		staff: { name: staff.name, role: staff.role },
		brand: brandOf(authority, ''),
		/** Alarms nobody has opened: beside the board's name. */
		alarms: may(staff.role, 'safety:handle') ? await unseenCount(scope) : 0,
		idleMinutes: IDLE_MINUTES,
		breakGlassAt: opened && formatMoment(opened),
		sections: SECTIONS.filter(({ needs }) => may(staff.role, needs)).map(({ href, key }) => ({ href, key }))
	};
}
