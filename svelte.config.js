import adapter from '@sveltejs/adapter-node';

/** @type {import('@sveltejs/kit').Config} */
export default {
	compilerOptions: { runes: true },
	kit: {
		adapter: adapter({ envPrefix: '' }),
		typescript: {
			config: (config) => {
				config.include.push('../tests/**/*.ts', '../tests/**/*.js', '../*.ts', '../*.js');
			}
		},
		// The service worker is registered by the child's pages only; nobody else needs one.
		serviceWorker: { register: false },
		version: { pollInterval: 0 }
	}
};
