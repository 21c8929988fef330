/**
 * Takes away what we kept on this device, as far as a page can; the server's answer to leaving asks the browser to take
 * away all of it. Nothing waits for it: the page is on its way out.
 */
export function forgetDevice(): void {
	try {
		indexedDB.deleteDatabase('sayso');
		sessionStorage.clear();
		localStorage.clear();
		caches
			.keys()
			.then((names) => Promise.all(names.map((name) => caches.delete(name))))
			.catch(() => undefined);
	} catch {
		// A browser that keeps nothing for us has nothing to forget.
	}
}
