import { bitFlips } from './bit-flips.ts';
import { diskFull } from './disk-full.ts';
import { fuzzed } from './fuzz.ts';
import { duplicates } from './duplicates.ts';
import { kill } from './kill.ts';
import type { Outcome, Skipped } from './outcome.ts';
import { powerCuts } from './power-cuts.ts';
import { sealing } from './sealing.ts';

export interface Test {
	name: string;
	/** Seconds; what `npm test` runs. */
	short: () => Promise<Outcome | Skipped>;
	/** Minutes; what `npm run reliability` runs. */
	long: () => Promise<Outcome | Skipped>;
	/** True for what needs the built application: `npm test` runs it with the journeys. */
	built?: true;
}

/** Every test of what may not be lost. */
export const TESTS: readonly Test[] = [
	{ name: 'kill', short: () => kill({ times: 4 }), long: () => kill({ times: 1000 }) },
	{
		name: 'kill-postgres',
		short: () => kill({ times: 1, on: 'postgres' }),
		long: () => kill({ times: 100, on: 'postgres' })
	},
	{ name: 'power', short: () => powerCuts({ times: 2 }), long: () => powerCuts({ times: 200 }) },
	{ name: 'disk-full', built: true, short: () => diskFull({ times: 1 }), long: () => diskFull({ times: 10 }) },
	{ name: 'bit-flips', short: () => bitFlips({ times: 40 }), long: () => bitFlips({ times: 5000 }) },
	{ name: 'duplicates', short: () => duplicates({ asked: 100 }), long: () => duplicates({ asked: 5000 }) },
	{
		name: 'duplicates-postgres',
		short: () => duplicates({ asked: 50, on: 'postgres' }),
		long: () => duplicates({ asked: 2000, on: 'postgres' })
	},
	{
		name: 'move',
		short: () => sealing({ times: 2, what: 'move', length: 'short' }),
		long: () => sealing({ times: 50, what: 'move' })
	},
	{
		name: 'move-postgres',
		short: () => sealing({ times: 1, what: 'move', on: 'postgres', length: 'short' }),
		long: () => sealing({ times: 50, what: 'move', on: 'postgres' })
	},
	{
		name: 'rotate',
		short: () => sealing({ times: 2, what: 'rotate', length: 'short' }),
		long: () => sealing({ times: 50, what: 'rotate' })
	},
	{
		name: 'rotate-postgres',
		short: () => sealing({ times: 1, what: 'rotate', on: 'postgres', length: 'short' }),
		long: () => sealing({ times: 50, what: 'rotate', on: 'postgres' })
	},
	// Its short form is a journey: tests/e2e/edge-fuzz.test.ts.
	{ name: 'fuzz', built: true, short: () => fuzzed({ times: 50 }), long: () => fuzzed({ times: 20_000 }) }
];

/** Runs those named, or all, and prints a line for each. One that the machine cannot do says so and is not passed. */
export async function run(args: readonly string[]): Promise<void> {
	const names = args.filter((arg) => !arg.startsWith('--'));
	const unknown = names.filter((name) => !TESTS.some((test) => test.name === name));
	if (unknown.length || args.includes('--help')) {
		console.log(`npm run reliability [-- NAME…] [--short]\n${TESTS.map(({ name }) => name).join(' ')}`);
		process.exitCode = unknown.length ? 2 : 0;
		return;
	}
	const length = args.includes('--short') ? 'short' : 'long';
	for (const test of TESTS) {
		if (names.length && !names.includes(test.name)) continue;
		const outcome = await test[length]();
		if ('skipped' in outcome) console.log(`skipped  ${test.name}: ${outcome.skipped}`);
		else console.log(`${outcome.ok ? 'passed ' : 'FAILED '}  ${outcome.summary}`);
		if (!('skipped' in outcome) && !outcome.ok) process.exitCode = 1;
	}
}
