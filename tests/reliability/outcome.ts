/** How one of these tests ended. */
export interface Outcome {
	ok: boolean;
	/** One line with the figures. */
	summary: string;
}

/** What a machine lacks for one of these tests; nothing is passed where nothing was tried. */
export interface Skipped {
	skipped: string;
}
