import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { DATABASES, twoAuthorities, type World } from '../../../../tests/support/database.ts';
import { decrypt, encrypt, newKey, SealBroken } from './cipher.ts';
import { blindIndex, openerFor, sealerFor, sealersFor, type Place, type Sealer } from './index.ts';
import { forgetKeys } from './keys.ts';
import { bucketOf, pad, unpad } from './padding.ts';

describe('what is encrypted', () => {
	const key = newKey();
	const box = encrypt(key, Buffer.from('the cat'), 'here');

	test('opens with its key in its context', () => {
		expect(decrypt(key, box, 'here').toString()).toBe('the cat');
	});

	test('opens nowhere else, with no other key, with no bit changed and with no shorter tag', () => {
		expect(() => decrypt(key, box, 'there')).toThrow(SealBroken);
		expect(() => decrypt(newKey(), box, 'here')).toThrow(SealBroken);
		for (let bit = 0; bit < box.length * 8; bit++) {
			const flipped = Buffer.from(box);
			flipped[bit >> 3]! ^= 1 << (bit & 7);
			expect(() => decrypt(key, flipped, 'here')).toThrow(SealBroken);
		}
		for (let length = 0; length < box.length; length++) {
			expect(() => decrypt(key, box.subarray(0, length), 'here')).toThrow(SealBroken);
		}
	});

	test('is never the same twice', () => {
		expect(encrypt(key, Buffer.from('the cat'), 'here').equals(box)).toBe(false);
	});
});

describe('padding', () => {
	test('gives back what went in, at a size that many others share', () => {
		fc.assert(
			fc.property(fc.uint8Array({ maxLength: 9000 }), (bytes) => {
				expect(unpad(pad(bytes)).equals(bytes)).toBe(true);
				expect(pad(bytes).length).toBe(bucketOf(bytes.length));
			})
		);
		const sizes = new Set(Array.from({ length: 5001 }, (_, length) => bucketOf(length)));
		expect([...sizes]).toEqual([64, 128, 256, 512, 1024, 2048, 4096, 8192]);
	});

	test('that says it holds more than it does is refused', () => {
		expect(() => unpad(Buffer.from([0, 0, 0, 9, 1]))).toThrow(SealBroken);
		expect(() => unpad(Buffer.from([0]))).toThrow(SealBroken);
	});
});

describe.each(DATABASES)('a sealed field, on %s', (kind) => {
	let world: World;
	let sealer: Sealer;
	const here: Place = { table: 'words', row: 'a:b:words', column: 'words' };
	beforeEach(async () => {
		world = await twoAuthorities(kind);
		sealer = await sealerFor(world.north.scope, { review: world.north.reviewId });
	});
	afterEach(() => world.close());

	test('gives back any text, and says nothing of it', async () => {
		fc.assert(
			fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => {
				const sealed = sealer.seal(here, text);
				expect(sealed).toMatch(/^s1\.[\w-]+$/);
				expect(sealer.open(here, sealed)).toBe(text.toWellFormed());
			})
		);
		expect(sealer.seal(here, 'no').length).toBe(sealer.seal(here, 'someone-hurts-me').length);
	});

	test('opens for the same owner later, after its key was read anew', async () => {
		const sealed = sealer.seal(here, 'the cat');
		forgetKeys();
		const later = await openerFor(world.north.scope, { review: world.north.reviewId });
		expect(later.open(here, sealed)).toBe('the cat');
	});

	test('moved to another row, column, table, owner or authority never opens', async () => {
		const { north, south } = world;
		const sealed = sealer.seal(here, 'the cat');
		for (const other of [
			{ ...here, row: 'a:c:words' },
			{ ...here, column: 'field' },
			{ ...here, table: 'wish' as const }
		]) {
			expect(() => sealer.open(other, sealed)).toThrow(SealBroken);
		}
		const elsewhere = await sealersFor(north.scope, [{ child: north.childId }, { review: 'other' }, 'authority']);
		for (const owner of [{ child: north.childId }, { review: 'other' }, 'authority'] as const)
			expect(() => elsewhere(owner).open(here, sealed)).toThrow(SealBroken);
		const neighbour = await sealerFor(south.scope, { review: north.reviewId });
		expect(() => neighbour.open(here, sealed)).toThrow(SealBroken);
	});

	test('with any character changed, cut off or added never opens', () => {
		const sealed = sealer.seal(here, 'the cat');
		for (let at = 0; at < sealed.length; at++) {
			const changed = sealed.slice(0, at) + (sealed[at] === 'A' ? 'B' : 'A') + sealed.slice(at + 1);
			expect(() => sealer.open(here, changed), String(at)).toThrow(SealBroken);
			expect(() => sealer.open(here, sealed.slice(0, at)), String(at)).toThrow(SealBroken);
		}
		expect(() => sealer.open(here, `${sealed}A`)).toThrow(SealBroken);
		expect(() => sealer.open(here, `${sealed}=`)).toThrow(SealBroken);
		expect(() => sealer.open(here, 'the cat')).toThrow(SealBroken);
	});

	test('as bytes is the same', () => {
		const sealed = sealer.sealBytes(here, Buffer.from([1, 2, 3]));
		expect([...sealer.openBytes(here, sealed)]).toEqual([1, 2, 3]);
		expect(() => sealer.openBytes({ ...here, row: 'x' }, sealed)).toThrow(SealBroken);
	});

	test('opens no more once its key is gone, and reading makes no key', async () => {
		const { north } = world;
		const sealed = sealer.seal(here, 'the cat');
		await north.scope.deleteFrom('sealingKey').execute();
		forgetKeys();
		const opener = await openerFor(north.scope, { review: north.reviewId });
		expect(() => opener.open(here, sealed)).toThrow(/key is gone/);
		expect(await north.scope.selectFrom('sealingKey').select('sealingKey.id').execute()).toEqual([]);
	});

	test('is never sealed with a key that was undone with its transaction', async () => {
		const { north } = world;
		const owner = { review: 'undone' };
		const undone = north.scope.transaction(async (tx) => {
			(await sealerFor(tx, owner)).seal(here, 'the cat');
			await sealerFor(tx, owner);
			throw new Error('undone');
		});
		await expect(undone).rejects.toThrow('undone');
		const sealed = (await sealerFor(north.scope, owner)).seal(here, 'the cat');
		forgetKeys();
		expect((await openerFor(north.scope, owner)).open(here, sealed)).toBe('the cat');
	});

	test('made by many at once has one key', async () => {
		const sealed = await Promise.all(
			Array.from({ length: 20 }, async () => (await sealerFor(world.north.scope, { review: 'new' })).seal(here, 'x'))
		);
		forgetKeys();
		const opener = await openerFor(world.north.scope, { review: 'new' });
		expect(sealed.map((one) => opener.open(here, one))).toEqual(sealed.map(() => 'x'));
	});

	test('is found again by its blind index: one for the same words, in this authority and for this purpose alone', async () => {
		const { north, south } = world;
		const index = await blindIndex(north.scope, 'email', 'a@b.example');
		forgetKeys();
		expect(await blindIndex(north.scope, 'email', 'a@b.example')).toBe(index);
		expect(await blindIndex(north.scope, 'email', 'a@c.example')).not.toBe(index);
		expect(await blindIndex(north.scope, 'phone', 'a@b.example')).not.toBe(index);
		expect(await blindIndex(south.scope, 'email', 'a@b.example')).not.toBe(index);
	});
});
