import sharp, { type Sharp } from 'sharp';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { DATABASES, twoAuthorities, type World } from '../../../../tests/support/database.ts';
import { CANARY, corpus } from '../../../../tests/support/upload-corpus.ts';
import { find, keep, recorded, redrawn, remove } from './index.ts';

const files = await corpus();
const asIs = (image: Sharp) => image.resize(320, 320, { fit: 'inside', withoutEnlargement: true });

test('the corpus has at least sixty files', () => expect(files.length).toBeGreaterThanOrEqual(60));

describe('of the files somebody might send', () => {
	test.each(files)('$what comes to $comesTo', async ({ bytes, comesTo }) => {
		const done = await redrawn(bytes, asIs);
		expect('refused' in done ? done.refused : 'taken').toBe(comesTo);
		if ('refused' in done) return;
		const { format, space, depth, pages, exif, icc, xmp, iptc, orientation } = await sharp(done.webp).metadata();
		expect({ format, space, depth }).toEqual({ format: 'webp', space: 'srgb', depth: 'uchar' });
		expect({ pages, exif, icc, xmp, iptc, orientation }).toEqual({});
		for (const left of [CANARY, '<script', '<?php', 'PK\x03\x04']) expect(done.webp.includes(left)).toBe(false);
	});

	test.each(files.filter(({ what }) => what.startsWith('held')))('one $what is turned upright', async ({ bytes }) => {
		const done = await redrawn(bytes, asIs);
		if ('refused' in done) throw new Error(done.refused);
		const { data, info } = await sharp(done.webp).removeAlpha().raw().toBuffer({ resolveWithObject: true });
		const colour = (y: number) => [...data.subarray((y * info.width + 30) * 3, (y * info.width + 30) * 3 + 3)];
		expect([info.width, info.height]).toEqual([60, 40]);
		expect([colour(5)[0]! > 200, colour(5)[2]! < 60, colour(35)[0]! < 60, colour(35)[2]! > 200]).not.toContain(false);
	});
});

describe('of the recordings somebody might send', () => {
	const long = Buffer.alloc(2000);
	const after = (head: string) => Buffer.concat([Buffer.from(head, 'latin1'), long]);
	test.each([
		['WebM', after('\x1a\x45\xdf\xa3\x9f\x42\x86\x81\x01\x42\x82\x84webm'), { type: 'audio/webm' }],
		['Ogg', after(`OggS\0\x02${'\0'.repeat(22)}OpusHead`), { type: 'audio/ogg' }],
		['MP4', after('\0\0\0\x1cftypM4A '), { type: 'audio/mp4' }],
		['Matroska', after('\x1a\x45\xdf\xa3\x42\x82\x88matroska'), { refused: 'sound-not-a-recording' }],
		['WAV', after('RIFF\0\0\0\0WAVE'), { refused: 'sound-not-a-recording' }],
		['MP3', after('ID3\x04'), { refused: 'sound-not-a-recording' }],
		['a photo from a phone', after('\0\0\0\x1cftypheic'), { refused: 'sound-not-a-recording' }],
		['a picture', files[0]!.bytes, { refused: 'sound-not-a-recording' }],
		['a page', after('<html>OggS OpusHead webm'), { refused: 'sound-not-a-recording' }],
		['the head alone', Buffer.from('OggS\0\x02OpusHead'), { refused: 'sound-empty' }],
		['nothing', Buffer.alloc(0), { refused: 'sound-empty' }],
		['an hour', Buffer.concat([after('\0\0\0\x1cftypM4A '), Buffer.alloc(10_000_000)]), { refused: 'sound-too-large' }]
	])('%s is known by its content', (_, bytes, comesTo) => expect(recorded(bytes)).toEqual(comesTo));
});

describe.each(DATABASES)('what is kept, on %s', (kind) => {
	let world: World;
	beforeEach(async () => void (world = await twoAuthorities(kind)));
	afterEach(() => world.close());
	const words = Buffer.from(CANARY.repeat(30_000));

	test('comes back as it was, in pieces that say nothing, and to nobody else', async () => {
		const { north, south } = world;
		const owner = { review: north.reviewId };
		const id = await north.scope.transaction((tx) => keep(tx, owner, 'audio/webm', words));
		expect(await find(north.scope, id)).toEqual({ type: 'audio/webm', bytes: words });
		expect(await find(south.scope, id)).toBeUndefined();
		const rows = await north.scope.selectFrom('uploadPiece').selectAll('uploadPiece').execute();
		expect(rows.length).toBe(Math.ceil(words.length / 262_144));
		for (const { sealed } of rows) expect(Buffer.from(sealed).includes(CANARY)).toBe(false);
	});

	test('is not shown with a piece missing, or two of them changed about', async () => {
		const { north } = world;
		const id = await north.scope.transaction((tx) => keep(tx, 'authority', 'image/webp', words));
		await north.scope.updateTable('uploadPiece').set({ number: 9 }).where('number', '=', 0).execute();
		await expect(find(north.scope, id)).rejects.toThrow();
		await north.scope.deleteFrom('uploadPiece').where('number', '=', 9).execute();
		await expect(find(north.scope, id)).rejects.toThrow('missing');
	});

	test('goes as a whole, by itself and with its review', async () => {
		const { north } = world;
		const id = await north.scope.transaction((tx) => keep(tx, { review: north.reviewId }, 'image/webp', words));
		await north.scope.transaction((tx) => remove(tx, id));
		await north.scope.transaction((tx) => keep(tx, { review: north.reviewId }, 'image/webp', words));
		await north.commandLine.deleteFrom('review').execute();
		expect(await north.scope.selectFrom('uploadPiece').selectAll('uploadPiece').execute()).toEqual([]);
		expect(await find(north.scope, id)).toBeUndefined();
	});
});
