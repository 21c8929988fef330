import { ENGLISH } from '#lib/i18n/languages.ts';
import { may, type Capability } from '#lib/server/access.ts';
import type { EnteredStaff } from '#lib/server/auth/entered.ts';
import { wordsFor } from '#lib/server/words.ts';

const SECTIONS: { href: string; key: string; needs: Capability }[] = [
	{ href: '/reviews', key: 'reviews', needs: 'reviews:read' },
	{ href: '/statistics', key: 'statistics', needs: 'statistics:read' },
	{ href: '/exports', key: 'exports', needs: 'exports:make' },
	{ href: '/imports', key: 'imports', needs: 'imports:run' },
	{ href: '/profile', key: 'profile', needs: 'profile:edit' }
];

const FORMS = ['older-child', 'young-person', 'parent', 'foster-carer'];

export function load({ locals }) {
	const { staff, authority } = locals.entered as EnteredStaff;
	return {
		words: wordsFor(ENGLISH, ['common', 'staff', 'statistics', 'imports', 'exports', 'choices', ...FORMS]),
		staff: { name: staff.name, role: staff.role },
		authority: { name: authority.name },
		sections: SECTIONS.filter(({ needs }) => may(staff.role, needs)).map(({ href, key }) => ({ href, key }))
	};
}
