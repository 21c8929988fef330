import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const brotli = promisify(brotliCompress);
const gzipped = promisify(gzip);

/** Below this a compressed answer is no smaller on the wire. */
const SMALLEST = 1024;
/** Pages and the data of their steps; files are compressed when they are built, exports are not held in memory. */
const TYPES = /^(?:text\/html|application\/json)\b/;
/** Brotli's level for pages made on the fly: near its best size at a tenth of the time. */
const BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } };

/** The same answer, compressed when the browser takes that and it is worth it. */
export async function compressed(request: Request, response: Response): Promise<Response> {
	const { headers, status } = response;
	if (!TYPES.test(headers.get('content-type') ?? '') || headers.has('content-encoding')) return response;
	headers.append('vary', 'accept-encoding');
	const accepted = request.headers.get('accept-encoding') ?? '';
	const encoding = ['br', 'gzip'].find((name) => accepts(accepted, name));
	if (!encoding || !response.body || request.method === 'HEAD') return response;
	const plain = Buffer.from(await response.arrayBuffer());
	const small = plain.length < SMALLEST;
	const body = small ? plain : await (encoding === 'br' ? brotli(plain, BROTLI) : gzipped(plain));
	if (!small) headers.set('content-encoding', encoding);
	headers.set('content-length', String(body.length));
	return new Response(new Uint8Array(body), { status, statusText: response.statusText, headers });
}

/** 'br;q=0' is a no. */
const accepts = (header: string, name: string): boolean =>
	header.split(',').some((part) => {
		const [coding, weight] = part.trim().split(/\s*;\s*q=/);
		return coding === name && Number(weight ?? 1) > 0;
	});
