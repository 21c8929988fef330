import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { twoAuthorities, type World } from '../../../../tests/support/database.ts';
import { mailServer, type MailServer } from '../../../../tests/support/mail-server.ts';
import { NOTIFY_KEY, NOTIFY_TEMPLATE, notifyServer } from '../../../../tests/support/notify-server.ts';
import { newId } from '../ids.ts';
import { emailBySmtp } from './email.ts';
import { post } from './index.ts';
import { oneLine } from './render.ts';
import { textByNotify } from './text.ts';
import { round } from './worker.ts';

const EVIL = 'evil@elsewhere.example';
/** What somebody types who wants a second recipient, or a header of their own. */
const INJECTIONS = [
	`a@b.example\r\nBcc: ${EVIL}`,
	`a@b.example\nBcc: ${EVIL}`,
	`a@b.example\rTo: ${EVIL}`,
	`a@b.example, ${EVIL}`,
	`a@b.example;${EVIL}`,
	`a@b.example>\r\nRCPT TO:<${EVIL}`,
	`"a" <a@b.example>, <${EVIL}>`,
	`Ada\u2028Bcc: ${EVIL}`,
	`Ada\u0085Bcc: ${EVIL}`,
	`Ada\0\r\n\r\nDear all,`,
	`Ada\r\nContent-Type: text/html\r\n\r\n<script>alert(1)</script>`,
	`=?utf-8?Q?Ada=0D=0ABcc:_${EVIL}?=`
];

describe('mail', () => {
	let mail: MailServer;
	beforeEach(async () => void (mail = await mailServer()));
	afterEach(() => mail.close());
	const way = (name = 'Sayso') => emailBySmtp({ url: mail.url, from: 'sayso@north.example', name });

	test.each(INJECTIONS)(
		'header injection: %j in a subject, a name and the body adds no recipient and no header',
		async (evil) => {
			const out = way(evil);
			const letter = { id: newId(), to: 'ada@people.example', subject: oneLine(evil), body: evil };
			expect(await out.send(letter)).toBeUndefined();
			expect(await out.send({ ...letter, subject: evil })).toBeUndefined();
			out.close();
			for (const { to, email } of mail.taken) {
				expect(to).toEqual(['ada@people.example']);
				expect([email.to?.map(({ address }) => address), email.cc, email.bcc]).toEqual([
					['ada@people.example'],
					undefined,
					undefined
				]);
				const names = email.headers.map(({ key }) => key).sort();
				expect(names).toEqual(PLAIN_HEADERS);
				expect(email.html).toBeUndefined();
			}
			expect(mail.taken).toHaveLength(2);
		}
	);

	describe('to an address that is more than one', () => {
		let world: World;
		beforeEach(async () => void (world = await twoAuthorities('sqlite')));
		afterEach(() => world.close());

		test.each(INJECTIONS)('header injection: %j never leaves, and staff see why', async (evil) => {
			const { commandLine } = world.north;
			await post(commandLine, {
				to: { email: evil },
				template: 'trial',
				language: 'en',
				values: { link: '' },
				about: 'authority'
			});
			const out = way();
			expect(await round(world.connection, { email: out }, async () => 0)).toMatchObject({ sent: 0 });
			out.close();
			expect(mail.taken).toEqual([]);
			const rows = await commandLine.selectFrom('outbox').select(['outbox.state', 'outbox.reason']).execute();
			expect(rows).toEqual([{ state: 'dead', reason: 'bad-address' }]);
		});
	});
});

const PLAIN_HEADERS = [
	'auto-submitted',
	'content-transfer-encoding',
	'content-type',
	'date',
	'from',
	'message-id',
	'mime-version',
	'subject',
	'to'
];

describe('texts', () => {
	const letter = { id: newId(), to: '07700900123', subject: '', body: 'Please open Sayso now.' };

	test('leave by GOV.UK Notify, signed with the key', async () => {
		const notify = await notifyServer();
		const out = textByNotify({ url: notify.url, key: NOTIFY_KEY, template: NOTIFY_TEMPLATE });
		expect(await out.send(letter)).toBeUndefined();
		expect(notify.taken).toEqual([
			{
				template_id: NOTIFY_TEMPLATE,
				phone_number: '07700900123',
				personalisation: { text: 'Please open Sayso now.' },
				reference: letter.id
			}
		]);
		await notify.close();
	});

	test('with another key do not', async () => {
		const notify = await notifyServer();
		const key = NOTIFY_KEY.slice(0, -1) + '1';
		const out = textByNotify({ url: notify.url, key, template: NOTIFY_TEMPLATE });
		expect(await out.send(letter)).toEqual({ reason: 'sign-in', final: false });
		expect(notify.taken).toEqual([]);
		await notify.close();
	});

	test.each([
		[400, { reason: 'refused', final: true }],
		[429, { reason: 'busy', final: false }],
		[500, { reason: 'busy', final: false }]
	])('answered with %i are tried again or not', async (status, failure) => {
		const notify = await notifyServer(() => status);
		const out = textByNotify({ url: notify.url, key: NOTIFY_KEY, template: NOTIFY_TEMPLATE });
		expect(await out.send(letter)).toEqual(failure);
		await notify.close();
		expect(await out.send(letter)).toEqual({ reason: 'unreachable', final: false });
	});
});
