import { fail, redirect } from '@sveltejs/kit';
import type { EnteredStaff } from '#lib/server/auth/entered.ts';
import * as helplines from '#lib/server/helplines.ts';
import { typedIn } from '#lib/server/read-form.ts';

const BOXES = ['name', 'number', 'hours', 'url'] as const;
const EMPTY = { name: '', number: '', hours: '', url: '' };

export async function load({ locals, url }) {
	const { scope } = locals.entered as EnteredStaff;
	const own = await helplines.ownLines(scope);
	const shown = own.length ? own : helplines.NATIONAL;
	const lines = shown.map(({ name, number, hours, url: address }) => ({
		name,
		number,
		hours: hours ?? '',
		url: address ?? ''
	}));
	const room = Math.min(2, helplines.MOST_HELPLINES - lines.length);
	return {
		own: own.length > 0,
		lines: [...lines, ...Array.from({ length: room }, () => EMPTY)],
		saved: url.searchParams.has('saved')
	};
}

export const actions = {
	default: async ({ locals, request }) => {
		const { scope } = locals.entered as EnteredStaff;
		const typed = typedIn(await request.formData(), BOXES);
		const boxes = (name: (typeof BOXES)[number]) => [typed[name] ?? []].flat();
		const lines = boxes('name')
			.slice(0, helplines.MOST_HELPLINES)
			.map((name, at) => ({
				name,
				number: boxes('number')[at] ?? '',
				hours: boxes('hours')[at] ?? '',
				url: boxes('url')[at] ?? ''
			}));
		const done = await helplines.save(scope, lines);
		if (done !== 'saved') return fail(422, { errors: done as Record<string, string>, lines });
		redirect(303, '/admin/authority/helplines?saved');
	}
};
