import adapter from '@sveltejs/adapter-node';

/** The one style attribute in our pages: SvelteKit's own element that reads out a new page's title. */
const ANNOUNCER = 'sha256-S8qMpvofolR8Mpjy4kQvEm7m1q8clzU4dfDH0AmvZjo=';

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
		version: { pollInterval: 0 },
		// From the root: the page of an error is put together at one address and shown at any other.
		paths: { relative: false },
		// Ours is stricter: src/lib/server/edge/csrf.ts. SvelteKit's own answers before it, without a page.
		csrf: { trustedOrigins: ['*'] },
		// src/lib/server/edge/headers.ts adds where else a form may lead, and a policy for what is no page.
		csp: {
			mode: 'nonce',
			directives: {
				'default-src': ['none'],
				'script-src': ['self', 'strict-dynamic'],
				'style-src': ['self', 'unsafe-hashes', ANNOUNCER],
				'img-src': ['self'],
				'font-src': ['self'],
				'media-src': ['self'],
				'connect-src': ['self'],
				'worker-src': ['self'],
				'manifest-src': ['self'],
				'form-action': ['self'],
				'frame-ancestors': ['none'],
				'base-uri': ['none'],
				'require-trusted-types-for': ['script'],
				'trusted-types': ['svelte-trusted-html', 'sayso-worker'],
				'report-uri': ['/csp-report'],
				'report-to': ['csp']
			}
		}
	}
};
