import { build } from 'vite';
import { ROOT } from './install.js';

/*
 * After `vite build`: the command line as build/sayso.js, so that a machine that only serves needs no sources.
 * Packages stay outside, as they do for the pages.
 */
await build({
	root: ROOT,
	configFile: false,
	publicDir: false,
	logLevel: 'warn',
	build: {
		ssr: 'src/cli/sayso.ts',
		outDir: 'build',
		emptyOutDir: false,
		target: 'node22',
		minify: false,
		rolldownOptions: { output: { entryFileNames: 'sayso.js', chunkFileNames: 'sayso/[name]-[hash].js' } }
	}
});
