import type { ExpressionBuilder } from 'kysely';
import type { Sharp } from 'sharp';
import * as audit from './audit.ts';
import { current } from './caseload.ts';
import { now } from './clock.ts';
import type { Database } from './db/schema.ts';
import { sameAuthority, type AuthorityScope } from './db/scope.ts';
import * as uploads from './uploads/index.ts';

const SIDE = 320;

export interface ProfileInput {
	callMe: string;
	about: string;
	languages: string;
	reachHow: string;
	reachWhen: string;
}

const COLUMNS = [
	'profile.staffId',
	'profile.callMe',
	'profile.about',
	'profile.languages',
	'profile.reachHow',
	'profile.reachWhen',
	'profile.updatedAt'
] as const;

/** Sealed in pieces; in a column of its own where it was saved by an earlier version. */
const hasPhoto = ({ eb }: ExpressionBuilder<Database, 'profile'>) =>
	eb.or([eb('profile.photoUpload', 'is not', null), eb('profile.photo', 'is not', null)]).as('hasPhoto');

/** The card of one member of staff, without its photo; undefined when they have not written one. */
export async function find(scope: AuthorityScope, staffId: string) {
	const found = await scope
		.selectFrom('profile')
		.innerJoin('staff', sameAuthority('staff.id', 'profile.staffId'))
		.where('profile.staffId', '=', staffId)
		.select([...COLUMNS, 'staff.name', hasPhoto])
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
		.select(['profile.photo', 'profile.photoUpload'])
		.where('profile.staffId', '=', staffId)
		.executeTakeFirst();
	const upload = found?.photoUpload && (await uploads.find(scope, found.photoUpload));
	return (upload ? upload.bytes : found?.photo) ?? undefined;
}

/** The actor's own card. Without a new photo the old one stays; null takes it away. */
export async function save(
	scope: AuthorityScope,
	input: ProfileInput,
	picture?: Uint8Array | null
): Promise<'saved' | { refused: uploads.PictureRefusal }> {
	if (!scope.staffId) throw new Error('only staff have a card');
	const drawn = picture && (await uploads.redrawn(picture, square));
	if (drawn && 'refused' in drawn) return drawn;
	await scope.transaction(async (tx) => {
		const change = { ...input, updatedAt: now(), ...(picture !== undefined && (await newPhoto(tx, drawn?.webp))) };
		await tx
			.insertInto('profile', { photo: null, photoUpload: null, ...change, staffId: tx.staffId! })
			.onConflict((known) => known.columns(['authorityId', 'staffId']).doUpdateSet(change))
			.execute();
		await audit.record(tx, 'profile.saved', tx.staffId!);
	});
	return 'saved';
}

/** Keeps a new photo, or none, in place of the one there was. */
async function newPhoto(tx: AuthorityScope, webp: Uint8Array | undefined) {
	const known = await tx
		.selectFrom('profile')
		.select('profile.photoUpload')
		.where('profile.staffId', '=', tx.staffId!)
		.executeTakeFirst();
	if (known?.photoUpload) await uploads.remove(tx, known.photoUpload);
	const photoUpload = webp ? await uploads.keep(tx, 'authority', 'image/webp', webp) : null;
	return { photo: null, photoUpload };
}

const square = (image: Sharp): Sharp => image.resize(SIDE, SIDE, { fit: 'cover', position: 'attention' });
