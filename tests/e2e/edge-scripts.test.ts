import { allQuestions } from '#lib/forms/engine.ts';
import { formOf } from '#lib/forms/index.ts';
import type { Reply } from '#lib/forms/types.ts';
import { AuthorityScope } from '#lib/server/db/scope.ts';
import * as consultations from '#lib/server/consultations.ts';
import * as submissions from '#lib/server/submissions.ts';
import type { App } from '../support/app.ts';
import { expect, test } from '../support/e2e.ts';
import { addressOf, listed, ROUTES } from '../support/matrix.ts';
import { dealer, PAYLOADS } from '../support/payloads.ts';
import { makeCast, type Cast } from '../support/visitors.ts';

type Dealer = ReturnType<typeof dealer>;

/** Somebody answers everything with it. */
async function says({ connection }: App, { north, child }: Cast, deal: Dealer): Promise<void> {
	const asked = await consultations.ofReview(north.scope, child.reviewId);
	for (const { id } of asked) {
		const consultation = (await consultations.find(north.scope, id))!;
		const actor = { kind: 'participant', consultationId: id, audience: consultation.audience } as const;
		const scope = new AuthorityScope(connection.db, north.authority.id, actor);
		for (const question of allQuestions(formOf(consultation))) {
			const reply: Reply = { state: 'answered', values: [], words: { words: deal.some() }, audience: 'everyone' };
			await submissions.save(scope, consultation, question, reply);
		}
		await submissions.send(scope, consultation);
	}
}

/** The names of everybody and everything, as an import or a command would write them. */
async function names({ connection }: App, { north, child, things }: Cast, deal: Dealer): Promise<void> {
	const { directory } = connection;
	const authorityId = north.authority.id;
	const named = { firstName: deal.some(40), lastName: deal.some(40), knownAs: deal.some(40) };
	await directory.updateTable('child').set(named).where('id', '=', child.id).execute();
	await directory
		.updateTable('person')
		.set({ name: deal.some(40) })
		.where('authorityId', '=', authorityId)
		.execute();
	for (const { id } of await directory
		.selectFrom('staff')
		.select('id')
		.where('authorityId', '=', authorityId)
		.execute())
		await directory
			.updateTable('staff')
			.set({ name: deal.some(40) })
			.where('id', '=', id)
			.execute();
	const nouns = JSON.stringify({
		iro: { one: deal.some(40), many: deal.some(40) },
		review: { one: deal.some(40), many: deal.some(40) }
	});
	const change = { name: deal.some(40), nouns, logoAlt: deal.some(40) };
	await directory.updateTable('authority').set(change).where('id', '=', authorityId).execute();
	const external = { externalId: deal.one() };
	await directory.updateTable('review').set(external).where('id', '=', things.own.review).execute();
}

/** What staff write in forms, the names of the files they send, and the cells in them. */
async function writes(app: App, cast: Cast, deal: Dealer): Promise<void> {
	const cookie = (name: string) => cast.visitors.find((visitor) => visitor.name === name)!.cookie();
	const post = async (who: string, path: string, fields: Record<string, string | File>) => {
		const body = new FormData();
		for (const [name, value] of Object.entries(fields)) body.append(name, value);
		const headers = {
			origin: app.origin,
			accept: 'text/html',
			cookie: (await cookie(who))!,
			'user-agent': deal.one().replace(/[^\x20-\x7e]/g, '')
		};
		const answer = await fetch(app.origin + path, { method: 'POST', body, headers, redirect: 'manual' });
		expect([path, answer.status < 500]).toEqual([path, true]);
		return answer.headers.get('location');
	};
	const review = `/reviews/${cast.things.own.review}`;
	const card = {
		callMe: deal.one(),
		about: deal.some(),
		languages: deal.one(),
		reachHow: deal.some(3),
		reachWhen: deal.one()
	};
	await post('iro', '/profile', card);
	await post('iro', `${review}?/arrange`, {
		venue: 'school',
		venueNote: deal.some(2),
		note: deal.some(2),
		day: '2026-12-14'
	});
	await post('manager', `${review}?/reason`, { why: 'quality', words: deal.some(2) });
	await post('iro', `/safety/${cast.things.own.flag}?/note`, { words: deal.some(), note: deal.some() });
	await post('administrator', '/admin/authority/helplines', {
		name: deal.one(),
		number: '0800 1111',
		hours: deal.one()
	});
	await post('administrator', '/admin/authority/venues?/save', {
		kind: 'school',
		name: deal.one(),
		address: deal.some(2)
	});
	const rows = Array.from({ length: 12 }, () =>
		[deal.one(), deal.one(), deal.one()].map((cell) => `"${cell.replaceAll('"', '""')}"`)
	);
	const csv = `person_id,${deal.one()},date_of_birth\n${rows.join('\n')}`;
	await post('business-support', '/imports', { files: new File([csv], `${deal.one()}.csv`, { type: 'text/csv' }) });
}

test('what somebody wrote runs nowhere it is read: 120 ways, every field, every page @desk @js', async ({
	app,
	page,
	expected
}) => {
	test.setTimeout(240_000);
	// A page may hold a picture that nobody has put there yet.
	expected(/404 .*\/(photo|logo)$/);
	const deal = dealer();
	const cast = await makeCast(app.connection);
	await writes(app, cast, deal);
	await says(app, cast, deal);
	await names(app, cast, deal);
	expect(deal.given()).toBe(PAYLOADS.length);

	const dialogs: string[] = [];
	page.on('dialog', (dialog) => void (dialogs.push(page.url()), dialog.dismiss()));
	const opened: string[] = [];
	for (const who of ['iro', 'manager', 'administrator', 'business-support', 'child', 'parent']) {
		const visitor = cast.visitors.find(({ name }) => name === who)!;
		const [name, value] = (await visitor.cookie())!.split('=');
		await page.context().clearCookies();
		await page.context().addCookies([{ name: name!, value: value!, url: app.origin }]);
		for (const [route, rule] of ROUTES) {
			const skipped =
				rule === 'public' || rule === 'alike' || opened.includes(route) || /\.(csv|xml)$|photo|logo|stay/.test(route);
			if (skipped || !listed(rule, 'GET', '', visitor)) continue;
			const answer = await page.goto(addressOf(route, cast.things.own), { waitUntil: 'load' });
			if (answer?.ok()) opened.push(route);
			// Nothing that was written has become a part of the page.
			const parts = await page
				.locator('[onerror], [onload], [onfocus], iframe, object, embed, base, script[src*=stolen]')
				.count();
			expect([route, parts]).toEqual([route, 0]);
		}
	}
	expect(opened.length).toBeGreaterThan(25);
	expect(dialogs).toEqual([]);
	expect(app.said()).not.toContain('"event":"csp"');
});
