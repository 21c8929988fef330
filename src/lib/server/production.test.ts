import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { DATABASES, emptyDatabase } from '../../../tests/support/database.ts';
import * as authorities from './authorities.ts';
import type { Connection } from './db/connect.ts';
import { AuthorityScope } from './db/scope.ts';
import { productionRefusals } from './production.ts';
import { sealerFor } from './sealing/index.ts';

describe.each(DATABASES)('a start in production, on %s', (kind) => {
	const before = { ...process.env };
	let connection: Connection;
	beforeEach(async () => void (connection = await emptyDatabase(kind)));
	afterEach(async () => {
		process.env = { ...before };
		await connection.close();
	});

	const key = `first ${Buffer.alloc(32, 1).toString('base64')}`;
	const inProduction = (secret = '', kek = key) =>
		Object.assign(process.env, { SAYSO_PRODUCTION: '1', SAYSO_SECRET: secret, SAYSO_KEK: kek, SAYSO_KEYS: '' });
	const authority = (demonstrationAt: string | null) =>
		authorities.create(connection.directory, {
			code: 'north',
			name: 'Northshire',
			nineOhThree: null,
			drafts: '',
			demonstrationAt
		});

	test('refuses the secret that everybody can read, and goes on with another', async () => {
		inProduction();
		expect(await productionRefusals(connection)).toEqual(['default-secret']);
		inProduction('nobody else knows this one');
		expect(await productionRefusals(connection)).toEqual([]);
	});

	test('refuses to run beside made-up people, not beside a real authority', async () => {
		inProduction('nobody else knows this one');
		await authority(null);
		expect(await productionRefusals(connection)).toEqual([]);
		await connection.directory.deleteFrom('authority').execute();
		await authority('2026-11-21T09:00:00.000Z');
		expect(await productionRefusals(connection)).toEqual(['demonstration']);
	});

	test('refuses to seal with keys made from the secret', async () => {
		inProduction('nobody else knows this one', '');
		expect(await productionRefusals(connection)).toEqual(['no-keys']);
	});

	test('refuses keys it cannot read, and those this database was not sealed with', async () => {
		for (const unreadable of ['first', 'first AAAA', `${key} and more`, 'no/id AAAA']) {
			inProduction('nobody else knows this one', unreadable);
			expect(await productionRefusals(connection), unreadable).toEqual(['keys-unreadable']);
		}
		inProduction('nobody else knows this one');
		process.env.SAYSO_KEYS = 'no/such/file';
		expect(await productionRefusals(connection)).toEqual(['keys-unreadable']);

		inProduction('nobody else knows this one');
		await authority(null);
		const { id } = await connection.directory.selectFrom('authority').select('id').executeTakeFirstOrThrow();
		await sealerFor(new AuthorityScope(connection.db, id, { kind: 'command-line' }), 'authority');
		expect(await productionRefusals(connection)).toEqual([]);
		inProduction('nobody else knows this one', `second ${Buffer.alloc(32, 2).toString('base64')}\n${key}`);
		expect(await productionRefusals(connection)).toEqual([]);
		inProduction('nobody else knows this one', `second ${Buffer.alloc(32, 2).toString('base64')}`);
		expect(await productionRefusals(connection)).toEqual(['keys-unknown']);
	});

	test('anywhere else neither stops anything', async () => {
		process.env.SAYSO_PRODUCTION = '';
		await authority('2026-11-21T09:00:00.000Z');
		expect(await productionRefusals(connection)).toEqual([]);
	});
});
