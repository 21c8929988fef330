/** What every answer says to the browser, whatever it is. */
export const HEADERS: Readonly<Record<string, string>> = {
	'x-content-type-options': 'nosniff',
	'x-frame-options': 'DENY',
	// Not no-referrer: a browser would then post our own forms with an Origin of null.
	'referrer-policy': 'same-origin',
	'cross-origin-opener-policy': 'same-origin',
	'cross-origin-resource-policy': 'same-origin',
	'permissions-policy': 'camera=(), geolocation=(), microphone=(), browsing-topics=()'
};

/** Puts them on, with the request's number. */
export function setHeaders(headers: Headers, requestId: string): void {
	headers.set('x-request-id', requestId);
	for (const [name, value] of Object.entries(HEADERS)) headers.set(name, value);
}
