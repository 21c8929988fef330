import { deflateSync, gzipSync } from 'node:zlib';
import { zipSync } from 'fflate';
import sharp, { type Sharp } from 'sharp';

/** A file somebody might send, and what has to come of it: the picture, or the code of a refusal. */
export interface Sent {
	what: string;
	/** The name it comes with, which says nothing. */
	name: string;
	bytes: Buffer;
	comesTo:
		'taken' | 'photo-empty' | 'photo-too-large' | 'photo-too-many-pixels' | 'photo-not-a-picture' | 'photo-broken';
}

/** In every file that has room for words; never in what is kept. */
export const CANARY = 'canary-51.5074N-0.1278W';
const SCRIPT = `<script>alert('${CANARY}')</script>`;
const SVG = `<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert('${CANARY}')</script></svg>`;

/** Red above, blue below: which way up it is can be seen. */
export async function flag(width = 60, height = 40): Promise<Sharp> {
	const red = { create: { width, height, channels: 3 as const, background: '#f00' } };
	const blue = { create: { width, height: height / 2, channels: 3 as const, background: '#00f' } };
	const lower = await sharp(blue).png().toBuffer();
	return sharp(
		await sharp(red)
			.composite([{ input: lower, top: height / 2, left: 0 }])
			.png()
			.toBuffer()
	);
}

/** The same flag as a camera held in one of eight ways stores it. */
async function heldAs(orientation: number): Promise<Buffer> {
	const turns: Record<number, (image: Sharp) => Sharp> = {
		2: (image) => image.flop(),
		3: (image) => image.rotate(180),
		4: (image) => image.flip(),
		5: (image) => image.rotate(270).flop(),
		6: (image) => image.rotate(270),
		7: (image) => image.rotate(90).flop(),
		8: (image) => image.rotate(90)
	};
	const upright = await flag();
	const stored = await (turns[orientation]?.(upright) ?? upright).png().toBuffer();
	return sharp(stored).withMetadata({ orientation }).jpeg({ quality: 95 }).toBuffer();
}

const EXIF = {
	IFD0: { Copyright: CANARY, Artist: CANARY },
	IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '51/1 30/1 26/1', GPSAreaInformation: CANARY }
};
const jpeg = async () => (await flag()).jpeg().toBuffer();
const png = async () => (await flag()).png().toBuffer();
const webp = async () => (await flag()).webp().toBuffer();

const crcTable = Array.from({ length: 256 }, (_, n) => {
	let c = n;
	for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
	return c >>> 0;
});
function chunk(type: string, data: Buffer): Buffer {
	const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
	let crc = 0xffffffff;
	for (const byte of body) crc = crcTable[(crc ^ byte) & 0xff]! ^ (crc >>> 8);
	const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
	length.writeUInt32BE(data.length);
	check.writeUInt32BE((crc ^ 0xffffffff) >>> 0);
	return Buffer.concat([length, body, check]);
}

/** A picture of so many pixels, all black, in a few kilobytes. */
function emptyPng(width: number, height: number, rows: Buffer): Buffer {
	const head = Buffer.alloc(13);
	head.writeUInt32BE(width, 0);
	head.writeUInt32BE(height, 4);
	head[8] = 1;
	return Buffer.concat([
		Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
		chunk('IHDR', head),
		chunk('IDAT', rows),
		chunk('IEND', Buffer.alloc(0))
	]);
}

/** Puts a chunk behind the head of a PNG. */
const withChunk = (file: Buffer, type: string, data: Buffer): Buffer =>
	Buffer.concat([file.subarray(0, 33), chunk(type, data), file.subarray(33)]);
/** Puts a comment behind the first bytes of a JPEG. */
function withComment(file: Buffer, words: string): Buffer {
	const length = Buffer.alloc(2);
	length.writeUInt16BE(words.length + 2);
	return Buffer.concat([file.subarray(0, 2), Buffer.from([0xff, 0xfe]), length, Buffer.from(words), file.subarray(2)]);
}

const at = (what: string, name: string, bytes: Buffer, comesTo: Sent['comesTo']): Sent => ({
	what,
	name,
	bytes,
	comesTo
});

async function good(): Promise<Sent[]> {
	const held = [1, 2, 3, 4, 5, 6, 7, 8].map(async (n) => at(`held as ${n}`, `${n}.jpg`, await heldAs(n), 'taken'));
	const image = await flag();
	const deep = image.clone().toColourspace('rgb16').png();
	const frames = await sharp(await webp(), { pages: -1 }).toBuffer();
	const p3 = image.clone().withIccProfile('p3').jpeg();
	const xmp = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><r>${CANARY}</r></x:xmpmeta>`;
	const made: [string, string, Buffer][] = [
		['a JPEG', 'a.jpg', await jpeg()],
		['a PNG', 'a.png', await png()],
		['a WebP', 'a.webp', await webp()],
		['a WebP without loss', 'b.webp', await image.clone().webp({ lossless: true }).toBuffer()],
		['a PNG one can see through', 'b.png', await image.clone().ensureAlpha(0.5).png().toBuffer()],
		['a PNG of 16 bits', 'c.png', await deep.toBuffer()],
		['a PNG with a palette', 'd.png', await image.clone().png({ palette: true }).toBuffer()],
		['a PNG in passes', 'e.png', await image.clone().png({ progressive: true }).toBuffer()],
		[
			'a PNG of one pixel',
			'f.png',
			await sharp(await png())
				.resize(1, 1)
				.png()
				.toBuffer()
		],
		['a JPEG in grey', 'b.jpg', await image.clone().greyscale().jpeg().toBuffer()],
		['a JPEG for print (CMYK)', 'c.jpg', await image.clone().toColourspace('cmyk').jpeg().toBuffer()],
		['a JPEG in passes', 'd.jpg', await image.clone().jpeg({ progressive: true }).toBuffer()],
		['a JPEG with a colour profile', 'e.jpg', await p3.toBuffer()],
		['a JPEG with the place it was taken', 'f.jpg', await image.clone().withExif(EXIF).jpeg().toBuffer()],
		['a PNG with the place it was taken', 'g.png', await image.clone().withExif(EXIF).png().toBuffer()],
		['a WebP with the place it was taken', 'c.webp', await image.clone().withExif(EXIF).webp().toBuffer()],
		['a JPEG with XMP', 'g.jpg', await image.clone().withXmp(xmp).jpeg().toBuffer()],
		['a moving WebP', 'd.webp', await moving(frames)],
		['a JPEG with a script as its comment', 'h.jpg', withComment(await jpeg(), SCRIPT)],
		['a PNG with a script in its text', 'h.png', withChunk(await png(), 'tEXt', Buffer.from(`Comment\0${SCRIPT}`))],
		[
			'a JPEG and a ZIP in one',
			'i.jpg',
			Buffer.concat([await jpeg(), Buffer.from(zipSync({ [CANARY]: Buffer.from(CANARY) }))])
		],
		['a JPEG and a page in one', 'i.html', Buffer.concat([await jpeg(), Buffer.from(`<html>${SCRIPT}</html>`)])],
		['a PNG and a program in one', 'i.php', Buffer.concat([await png(), Buffer.from(`<?php echo '${CANARY}'; ?>`)])],
		['a PNG named as a JPEG', 'j.jpg', await png()],
		['a JPEG named as an SVG', 'j.svg', await jpeg()],
		['a JPEG with NUL in its name', `k.php\0${CANARY}.jpg`, await jpeg()],
		['a JPEG with a path as its name', '../../../../etc/passwd', await jpeg()],
		['a JPEG with a name of 5,000 letters', `${'n'.repeat(5000)}.jpg`, await jpeg()]
	];
	return [...(await Promise.all(held)), ...made.map(([what, name, bytes]) => at(what, name, bytes, 'taken'))];
}

/** Two pictures, one after the other. */
async function moving(first: Buffer): Promise<Buffer> {
	const second = await (await flag()).negate().png().toBuffer();
	return sharp([first, second], { join: { animated: true } })
		.webp({ delay: [100, 100], loop: 0 })
		.toBuffer();
}

async function others(): Promise<Sent[]> {
	const image = await flag();
	const gifScript = Buffer.concat([
		Buffer.from('GIF89a/*', 'latin1'),
		Buffer.alloc(40, 1),
		Buffer.from(`*/=1;alert('${CANARY}')`)
	]);
	const made: [string, string, Buffer][] = [
		['a GIF', 'a.gif', await image.clone().gif().toBuffer()],
		['a GIF and a script in one', 'b.gif', gifScript],
		['a TIFF', 'a.tif', await image.clone().tiff().toBuffer()],
		['an AVIF', 'a.avif', await image.clone().avif().toBuffer()],
		['an SVG with a script', 'a.svg', Buffer.from(SVG)],
		['an SVG named as a PNG', 'b.png', Buffer.from(SVG)],
		['an SVG behind a blank line', 'c.jpg', Buffer.from(`\n<?xml version="1.0"?>\n${SVG}`)],
		['an SVG, compressed', 'a.svgz', gzipSync(SVG)],
		['a PDF', 'a.pdf', Buffer.from(`%PDF-1.7\n${CANARY}`)],
		['a ZIP', 'a.zip', Buffer.from(zipSync({ a: Buffer.from(CANARY) }))],
		['a page', 'a.html', Buffer.from(`<!doctype html>${SCRIPT}`)],
		['a bitmap', 'a.bmp', Buffer.from('BM\x3a\0\0\0\0\0\0\0\x36\0\0\0', 'latin1')],
		['an icon', 'a.ico', Buffer.from('\0\0\x01\0\x01\0\x01\x01', 'latin1')],
		['words', 'a.txt', Buffer.from(CANARY)],
		['a film', 'a.mp4', Buffer.from('\0\0\0\x18ftypmp42\0\0\0\0', 'latin1')],
		[
			'a command for ImageMagick',
			'd.png',
			Buffer.from('push graphic-context\nviewbox 0 0 1 1\nimage over 0,0 0,0 "|ls"')
		],
		['one byte', 'b.jpg', Buffer.from([0xff])],
		['bytes by chance', 'c.jpg', Buffer.from(Array.from({ length: 10_000 }, (_, i) => (i * 7919 + 13) % 251))]
	];
	return made.map(([what, name, bytes]) => at(what, name, bytes, 'photo-not-a-picture'));
}

async function damaged(): Promise<Sent[]> {
	const large = await flag(600, 400);
	const files = {
		JPEG: await large.clone().jpeg().toBuffer(),
		PNG: await large.clone().png({ compressionLevel: 0 }).toBuffer(),
		WebP: await large.clone().webp({ lossless: true, effort: 0 }).toBuffer()
	};
	const cut = Object.entries(files).flatMap(([kind, bytes]) =>
		[0.1, 0.5, 0.9].map((part) =>
			at(
				`${part * 100} % of a ${kind}`,
				`cut.${kind}`,
				bytes.subarray(0, Math.floor(bytes.length * part)),
				'photo-broken'
			)
		)
	);
	const wrong = Buffer.from(files.PNG);
	wrong[wrong.length - 2000]! ^= 0xff;
	return [
		...cut,
		at('the first bytes of a JPEG', 'a.jpg', Buffer.from([0xff, 0xd8, 0xff, 0xe0]), 'photo-broken'),
		at(
			'an SVG behind the first bytes of a JPEG',
			'b.jpg',
			Buffer.concat([Buffer.from([0xff, 0xd8, 0xff]), Buffer.from(SVG)]),
			'photo-broken'
		),
		at('a PNG with one bit turned', 'a.png', wrong, 'photo-broken'),
		at('a PNG of no size', 'b.png', emptyPng(0, 0, deflateSync(Buffer.alloc(0))), 'photo-broken'),
		at('nothing', 'c.jpg', Buffer.alloc(0), 'photo-empty')
	];
}

async function tooMuch(): Promise<Sent[]> {
	const side = 30_000;
	const rows = deflateSync(Buffer.alloc((side / 8 + 1) * 1000));
	const words = deflateSync(Buffer.alloc(60_000_000, 'a'));
	const bomb = withChunk(await png(), 'zTXt', Buffer.concat([Buffer.from('Comment\0\0', 'latin1'), words]));
	return [
		at('30,000 pixels square', 'a.png', emptyPng(side, side, rows), 'photo-too-many-pixels'),
		at(
			'30,000 pixels in a line',
			'b.png',
			emptyPng(side, 1, deflateSync(Buffer.alloc(side / 8 + 1))),
			'photo-too-many-pixels'
		),
		at('a picture that unpacks to a gigapixel', 'c.png', emptyPng(32_000, 32_000, rows), 'photo-too-many-pixels'),
		at('text that unpacks to 60 MB', 'd.png', bomb, 'taken'),
		at('11 MB', 'e.jpg', Buffer.concat([await jpeg(), Buffer.alloc(11_000_000)]), 'photo-too-large')
	];
}

/** Every file of the corpus, made anew. */
export async function corpus(): Promise<Sent[]> {
	return (await Promise.all([good(), others(), damaged(), tooMuch()])).flat();
}
