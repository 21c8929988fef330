import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { authenticator } from '../../../tests/support/authenticator.ts';
import { says } from '../../../tests/support/cast.ts';
import { DATABASES, twoAuthorities, type World } from '../../../tests/support/database.ts';
import type { EnteredParticipant } from './auth/entered.ts';
import * as childPasskeys from './child-passkeys.ts';

describe.each(DATABASES)('the device of a young person, on %s', (kind) => {
	let world: World;
	let child: EnteredParticipant;
	const device = authenticator();
	beforeEach(async () => {
		world = await twoAuthorities(kind);
		const { scope, consultation } = await says(world.north, 'child', {}, { send: false });
		child = { scope, consultation, session: { idHash: 'this-session' } } as EnteredParticipant;
		const { challenge } = await childPasskeys.creation(child);
		expect(await childPasskeys.keep(child, device.make({ challenge }))).toBe(true);
	});
	afterEach(async () => {
		vi.useRealTimers();
		await world.close();
	});

	const asked = async (of = child) => (await childPasskeys.request(of))!.challenge;
	const elsewhere = () => ({ ...child, session: { ...child.session, idHash: 'another-session' } });

	test('opens with it, asked now, in this session', async () => {
		expect(await childPasskeys.fits(child, device.answer({ challenge: await asked() }))).toBe(true);
	});

	test('does not open without a finger, a face or a PIN', async () => {
		expect(await childPasskeys.fits(child, device.answer({ challenge: await asked(), verified: false }))).toBe(false);
	});

	test('does not open with an answer to another session, to another page, or to what was asked long ago', async () => {
		const challenge = await asked();
		expect(await childPasskeys.fits(child, device.answer({ challenge: await asked(elsewhere()) }))).toBe(false);
		expect(await childPasskeys.fits(child, device.answer({ challenge, origin: 'https://else.example' }))).toBe(false);
		vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 11 * 60_000 });
		expect(await childPasskeys.fits(child, device.answer({ challenge }))).toBe(false);
	});

	test('does not open with an answer that was given before, nor with another device', async () => {
		const challenge = await asked();
		const answer = device.answer({ challenge });
		expect(await childPasskeys.fits(child, answer)).toBe(true);
		expect(await childPasskeys.fits(child, answer)).toBe(false);
		const other = authenticator();
		expect(await childPasskeys.fits(child, other.answer({ challenge }))).toBe(false);
		const posing = {
			...(JSON.parse(other.answer({ challenge, counter: 9999 })) as object),
			id: idIn(answer),
			rawId: idIn(answer)
		};
		expect(await childPasskeys.fits(child, JSON.stringify(posing))).toBe(false);
	});

	test('is kept only where a device made it just now, in this session, for its owner', async () => {
		const { challenge } = await childPasskeys.creation(child);
		const { challenge: another } = await childPasskeys.creation(elsewhere());
		const made = authenticator();
		for (const wrong of [
			made.make({ challenge: another }),
			made.make({ challenge: await asked() }),
			made.make({ challenge, verified: false }),
			made.make({ challenge, origin: 'https://else.example' }),
			'{}',
			'no json'
		])
			expect(await childPasskeys.keep(child, wrong)).toBe(false);
		const rows = await child.scope.selectFrom('childPasskey').select('childPasskey.id').execute();
		expect(rows).toHaveLength(1);
	});
});

const idIn = (posted: string) => (JSON.parse(posted) as { id: string }).id;
