import type { Cookies } from '@sveltejs/kit';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { DATABASES } from '../../../../tests/support/database.ts';
import { browser, worldAtTheDoor } from '../../../../tests/support/door.ts';
import { follow, startOidc, type Oidc } from '../../../../tests/support/oidc.ts';
import { database } from '../database.ts';
import { readdress } from '../staff-changes.ts';
import * as staff from '../staff.ts';
import * as identities from './identities.ts';
import { roleFrom } from './identities.ts';
import { begin, finish } from './provider-sign-in.ts';
import * as providers from './providers.ts';
import { enteredStaff } from './staff-entry.ts';
import { isFresh } from './staff-sessions.ts';

const from = { address: '198.51.100.7', device: 'Firefox, Linux', network: '198.51.100' };
const JO = { sub: 'jo-here', oid: 'oid-jo', name: 'Jo Wetherby', email: 'jo@north.example' };

describe.each(DATABASES)('an authority’s own sign-in, on %s', (kind) => {
	let world: Awaited<ReturnType<typeof worldAtTheDoor>>;
	let oidc: Oidc;
	beforeAll(async () => void (oidc = await startOidc('http://localhost:3000', 'north')));
	afterAll(() => oidc.close());
	beforeEach(async () => {
		world = await worldAtTheDoor(kind);
		oidc.accounts.clear();
		const { issuer, clientId, clientSecret } = oidc;
		const input = { name: 'North', issuer, clientId, clientSecret, subjectClaim: 'oid', roleClaim: 'roles' } as const;
		await providers.set(world.north.commandLine, input);
	});
	afterEach(async () => {
		vi.useRealTimers();
		await world.close();
	});

	const account = (is: Partial<typeof JO> & { roles?: string[] }) => {
		const made = { ...JO, ...is };
		oidc.accounts.set(made.sub, made);
		oidc.next = made.sub;
	};
	/** Begins in a browser, goes through the provider, and gives where it leads back to. */
	async function there(cookies: Cookies, change: (address: URL) => void = () => undefined): Promise<URL> {
		const start = await begin(cookies, 'north');
		if (!(start instanceof URL)) throw new Error(start.refused);
		change(start);
		return follow(oidc, start);
	}
	const back = async (cookies: Cookies, address: URL, code = 'north') =>
		finish(cookies, from, code, address, await enteredStaff(cookies));
	async function signsIn(is: Parameters<typeof account>[0]) {
		account(is);
		const cookies = browser();
		const next = await back(cookies, await there(cookies));
		return { cookies, next, entered: await enteredStaff(cookies) };
	}
	const REFUSED = { refused: 'no-account' };
	const FAILED = { refused: 'failed' };

	test('lets in whom it gives a role of ours, makes their account once, and follows the role', async () => {
		const first = await signsIn({ roles: ['Sayso.Manager'] });
		expect(first.next).toEqual({ goTo: '/sign-in' });
		expect(first.entered?.staff).toMatchObject({ name: 'Jo Wetherby', role: 'manager' });
		expect(first.entered?.session.method).toBe('provider');
		vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 1000 });
		const second = await signsIn({ roles: ['iro'], email: 'married@north.example', name: 'Jo New' });
		expect(second.entered?.staff).toMatchObject({ id: first.entered!.staff.id, role: 'iro', name: 'Jo Wetherby' });
		expect(await enteredStaff(first.cookies), 'sessions of the old role are over').toBeUndefined();
	});

	test('does not let in whom it gives no role, and nobody linked', async () => {
		for (const roles of [undefined, [], ['Everyone'], ['administrators']]) {
			const { next, entered } = await signsIn({ roles });
			expect([next, entered]).toEqual([REFUSED, undefined]);
		}
	});

	test('knows its own by their number when their address here is another', async () => {
		const { entered } = await signsIn({ roles: ['manager'] });
		expect(await readdress(world.north.commandLine, entered!.staff.id, 'wetherby@north.example')).toEqual({});
		const again = (await signsIn({ roles: ['manager'] })).entered;
		expect(again?.staff.id).toBe(entered!.staff.id);
		expect(await staff.find(world.north.commandLine, again!.staff.id)).toMatchObject({
			email: 'wetherby@north.example'
		});
	});

	test('lets in whom an administrator linked, in the role we gave them', async () => {
		const { commandLine, iroId } = world.north;
		await identities.link(commandLine, iroId, oidc.issuer, 'oid-jo');
		const { entered } = await signsIn({ roles: ['administrator'] });
		expect(entered?.staff).toMatchObject({ id: iroId, role: 'iro' });
	});

	test('does not let in somebody who has left, or whose role is gone', async () => {
		const { entered } = await signsIn({ roles: ['manager'] });
		expect((await signsIn({ roles: [] })).next).toEqual(REFUSED);
		const ended = { endedAt: '2026-01-02T00:00:00.000Z' };
		await world.north.commandLine.updateTable('staff').set(ended).where('staff.id', '=', entered!.staff.id).execute();
		expect((await signsIn({ roles: ['manager'] })).next).toEqual(REFUSED);
	});

	test('never goes by the email address: another account with the same one gets nobody’s account', async () => {
		await signsIn({ roles: ['administrator'] });
		const other = await signsIn({ sub: 'other', oid: 'oid-other', roles: ['administrator'] });
		expect([other.next, other.entered]).toEqual([REFUSED, undefined]);
		const local = await signsIn({ sub: 'x', oid: 'oid-x', email: 'iro@north.example', roles: ['administrator'] });
		expect([local.next, local.entered]).toEqual([REFUSED, undefined]);
		// The number is what counts: with a new name and address it is still the same person.
		const renamed = await signsIn({
			sub: 'renamed',
			oid: 'oid-jo',
			email: 'else@north.example',
			roles: ['administrator']
		});
		expect(renamed.entered?.staff.name).toBe('Jo Wetherby');
	});

	test('another browser cannot finish what one has begun, and nobody finishes it twice', async () => {
		account({ roles: ['manager'] });
		const [mine, other] = [browser(), browser()];
		const address = await there(mine);
		await begin(other, 'north');
		expect(await back(other, address), 'the state is of another browser').toEqual(FAILED);
		expect(await back(browser(), address), 'nothing was begun').toEqual(FAILED);
		const third = browser();
		const changed = await there(third);
		changed.searchParams.set('state', 'another');
		expect(await back(third, changed), 'the state is another').toEqual(FAILED);
		expect(await back(mine, address)).toEqual({ goTo: '/sign-in' });
		expect(await back(mine, address), 'the step is used').toEqual(FAILED);
	});

	test('a code that was used, or was given to another browser, is worth nothing', async () => {
		account({ roles: ['manager'] });
		const [mine, thief] = [browser(), browser()];
		const address = await there(mine);
		const stolen = await there(thief);
		stolen.searchParams.set('code', address.searchParams.get('code')!);
		expect(await back(thief, stolen), 'the verifier is another').toEqual(FAILED);
		expect(await enteredStaff(thief)).toBeUndefined();
		const again = browser();
		const used = await there(again);
		used.searchParams.set('code', stolen.searchParams.get('code')!);
		expect(await back(again, used)).toEqual(FAILED);
	});

	test('a token made for another round, by its nonce, is refused', async () => {
		account({ roles: ['manager'] });
		const cookies = browser();
		const address = await there(cookies, (start) => start.searchParams.set('nonce', 'another'));
		expect(await back(cookies, address)).toEqual(FAILED);
	});

	test('another issuer answers for nobody', async () => {
		account({ roles: ['manager'] });
		const cookies = browser();
		const address = await there(cookies);
		address.searchParams.set('iss', 'https://elsewhere.example');
		expect(await back(cookies, address)).toEqual(FAILED);
		// One authority's sign-in does not let into another.
		const { issuer, clientId, clientSecret } = oidc;
		const input = { name: 'South', issuer, clientId, clientSecret, subjectClaim: 'oid', roleClaim: 'roles' } as const;
		await providers.set(world.south.commandLine, input);
		const mine = browser();
		expect(await back(mine, await there(mine), 'south')).toEqual(FAILED);
	});

	test('what was begun at the door of one authority ends in no other, even where its address is now another’s', async () => {
		account({ roles: ['manager'] });
		const cookies = browser();
		const address = await there(cookies);
		const { issuer, clientId, clientSecret } = oidc;
		const input = { name: 'South', issuer, clientId, clientSecret, subjectClaim: 'oid', roleClaim: 'roles' } as const;
		await providers.set(world.south.commandLine, input);
		const called = (id: string, code: string) =>
			database().directory.updateTable('authority').set({ code }).where('id', '=', id).execute();
		await called(world.north.id, 'was-north');
		await called(world.south.id, 'north');
		expect(await back(cookies, address)).toEqual(FAILED);
		expect(await enteredStaff(cookies)).toBeUndefined();
	});

	test('a provider that is down says so, one that is not what it says it is lets nobody in', async () => {
		const input = { name: 'N', clientId: 'x', clientSecret: 'y', subjectClaim: 'oid', roleClaim: 'roles' } as const;
		await providers.set(world.north.commandLine, { ...input, issuer: 'http://127.0.0.1:9' });
		expect(await begin(browser(), 'north')).toEqual({ refused: 'unreachable' });
		await providers.set(world.north.commandLine, { ...input, issuer: `${oidc.issuer}/other` });
		expect(await begin(browser(), 'north')).toEqual({ refused: 'unreachable' });
		const plain = { ...input, issuer: 'http://login.example' };
		expect(await providers.set(world.north.commandLine, plain)).toEqual({ refused: 'provider-issuer' });
	});

	test('its secret is sealed', async () => {
		const rows = await database().directory.selectFrom('signInProvider').selectAll().execute();
		expect(JSON.stringify(rows)).not.toContain(oidc.clientSecret);
	});

	test('showing once more who one is takes a new sign-in there, by the same person', async () => {
		const { cookies, entered } = await signsIn({ roles: ['manager'] });
		vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 20 * 60_000 });
		const locked = (await enteredStaff(cookies))!;
		expect(locked.session.lockedAt).not.toBeNull();
		const round = async () => {
			const start = await begin(cookies, 'north', { entered: locked, goTo: '/reviews' });
			return back(cookies, await follow(oidc, start as URL));
		};
		account({ sub: 'other', oid: 'oid-other', email: 'o@north.example', roles: ['manager'] });
		expect(await round()).toEqual(REFUSED);
		expect((await enteredStaff(cookies))!.session.lockedAt).not.toBeNull();
		account({ roles: ['manager'] });
		expect(await round()).toEqual({ goTo: '/reviews' });
		const open = (await enteredStaff(cookies))!;
		expect([open.staff.id, open.session.lockedAt, isFresh(open.session)]).toEqual([entered!.staff.id, null, true]);
	});
});

test.each([
	[['Sayso.IRO'], 'iro'],
	[['IRO manager'], 'manager'],
	[['Sayso/business support'], 'business-support'],
	[['something', 'administrator'], 'administrator'],
	[['administrators', 'iro2', ''], undefined]
])('app roles %j are our %s', (names, role) => expect(roleFrom(names)).toBe(role));
