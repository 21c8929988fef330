import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vite';

/**
 * What a child's phone fetches, in few files: each costs a request and its headers, on a weak line more than its
 * contents. `page` is what every page needs, `door` what the questions need. What seals an unsent answer comes after both.
 */
const groups = [
	{
		name: 'page',
		priority: 2,
		test: /node_modules\/(svelte|@sveltejs|esm-env|clsx|devalue)\/|src\/lib\/(i18n\/|components\/ui\/[^/]+$|client\/(?!kept|store|context))/
	},
	{
		name: 'door',
		priority: 1,
		test: /src\/lib\/(forms\/(?!unsent)|client\/|components\/questions\/)[^/]+$|node_modules\/idb\//
	}
];

export default defineConfig({
	plugins: [sveltekit()],
	build: { target: 'es2022' },
	environments: {
		client: {
			build: {
				rolldownOptions: {
					// What seals an answer would ask Node for this where there is no `crypto` of its own: in a browser there is.
					external: ['crypto'],
					output: { codeSplitting: { groups } }
				}
			}
		}
	}
});
