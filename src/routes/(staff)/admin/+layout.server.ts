import { ENGLISH } from '#lib/i18n/languages.ts';
import { may, type Capability } from '#lib/server/access.ts';
import type { EnteredStaff } from '#lib/server/auth/entered.ts';
import { wordsFor } from '#lib/server/words.ts';

const PAGES: { href: string; key: string; needs: Capability }[] = [
	{ href: '/admin', key: 'overview', needs: 'caseload:assign' },
	{ href: '/admin/caseload', key: 'caseload', needs: 'caseload:assign' },
	{ href: '/admin/staff', key: 'staff', needs: 'staff:manage' },
	{ href: '/admin/authority', key: 'authority', needs: 'authority:settings' },
	{ href: '/admin/authority/helplines', key: 'helplines', needs: 'authority:settings' },
	{ href: '/admin/authority/duty', key: 'duty', needs: 'authority:settings' },
	{ href: '/admin/authority/venues', key: 'venues', needs: 'authority:settings' },
	{ href: '/admin/authority/retention', key: 'retention', needs: 'authority:settings' }
];

/** The words of administration, which no other page needs, and its pages. */
export function load({ locals }) {
	const { staff } = locals.entered as EnteredStaff;
	return {
		adminWords: wordsFor(ENGLISH, ['admin', 'alarms']),
		pages: PAGES.filter(({ needs }) => may(staff.role, needs)).map(({ href, key }) => ({ href, key }))
	};
}
