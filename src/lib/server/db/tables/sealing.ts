/**
 * A key of one authority, wrapped with a master key: it wraps the authority's other keys. There are two only while one
 * takes the place of another.
 */
export interface WrappingKeyTable {
	authorityId: string;
	id: string;
	/** 1, 2, …: the highest wraps what is made now. */
	generation: number;
	/** Id of the master key it is wrapped with. */
	masterKey: string;
	wrapped: string;
	createdAt: string;
}

/** The key of one review, one child, or of what belongs to neither, wrapped with the authority's. Without it nothing opens. */
export interface SealingKeyTable {
	authorityId: string;
	id: string;
	/** 'review:<id>', 'child:<id>' or 'authority'. */
	owner: string;
	/** Id of the authority key it is wrapped with. */
	wrappedBy: string;
	wrapped: string;
	createdAt: string;
}
