import type { Letter, WayOut } from './way-out.ts';

const LINE = '─'.repeat(72);

/**
 * Writes a message where the server was started, in place of sending it: for the demonstration, whose people have no
 * inbox. `npm start` sets it up where nothing else is; it is never there in production.
 */
export const toTerminal = (): WayOut => ({
	send: ({ to, subject, body }: Letter) => {
		const head = [to, subject].filter(Boolean).join(' · ');
		process.stdout.write(`\n${LINE}\n${head}\n\n${body}\n${LINE}\n`);
		return Promise.resolve(undefined);
	},
	close: () => undefined
});
