import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { colleague, involve } from '../../../tests/support/cast.ts';
import { DATABASES, twoAuthorities, type World } from '../../../tests/support/database.ts';
import * as profiles from './profiles.ts';
import { LARGEST_PICTURE_BYTES } from './uploads/index.ts';

const card = {
	callMe: 'Iris',
	about: 'I like cats',
	languages: 'English, Arabic',
	reachHow: '01632 960001',
	reachWhen: 'Mondays'
};
const drawing = (width = 600, height = 400) => sharp({ create: { width, height, channels: 3, background: '#357' } });

describe.each(DATABASES)('the card an IRO shows, on %s', (kind) => {
	let world: World;
	beforeEach(async () => void (world = await twoAuthorities(kind)));
	afterEach(() => world.close());

	test('is written and changed by its owner, and shown to their children', async () => {
		const { north } = world;
		expect(await profiles.find(north.scope, north.iroId)).toBeUndefined();
		await profiles.save(north.scope, card);
		await profiles.save(north.scope, { ...card, about: 'I like dogs' });
		expect(await profiles.forChild(north.scope, north.childId)).toMatchObject({
			...card,
			about: 'I like dogs',
			hasPhoto: false
		});
	});

	test('is just a name until it is written', async () => {
		const { north } = world;
		expect(await profiles.forChild(north.scope, north.childId)).toMatchObject({
			callMe: 'Iris of Northshire',
			about: ''
		});
	});

	test('is the new IRO’s when the IRO changes', async () => {
		const { north } = world;
		await north.commandLine.updateTable('involvement').set({ endedOn: '2026-01-31' }).execute();
		expect(await profiles.forChild(north.scope, north.childId)).toBeUndefined();
		const next = await colleague(north, 'iro');
		await involve(north, next.staffId!, 'iro', north.childId);
		expect(await profiles.forChild(north.scope, north.childId)).toMatchObject({ staffId: next.staffId });
	});

	test('takes a photo, and keeps of it only a small square picture', async () => {
		const { north } = world;
		const photo = await drawing()
			.withExif({ IFD0: { Copyright: 'canary' } })
			.jpeg()
			.toBuffer();
		expect(await profiles.save(north.scope, card, photo)).toBe('saved');
		const kept = (await profiles.photo(north.scope, north.iroId))!;
		expect(await sharp(kept).metadata()).toMatchObject({ format: 'webp', width: 320, height: 320 });
		expect(Buffer.from(kept).includes('canary')).toBe(false);
		await profiles.save(north.scope, card);
		expect((await profiles.find(north.scope, north.iroId))!.hasPhoto).toBe(true);
		await profiles.save(north.scope, card, null);
		expect((await profiles.find(north.scope, north.iroId))!.hasPhoto).toBe(false);
	});

	test('turns a photo taken sideways upright', async () => {
		const { north } = world;
		const white = sharp({ create: { width: 400, height: 400, channels: 3, background: '#fff' } });
		const flat = await white
			.composite([{ input: await drawing(400, 200).png().toBuffer(), top: 0, left: 0 }])
			.jpeg()
			.toBuffer();
		const left = await sharp(flat).withMetadata({ orientation: 6 }).jpeg().toBuffer();
		await profiles.save(north.scope, card, left);
		const { data, info } = await sharp(await profiles.photo(north.scope, north.iroId))
			.raw()
			.toBuffer({ resolveWithObject: true });
		const red = (x: number, y: number) => data[(y * info.width + x) * info.channels]!;
		expect(red(300, 160)).toBeLessThan(100);
		expect(red(20, 160)).toBeGreaterThan(200);
	});

	test.each([
		[
			'an SVG',
			Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>'),
			'photo-not-a-picture'
		],
		['a GIF', Buffer.from('R0lGODlhAQABAIAAAP///wAAACwAAAAAAQABAAACAkQBADs=', 'base64'), 'photo-not-a-picture'],
		['words', Buffer.from('not a picture'), 'photo-not-a-picture'],
		['nothing', Buffer.alloc(0), 'photo-empty'],
		['too much', Buffer.alloc(LARGEST_PICTURE_BYTES + 1), 'photo-too-large']
	])('refuses %s and leaves the card as it was', async (_, bytes, code) => {
		const { north } = world;
		expect(await profiles.save(north.scope, card, bytes)).toEqual({ refused: code });
		expect(await profiles.find(north.scope, north.iroId)).toBeUndefined();
	});

	test('refuses half a photo, and one of too many pixels', async () => {
		const { north } = world;
		const whole = await drawing(1200, 900).jpeg().toBuffer();
		expect(await profiles.save(north.scope, card, whole.subarray(0, 2000))).toEqual({ refused: 'photo-broken' });
		const huge = await drawing(9000, 9000).png().toBuffer();
		expect(await profiles.save(north.scope, card, huge)).toEqual({ refused: 'photo-too-many-pixels' });
	});

	test('is not the neighbour’s', async () => {
		const { north, south } = world;
		await profiles.save(north.scope, card);
		expect(await profiles.find(south.scope, north.iroId)).toBeUndefined();
	});
});
