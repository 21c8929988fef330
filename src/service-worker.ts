/// <reference no-default-lib="true"/>
/// <reference lib="esnext" />
/// <reference lib="webworker" />
import { build, files, version } from '$service-worker';

/**
 * Keeps built files, fonts and pictures on the device, so that a step works when the line is gone. Never a page and
 * never an answer: those may have a name in them.
 */
const worker = globalThis as unknown as ServiceWorkerGlobalScope;
const CACHE = `built-${version}`;
const OURS = new Set([...build, ...files]);

worker.addEventListener('activate', (event) => {
	event.waitUntil(
		caches
			.keys()
			.then((names) => Promise.all(names.filter((name) => name !== CACHE).map((name) => caches.delete(name))))
	);
});

worker.addEventListener('fetch', (event) => {
	const { pathname, origin } = new URL(event.request.url);
	if (event.request.method !== 'GET' || origin !== worker.location.origin || !OURS.has(pathname)) return;
	event.respondWith(fromCache(event.request));
});

async function fromCache(request: Request): Promise<Response> {
	const cache = await caches.open(CACHE);
	const found = await cache.match(request);
	if (found) return found;
	const response = await fetch(request);
	if (response.ok) await cache.put(request, response.clone());
	return response;
}
