import { now } from '../clock.ts';
import type { AuthorityScope } from '../db/scope.ts';
import { newId } from '../ids.ts';
import { openerFor, sealerFor, type Owner, type Place } from '../sealing/index.ts';

/** A row of the table of pieces is no larger: a database reads and writes such rows without holding up others. */
const PIECE = 262_144;

const place = (uploadId: string, number: number): Place => ({
	table: 'uploadPiece',
	row: `${uploadId}:${number}`,
	column: 'sealed'
});

/** Keeps bytes sealed with their owner's key, in pieces; returns the id to ask for them with. Give it a transaction. */
export async function keep(tx: AuthorityScope, owner: Owner, type: string, bytes: Uint8Array): Promise<string> {
	const sealer = await sealerFor(tx, owner);
	const id = newId();
	const count = Math.max(1, Math.ceil(bytes.length / PIECE));
	const [reviewId, childId] = owner === 'authority' ? [null, null] : ['review', 'child'].map((key) => idOf(owner, key));
	await tx
		.insertInto('upload', { id, reviewId: reviewId!, childId: childId!, type, pieces: count, createdAt: now() })
		.execute();
	for (let number = 0; number < count; number++) {
		const piece = bytes.subarray(number * PIECE, (number + 1) * PIECE);
		const sealed = sealer.sealBytes(place(id, number), piece);
		await tx.insertInto('uploadPiece', { uploadId: id, number, sealed }).execute();
	}
	return id;
}

const idOf = (owner: Exclude<Owner, 'authority'>, key: string) => (owner as Record<string, string>)[key] ?? null;

/** What was kept; undefined when there is no such upload. Throws when a piece is missing or was changed. */
export async function find(scope: AuthorityScope, id: string): Promise<{ type: string; bytes: Buffer } | undefined> {
	const upload = await scope
		.selectFrom('upload')
		.select(['upload.type', 'upload.pieces', 'upload.reviewId', 'upload.childId'])
		.where('upload.id', '=', id)
		.executeTakeFirst();
	if (!upload) return undefined;
	const { type, pieces, reviewId, childId } = upload;
	const opener = await openerFor(scope, reviewId ? { review: reviewId } : childId ? { child: childId } : 'authority');
	const rows = await scope
		.selectFrom('uploadPiece')
		.select(['uploadPiece.number', 'uploadPiece.sealed'])
		.where('uploadPiece.uploadId', '=', id)
		.orderBy('uploadPiece.number')
		.execute();
	if (rows.length !== pieces) throw new Error('a piece of an upload is missing');
	return { type, bytes: Buffer.concat(rows.map((row) => opener.openBytes(place(id, row.number), row.sealed))) };
}

/** Takes it away, with its pieces. */
export async function remove(tx: AuthorityScope, id: string): Promise<void> {
	await tx.deleteFrom('upload').where('upload.id', '=', id).execute();
}
