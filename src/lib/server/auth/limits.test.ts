import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { DATABASES, emptyDatabase } from '../../../../tests/support/database.ts';
import type { Connection } from '../db/connect.ts';
import { addressKey, attempt, countFailure, forgive, pace, waitFor } from './limits.ts';

describe.each(DATABASES)('guessing, on %s', (kind) => {
	let connection: Connection;
	beforeEach(async () => void (connection = await emptyDatabase(kind)));
	afterEach(() => connection.close());

	const fail = async (times: number, keys: Parameters<typeof countFailure>[1]) => {
		for (let tried = 0; tried < times; tried++) await countFailure(connection, keys);
	};

	test('five wrong passwords for one address, and it waits up to five minutes; others do not', async () => {
		const keys = { secret: 'staff:a@example', address: '10.0.0.1' };
		await fail(4, keys);
		expect(await waitFor(connection, keys)).toBe(0);
		await fail(1, keys);
		const seconds = await waitFor(connection, keys);
		expect(seconds).toBeGreaterThan(0);
		expect(seconds).toBeLessThanOrEqual(300);
		expect(await waitFor(connection, { secret: 'staff:b@example', address: '10.0.0.2' })).toBe(0);
	});

	test('ten wrong codes from one place, whatever they were, and that place waits', async () => {
		await fail(9, { address: '10.0.0.1' });
		expect(await waitFor(connection, { address: '10.0.0.1' })).toBe(0);
		await fail(1, { address: '10.0.0.1' });
		expect(await waitFor(connection, { address: '10.0.0.1' })).toBeGreaterThan(0);
	});

	test('failing on after the limit is counted without a fault, and at once by many', async () => {
		await Promise.all(Array.from({ length: 30 }, () => countFailure(connection, { address: '10.0.0.1' })));
		expect(await waitFor(connection, { address: '10.0.0.1' })).toBeGreaterThan(0);
	});

	test('the right password wipes the wrong ones before it, and takes its own try back', async () => {
		const keys = { secret: 'staff:a@example', address: '10.0.0.1' };
		await fail(4, keys);
		await forgive(connection, keys);
		await fail(4, keys);
		expect(await waitFor(connection, keys)).toBe(0);
	});

	test('a burst of tries at once is let through five times, not once more', async () => {
		const waits = await Promise.all(
			Array.from({ length: 12 }, () => countFailure(connection, { secret: 'staff:a@example' }))
		);
		expect(waits.filter((seconds) => seconds === 0)).toHaveLength(5);
	});

	test('a burst of twelve tries at once is looked at five times, and the right one among them gets in', async () => {
		const keys = { secret: 'code:K7Q4', address: '10.0.0.1' };
		let looked = 0;
		const tries = Array.from({ length: 12 }, () =>
			attempt(connection, keys, async () => (looked++, undefined as string | undefined))
		);
		const refused = (await Promise.all(tries)).map((tried) => ('refused' in tried ? tried.refused : 'right'));
		expect(looked).toBe(5);
		expect(refused.filter((why) => why === 'wrong')).toHaveLength(5);
		expect(refused.filter((why) => why === 'too-many')).toHaveLength(7);
		expect(await attempt(connection, { secret: 'code:other', address: '10.0.0.2' }, async () => 'in')).toEqual({
			right: 'in'
		});
	});

	test('fifty who come in rightly from one house are never asked to wait', async () => {
		for (let child = 0; child < 50; child++)
			expect(await attempt(connection, { address: '10.0.0.1' }, async () => child)).toEqual({ right: child });
	});

	test('a try that could not be judged is not held against anybody', async () => {
		const keys = { secret: 'code:K7Q4', address: '10.0.0.1' };
		for (let tried = 0; tried < 12; tried++)
			await expect(attempt(connection, keys, () => Promise.reject(new Error('away')))).rejects.toThrow('away');
		expect(await attempt(connection, keys, async () => 'in')).toEqual({ right: 'in' });
	});

	test('over sixty tries a minute an authority is slowed, not refused, and its neighbour is not', async () => {
		const held: number[] = [];
		const hold = async (ms: number) => held.push(ms);
		for (let tried = 0; tried < 60; tried++) await pace(connection, 'north', hold);
		expect(held).toEqual([]);
		for (let tried = 0; tried < 60; tried++) await pace(connection, 'north', hold);
		await pace(connection, 'south', hold);
		expect([held[0], held[1], held.length, Math.max(...held)]).toEqual([100, 200, 60, 5000]);
	});

	test('nobody’s address or email is kept', async () => {
		await fail(1, { secret: 'staff:a@example', address: '10.0.0.1' });
		const rows = await connection.directory
			.selectFrom('rateLimit' as 'authority')
			.selectAll()
			.execute();
		expect(rows.length).toBeGreaterThan(0);
		expect(JSON.stringify(rows)).not.toMatch(/a@example|10\.0\.0\.1/);
	});
});

test.each([
	['203.0.113.9', '203.0.113.9'],
	['::ffff:203.0.113.9', '203.0.113.9'],
	['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
	['2001:0DB8:0001:0002::6', '2001:db8:1:2'],
	['2001:db8::5:6', '2001:db8:0:0'],
	['::1', '0:0:0:0'],
	['fe80::1%eth0', 'fe80:0:0:0']
])('%s is one place: %s', (address, key) => expect(addressKey(address)).toBe(key));
