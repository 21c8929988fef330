import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** The longest first, so that no core waits for it at the end; else as vitest would. */
class LongestFirst extends BaseSequencer {
	override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
		const { long = [], rest = [] } = Object.groupBy(await super.sort(files), ({ moduleId }) =>
			moduleId.includes('/tests/reliability/') ? 'long' : 'rest'
		);
		return [...long, ...rest];
	}
}

export default defineConfig({
	plugins: [svelte()],
	test: {
		include: ['src/**/*.test.ts', 'tests/guards/**/*.test.ts', 'tests/reliability/**/*.test.ts'],
		globalSetup: ['tests/support/postgres.ts'],
		pool: 'forks',
		// One core less than there are, by default: on two that is one after the other.
		maxWorkers: 2,
		sequence: { sequencer: LongestFirst },
		// Only against what hangs: on a slow machine much takes long.
		testTimeout: 120_000,
		hookTimeout: 120_000
	}
});
