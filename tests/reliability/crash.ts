import { spawn } from 'node:child_process';

/** How a run of the writers ended, and whom they told that it is sent. */
export interface Run {
	/** True when everybody had sent before it was stopped. */
	finished: boolean;
	/** The receipt of each, by consultation; with `before`, of those that had theirs by then. */
	acknowledged: Map<string, string>;
}

/**
 * Runs the eight writers on a database until `stop` is called from `onFirst`, which is told of the first
 * acknowledgement: anything before that is only a process that starts. Everything they printed is read, then the process is gone.
 */
export function runWriters(
	address: string,
	{
		how,
		interrupt,
		before,
		together
	}: {
		how?: '--careless' | '--only-say' | '--only-send';
		interrupt?: (kill: () => void) => void;
		/** On the machine's steady clock; asked when all is over. */
		before?: () => bigint;
		/** Called when it is about to begin: it does when that resolves. */
		together?: () => Promise<void>;
	} = {}
): Promise<Run> {
	const args = ['tests/reliability/writers.ts', address, ...(how ? [how] : []), ...(together ? ['--together'] : [])];
	const writers = spawn(process.execPath, args, { stdio: 'pipe' });
	if (!together) writers.stdin.end();
	let said = '';
	let complaints = '';
	writers.stderr.setEncoding('utf8').on('data', (text: string) => (complaints += text));
	writers.stdout.setEncoding('utf8').on('data', (text: string) => {
		if (!said) void together?.().then(() => writers.stdin.end());
		if (!said) interrupt?.(() => writers.kill('SIGKILL'));
		said += text;
	});
	return new Promise((resolve, reject) => {
		writers.once('close', (code, signal) => {
			const lines = said.split('\n').slice(together ? 1 : 0, -1); // what is after the last line's end was cut off
			const told = lines.map((line) => line.split(' ') as [id: string, receipt: string, at: string]);
			const until = before?.();
			const counted = until === undefined ? told : told.filter(([, , at]) => BigInt(at) < until);
			const acknowledged = new Map(counted.map(([id, receipt]) => [id, receipt]));
			const killed = signal === 'SIGKILL' || interrupt !== undefined;
			if (code !== 0 && !killed) reject(new Error(`the writers failed by themselves: ${complaints}`));
			else resolve({ finished: code === 0, acknowledged });
		});
	});
}

/** Some moment within so many milliseconds, from the first acknowledgement on. */
export const within = (milliseconds: number): number => Math.random() * milliseconds;
