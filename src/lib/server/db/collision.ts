/** What the two drivers call it when somebody else was quicker. */
const COLLISIONS: ReadonlySet<unknown> = new Set([
	'23505', // PostgreSQL: a key that the other has just used
	'40001', // could not be put in an order
	'40P01', // each waits for the other
	'SQLITE_CONSTRAINT_PRIMARYKEY',
	'SQLITE_CONSTRAINT_UNIQUE'
]);

/** True for a failure that may not come again when the same is tried once more: it then sees what the other did. */
export const isCollision = (failure: unknown): boolean => COLLISIONS.has((failure as { code?: unknown } | null)?.code);
