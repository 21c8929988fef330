import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { freePort } from '../support/postgres.ts';

const FILES: Record<string, string> = {
	'package.json': '{ "name": "empty", "private": true, "type": "module" }',
	'svelte.config.js': "import adapter from '@sveltejs/adapter-node';\nexport default { kit: { adapter: adapter() } };",
	'vite.config.js': "import { sveltekit } from '@sveltejs/kit/vite';\nexport default { plugins: [sveltekit()] };",
	'src/app.html': '<!doctype html><html lang="en"><head>%sveltekit.head%</head><body>%sveltekit.body%</body></html>',
	'src/routes/+page.svelte': '<h1>Empty</h1>'
};

/** The smallest page SvelteKit can serve, built with the same packages: what every figure is compared with. */
export async function startEmptyPage() {
	const folder = mkdtempSync(join(tmpdir(), 'sayso-empty-'));
	mkdirSync(join(folder, 'src/routes'), { recursive: true });
	for (const [path, text] of Object.entries(FILES)) writeFileSync(join(folder, path), text);
	symlinkSync(resolve('node_modules'), join(folder, 'node_modules'), 'junction');
	const built = spawnSync(process.execPath, ['node_modules/vite/bin/vite.js', 'build'], {
		cwd: folder,
		encoding: 'utf8'
	});
	if (built.status !== 0) throw new Error(built.stdout + built.stderr);

	const port = await freePort();
	const address = `http://127.0.0.1:${port}/`;
	const env = { ...process.env, PORT: String(port), HOST: '127.0.0.1', ORIGIN: address.slice(0, -1) };
	const server = spawn(process.execPath, ['build/index.js'], { cwd: folder, env, stdio: 'ignore' });
	for (let tries = 0; tries < 100; tries++) {
		if ((await fetch(address).catch(() => undefined))?.ok) break;
		await new Promise((wait) => setTimeout(wait, 100));
	}
	return {
		address,
		stop() {
			server.kill('SIGKILL');
			rmSync(folder, { recursive: true, force: true });
		}
	};
}
