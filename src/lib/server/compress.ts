import { promisify } from 'node:util';
import { gzip, gzipSync } from 'node:zlib';

const inBackground = promisify(gzip);

/** Below this a compressed answer is no smaller on the wire. */
const SMALLEST = 1024;
/** Up to this it is done in less time than handing it to another thread takes: 10 kB in 0.05 ms, handed over 0.19. */
const LARGEST_AT_ONCE = 65_536;
/** Level 4 makes 2 % more than the usual 6 of a page, in two thirds of the time. */
const LEVEL = { level: 4 };
/** Pages and the data of their steps; files are compressed when they are built, exports are not held in memory. */
const TYPES = /^(?:text\/html|application\/json)\b/;

/**
 * The same answer, compressed when the browser takes that and it is worth it. With gzip only: on pages of our size
 * brotli at a comparable speed is no smaller (a 9 kB text: gzip 2,833 bytes in 0.06 ms, brotli at level 4 2,967 in 0.2).
 */
export async function compressed(request: Request, response: Response): Promise<Response> {
	const { headers, status, statusText } = response;
	if (!TYPES.test(headers.get('content-type') ?? '') || headers.has('content-encoding')) return response;
	headers.append('vary', 'accept-encoding');
	if (!response.body || request.method === 'HEAD' || !takesGzip(request)) return response;
	const plain = Buffer.from(await response.arrayBuffer());
	const small = plain.length < SMALLEST;
	const body = small ? plain : await gzipped(plain);
	if (!small) headers.set('content-encoding', 'gzip');
	headers.set('content-length', String(body.length));
	return new Response(new Uint8Array(body), { status, statusText, headers });
}

const gzipped = async (plain: Buffer): Promise<Buffer> =>
	plain.length > LARGEST_AT_ONCE ? inBackground(plain, LEVEL) : gzipSync(plain, LEVEL);

/** 'gzip;q=0' is a no. */
function takesGzip({ headers }: Request): boolean {
	return (headers.get('accept-encoding') ?? '').split(',').some((part) => {
		const [coding, weight] = part.trim().split(/\s*;\s*q=/);
		return coding === 'gzip' && Number(weight ?? 1) > 0;
	});
}
