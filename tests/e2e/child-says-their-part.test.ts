import type { Page } from '@playwright/test';
import { openRows } from '../support/open-rows.ts';
import * as submissions from '#lib/server/submissions.ts';
import { AuthorityScope } from '#lib/server/db/scope.ts';
import { expect, expectAccessible, test as base } from '../support/e2e.ts';
import type { World } from '../support/world.ts';

/** What the server has of a child's answers: the draft's, else what was sent. */
async function stored(world: World, consultationId: string) {
	const scope = new AuthorityScope(connectionOf(world), world.authority.id, {
		kind: 'participant',
		consultationId,
		audience: 'child'
	});
	return { ...(await submissions.own(scope)), replies: await submissions.ownReplies(scope) };
}
const connectionOf = ({ connection }: World) => connection.db;

/** Everything our page has in the browser's database, as whoever has the device could read it: a text for each row. */
const onDevice = (page: Page) =>
	page.evaluate(async () => {
		const done = <T>(request: IDBRequest<T>) =>
			new Promise<T>((resolve, reject) => {
				request.onsuccess = () => resolve(request.result);
				request.onerror = () => reject(request.error!);
			});
		const database = await done(indexedDB.open('sayso'));
		const names = [...database.objectStoreNames];
		const rows = await Promise.all(names.map((name) => done(database.transaction(name).objectStore(name).getAll())));
		database.close();
		const text = (row: object) =>
			Object.entries(row)
				.map(
					([name, value]) => `${name}=${value instanceof Uint8Array ? new TextDecoder('latin1').decode(value) : value}`
				)
				.join();
		return rows.flat().map((row) => text(row as object));
	});

const main = (page: Page) => page.getByRole('main');
const next = (page: Page) => main(page).getByRole('button', { name: 'Next' }).click();
/** Presses a button that answers, and waits until another question is there: the same button is on it too. */
async function replies(page: Page, name: string) {
	const heading = main(page).getByRole('heading', { level: 1 });
	const asked = await heading.innerText();
	await main(page).getByRole('button', { name }).click();
	await expect(heading).not.toHaveText(asked);
}
const question = (page: Page, name: string | RegExp) =>
	expect(main(page).getByRole('heading', { level: 1, name })).toBeVisible();

async function toFirstQuestion(page: Page) {
	await main(page).getByRole('button', { name: 'English' }).click();
	await expect(main(page).getByRole('heading', { level: 1 })).toContainText('Hello');
	await main(page).getByRole('link', { name: 'Start' }).click();
	await main(page)
		.getByRole('link', { name: 'OK, let’s go' })
		.or(main(page).getByRole('link', { name: "OK, let's go" }))
		.click();
	await question(page, /How do you feel these days/);
}

const test = base.extend<{
	/** Brings a child of ten to the first question, and takes the line away. Returns the slip they came in with. */
	withoutLine: () => Promise<Awaited<ReturnType<World['open']>>>;
}>({
	withoutLine: ({ page, context, world, enter, expected }, use) =>
		use(async () => {
			expected(/ERR_INTERNET_DISCONNECTED|ERR_FAILED/);
			const slip = await world.open(await world.child({ bornOn: '2016-05-05' }));
			await enter(page, slip);
			await toFirstQuestion(page);
			await page.waitForLoadState('networkidle');
			await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
			await context.setOffline(true);
			return slip;
		})
});

test('a child answers what they like, checks it, sends it and can still change it', async ({ page, world, enter }) => {
	const child = await world.child({ bornOn: '2016-05-05' });
	const slip = await world.open(child);
	await enter(page, slip);
	await expect(page).toHaveURL(/\/en\/my\/language$/);
	await expectAccessible(page);
	await toFirstQuestion(page);
	await expectAccessible(page);

	await main(page).getByRole('radio', { name: 'Happy', exact: true }).check();
	await next(page);
	await question(page, /where you live/);
	await main(page).getByRole('textbox').fill('My cat 🐈\nand my room');
	await replies(page, 'Next');
	await replies(page, 'Skip this');
	await replies(page, "I don't know");
	await replies(page, "I'd rather talk about it");
	await main(page).getByRole('link', { name: 'Stop here and check' }).click();

	await question(page, 'This is what you said');
	await expect(main(page)).toContainText('My cat 🐈');
	await expectAccessible(page);
	await main(page)
		.getByRole('link', { name: /Change your answer to: .*these days/ })
		.click();
	await main(page).getByRole('radio', { name: 'Very happy' }).check();
	await next(page);
	await question(page, 'This is what you said');
	await main(page).getByRole('button', { name: 'Send to my IRO' }).click();
	await question(page, /Thank you/);
	await expectAccessible(page);

	const first = await stored(world, slip.consultationId);
	expect(first.sent).toBeDefined();
	expect(first.replies).toMatchObject({
		feelings: { state: 'answered', values: ['very-happy'], audience: 'only-my-iro' },
		home: { state: 'answered', values: [], words: { words: 'My cat 🐈\nand my room' } },
		'listened-to': { state: 'skipped' },
		'safe-at-home': { state: 'dont-know' },
		'hurt-or-bullied': { state: 'rather-talk' }
	});

	await main(page).getByRole('link', { name: 'Change what I said' }).click();
	await main(page)
		.getByRole('link', { name: /Change your answer to: .*these days/ })
		.click();
	await main(page).getByRole('radio', { name: 'Okay' }).check();
	await next(page);
	await main(page).getByRole('button', { name: 'Send again' }).click();
	await question(page, /Thank you/);
	expect((await stored(world, slip.consultationId)).replies.feelings?.values).toEqual(['okay']);
});

test('"I’d rather talk" on the first page is a complete answer', async ({ page, world, enter }) => {
	const slip = await world.open(await world.child());
	await enter(page, slip);
	await main(page).getByRole('button', { name: 'English' }).click();
	await main(page).getByRole('link', { name: "I'd rather talk" }).click();
	await expectAccessible(page);
	await main(page).getByRole('checkbox', { name: 'Come and see me' }).check();
	await main(page).getByRole('textbox').fill('After school, at home');
	await main(page).getByRole('button', { name: 'Send this' }).click();
	await question(page, /Thank you/);
	await expect(main(page)).toContainText('would rather talk');
	expect((await stored(world, slip.consultationId)).sent?.kind).toBe('talk');
});

test('a wrong code says what to do, and keeps what was typed', async ({ page, world }) => {
	await world.open(await world.child());
	await page.goto('/en/c');
	await page.getByLabel('Type your code').fill('k7q4 9mx');
	await main(page).getByRole('button').click();
	await expect(main(page).getByRole('alert')).toContainText('does not open anything');
	await expect(page.getByLabel('Type your code')).toHaveValue('k7q4 9mx');
	await expectAccessible(page);
});

test('a scanned code leaves the address bar, waits for a press, and opens the door @js', async ({ page, world }) => {
	const slip = await world.open(await world.child());
	await page.goto(new URL(slip.url).pathname + new URL(slip.url).hash);
	await expect(page).toHaveURL(/\/en\/c$/);
	await main(page).getByRole('button', { name: 'Begin' }).click();
	await expect(page).toHaveURL(/\/en\/my\/alone$/);
	expect(await page.evaluate(() => document.cookie)).toBe('');
});

test('the same in Arabic, right to left, says that it has not been checked, and keeps safety in English', async ({
	page,
	world,
	enter
}) => {
	const slip = await world.open(await world.child());
	await enter(page, slip, 'ar');
	await main(page).getByRole('button', { name: 'العربية' }).click();
	await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
	await expect(page.locator('body')).toContainText('This language has not been checked');
	await expectAccessible(page);
	await main(page).locator('a.primary').click();
	await expect(main(page).locator('[lang=en]').first()).toBeVisible();
	await expectAccessible(page);
	await main(page).locator('a.primary').click();
	await main(page).getByRole('radio').last().check();
	await main(page).locator('button.primary').click();
	await expect(page).toHaveURL(/\/ar\/my\/q\/home/);
	await expectAccessible(page);
	expect((await stored(world, slip.consultationId)).replies.feelings?.values).toEqual(['very-happy']);
});

test('nothing on a page about not being safe is lost, whatever else is left out', async ({ page, world, enter }) => {
	const child = await world.child({ bornOn: '2016-05-05' });
	await enter(page, await world.open(child));
	await toFirstQuestion(page);
	for (let skipped = 0; skipped < 3; skipped++) await replies(page, 'Skip this');
	await question(page, /safe where you live/);
	await main(page)
		.getByRole('radio', { name: /No, I don't feel safe/ })
		.check();
	await next(page);
	await expect(main(page).getByRole('status')).toContainText('Thank you for telling us');
	await expectAccessible(page);
	const flags = await world.scope.selectFrom('safetyFlag').selectAll('safetyFlag').execute();
	expect(await openRows(world.scope, 'safetyFlag', flags)).toMatchObject([{ childId: child.id, value: 'no' }]);
});

test('a lost line loses nothing: answers wait here, and so does sending @js', async ({
	page,
	context,
	world,
	withoutLine
}) => {
	const slip = await withoutLine();
	await main(page).getByRole('radio', { name: 'Sad', exact: true }).check();
	await next(page);
	await question(page, /where you live/);
	await expect(main(page).getByRole('status')).toContainText('Kept on this device');
	await main(page).getByRole('link', { name: 'Stop here and check' }).click();
	await main(page).getByRole('button', { name: 'Send to my IRO' }).click();
	await expect(main(page).getByRole('status')).toContainText('Not sent yet');
	expect((await stored(world, slip.consultationId)).replies).toEqual({});

	await context.setOffline(false);
	await question(page, /Thank you/);
	const { sent, replies } = await stored(world, slip.consultationId);
	expect(sent).toBeDefined();
	expect(replies.feelings?.values).toEqual(['sad']);
});

test('whoever asks for help while an answer is being kept is not taken away from there, and the answer arrives @js', async ({
	page,
	world,
	enter
}) => {
	// Sealing takes as long as we like.
	await page.addInitScript(() => {
		const { encrypt } = SubtleCrypto.prototype;
		const goOn = new Promise((resolve) => addEventListener('go-on', resolve));
		SubtleCrypto.prototype.encrypt = async function (...given) {
			await goOn;
			return encrypt.apply(this, given);
		};
	});
	const slip = await world.open(await world.child({ bornOn: '2016-05-05' }));
	await enter(page, slip);
	await toFirstQuestion(page);
	await page.waitForLoadState('networkidle');
	await main(page).getByRole('radio', { name: 'Sad', exact: true }).check();
	await next(page);
	await page.getByRole('link', { name: 'I need help now' }).click();
	await expect(page).toHaveURL(/\/en\/my\/help-now$/);
	await page.evaluate(() => dispatchEvent(new Event('go-on')));
	await expect.poll(async () => (await stored(world, slip.consultationId)).replies.feelings?.values).toEqual(['sad']);
	await page.waitForLoadState('networkidle');
	await expect(page).toHaveURL(/\/en\/my\/help-now$/);
});

test('a browser that keeps nothing says to leave the page open, and sends from there @js', async ({
	page,
	context,
	world,
	withoutLine
}) => {
	await page.addInitScript(() => {
		IDBFactory.prototype.open = () => {
			throw new DOMException('kept from it', 'SecurityError');
		};
	});
	const slip = await withoutLine();
	await main(page).getByRole('radio', { name: 'Sad', exact: true }).check();
	await next(page);
	await expect(main(page).getByRole('status')).toContainText('Leave this page open');
	await expectAccessible(page);
	await context.setOffline(false);
	await expect
		.poll(async () => (await stored(world, slip.consultationId)).replies)
		.toMatchObject({ feelings: { values: ['sad'] } });
	await expect(main(page).getByRole('status')).toBeHidden();
});

test('a tab closed while the line was gone: coming back with the code sends what waited @js', async ({
	page,
	context,
	world,
	enter,
	withoutLine
}) => {
	const slip = await withoutLine();
	await main(page).getByRole('radio', { name: 'Very sad' }).check();
	await next(page);
	await expect(main(page).getByRole('status')).toContainText('Kept on this device');
	await main(page).getByRole('textbox').fill('Kanarienwort');
	await next(page);
	await question(page, /listen/);
	await expect.poll(async () => (await onDevice(page)).length).toBe(2);
	const kept = await onDevice(page);
	expect(new Set(kept.map(({ length }) => length)).size).toBe(1);
	for (const word of ['Kanarienwort', 'very-sad', 'feelings', 'home', 'question', 'audience'])
		expect(kept.filter((row) => row.includes(word))).toEqual([]);
	// A browser that closes a tab gives it its line back for a moment.
	await context.clearCookies();
	await page.close();

	await context.setOffline(false);
	let arrive = () => {};
	const arrived = new Promise<void>((resolve) => (arrive = resolve));
	await context.route('**/my/q', async (route) => {
		await arrived;
		await route.continue();
	});
	const again = await context.newPage();
	await enter(again, slip);
	await expect(main(again).getByRole('link', { name: 'Start' })).toBeVisible();
	arrive();
	await expect
		.poll(async () => (await stored(world, slip.consultationId)).replies)
		.toMatchObject({ feelings: { values: ['very-sad'] }, home: { words: { words: 'Kanarienwort' } } });
	await expect.poll(() => onDevice(again)).toEqual([]);
	// This page could not read what it sent: it knows from the server that there is something to go on with.
	await main(again).getByRole('link', { name: 'Go on' }).click();
	await main(again)
		.getByRole('link', { name: /OK, let.s go/ })
		.click();
	await question(again, /listen/);
	await main(again).getByRole('link', { name: 'Stop here and check' }).click();
	await expect(main(again)).toContainText('Kanarienwort');
});

test('two tabs and another device: the last answer to a question stands, and sending counts once', async ({
	page,
	context,
	device,
	world,
	enter
}) => {
	const slip = await world.open(await world.child({ bornOn: '2016-05-05' }));
	await enter(page, slip);
	await toFirstQuestion(page);
	const other = await context.newPage();
	await other.goto('/en/my/q/feelings');
	const phone = await device();
	await enter(phone, slip);
	await phone.goto('/en/my/q/home');

	await main(page).getByRole('radio', { name: 'Very happy' }).check();
	await next(page);
	await question(page, /where you live/);
	await main(other).getByRole('radio', { name: 'Sad', exact: true }).check();
	await next(other);
	await question(other, /where you live/);
	await main(phone).getByRole('textbox').fill('from the other phone');
	await next(phone);
	await question(phone, /listen/);

	await expect
		.poll(async () => (await stored(world, slip.consultationId)).replies)
		.toMatchObject({ feelings: { values: ['sad'] }, home: { words: { words: 'from the other phone' } } });

	await other.goto('/en/my/check');
	await page.goto('/en/my/check');
	await main(page).getByRole('button', { name: 'Send to my IRO' }).click();
	await question(page, /Thank you/);
	await main(other).getByRole('button', { name: 'Send to my IRO' }).click();
	await question(other, /Thank you/);
	const sent = await world.scope
		.selectFrom('submission')
		.select('submission.id')
		.where('submission.sentAt', 'is not', null)
		.execute();
	expect(sent).toHaveLength(1);
});

test('look, theme and text size stay with the code, on any device', async ({ page, device, world, enter }) => {
	const slip = await world.open(await world.child({ bornOn: '2016-05-05' }));
	await enter(page, slip);
	await expect(page.locator('html')).toHaveAttribute('data-look', 'younger');
	await page.getByText('How it looks').click();
	await page.getByRole('radio', { name: 'Dark' }).check();
	await page.getByRole('radio', { name: 'Larger' }).check();
	await page.locator('form[action$="/comfort"] button').click();
	await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
	await expectAccessible(page);

	const phone = await device();
	await enter(phone, slip);
	await expect(phone.locator('html')).toHaveAttribute('data-theme', 'dark');
	await expect(phone.locator('html')).toHaveAttribute('data-text', 'larger');
});

test('leaving ends it: another page, and no way back into this one', async ({ page, world, enter, app }) => {
	await enter(page, await world.open(await world.child()));
	await page.getByRole('button', { name: 'Leave this page' }).click();
	await expect(page).toHaveURL(app.elsewhere);
	await page.goto('/en/my/check');
	await expect(page).toHaveURL(/\/en\/c\?again$/);
});

test('the guide to running my own meeting leads back to the choice', async ({ page, world, enter }) => {
	const slip = await world.open(await world.child({ bornOn: '2016-05-05' }));
	await enter(page, slip);
	await main(page).getByRole('button', { name: 'English' }).click();
	await page.goto('/en/my/q/chairing');
	await main(page)
		.getByRole('link', { name: /run my own meeting/ })
		.click();
	await main(page).getByRole('link', { name: 'Show me how' }).click();
	for (let step = 1; step < 6; step++) {
		await expectAccessible(page);
		await main(page).getByRole('link', { name: 'Next step' }).click();
	}
	await main(page).getByRole('link', { name: 'What do you think?' }).click();
	await main(page).getByRole('radio', { name: 'Yes, some of it' }).check();
	await next(page);
	await main(page).getByRole('link', { name: 'Stop here and check' }).click();
	await main(page).getByRole('button', { name: 'Send to my IRO' }).click();
	await question(page, /Thank you/);
	const wishes = await world.scope.selectFrom('wish').selectAll('wish').execute();
	expect(await openRows(world.scope, 'wish', wishes)).toMatchObject([{ kind: 'chairing', value: 'part' }]);
});

test('what is typed before the script has arrived is still there after it @js', async ({ page, world, enter }) => {
	let arrive = () => {};
	const arrived = new Promise<void>((resolve) => (arrive = resolve));
	await enter(page, await world.open(await world.child({ bornOn: '2016-05-05' })));
	await page.route('**/_app/**/*.js', async (route) => {
		await arrived;
		await route.continue();
	});
	await page.goto('/en/my/q/home', { waitUntil: 'commit' });
	await main(page).getByRole('textbox').fill('typed early');
	await main(page).getByRole('radio', { name: 'Sad', exact: true }).check();
	await main(page).locator('summary').click();
	await main(page).getByRole('radio', { name: 'Everyone at my meeting' }).check();
	arrive();
	await page.waitForLoadState('networkidle');
	await expect(main(page).getByRole('textbox')).toHaveValue('typed early');
	await expect(main(page).getByRole('radio', { name: 'Sad', exact: true })).toBeChecked();
	await expect(main(page).getByRole('radio', { name: 'Everyone at my meeting' })).toBeChecked();
});
