import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ENCAPSULATED, seal, sealedFor, suite, type Unsent } from '#lib/forms/unsent.ts';
import { LONGEST_WORDS } from '#lib/forms/types.ts';
import { LANGUAGES } from '#lib/i18n/languages.ts';
import { says } from '../../../tests/support/cast.ts';
import { DATABASES, twoAuthorities, type World } from '../../../tests/support/database.ts';
import type { EnteredParticipant } from './auth/entered.ts';
import { answerUnsent, doorData } from './doors.ts';
import * as erase from './erase.ts';
import { hold } from './held-posts.ts';
import { waiting } from './safety-flags.ts';
import { forgetKeys } from './sealing/keys.ts';
import * as submissions from './submissions.ts';

const happy: Unsent = {
	question: 'feelings',
	fields: [
		['value', 'happy'],
		['state', 'answered'],
		['audience', 'only-my-iro']
	]
};
const inWords = (words: string, question = 'worries'): Unsent => ({ question, fields: [['words', words]] });
const textOf = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64url');

describe.each(DATABASES)('an answer that waits on a device, on %s', (kind) => {
	let world: World;
	let child: EnteredParticipant;
	beforeEach(async () => {
		world = await twoAuthorities(kind);
		child = await comeIn('child');
	});
	afterEach(() => world.close());

	async function comeIn(audience: 'child' | 'parent', home = world.north) {
		const { scope, consultation } = await says(home, audience, {}, { send: false });
		return { kind: 'participant', scope, consultation, session: { idHash: 'x' } } as unknown as EnteredParticipant;
	}
	/** What the page of a participant is given for it. */
	const pageOf = async (entered: EnteredParticipant) => (await doorData(entered, LANGUAGES[0]!)).kept;
	const keyOf = async (entered: EnteredParticipant) => Buffer.from((await pageOf(entered)).key, 'base64url');

	/** As the page does it. */
	const sealed = async (unsent: Unsent, entered = child) =>
		textOf(await seal(await keyOf(entered), entered.consultation.id, unsent));

	/** Anything at all, sealed by somebody who has the public key. */
	async function sealedBytes(bytes: Uint8Array, info = sealedFor(child.consultation.id)) {
		const recipientPublicKey = await suite.kem.deserializePublicKey(await keyOf(child));
		const { enc, ct } = await suite.seal({ recipientPublicKey, info }, bytes);
		return textOf(Buffer.concat([Buffer.from(enc), Buffer.from(ct)]));
	}

	async function post(text: string, entered = child): Promise<number> {
		const request = new Request('http://localhost/en/my/q', {
			method: 'POST',
			body: new URLSearchParams({ sealed: text })
		});
		return (await answerUnsent({ locals: { entered }, request } as never)).status;
	}
	const said = ({ scope } = child) => submissions.ownReplies(scope);

	test('arrives as if its form had been posted, and twice is once', async () => {
		const [one, two] = [await sealed(happy), await sealed(inWords('Maths 😬'))];
		for (const text of [one, two, one]) expect(await post(text)).toBe(204);
		expect(await said()).toEqual({
			feelings: { state: 'answered', values: ['happy'], words: {}, audience: 'only-my-iro' },
			worries: { state: 'answered', values: [], words: { words: 'Maths 😬' }, audience: 'only-my-iro' }
		});
		const drafts = await world.north.commandLine.selectFrom('submission').select('submission.id').execute();
		expect(drafts).toHaveLength(1);
	});

	test('raises the alarm as any other', async () => {
		expect(await post(await sealed({ question: 'safe-at-home', fields: [['value', 'no']] }))).toBe(204);
		expect(await waiting(world.north.scope)).toHaveLength(1);
	});

	test('arrives when every process has forgotten its keys', async () => {
		const text = await sealed(happy);
		forgetKeys();
		expect(await post(text)).toBe(204);
	});

	test('opens for the consultation it was sealed in, and for no other of the same review or of a neighbour', async () => {
		const text = await sealed(happy);
		const others = [await comeIn('parent'), await comeIn('child', world.south)];
		for (const other of others) {
			expect(await post(text, other)).toBe(422);
			expect(await said(other)).toEqual({});
			expect((await pageOf(other)).key).not.toBe((await pageOf(child)).key);
		}
		// With the right key, and another consultation written on it.
		const wrong = await sealedBytes(Buffer.from(JSON.stringify(happy)), sealedFor(others[0]!.consultation.id));
		expect(await post(wrong)).toBe(422);
		expect(await said()).toEqual({});
	});

	test('opens nowhere any more once the review is erased, and trying makes no key', async () => {
		const text = await sealed(happy);
		expect(await erase.review(world.north.commandLine, world.north.reviewId)).toBe(true);
		expect(await post(text)).toBe(422);
		forgetKeys();
		expect(await post(text)).toBe(422);
		const keys = await world.north.commandLine
			.selectFrom('sealingKey')
			.select('sealingKey.owner')
			.where('sealingKey.owner', '=', `review:${world.north.reviewId}`)
			.execute();
		expect(keys).toEqual([]);
	});

	test('changed in any part, cut or made up is refused, and never an error', async () => {
		const bytes = Buffer.from(await sealed(happy), 'base64url');
		const changed = [0, 1, 32, ENCAPSULATED - 1, ENCAPSULATED, 500, bytes.length - 1].map((at) => {
			const copy = Buffer.from(bytes);
			copy[at]! ^= 1;
			return copy;
		});
		const cut = [0, 1, ENCAPSULATED, ENCAPSULATED + 16, bytes.length - 1].map((length) => bytes.subarray(0, length));
		const nobodys = [Buffer.alloc(bytes.length), Buffer.alloc(200_000, 4)];
		for (const wrong of [...changed, ...cut, ...nobodys, Buffer.concat([bytes, Buffer.from([0])])]) {
			expect(await post(textOf(wrong))).toBe(422);
		}
		for (const wrong of ['', '\u0000', '{}', '💥', 'x'.repeat(100_000)]) expect(await post(wrong)).toBe(422);
		expect(await said()).toEqual({});
	});

	test('that is no answer is refused: anybody with the page can seal anything', async () => {
		const texts = [
			'',
			'null',
			'[]',
			'{"question":"feelings"}',
			'{"question":"feelings","fields":[["value"]]}',
			'{"question":"feelings","fields":[["value",7]]}',
			'{"question":"constructor","fields":[]}',
			'{"question":"__proto__","fields":[]}',
			'{"question":"feelings","fields":[["value","no-such-choice"]]}',
			JSON.stringify(inWords('x'.repeat(LONGEST_WORDS + 1)))
		];
		for (const text of texts) expect(await post(await sealedBytes(Buffer.from(text))), text.slice(0, 60)).toBe(422);
		expect(await post(await sealed(inWords('x'.repeat(LONGEST_WORDS))))).toBe(204);
		expect(Object.keys(await said())).toEqual(['worries']);
	});

	test('that comes after the review was held is refused as too late', async () => {
		const text = await sealed(happy);
		const review = world.north.commandLine.updateTable('review').set({ heldOn: '2026-12-10' });
		await review.where('review.id', '=', world.north.reviewId).execute();
		expect(await post(text)).toBe(409);
	});

	test('sent from a page that has locked stays on the device, and is not kept here beside it', async () => {
		const body = new URLSearchParams({ sealed: await sealed(happy) });
		const url = new URL('http://localhost/en/my/q');
		await hold({ url, request: new Request(url, { method: 'POST', body }) }, child);
		const held = await world.north.commandLine.selectFrom('heldPost').select('heldPost.session').execute();
		expect(held).toEqual([]);
	});

	test('can be opened with nothing that the page was given: a name and a key that only seals', async () => {
		const kept = await pageOf(child);
		expect(kept).toEqual({ id: child.consultation.id, key: expect.stringMatching(/^[\w-]{87}$/) as string });
		const key = Buffer.from(kept.key, 'base64url');
		const imported = await crypto.subtle.importKey('raw', key, { name: 'ECDH', namedCurve: 'P-256' }, true, []);
		expect([imported.type, imported.usages]).toEqual(['public', []]);
		expect(await crypto.subtle.exportKey('jwk', imported)).not.toHaveProperty('d');
		// Neither the key, nor a half of it, nor the name in any guise is what opens it.
		const text = Buffer.from(await sealed(happy), 'base64url');
		const [enc, ct] = [text.subarray(0, ENCAPSULATED), text.subarray(ENCAPSULATED)];
		for (const guess of [key.subarray(1, 33), key.subarray(33, 65), key, Buffer.from(kept.id)]) {
			const recipientKey = await suite.kem.deriveKeyPair(guess);
			await expect(suite.open({ recipientKey, enc, info: sealedFor(kept.id) }, ct)).rejects.toThrow();
		}
	});

	test('does not tell by its length what was chosen, nor which question it was to', async () => {
		const answers = [
			happy,
			inWords('no'),
			inWords('a'.repeat(1000), 'hurt-or-bullied'),
			{ question: 'safe-at-home', fields: [['value', 'no']] } satisfies Unsent
		];
		const lengths = await Promise.all(answers.map(async (unsent) => (await sealed(unsent)).length));
		expect(new Set(lengths).size).toBe(1);
	});
});
