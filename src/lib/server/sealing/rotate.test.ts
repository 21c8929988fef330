import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { says } from '../../../../tests/support/cast.ts';
import { DATABASES, twoAuthorities, type World } from '../../../../tests/support/database.ts';
import { allOpened } from '../../../../tests/support/sealed-tables.ts';
import { sealersFor } from './index.ts';
import { addKeyTo, masterKeys, NoMasterKey } from './master-keys.ts';
import { rotateAuthority, rotateMaster } from './rotate.ts';

const said = { worries: { words: 'The dog next door' }, 'safe-at-home': { values: ['no'] } };

describe.each(DATABASES)('rotation, on %s', (kind) => {
	const before = { ...process.env };
	let folder: string;
	let file: string;
	let world: World;
	beforeEach(async () => {
		folder = mkdtempSync(join(tmpdir(), 'sayso-keys-'));
		file = join(folder, 'keys');
		process.env.SAYSO_KEYS = file;
		addKeyTo(file, '2026-11-21');
		world = await twoAuthorities(kind);
		for (const home of [world.north, world.south]) await says(home, 'child', said);
	});
	afterEach(async () => {
		await world.close();
		process.env = { ...before };
		rmSync(folder, { recursive: true });
	});

	const authorityKeys = async () =>
		(await world.connection.directory.selectFrom('wrappingKey').selectAll().execute()).sort((a, b) =>
			a.id.localeCompare(b.id)
		);

	test('to a new master key wraps again what is wrapped, seals nothing again, and frees the old one', async () => {
		const old = masterKeys()[0]!.id;
		const opened = await allOpened(world.connection);
		const keys = await world.connection.directory.selectFrom('sealingKey').selectAll().execute();
		const stored = await world.connection.directory.selectFrom('words').selectAll().execute();
		const id = addKeyTo(file, '2026-11-22');
		expect(await rotateMaster(world.connection)).toEqual({
			wrapped: 2,
			unused: [old]
		});
		expect((await authorityKeys()).map(({ masterKey }) => masterKey)).toEqual([id, id]);
		expect(await world.connection.directory.selectFrom('sealingKey').selectAll().execute()).toEqual(keys);
		expect(await world.connection.directory.selectFrom('words').selectAll().execute()).toEqual(stored);

		writeFileSync(file, readFileSync(file, 'utf8').split('\n')[0]!);
		expect(await allOpened(world.connection)).toEqual(opened);
		expect((await rotateMaster(world.connection)).wrapped).toBe(0);
	});

	test('without the key that something is wrapped with changes nothing', async () => {
		const keys = await authorityKeys();
		rmSync(file);
		addKeyTo(file, '2026-11-22');
		await expect(rotateMaster(world.connection)).rejects.toThrow(NoMasterKey);
		expect(await authorityKeys()).toEqual(keys);
	});

	test('of an authority leaves one key of its own that everything opens with, and the neighbour as it was', async () => {
		const { north, south, connection } = world;
		await sealersFor(
			north.scope,
			Array.from({ length: 450 }, (_, at) => ({ review: `r${at}` }))
		);
		const opened = await allOpened(connection);
		const [northern] = (await authorityKeys()).filter(({ authorityId }) => authorityId === north.id);
		const southern = (await authorityKeys()).filter(({ authorityId }) => authorityId === south.id);
		const seen: [number, number][] = [];
		const wrapped = await rotateAuthority(north.scope, (done, of) => seen.push([done, of]));
		expect(wrapped).toBe(452);
		expect(seen).toEqual([
			[200, 452],
			[400, 452],
			[452, 452]
		]);
		const now = await authorityKeys();
		expect(now.filter(({ authorityId }) => authorityId === south.id)).toEqual(southern);
		expect(now.filter(({ authorityId }) => authorityId === north.id)).toHaveLength(1);
		expect(now.map(({ id }) => id)).not.toContain(northern!.id);
		expect(await allOpened(connection)).toEqual(opened);
	});

	test('stopped half way goes on with the key it had begun, and takes along what was sealed meanwhile', async () => {
		const { north, connection } = world;
		await sealersFor(
			north.scope,
			Array.from({ length: 450 }, (_, at) => ({ review: `r${at}` }))
		);
		const stopped = rotateAuthority(north.scope, (done) => {
			if (done === 200) throw new Error('stopped');
		});
		await expect(stopped).rejects.toThrow('stopped');
		expect(await authorityKeys()).toHaveLength(3);
		const opened = await allOpened(connection);
		await sealersFor(north.scope, [{ review: 'meanwhile' }]);
		expect(await rotateAuthority(north.scope)).toBe(252);
		expect((await authorityKeys()).filter(({ authorityId }) => authorityId === north.id)).toMatchObject([
			{ generation: 2 }
		]);
		expect(await allOpened(connection)).toEqual(opened);
	});
});

test('a new key goes on top of the file, for its owner alone; a file that is none is left as it is', () => {
	const folder = mkdtempSync(join(tmpdir(), 'sayso-keys-'));
	const file = join(folder, 'keys');
	const [first, second] = [addKeyTo(file, '2026-11-21'), addKeyTo(file, '2026-11-22')];
	const lines = readFileSync(file, 'utf8').trim().split('\n');
	expect(lines.map((line) => line.split(' ')[0])).toEqual([second, first]);
	expect(statSync(file).mode & 0o777).toBe(0o600);
	writeFileSync(file, 'not a key');
	expect(() => addKeyTo(file, '2026-11-23')).toThrow(NoMasterKey);
	expect(readFileSync(file, 'utf8')).toBe('not a key');
	expect(existsSync(`${file}.new`)).toBe(false);
	rmSync(folder, { recursive: true });
});
