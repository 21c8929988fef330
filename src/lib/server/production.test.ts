import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { DATABASES, emptyDatabase } from '../../../tests/support/database.ts';
import * as authorities from './authorities.ts';
import type { Connection } from './db/connect.ts';
import { productionRefusals } from './production.ts';

describe.each(DATABASES)('a start in production, on %s', (kind) => {
	const before = { ...process.env };
	let connection: Connection;
	beforeEach(async () => void (connection = await emptyDatabase(kind)));
	afterEach(async () => {
		process.env = { ...before };
		await connection.close();
	});

	const inProduction = (secret?: string) =>
		Object.assign(process.env, { SAYSO_PRODUCTION: '1', SAYSO_SECRET: secret ?? '' });
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

	test('anywhere else neither stops anything', async () => {
		process.env.SAYSO_PRODUCTION = '';
		await authority('2026-11-21T09:00:00.000Z');
		expect(await productionRefusals(connection)).toEqual([]);
	});
});
