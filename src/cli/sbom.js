import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ROOT } from './install.js';

/*
 * `npm run sbom`: everything that runs in production, as a CycloneDX bill of materials, from the lock file alone. npm makes
 * it of everything; its own `--omit dev` would drop what a package for developing needs too, so what is only for
 * developing is taken out here, by what the lock file says of it. The product's name and kind are ours, npm takes the folder's.
 */
const FILE = join(ROOT, process.argv[2] ?? 'build/sbom.cdx.json');

const npm = process.env.npm_execpath;
const args = ['sbom', '--sbom-format', 'cyclonedx', '--package-lock-only'];
const [command, ...rest] = npm ? [process.execPath, npm, ...args] : ['npm', ...args];
const { status, stdout, stderr } = spawnSync(command, rest, {
	cwd: ROOT,
	encoding: 'utf8',
	maxBuffer: 64 * 1024 * 1024,
	shell: !npm && process.platform === 'win32'
});
if (status !== 0) {
	console.error(stderr);
	process.exit(3);
}
const json = (/** @type {string} */ file) => JSON.parse(readFileSync(join(ROOT, file), 'utf8'));
const bill = JSON.parse(stdout);
const developing = new Set(
	Object.entries(json('package-lock.json').packages)
		.filter(([, { dev, devOptional }]) => dev || devOptional)
		.map(([path, { version }]) => `${path.slice(path.lastIndexOf('node_modules/') + 13)}@${version}`)
);
// Svelte and SvelteKit are installed for developing and end up inside the build: they and what they need stay in.
const needs = new Map(bill.dependencies.map((/** @type {any} */ { ref, dependsOn }) => [ref, dependsOn]));
for (const built of bundled()) developing.delete(built);
for (const list of ['components', 'dependencies'])
	bill[list] = bill[list].filter((/** @type {any} */ entry) => !developing.has(entry['bom-ref'] ?? entry.ref));
for (const entry of bill.dependencies)
	entry.dependsOn = entry.dependsOn.filter((/** @type {string} */ ref) => !developing.has(ref));
const { name, version, description } = json('package.json');
bill.metadata.component = { ...bill.metadata.component, type: 'application', name, version, description };
delete bill.metadata.component.properties; // npm's note of the folder it looked in
mkdirSync(dirname(FILE), { recursive: true });
writeFileSync(FILE, `${JSON.stringify(bill, null, '\t')}\n`);
console.log(`${bill.components.length} components: ${FILE.slice(ROOT.length + 1)}`);

/** What ends up inside the build: the two, and all they need but the tools that build. */
function bundled() {
	const found = new Set();
	const visit = (/** @type {string} */ ref) => {
		if (found.has(ref) || /^(@sveltejs\/vite-plugin-svelte|vite|typescript)@/.test(ref)) return;
		found.add(ref);
		for (const next of needs.get(ref) ?? []) visit(next);
	};
	for (const ref of developing) if (/^(svelte|@sveltejs\/kit)@/.test(ref)) visit(ref);
	return found;
}
