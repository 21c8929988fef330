import * as audit from './audit.ts';
import { now } from './clock.ts';
import type { AuthorityScope } from './db/scope.ts';
import { redrawn, type PictureRefusal } from './uploads/index.ts';

/** As large as it is ever shown, twice over for fine screens. */
const WIDEST = 480;
const HIGHEST = 144;

/** The authority's logo, a WebP; undefined when it has none. */
export async function find(scope: AuthorityScope): Promise<Uint8Array<ArrayBuffer> | undefined> {
	const found = await scope.selectFrom('logo').select('logo.image').executeTakeFirst();
	return found?.image as Uint8Array<ArrayBuffer> | undefined;
}

/** Takes a new logo: drawn again, so that nothing of the file is left but the picture. `alt` is what it says. */
export async function save(
	scope: AuthorityScope,
	picture: Uint8Array,
	alt: string
): Promise<'saved' | { refused: PictureRefusal }> {
	const drawn = await redrawn(picture, (image) =>
		image.resize(WIDEST, HIGHEST, { fit: 'inside', withoutEnlargement: true })
	);
	if ('refused' in drawn) return drawn;
	const change = { image: drawn.webp, savedAt: now() };
	await scope.transaction(async (tx) => {
		await tx
			.insertInto('logo', change)
			.onConflict((known) => known.columns(['authorityId']).doUpdateSet(change))
			.execute();
		await tx.updateAuthority({ logoAt: change.savedAt, logoAlt: alt || null });
		await audit.record(tx, 'authority.logo-changed', tx.authorityId);
	});
	return 'saved';
}

/** What is read out in its place. */
export async function describe(scope: AuthorityScope, alt: string): Promise<void> {
	await scope.updateAuthority({ logoAlt: alt || null });
}

/** Takes the logo away: pages have the product's name alone. */
export async function remove(scope: AuthorityScope): Promise<void> {
	await scope.transaction(async (tx) => {
		await tx.deleteFrom('logo').execute();
		await tx.updateAuthority({ logoAt: null, logoAlt: null });
		await audit.record(tx, 'authority.logo-removed', tx.authorityId);
	});
}
