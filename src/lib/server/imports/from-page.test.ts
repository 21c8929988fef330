import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { colleague } from '../../../../tests/support/cast.ts';
import { DATABASES, twoAuthorities, type World } from '../../../../tests/support/database.ts';
import { sample } from '../../../../tests/support/extract.ts';
import type { AuthorityScope } from '../db/scope.ts';
import { found, look, reportCsv, take } from './from-page.ts';

const chosen = (contents: Record<string, string>) =>
	Object.entries(contents).map(([name, text]) => new File([text], name));

async function lookedAt(scope: AuthorityScope, contents: Record<string, string>): Promise<string> {
	const looked = await look(scope, chosen(contents));
	if ('refused' in looked) throw new Error(looked.refused);
	return looked.id;
}

describe.each(DATABASES)('on %s business support', (kind) => {
	let world: World;
	let scope: AuthorityScope;
	beforeEach(async () => {
		vi.stubEnv('SAYSO_TODAY', '2026-11-21');
		world = await twoAuthorities(kind);
		scope = await colleague(world.north, 'business-support');
	});
	afterEach(async () => {
		vi.unstubAllEnvs();
		await world.close();
	});
	const children = async () => (await scope.selectFrom('child').select('child.id').execute()).length;

	test('looks at files first, then imports the same files', async () => {
		const id = await lookedAt(scope, sample('good'));
		expect(await children()).toBe(1);
		expect(await found(scope, id)).toMatchObject({ taken: false, hasErrors: false, changes: 44 });
		expect(await take(scope, id, false)).toBe(true);
		expect(await children()).toBe(7);
		expect(await found(scope, id)).toMatchObject({ taken: true, changes: 44 });
		expect(await take(scope, id, false)).toBe(false);
	});

	test('who presses twice imports once, and sees what the first did', async () => {
		const id = await lookedAt(scope, {
			'header.csv': 'CHILD,SEX,DOB\n7,1,05/05/2014\n',
			'reviews.csv': 'CHILD,DOB,REVIEW,REVIEW_CODE\n7,05/05/2014,20/08/2026,PN1\n'
		});
		expect(await Promise.all([take(scope, id, false), take(scope, id, false)])).toEqual([true, false]);
		expect(await found(scope, id)).toMatchObject({ taken: true, changes: 2 });
		expect(
			await scope.selectFrom('review').where('review.heldOn', '=', '2026-08-20').select('review.id').execute()
		).toHaveLength(1);
	});

	test('with errors in the files takes nothing, or the good rows', async () => {
		const id = await lookedAt(scope, sample('with-errors'));
		expect(await found(scope, id)).toMatchObject({ hasErrors: true, changes: 7 });
		await take(scope, id, false);
		expect(await children()).toBe(1);
		const again = await lookedAt(scope, sample('with-errors'));
		await take(scope, again, true);
		expect(await children()).toBe(3);
	});

	test('takes the whole report away as a file that no spreadsheet runs', async () => {
		const files = sample('with-errors');
		files['reviews.csv'] += '=1+1,09/09/2013,12/03/2026,PN1\n';
		const csv = (await reportCsv(scope, await lookedAt(scope, files)))!;
		expect(csv.split('\r\n')[0]).toBe('\ufeffFile,Line,Column,Value,Rule,Kind,"What is wrong, and what to do"');
		expect(csv).toContain(`reviews.csv,8,CHILD,'=1+1,INT08,Error,`);
	});

	test('alone gets at the files, not a colleague and not a neighbour who knows the id', async () => {
		const id = await lookedAt(scope, sample('good'));
		for (const other of [
			await colleague(world.north, 'business-support'),
			await colleague(world.south, 'business-support')
		]) {
			expect(await found(other, id)).toBeUndefined();
			expect(await reportCsv(other, id)).toBeUndefined();
			expect(await take(other, id, true)).toBe(false);
		}
		for (const guess of ['', '../../etc/passwd', id.slice(1), `${id}x`])
			expect(await found(scope, guess)).toBeUndefined();
		expect(await children()).toBe(1);
		expect(JSON.stringify(readdirSync(tmpdir()))).not.toContain(id);
	});

	test('chooses at least one table, and a mapping that can be used', async () => {
		expect(await look(scope, [])).toEqual({ refused: 'no-files' });
		expect(await look(scope, [new File([''], '')])).toEqual({ refused: 'no-files' });
		expect(await look(scope, chosen({ 'a.csv': 'a,b\n', 'm.json': '{"tables":{"x":1}}' }))).toEqual({
			refused: 'mapping',
			at: 'tables.x'
		});
		const mapping = JSON.stringify({ tables: { children: { columns: { child: 'Client', 'born-on': 'Birth' } } } });
		const id = await lookedAt(scope, { 'a.csv': 'Client,Birth\n7,05/05/2014\n', 'm.json': mapping });
		await take(scope, id, false);
		expect(await children()).toBe(2);
	});
});
