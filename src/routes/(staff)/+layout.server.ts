import { ENGLISH } from '#lib/i18n/languages.ts';
import { may, type Capability } from '#lib/server/access.ts';
import type { EnteredStaff } from '#lib/server/auth/entered.ts';
import { brandOf } from '#lib/server/brand.ts';
import { wordsFor } from '#lib/server/words.ts';

const SECTIONS: { href: string; key: string; needs: Capability }[] = [
	{ href: '/reviews', key: 'reviews', needs: 'reviews:read' },
	{ href: '/statistics', key: 'statistics', needs: 'statistics:read' },
	{ href: '/exports', key: 'exports', needs: 'exports:make' },
	{ href: '/imports', key: 'imports', needs: 'imports:run' },
	{ href: '/admin', key: 'admin', needs: 'caseload:assign' },
	{ href: '/audit', key: 'audit', needs: 'audit:read' },
	{ href: '/profile', key: 'profile', needs: 'profile:edit' }
];

const FORMS = ['older-child', 'young-person', 'parent', 'foster-carer'];

export function load({ locals }) {
	const { staff, authority } = locals.entered as EnteredStaff;
	return {
		words: wordsFor(ENGLISH, ['common', 'staff', 'audit', 'statistics', 'imports', 'exports', 'choices', ...FORMS]),
		staff: { name: staff.name, role: staff.role },
		brand: brandOf(authority, ''),
		sections: SECTIONS.filter(({ needs }) => may(staff.role, needs)).map(({ href, key }) => ({ href, key }))
	};
}
