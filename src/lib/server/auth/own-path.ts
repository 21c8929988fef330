import { setting } from '../settings.ts';

/** A path of our own, from what an address or a form says; anything that leads elsewhere is undefined. */
export function ownPath(text: string | null | undefined): string | undefined {
	if (!text?.startsWith('/') || text.length > 2000) return undefined;
	const { origin } = new URL(setting('ORIGIN'));
	const url = URL.canParse(text, origin) ? new URL(text, origin) : undefined;
	// A second look at what was made of it: '//elsewhere' and '/\elsewhere' would be another site.
	return url?.origin === origin && !url.pathname.startsWith('//') ? url.pathname + url.search : undefined;
}
