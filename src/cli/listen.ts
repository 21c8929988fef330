import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http';
import { pathToFileURL } from 'node:url';
import { everywhere } from '#lib/server/edge/headers.ts';
import { newId } from '#lib/server/ids.ts';
import { setting } from '#lib/server/settings.ts';
import { serverTranslator } from '#lib/server/words.ts';

const t = serverTranslator();

/** Serves the build until it is asked to stop. `handler` is the file the adapter made. */
export async function listen(handler: string): Promise<void> {
	// The adapter's own 512 KB are less than a photo from a phone, and than the extract of one authority.
	process.env.BODY_SIZE_LIMIT ||= '64M';
	const adapter = (await import(pathToFileURL(handler).href)) as { handler: RequestListener };
	const server = createServer(withHeaders(adapter.handler));
	server.once('error', (failure: NodeJS.ErrnoException) => {
		const known = failure.code === 'EADDRINUSE' || failure.code === 'EACCES';
		console.error(known ? t(`cli:start.${failure.code}`, { port: setting('PORT') }) : String(failure));
		process.exit(1);
	});
	server.listen(Number(setting('PORT')), setting('HOST'), () =>
		console.log(t('cli:start.serving', { address: setting('ORIGIN') }))
	);
	for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => end(server));
}

/**
 * What every answer carries is put on before anything answers: files, the adapter's own refusals and SvelteKit's do not
 * pass our hooks. A number the sender gave the request is not taken.
 */
export function withHeaders(handler: RequestListener): RequestListener {
	const always = Object.entries(everywhere());
	return (request: IncomingMessage, response: ServerResponse & { req: IncomingMessage }) => {
		const id = newId();
		request.headers['x-request-id'] = id;
		response.setHeader('x-request-id', id);
		for (const [name, value] of always) response.setHeader(name, value);
		response.once('finish', () => discardRest(request));
		return handler(request, response);
	};
}

/** More than a photo; whoever sends more than that of what nobody reads is cut off. */
const MOST_DISCARDED = 16_000_000;

/** What was answered before it was read is let run out: cut off, a browser shows its own page instead of our answer. */
function discardRest(request: IncomingMessage): void {
	if (request.complete) return;
	let discarded = 0;
	request.removeAllListeners('data');
	request.on('data', (part: Buffer) => {
		discarded += part.length;
		if (discarded > MOST_DISCARDED) request.destroy();
	});
	request.resume();
}

/** Finishes what is being answered, for five seconds at most. */
function end(server: Server): void {
	console.log(t('cli:start.stopped'));
	setTimeout(() => server.closeAllConnections(), 5000).unref();
	server.close(() => process.exit(0));
}
