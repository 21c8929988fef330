declare module 'subset-font' {
	/** The part of a font that these characters need, shaping kept. */
	export default function subsetFont(
		font: Buffer,
		text: string,
		options?: { targetFormat?: 'woff2' | 'woff' | 'sfnt'; preserveNameIds?: number[]; noLayoutClosure?: boolean }
	): Promise<Buffer>;
}
