import { build } from 'vite';
import { ROOT } from './install.js';

/*
 * After `vite build`: the command line as build/sayso.js, so that a machine that only serves needs no sources, and
 * build/index.js in place of the adapter's, which would serve files without our headers. Packages stay outside, as they
 * do for the pages.
 */
await build({
	root: ROOT,
	configFile: false,
	publicDir: false,
	logLevel: 'warn',
	build: {
		ssr: true,
		outDir: 'build',
		emptyOutDir: false,
		target: 'node22',
		minify: false,
		rolldownOptions: {
			input: { sayso: 'src/cli/sayso.ts', index: 'src/cli/index.ts' },
			output: { entryFileNames: '[name].js', chunkFileNames: 'sayso/[name]-[hash].js' }
		}
	}
});
