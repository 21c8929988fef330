import sharp, { type Sharp } from 'sharp';
import { kindOf } from './kinds.ts';

// A picture is decoded here and nowhere else, and only these three kinds: sharp would also open SVG, GIF and TIFF.
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({
	operation: ['VipsForeignLoadJpegBuffer', 'VipsForeignLoadPngBuffer', 'VipsForeignLoadWebpBuffer']
});
// One at a time on two threads: a phone's photo takes 200 MB while it is open. Nothing of it is kept in memory after.
sharp.concurrency(2);
sharp.cache(false);

/** The largest picture taken, in bytes, in pixels (a phone's camera makes up to 50 million) and along a side. */
export const LARGEST_PICTURE_BYTES = 10_000_000;
const MOST_PIXELS = 60_000_000;
const LONGEST_SIDE = 16_383;
const SECONDS = 20;
const KINDS = ['jpeg', 'png', 'webp'];

/** Why a picture is not taken: a code for the words of the page it was sent from. */
export type PictureRefusal =
	'photo-empty' | 'photo-too-large' | 'photo-too-many-pixels' | 'photo-not-a-picture' | 'photo-broken';

/**
 * A picture drawn again, as a WebP: turned upright, shaped, in colours every screen shows, eight bits deep, its first
 * image only. Nothing of the file is left: no place, no camera, no profile, no second file behind it.
 */
export async function redrawn(
	bytes: Uint8Array,
	shape: (image: Sharp) => Sharp
): Promise<{ webp: Buffer } | { refused: PictureRefusal }> {
	if (bytes.length === 0) return { refused: 'photo-empty' };
	if (bytes.length > LARGEST_PICTURE_BYTES) return { refused: 'photo-too-large' };
	if (!KINDS.includes(kindOf(bytes))) return { refused: 'photo-not-a-picture' };
	try {
		// The size is in the first bytes: nothing is unpacked before it is known to be of use.
		const { width, height } = await sharp(bytes, { limitInputPixels: false }).metadata();
		const large = width * height > MOST_PIXELS || Math.max(width, height) > LONGEST_SIDE;
		if (large) return { refused: 'photo-too-many-pixels' };
		const image = sharp(bytes, { limitInputPixels: MOST_PIXELS, failOn: 'error', sequentialRead: true });
		const upright = shape(image.timeout({ seconds: SECONDS }).rotate());
		return { webp: await upright.toColourspace('srgb').webp({ quality: 82 }).toBuffer() };
	} catch {
		// sharp says in many ways that a picture is damaged; none of them is for the person who sent it.
		return { refused: 'photo-broken' };
	}
}
