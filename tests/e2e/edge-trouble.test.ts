import type { Database } from 'better-sqlite3';
import type { App } from '../support/app.ts';
import { expect, expectAccessible, test } from '../support/e2e.ts';
import { actionsOf, addressOf, ROUTES } from '../support/matrix.ts';
import { makeCast } from '../support/visitors.ts';

const question = '/en/my/q/anything-else';

/** Another process holds the database, and lets it go. */
async function held(app: App, work: () => Promise<void>) {
	const driver = app.connection.driver as Database;
	driver.exec('BEGIN IMMEDIATE');
	try {
		await work();
	} finally {
		driver.exec('ROLLBACK');
	}
}

test('what cannot be saved now is kept in the page, says so, and is sent again @desk', async ({
	app,
	page,
	expected
}) => {
	expected(/503/);
	const cast = await makeCast(app.connection);
	const [name, value] = (await cast.visitors.find((visitor) => visitor.name === 'child')!.cookie())!.split('=');
	await page.context().addCookies([{ name: name!, value: value!, url: app.origin }]);
	const post = (words: string) =>
		page.request.post(question, {
			form: { words, audience: 'everyone' },
			headers: { accept: 'text/html', origin: app.origin },
			maxRedirects: 0
		});
	const words = 'I want to see “Rex” & <my> cat';
	await held(app, async () => {
		const answer = await post(words);
		expect([answer.status(), answer.headers()['retry-after']]).toEqual([503, '10']);
		const body = await answer.text();
		await page.route(`**${question}`, (route) =>
			route.request().method() === 'GET'
				? route.fulfill({ status: 503, headers: answer.headers(), body })
				: route.continue()
		);
		await page.goto(question);
		await expect(page.getByRole('heading', { level: 1 })).toHaveText('Not sent yet');
		await expect(page.getByText('It is safe here. We will try again.')).toBeVisible();
		await expect(page.getByRole('button', { name: 'Leave this page' })).toBeVisible();
		await expect(page.getByRole('link', { name: 'I need help now' })).toBeVisible();
		await expect(page.locator('input[name=words]')).toHaveValue(words);
		await expectAccessible(page);
	});
	await page.unrouteAll();
	await page.getByRole('button', { name: 'Try again now' }).click();
	await page.waitForURL((url) => url.pathname.startsWith('/en/my/') && url.pathname !== question);
	await page.goto(question);
	await expect(page.locator('textarea')).toHaveValue(words);
});

test('nothing anybody wrote, and no address, is in the log: not from pages, not from refusals, not from failures @desk', async ({
	app
}) => {
	test.setTimeout(180_000);
	const cast = await makeCast(app.connection);
	const C = 'Kanarienvogel';
	const visitors = cast.visitors.filter(({ name }) => ['nobody', 'child', 'iro', 'administrator'].includes(name));
	const headers = {
		accept: 'text/html',
		origin: app.origin,
		'user-agent': C,
		'x-request-id': C,
		'accept-language': C,
		referer: `${app.origin}/${C}`,
		authorization: `Bearer ${C}`
	};
	const sends = async (path: string, cookie: string | undefined, body?: BodyInit, more = {}) => {
		const cookies = [cookie, `canary=${C}`].filter(Boolean).join('; ');
		const init = {
			method: body ? 'POST' : 'GET',
			redirect: 'manual',
			headers: { ...headers, ...more, cookie: cookies }
		} as const;
		const answer = await fetch(app.origin + path, { ...init, ...(body !== undefined && { body }) });
		await answer.arrayBuffer();
		return answer.status;
	};
	const form = () => {
		const fields = new FormData();
		for (const field of [
			'code',
			'email',
			'password',
			'words',
			'id',
			'name',
			'callMe',
			'about',
			'reason',
			'note',
			'alt'
		])
			fields.set(field, C);
		for (const file of ['photo', 'file', 'files', 'logo'])
			fields.set(file, new File([C], `${C}.csv`, { type: 'text/csv' }));
		return fields;
	};
	const statuses = new Set<number>();
	const journey = async (who = visitors) => {
		for (const { cookie } of who) {
			for (const [route, rule] of ROUTES) {
				const path = `${addressOf(route, cast.things.own)}?q=${C}`;
				statuses.add(await sends(path, await cookie()));
				for (const action of actionsOf(rule))
					statuses.add(await sends(action ? `${path}&/${action}` : path, await cookie(), form()));
			}
			statuses.add(await sends(`/en/${C}/${C}`, await cookie()));
			statuses.add(
				await sends(question, await cookie(), `{"${C}`, { 'content-type': 'multipart/form-data; boundary=x' })
			);
			statuses.add(await sends('/csp-report', await cookie(), JSON.stringify({ [C]: C }), { 'content-type': C }));
		}
	};
	await journey();
	// And with the floor taken away: what is written, and what is asked of the staff, fails.
	const driver = app.connection.driver as Database;
	const tables = ['words', 'profile', 'reply', 'review'];
	for (const table of tables) driver.exec(`ALTER TABLE ${table} RENAME TO ${table}_away`);
	try {
		await journey(visitors.filter(({ name }) => name === 'child' || name === 'iro'));
	} finally {
		for (const table of tables) driver.exec(`ALTER TABLE ${table}_away RENAME TO ${table}`);
	}
	for (const status of [200, 303, 400, 404, 422, 500]) expect([...statuses]).toContain(status);
	const said = app.said();
	expect(said).toContain('"status":500');
	expect(said).toContain('"event":"failed"');
	for (const canary of [C, ...Object.values(cast.canary), cast.north.iro.email, cast.things.own.review])
		expect(said.includes(canary), `the log says ${canary}`).toBe(false);
});
