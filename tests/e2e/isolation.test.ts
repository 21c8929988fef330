import { existsSync, readFileSync } from 'node:fs';
import { addDays } from '#lib/domain/day.ts';
import { today } from '#lib/server/clock.ts';
import { connect } from '#lib/server/db/connect.ts';
import { PAGE, pageOf } from '../support/authorization.ts';
import { expect, test } from '../support/e2e.ts';
import { addressOf, ask, askAll, ROUTES, unexpected } from '../support/matrix.ts';
import { makeCast, type Cast } from '../support/visitors.ts';
import { makeWorld } from '../support/world.ts';

/**
 * Parents, former IROs, colleagues, neighbours: the table of who may open what, tried out. Nothing here is listed by
 * hand: a route or a role that is added is tried.
 */
test.describe('isolation @desk', () => {
	const cookieOf = (cast: Cast, name: string) => cast.visitors.find((visitor) => visitor.name === name)!.cookie();
	/** The page of an answer, without what differs from one request to the next. */
	const bare = (body: string) => body.replace(/nonce="[^"]+"/g, '').replace(/__sveltekit_\w+/g, '');

	test('every route × everybody × whose it is: nobody gets what is not theirs, and docs/authorization.md says so', async ({
		app
	}) => {
		test.setTimeout(240_000);
		const cast = await makeCast(app.connection);
		const answers = await askAll(app.origin, cast);
		expect(unexpected(answers, cast)).toEqual([]);
		const own = answers.filter(({ shows }) => shows.includes('own')).map(({ visitor }) => visitor);
		expect([...new Set(own)].sort()).toEqual(
			['business-support', 'child', 'duty-team', 'foster-carer', 'iro', 'manager', 'parent', 'social-worker']
				.concat(own.includes('administrator') ? ['administrator', 'break-glass'] : [])
				.sort()
		);
		const page = existsSync(PAGE) ? readFileSync(PAGE, 'utf8') : '';
		expect(await pageOf(answers, cast.visitors), 'run: npm run matrix').toBe(page);
	});

	test('no route takes PUT, PATCH or DELETE, and HEAD gives nobody more than GET', async ({ app }) => {
		const cast = await makeCast(app.connection);
		const few = ['nobody', 'child', 'iro', 'administrator'];
		const narrowed = { ...cast, visitors: cast.visitors.filter(({ name }) => few.includes(name)) };
		const answers = await askAll(app.origin, narrowed, ['PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS']);
		expect(answers.length).toBeGreaterThan(ROUTES.length * few.length * 4);
		expect(unexpected(answers, cast)).toEqual([]);
	});

	test('an assignment that ends, and an account that ends, open nothing from the next request on', async ({ app }) => {
		const cast = await makeCast(app.connection);
		const { north, child, things } = cast;
		const cookie = await cookieOf(cast, 'iro');
		const asks = () => ask(app.origin, `/reviews/${things.own.review}`, 'GET', cookie);
		expect((await asks()).body).toContain(cast.canary.own);
		// Another process writes, as another node or the import would.
		const node = connect(process.env.SAYSO_DATABASE!);
		const { directory } = node;
		const ended = { endedOn: addDays(today(), -1) };
		await directory.updateTable('involvement').set(ended).where('childId', '=', child.id).execute();
		const after = await asks();
		expect([after.status, after.body.includes(cast.canary.own)]).toEqual([404, false]);
		const gone = { endedAt: new Date().toISOString() };
		await directory.updateTable('staff').set(gone).where('id', '=', north.iro.id).execute();
		expect(await asks()).toMatchObject({ status: 303, location: '/sign-in' });
		await node.close();
	});

	test('what is unknown, somebody else’s, or no longer there is one and the same page', async ({ app }) => {
		const cast = await makeCast(app.connection);
		const cookie = await cookieOf(cast, 'iro');
		const routes = ['/(staff)/reviews/[id]', '/(staff)/reviews/[id]/people', '/(staff)/safety/[id]'];
		for (const route of routes) {
			const whose = ['other authority', 'random', 'malformed', 'other child'] as const;
			const pages = await Promise.all(
				whose.map((of) => ask(app.origin, addressOf(route, cast.things[of]), 'GET', cookie))
			);
			expect(pages.map(({ status }) => status)).toEqual([404, 404, 404, 404]);
			expect(new Set(pages.map(({ body }) => bare(body))).size, route).toBe(1);
		}
	});

	test('what is not there, or not theirs, is said in the language of the address, with the right way back', async ({
		app
	}) => {
		const cast = await makeCast(app.connection);
		const pages: [string, string, string, string][] = [
			['foster-carer', '/ar/my', 'ar', 'href="/ar"'],
			['foster-carer', '/ar/nowhere/at/all', 'ar', 'action="/ar/leave"'],
			['child', '/en/your/q/nothing', 'en-GB', 'href="/en/help"'],
			['business-support', `/reviews/${cast.things.own.review}/record`, 'en-GB', 'href="/sign-in"'],
			['business-support', '/nowhere', 'en-GB', 'href="/sign-in"'],
			['iro', `/reviews/${cast.things['other authority'].review}`, 'en-GB', 'href="/reviews"']
		];
		for (const [who, path, language, way] of pages) {
			const { status, body } = await ask(app.origin, path, 'GET', await cookieOf(cast, who));
			expect([path, status, /<html lang="([^"]+)"/.exec(body)?.[1]]).toEqual([path, 404, language]);
			expect(body).toContain('<h1');
			expect(body, path).toContain(way);
			for (const name of Object.values(cast.canary)) expect(body).not.toContain(name);
		}
	});

	test('every command of the command line, asked for the neighbour, gives nothing of the other', async ({
		app,
		sayso,
		world
	}) => {
		const theirs = await makeWorld(app.connection, 'Otherland');
		const CANARY = 'Canaryna';
		const child = await theirs.child({ firstName: CANARY, lastName: CANARY });
		const code = world.authority.code;
		const attempts = [
			['consultation', 'open', '--authority', code, '--review', child.reviewId, '--for', 'child'],
			['consultation', 'open', '--authority', code, '--child', child.externalId, '--for', 'parent'],
			['export', 'ssda903', '--authority', code, '--year', '2026', '--out', test.info().outputPath('neighbour')],
			['stats', 'participation', '--authority', code, '--from', '2020-01-01', '--to', '2027-01-01'],
			['erase', '--authority', code, '--review', child.reviewId],
			['erase', '--authority', code, '--child', child.id],
			['subject-access', '--authority', code, '--release', child.id, '--out', test.info().outputPath('copy.zip')],
			['consultation', 'open', '--authority', 'no-such-authority', '--review', child.reviewId, '--for', 'child'],
			['stats', 'participation', '--authority', 'no-such-authority', '--from', '2020-01-01', '--to', '2027-01-01']
		];
		for (const attempt of attempts) {
			const { code: exit, stdout, stderr } = sayso(...attempt, '--json');
			expect(stdout + stderr, attempt.join(' ')).not.toContain(CANARY);
			if (!['export', 'stats'].includes(attempt[0]!) || attempt.includes('no-such-authority'))
				expect([attempt.join(' '), exit]).toEqual([attempt.join(' '), 1]);
		}
	});
});
