import type { AddressInfo } from 'node:net';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer } from 'smtp-server';

/** A letter as a real mail server took it. */
export interface Taken {
	from: string;
	/** Everybody it was addressed to on the wire. */
	to: string[];
	raw: string;
	email: Email;
}

/** A mail server on this machine. `refuse` answers a recipient with so many hundreds, or undefined to take it. */
export async function mailServer(refuse: (to: string) => number | undefined = () => undefined) {
	const taken: Taken[] = [];
	const server = new SMTPServer({
		authOptional: true,
		disabledCommands: ['STARTTLS', 'AUTH'],
		onRcptTo: ({ address }, _, answer) => {
			const code = refuse(address);
			answer(code ? Object.assign(new Error('no'), { responseCode: code }) : null);
		},
		onData: (stream, { envelope }, done) => {
			const chunks: Buffer[] = [];
			stream.on('data', (chunk: Buffer) => chunks.push(chunk));
			stream.on('end', () => {
				const raw = Buffer.concat(chunks).toString();
				void PostalMime.parse(raw).then((email) => {
					const from = envelope.mailFrom ? envelope.mailFrom.address : '';
					taken.push({ from, to: envelope.rcptTo.map(({ address }) => address), raw, email });
					done();
				});
			});
		}
	});
	// A server of ours that is stopped while it sends says goodbye to nobody.
	server.on('error', (failure: NodeJS.ErrnoException) => {
		if (failure.code !== 'ECONNRESET') throw failure;
	});
	await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
	const { port } = server.server.address() as AddressInfo;
	return {
		taken,
		url: `smtp://127.0.0.1:${port}`,
		close: () => new Promise<void>((closed) => server.close(closed))
	};
}

export type MailServer = Awaited<ReturnType<typeof mailServer>>;
