const ADDRESS = '/service-worker.js';
/** The address as the browser trusts it: a policy of one name is made once. */
let registered: string | undefined;

interface Policies {
	createPolicy(name: string, rules: { createScriptURL(url: string): string }): { createScriptURL(url: string): string };
}

/**
 * Lets the service worker keep the built files. Only this one address: the page's policy takes no other as a script. A
 * browser that will not have it, or is being cleared just then (*Leave this page*), does without: then a step needs the line.
 */
export function registerWorker(): void {
	if (!('serviceWorker' in navigator)) return;
	const { trustedTypes } = globalThis as { trustedTypes?: Policies };
	registered ??= trustedTypes
		? trustedTypes.createPolicy('sayso-worker', { createScriptURL: () => ADDRESS }).createScriptURL(ADDRESS)
		: ADDRESS;
	navigator.serviceWorker.register(registered, { type: 'module' }).catch(() => undefined);
}
