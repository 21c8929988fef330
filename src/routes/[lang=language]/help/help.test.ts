import { isRedirect } from '@sveltejs/kit';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { says } from '../../../../tests/support/cast.ts';
import { twoAuthorities, type World } from '../../../../tests/support/database.ts';
import type { Entered } from '#lib/server/auth/entered.ts';
import { actions } from './+page.server.ts';

describe('the button on the help page', () => {
	let world: World;
	beforeEach(async () => void (world = await twoAuthorities('sqlite')));
	afterEach(() => world.close());

	/** Where pressing it leads. */
	async function press(entered: unknown): Promise<string> {
		const event = { locals: { entered: entered as Entered }, params: { lang: 'en' } };
		const done: unknown = await Promise.resolve(actions.default(event as never)).catch((thrown: unknown) => thrown);
		if (!isRedirect(done)) throw done;
		return done.location;
	}
	const raised = () => world.north.commandLine.selectFrom('safetyFlag').select('safetyFlag.kind').execute();
	const inSession = async (audience: 'child' | 'parent', session: object) => {
		const { scope, consultation } = await says(world.north, audience, {}, { send: false });
		return { kind: 'participant', scope, consultation, session };
	};
	const open = { alone: true, locked: false, secret: 'words' };

	test('tells of a child who has come in, and shows what becomes of it', async () => {
		expect(await press(await inSession('child', open))).toBe('/en/my/help-now');
		expect(await raised()).toEqual([{ kind: 'help-now' }]);
	});

	test.each([
		['locked', { ...open, locked: true }],
		['before they said that they are on their own', { ...open, alone: false }],
		['before they have a secret', { ...open, secret: null }]
	])('tells of a child whose pages are %s, and shows nothing of theirs', async (_, session) => {
		expect(await press(await inSession('child', session))).toBe('/en/help?told');
		expect(await raised()).toEqual([{ kind: 'help-now' }]);
	});

	test('tells nobody of a visitor or a parent, who are not told that it does', async () => {
		expect(await press(undefined)).toBe('/en/help');
		expect(await press(await inSession('parent', { alone: false, locked: false, secret: null }))).toBe('/en/help');
		expect(await raised()).toEqual([]);
	});
});
