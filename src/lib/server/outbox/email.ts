import { createTransport } from 'nodemailer';
import type { Failure, Letter, WayOut } from './way-out.ts';

/** Together far below a lease. */
const TIMEOUTS = { connectionTimeout: 15_000, greetingTimeout: 15_000, socketTimeout: 30_000 };
const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

/** 'smtps://host:465', or 'smtp://host:587', which must then become encrypted unless it is this machine. */
export function emailBySmtp({ url, from, name }: { url: string; from: string; name: string }): WayOut {
	const { protocol, hostname, port, username, password } = new URL(url);
	const secure = protocol === 'smtps:';
	const transport = createTransport({
		pool: true,
		maxConnections: 1,
		host: hostname.replace(/^\[|\]$/g, ''),
		port: Number(port) || (secure ? 465 : 587),
		secure,
		requireTLS: !secure && !LOOPBACK.has(hostname),
		auth: username ? { user: decodeURIComponent(username), pass: decodeURIComponent(password) } : undefined,
		// Nothing in a message may make it read a file or fetch an address.
		disableFileAccess: true,
		disableUrlAccess: true,
		...TIMEOUTS
	});
	const send = async ({ id, to, subject, body }: Letter) => {
		try {
			await transport.sendMail({
				from: { name, address: from },
				to: { name: '', address: to },
				envelope: { from, to: [to] },
				messageId: `<${id}@${from.split('@')[1]}>`,
				subject,
				text: body,
				headers: { 'Auto-Submitted': 'auto-generated' }
			});
			return undefined;
		} catch (failure) {
			return explain(failure as { code?: string; responseCode?: number });
		}
	};
	return { send, close: () => transport.close() };
}

/** A server's 5xx about this message is final; about who we are it is not, for a person can mend that. */
function explain({ code, responseCode = 0 }: { code?: string; responseCode?: number }): Failure {
	if (code === 'EAUTH' || code === 'ETLS' || code === 'ENOAUTH') return { reason: 'sign-in', final: false };
	if (responseCode >= 500 && responseCode !== 530) return { reason: 'refused', final: true };
	return { reason: responseCode >= 400 ? 'busy' : 'unreachable', final: false };
}
