import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

export interface TextTaken {
	phone_number: string;
	template_id: string;
	reference: string;
	personalisation: { text: string };
}

const SERVICE = '26785a09-ab16-4eb0-8407-a37497a57506';
const SECRET = '3d844edf-8d35-48ac-975b-e847b4f122b0';

/** As GOV.UK Notify gives one out: a name, the service, the secret. */
export const NOTIFY_KEY = `test-${SERVICE}-${SECRET}`;
export const NOTIFY_TEMPLATE = '9d751e0e-f929-4891-82a1-a3e1c3c18ee3';

/** Signed with the key's secret, by this service, within thirty seconds of now: what the real one asks. */
function isAllowed(authorization = ''): boolean {
	const [head, body, signature] = authorization.replace(/^Bearer /, '').split('.');
	if (!head || !body || !signature) return false;
	const expected = createHmac('sha256', SECRET).update(`${head}.${body}`).digest('base64url');
	const { iss, iat } = JSON.parse(Buffer.from(body, 'base64url').toString()) as { iss: string; iat: number };
	return signature === expected && iss === SERVICE && Math.abs(Date.now() / 1000 - iat) < 30;
}

/** What of GOV.UK Notify a text needs. `answer` says with which status it takes the next one. */
export async function notifyServer(answer: () => number = () => 201) {
	const taken: TextTaken[] = [];
	const server = createServer((request, response) => {
		void text(request).then((body) => {
			const path = request.method === 'POST' && request.url === '/v2/notifications/sms';
			const status = !path ? 404 : isAllowed(request.headers.authorization) ? answer() : 403;
			if (status === 201) taken.push(JSON.parse(body) as TextTaken);
			response.writeHead(status, { 'content-type': 'application/json' });
			response.end(JSON.stringify(status === 201 ? { id: SERVICE } : { status_code: status, errors: [] }));
		});
	});
	await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
	const { port } = server.address() as AddressInfo;
	return {
		taken,
		url: `http://127.0.0.1:${port}`,
		close: () => new Promise<void>((closed) => server.close(() => closed()))
	};
}
