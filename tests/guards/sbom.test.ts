import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { expect, test } from 'vitest';

interface Component {
	name: string;
	version: string;
	purl: string;
}

test('the bill of materials names everything that runs in production, in the version that is locked', () => {
	const folder = mkdtempSync(join(tmpdir(), 'sayso-sbom-'));
	const file = join(folder, 'sbom.json');
	const { status, stderr } = spawnSync(process.execPath, ['src/cli/sbom.js', relative('.', file)], {
		encoding: 'utf8'
	});
	expect(status, stderr).toBe(0);
	const bill = JSON.parse(readFileSync(file, 'utf8')) as {
		bomFormat: string;
		metadata: { component: Component };
		components: Component[];
	};
	rmSync(folder, { recursive: true });
	expect(bill.bomFormat).toBe('CycloneDX');
	expect(bill.metadata.component.name).toBe('sayso');
	const { dependencies, devDependencies } = JSON.parse(readFileSync('package.json', 'utf8'));
	const locked = JSON.parse(readFileSync('package-lock.json', 'utf8')).packages;
	const listed = new Map(bill.components.map(({ name, version }) => [name, version]));
	for (const name of Object.keys(dependencies))
		expect([name, listed.get(name)]).toEqual([name, locked[`node_modules/${name}`].version]);
	for (const name of ['svelte', '@sveltejs/kit', 'devalue']) expect([name, listed.has(name)]).toEqual([name, true]);
	for (const name of ['vitest', 'vite', '@playwright/test']) {
		expect(devDependencies).toHaveProperty([name]);
		expect(listed.has(name)).toBe(false);
	}
});
