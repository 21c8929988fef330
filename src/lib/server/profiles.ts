import sharp, { type Sharp } from 'sharp';
import * as audit from './audit.ts';
import { current } from './caseload.ts';
import { now } from './clock.ts';
import { sameAuthority, type AuthorityScope } from './db/scope.ts';

// A picture is decoded here and nowhere else, and only these three kinds: sharp would also open SVG, GIF and TIFF.
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({
	operation: ['VipsForeignLoadJpegBuffer', 'VipsForeignLoadPngBuffer', 'VipsForeignLoadWebpBuffer']
});

/** The largest picture taken, in bytes and in pixels (a phone's camera makes up to 50 million). */
export const LARGEST_PHOTO_BYTES = 10_000_000;
const MOST_PIXELS = 60_000_000;
const SIDE = 320;

export interface ProfileInput {
	callMe: string;
	about: string;
	languages: string;
	reachHow: string;
	reachWhen: string;
}

export type PhotoRefusal = 'photo-too-large' | 'photo-not-a-picture';

const COLUMNS = [
	'profile.staffId',
	'profile.callMe',
	'profile.about',
	'profile.languages',
	'profile.reachHow',
	'profile.reachWhen',
	'profile.updatedAt'
] as const;

/** The card of one member of staff, without its photo; undefined when they have not written one. */
export async function find(scope: AuthorityScope, staffId: string) {
	const found = await scope
		.selectFrom('profile')
		.innerJoin('staff', sameAuthority('staff.id', 'profile.staffId'))
		.where('profile.staffId', '=', staffId)
		.select([...COLUMNS, 'staff.name', ({ eb }) => eb('profile.photo', 'is not', null).as('hasPhoto')])
		.executeTakeFirst();
	return found && { ...found, hasPhoto: Boolean(found.hasPhoto) };
}

export type Profile = NonNullable<Awaited<ReturnType<typeof find>>>;

/** The card of the child's IRO of today; undefined when there is no IRO. An IRO without a card has just a name. */
export async function forChild(scope: AuthorityScope, childId: string): Promise<Profile | undefined> {
	const [iro] = await current(scope, childId, 'iro');
	if (!iro) return undefined;
	const card = await find(scope, iro.id);
	const empty = {
		callMe: iro.name,
		about: '',
		languages: '',
		reachHow: '',
		reachWhen: '',
		updatedAt: '',
		hasPhoto: false
	};
	return card ?? { staffId: iro.id, name: iro.name, ...empty };
}

/** A WebP, or undefined. */
export async function photo(scope: AuthorityScope, staffId: string): Promise<Uint8Array | undefined> {
	const found = await scope
		.selectFrom('profile')
		.select('profile.photo')
		.where('profile.staffId', '=', staffId)
		.executeTakeFirst();
	return found?.photo ?? undefined;
}

/** The actor's own card. Without a new photo the old one stays; null takes it away. */
export async function save(
	scope: AuthorityScope,
	input: ProfileInput,
	picture?: Uint8Array | null
): Promise<'saved' | { refused: PhotoRefusal }> {
	if (!scope.staffId) throw new Error('only staff have a card');
	const drawn = picture && (await redrawn(picture, square));
	if (drawn && 'refused' in drawn) return drawn;
	const change = { ...input, updatedAt: now(), ...(picture === undefined ? {} : { photo: drawn ? drawn.webp : null }) };
	await scope
		.insertInto('profile', { photo: null, ...change, staffId: scope.staffId })
		.onConflict((known) => known.columns(['authorityId', 'staffId']).doUpdateSet(change))
		.execute();
	await audit.record(scope, 'profile.saved', scope.staffId);
	return 'saved';
}

const square = (image: Sharp): Sharp => image.resize(SIDE, SIDE, { fit: 'cover', position: 'attention' });

/** Turned upright, shaped and drawn again, so that nothing of the file is left: no place, no camera, no second file. */
export async function redrawn(
	picture: Uint8Array,
	shape: (image: Sharp) => Sharp
): Promise<{ webp: Buffer } | { refused: PhotoRefusal }> {
	if (picture.length > LARGEST_PHOTO_BYTES) return { refused: 'photo-too-large' };
	try {
		const image = sharp(picture, { limitInputPixels: MOST_PIXELS, failOn: 'truncated' });
		return { webp: await shape(image.rotate()).webp({ quality: 82 }).toBuffer() };
	} catch {
		// sharp says in many ways that bytes are no picture it may open; none of them is for the person who sent it.
		return { refused: 'photo-not-a-picture' };
	}
}
