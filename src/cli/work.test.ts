import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { sayso } from '../../tests/support/cli.ts';
import { twoAuthorities, type World } from '../../tests/support/database.ts';
import { mailServer, type MailServer } from '../../tests/support/mail-server.ts';
import { post } from '#lib/server/outbox/index.ts';

describe('sayso work', () => {
	let world: World;
	let mail: MailServer;
	beforeEach(async () => {
		world = await twoAuthorities('sqlite');
		mail = await mailServer();
		await post(world.north.commandLine, {
			to: { staffId: world.north.iroId },
			template: 'trial',
			language: 'en',
			values: { link: 'https://sayso.example/messages' },
			about: 'authority'
		});
	});
	afterEach(async () => {
		vi.unstubAllEnvs();
		await mail.close();
		await world.close();
	});

	test('sends what is due, and says how much by numbers only', async () => {
		vi.stubEnv('SAYSO_SMTP_URL', mail.url);
		vi.stubEnv('SAYSO_MAIL_FROM', 'sayso@north.example');
		const done = await sayso(world.connection, 'work', '--once', '--json');
		expect([done.code, JSON.parse(done.out)]).toEqual([0, { sent: 1, later: 0, dead: 0, escalated: 0 }]);
		expect(mail.taken.map(({ to }) => to)).toEqual([['iro@north.example']]);
		expect(done.out + done.err).not.toContain('iro@');
	});

	test('without mail set up lets it wait', async () => {
		expect(JSON.parse((await sayso(world.connection, 'work', '--json')).out)).toMatchObject({ sent: 0, dead: 0 });
	});
});
