/** A picture or a recording, kept sealed: with the key of a review or a child, or with the authority's where it has neither. */
export interface UploadTable {
	authorityId: string;
	id: string;
	reviewId: string | null;
	childId: string | null;
	/** What it was found to be: 'image/webp', 'audio/webm'. */
	type: string;
	/** How many pieces there must be. */
	pieces: number;
	/** A moment, ISO 8601 in UTC. */
	createdAt: string;
}

export interface UploadPieceTable {
	authorityId: string;
	uploadId: string;
	number: number;
	sealed: Uint8Array;
}

export interface UploadTables {
	upload: UploadTable;
	uploadPiece: UploadPieceTable;
}

/** A card's photo, in place of the column `photo` of an earlier version. */
export interface ProfilePhotoColumn {
	photoUpload: string | null;
}
