import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

export default defineConfig({
	plugins: [svelte()],
	test: {
		include: ['src/**/*.test.ts', 'tests/guards/**/*.test.ts', 'tests/reliability/**/*.test.ts'],
		globalSetup: ['tests/support/postgres.ts'],
		pool: 'forks',
		// One core less than there are, by default: on two that is one after the other.
		maxWorkers: 2,
		testTimeout: 30_000,
		hookTimeout: 60_000
	}
});
