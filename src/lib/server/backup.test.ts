import {
	copyFileSync,
	existsSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	statSync,
	writeFileSync
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { anotherChild, says } from '../../../tests/support/cast.ts';
import { DATABASES, emptyDatabase, twoAuthorities, type Kind, type World } from '../../../tests/support/database.ts';
import { allOpened } from '../../../tests/support/sealed-tables.ts';
import { hashPassword, passwordFits } from './auth/passwords.ts';
import * as backup from './backup.ts';
import { BrokenBackup } from './backup-files.ts';
import { connect, type Connection } from './db/connect.ts';
import { AuthorityScope } from './db/scope.ts';
import * as erase from './erase.ts';
import { openerFor, SealBroken } from './sealing/index.ts';
import { restore } from './restore.ts';
import * as submissions from './submissions.ts';

const WORDS = 'The dog next door bites';

describe.each(DATABASES)('a backup of %s', (kind) => {
	let world: World;
	let folder: string;
	let child: Awaited<ReturnType<typeof says>>;
	const opened: Connection[] = [];
	beforeEach(async () => {
		folder = mkdtempSync(join(tmpdir(), 'sayso-backup-'));
		world = await twoAuthorities(kind);
		child = await says(world.north, 'child', { worries: { words: WORDS }, 'safe-at-home': { values: ['no'] } });
		await says(world.south, 'child', { worries: { words: WORDS } });
		const passwordHash = await hashPassword('a long enough password');
		await world.north.scope.updateTable('staff').set({ passwordHash }).execute();
	});
	afterEach(async () => {
		for (const connection of [world.connection, ...opened.splice(0)]) await connection.close();
		rmSync(folder, { recursive: true });
	});

	const parts = (name = 'one') => ({ data: join(folder, name, 'data'), keys: join(folder, name, 'keys') });
	const make = (name = 'one') => backup.make(world.connection, join(folder, name));
	async function empty(of: Kind = kind): Promise<Connection> {
		const connection = await emptyDatabase(of);
		opened.push(connection);
		return connection;
	}
	const counts = async ({ directory }: Connection) => {
		const tables = await directory.introspection.getTables();
		const found: Record<string, number> = {};
		for (const { name } of tables.filter(({ name }) => !/^(kysely|rate_limit|sqlite)|_session$/.test(name))) {
			const rows = await directory
				.selectFrom(name as 'wish')
				.select('authorityId')
				.execute()
				.catch(() => []);
			found[name] = rows.length;
		}
		return found;
	};

	test.each(DATABASES)('is put back whole into %s: every row, every word, and the way in', async (into) => {
		const before = await allOpened(world.connection);
		const numbers = await counts(world.connection);
		expect(await make()).toMatchObject({ keys: 5 });
		const target = await empty(into);
		const done = await restore(target, parts());
		expect(done).toMatchObject({ keys: 5, erased: 0 });
		expect(await counts(target)).toEqual(numbers);
		expect(await allOpened(target)).toEqual(before);
		expect('opened' in done && done.opened).toBeGreaterThanOrEqual(6);

		const scope = new AuthorityScope(target.db, world.north.id, child.scope.actor);
		expect((await submissions.ownReplies(scope)).worries?.words).toEqual({ words: WORDS });
		const staff = await target.directory.selectFrom('staff').selectAll().where('id', '=', world.north.iroId).execute();
		expect(await passwordFits(staff[0]!.passwordHash, 'a long enough password')).toBe(true);
		expect(await passwordFits(staff[0]!.passwordHash, 'another password')).toBe(false);
	});

	test('holds no word, and no key beside the data; only its owner may read it', async () => {
		await make();
		const all = (of: string) =>
			Buffer.concat(
				readdirSync(of).map((file) => {
					expect(statSync(join(of, file)).mode & 0o077).toBe(0);
					const bytes = readFileSync(join(of, file));
					return file.endsWith('.gz') ? gunzipSync(bytes) : bytes;
				})
			);
		const { data, keys } = parts();
		const [inData, inKeys] = [all(data), all(keys)];
		expect(inData.includes('North')).toBe(true);
		for (const bytes of [inData, inKeys]) expect(bytes.includes(WORDS)).toBe(false);
		const wrapped = await world.connection.directory.selectFrom('sealingKey').select('wrapped').execute();
		for (const { wrapped: key } of wrapped) {
			expect(inData.includes(key)).toBe(false);
			expect(inKeys.includes(key)).toBe(true);
		}
	});

	test("made before a review was erased does not open it with today's keys, and erases it again", async () => {
		const { north, connection } = world;
		const bo = await anotherChild(north);
		await says(north, 'child', { worries: { words: WORDS } }, { reviewId: bo.reviewId });
		await make('before');
		const sealed = await north.scope.selectFrom('words').selectAll('words').execute();
		await erase.review(north.scope, north.reviewId);
		await erase.child(north.scope, bo.childId);
		await make('after');

		const target = await empty();
		const done = await restore(target, { data: parts('before').data, keys: parts('after').keys });
		expect(done).toMatchObject({ erased: 2 });
		const scope = new AuthorityScope(target.db, north.id, north.scope.actor);
		expect(await scope.selectFrom('words').selectAll('words').execute()).toEqual([]);
		expect(await scope.selectFrom('child').select('child.id').where('child.id', '=', bo.childId).execute()).toEqual([]);
		for (const reviewId of [north.reviewId, bo.reviewId]) {
			const opener = await openerFor(scope, { review: reviewId });
			for (const { submissionId, questionId, field, words } of sealed) {
				const row = [submissionId, questionId, field].join(':');
				expect(() => opener.open({ table: 'words', row, column: 'words' }, words)).toThrow(SealBroken);
			}
		}
		expect(await allOpened(target)).toEqual(await allOpened(connection));
	});

	test('is one moment, whatever is written meanwhile', async () => {
		if (kind === 'sqlite') {
			// A file, which others can write to while it is read.
			const file = connect(join(folder, 'live.db'), { watch: true });
			await file.migrate();
			await world.close();
			world = await twoAuthorities(kind, file);
		}
		const [begun, ended] = [Promise.withResolvers<void>(), { yet: false }];
		const writing = (async () => {
			for (let count = 0; !ended.yet; count++) {
				const bo = await anotherChild(world.north);
				await says(world.north, 'child', { worries: { words: WORDS } }, { reviewId: bo.reviewId });
				if (count === 5) begun.resolve();
			}
		})();
		await begun.promise;
		await make();
		ended.yet = true;
		await writing;
		const target = await empty();
		const done = await restore(target, parts());
		expect(done).toMatchObject({ erased: 0 });
		const orphans = await target.directory
			.selectFrom('submission')
			.leftJoin('consultation', 'consultation.id', 'submission.consultationId')
			.where('consultation.id', 'is', null)
			.select('submission.id')
			.execute();
		expect(orphans).toEqual([]);
	});

	test('that is not whole, or goes where something is, changes nothing', async () => {
		await make();
		expect(await make()).toEqual({ refused: 'backup-there' });
		expect(await restore(world.connection, parts())).toMatchObject({ refused: 'restore-not-empty' });

		const target = await empty();
		const file = join(parts().data, 'words.ndjson.gz');
		copyFileSync(join(parts().data, 'wish.ndjson.gz'), file);
		await expect(restore(target, parts())).rejects.toThrow(BrokenBackup);
		expect(await target.directory.selectFrom('authority').selectAll().execute()).toEqual([]);

		const list = join(parts().data, 'contents.json');
		writeFileSync(list, readFileSync(list, 'utf8').replace('the-loop', 'of-tomorrow'));
		expect(await restore(target, parts())).toMatchObject({ refused: 'restore-newer' });
		rmSync(list);
		await expect(restore(target, parts())).rejects.toThrow(BrokenBackup);
		expect(existsSync(list)).toBe(false);
	});
});
