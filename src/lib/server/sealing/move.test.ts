import { readdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { anotherChild, says } from '../../../../tests/support/cast.ts';
import { DATABASES, twoAuthorities, type World } from '../../../../tests/support/database.ts';
import { allOpened, storeInClear } from '../../../../tests/support/sealed-tables.ts';
import * as audit from '../audit.ts';
import { connect } from '../db/connect.ts';
import * as safetyFlags from '../safety-flags.ts';
import * as submissions from '../submissions.ts';
import { SealBroken } from './index.ts';
import { moveUnderSeal } from './move.ts';

describe.each(DATABASES)('what was stored in clear, on %s', (kind) => {
	let world: World;
	beforeEach(async () => void (world = await twoAuthorities(kind)));
	afterEach(() => world.close());

	const said = {
		worries: { words: 'The dog next door' },
		'safe-at-home': { values: ['no'] },
		topics: { values: ['health', 'money'], words: 'and my bike' }
	};

	test('is sealed with everything in it the same, once', async () => {
		const { north, connection } = world;
		const { scope } = await says(north, 'child', said);
		await says(world.south, 'child', said);
		const before = await allOpened(connection);
		const flags = await safetyFlags.waiting(north.scope);
		await storeInClear(connection);
		const clear = await north.scope.selectFrom('words').select('words.words').execute();
		expect(clear.map(({ words }) => words)).toContain('The dog next door');

		const moved = await moveUnderSeal(connection);
		expect(moved.map(({ table }) => table)).toEqual(['words', 'answer', 'wish', 'safetyFlag']);
		expect(await allOpened(connection)).toEqual(before);
		expect((await submissions.ownReplies(scope)).topics).toMatchObject({
			values: ['health', 'money'],
			words: { words: 'and my bike' }
		});
		const stored = await north.scope.selectFrom('words').select('words.words').execute();
		for (const { words } of stored) expect(words).toMatch(/^s1\./);
		const sealed = async () => (await audit.of(north.scope, north.id)).filter(({ action }) => action === 'keys.sealed');
		expect(await sealed()).toHaveLength(1);
		expect(await moveUnderSeal(connection)).toEqual([]);
		expect(await sealed()).toHaveLength(1);
		expect(await safetyFlags.waiting(north.scope)).toEqual(
			flags.map((flag) => ({ ...flag, valueIndex: expect.stringMatching(/^[\w-]{43}$/) as string }))
		);
	});

	test('and looks like something sealed is words like any other', async () => {
		const { north, connection } = world;
		const { scope } = await says(north, 'child', { worries: { words: 's1.AAAA' } });
		await storeInClear(connection);
		await moveUnderSeal(connection);
		expect((await submissions.ownReplies(scope)).worries?.words).toEqual({ words: 's1.AAAA' });
	});

	test('and sent before there were proofs gets one; what no longer opens gets none, is shown to nobody, and stops nothing', async () => {
		const { north, connection } = world;
		const { scope, consultationId } = await says(north, 'child', said);
		const other = await says(north, 'child', said, await anotherChild(north));
		const [{ id }] = (await north.scope
			.selectFrom('submission')
			.select('submission.id')
			.where('submission.consultationId', '=', consultationId)
			.execute()) as [{ id: string }];
		await north.scope
			.updateTable('words')
			.set({ words: 's1.AAAA' })
			.where('words.submissionId', '=', id)
			.where('words.questionId', '=', 'worries')
			.execute();
		await north.scope.updateTable('submission').set({ proof: null }).execute();
		await north.scope.updateAuthority({ sealedMoves: 1 });

		await moveUnderSeal(connection);
		expect((await submissions.ownReplies(other.scope)).worries?.words).toEqual({ words: 'The dog next door' });
		await expect(submissions.ownReplies(scope)).rejects.toThrow(SealBroken);
		const unproved = await north.scope
			.selectFrom('submission')
			.select('submission.id')
			.where('submission.proof', 'is', null)
			.execute();
		expect(unproved).toEqual([{ id }]);
	});

	test('is sealed by two processes at once as by one', async () => {
		const { north, south, connection } = world;
		for (const home of [north, south]) await says(home, 'child', said);
		const before = await allOpened(connection);
		await storeInClear(connection);
		await Promise.all([moveUnderSeal(connection), moveUnderSeal(connection)]);
		expect(await allOpened(connection)).toEqual(before);
	});
});

test('leaves no word of it in clear in any file of SQLite', async () => {
	const folder = mkdtempSync(join(tmpdir(), 'sayso-move-'));
	const connection = connect(join(folder, 'sayso.db'), { watch: true });
	await connection.migrate();
	const { north, close } = await twoAuthorities('sqlite', connection);
	const stored = () => Buffer.concat(readdirSync(folder).map((file) => readFileSync(join(folder, file))));
	try {
		const words = Array.from(
			{ length: 30 },
			(_, at) => `what a child wrote, number ${at}: ${'and on '.repeat(at * 20)}`
		);
		for (const text of words) {
			const { reviewId } = await anotherChild(north);
			await says(north, 'child', { worries: { words: text } }, { reviewId });
		}
		await storeInClear(connection);
		expect(words.filter((text) => !stored().includes(text.slice(0, 40)))).toEqual([]);
		await moveUnderSeal(connection);
		expect(stored().includes('what a child wrote')).toBe(false);
	} finally {
		await close();
		rmSync(folder, { recursive: true });
	}
});
