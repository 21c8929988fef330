import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { colleague, says } from '../../../tests/support/cast.ts';
import { emptyFolder, sayso } from '../../../tests/support/cli.ts';
import { DATABASES, twoAuthorities, type World } from '../../../tests/support/database.ts';
import * as audit from './audit.ts';
import * as readings from './readings.ts';
import * as releases from './releases.ts';
import { HELD } from './subject-access/holdings.ts';
import { schemaOf } from './subject-access/schema.ts';
import * as wishes from './wishes.ts';

const SAID = {
	'going-well': { words: 'My cat <b>sleeps</b> on #sys.inputs', audience: 'everyone' },
	worries: { words: 'The canary sentence', audience: 'only-my-iro' },
	venue: { values: ['home'], words: 'In the kitchen' }
} as const;
const COPY = { kind: 'copy', askedFor: 'child', words: 'Ada asked for it', included: [] } as const;

describe.each(DATABASES)('a copy of everything about a child, and removing it, on %s', (kind) => {
	let world: World;
	beforeEach(async () => {
		world = await twoAuthorities(kind);
		await says(world.north, 'child', SAID as never);
		await says(world.north, 'foster-carer', { achievements: { words: 'She can swim' } });
		const opened = (await readings.open(world.north.scope, world.north.reviewId))!;
		const [wish] = (await wishes.ofOpened(world.north.scope, opened)).wishes;
		const answer = { decision: 'met', reason: 'It is your home', privateNote: 'The note for staff' } as const;
		await wishes.decide(world.north.scope, wish!.id, answer);
	});
	afterEach(() => world.close());

	const files = (zip: Uint8Array | undefined) => {
		const found = unzipSync(zip!);
		const text = (name: string) => strFromU8(found[name]!);
		return {
			names: Object.keys(found).sort(),
			html: text('everything.html'),
			json: JSON.parse(text('everything.json')) as { records: Record<string, Record<string, unknown>[]> },
			pdf: found['everything.pdf']!
		};
	};
	const actions = async () => {
		const rows = world.north.commandLine.selectFrom('auditEvent').select(['auditEvent.action', 'auditEvent.actor']);
		return (await rows.orderBy('auditEvent.seq').execute()).filter(({ action }) =>
			/^(release|child|submission\.c)/.test(action)
		);
	};

	test('what waits for another manager where there is none says so, until there is one', async () => {
		const { north } = world;
		const manager = await colleague(north, 'manager');
		await releases.ask(manager, north.childId, { ...COPY, kind: 'erasure', askedFor: null });
		const waits = async () => (await releases.ofChild(manager, north.childId)).map(({ stuck }) => stuck);
		expect(await waits()).toEqual([true]);
		const other = await colleague(north, 'manager');
		expect(await waits()).toEqual([false]);
		await north.commandLine
			.updateTable('staff')
			.set({ endedAt: '2026-01-02' })
			.where('staff.id', '=', other.staffId)
			.execute();
		expect(await waits()).toEqual([true]);
	});

	test('a child’s own is made by their IRO alone, and has every word, the answers and the notes', async () => {
		const { north } = world;
		const { id } = (await releases.ask(north.scope, north.childId, COPY))!;
		const { names, html, json, pdf } = files(await releases.take(north.scope, id));
		expect(names).toEqual(['everything.html', 'everything.json', 'everything.pdf', 'everything.schema.json']);
		for (const words of [
			'The canary sentence',
			'It is your home',
			'The note for staff',
			'She can swim',
			'In the kitchen'
		])
			expect(html).toContain(words);
		expect(html).toContain('My cat &lt;b&gt;sleeps&lt;/b&gt; on #sys.inputs');
		expect(html.indexOf('The canary sentence')).toBeLessThan(html.indexOf('She can swim'));
		expect(JSON.stringify(json.records)).toContain('The canary sentence');
		expect(JSON.stringify(json)).not.toMatch(/s1\./);
		expect(Buffer.from(pdf.subarray(0, 5)).toString()).toBe('%PDF-');
		expect(Buffer.from(pdf).toString('latin1')).toContain('pdfuaid');
		expect((await actions()).map(({ action }) => action)).toEqual([
			'release.copy-asked',
			'submission.copied',
			'submission.copied',
			'release.copy-taken'
		]);
	});

	test('each table of the JSON is in the schema that goes with it', async () => {
		const { north } = world;
		const { id } = (await releases.ask(north.scope, north.childId, COPY))!;
		const { json } = files(await releases.take(north.scope, id));
		const { properties } = schemaOf().properties.records;
		expect(Object.keys(json.records).sort()).toEqual(Object.keys(properties).sort());
		for (const { table } of HELD)
			expect([table, (properties as Record<string, { description: string }>)[table]?.description]).not.toEqual([
				table,
				table
			]);
	});

	test('for somebody else it needs another manager, and holds no answer of the child but those both named', async () => {
		const { north } = world;
		const [asking, releasing] = [await colleague(north, 'manager'), await colleague(north, 'manager')];
		const parent = { ...COPY, askedFor: 'parent' } as const;
		const { id } = (await releases.ask(asking, north.childId, parent))!;
		expect(await releases.take(asking, id)).toBeUndefined();
		expect(await releases.decide(asking, id, 'released')).toEqual({ refused: 'same-person' });
		expect(await releases.decide(north.scope, id, 'released')).toBeUndefined();
		expect(await releases.decide(releasing, id, 'released')).toBe('released');
		expect(await releases.decide(releasing, id, 'refused')).toEqual({ refused: 'decided' });
		const { html, json } = files(await releases.take(asking, id));
		for (const text of [html, JSON.stringify(json)])
			expect(text).not.toMatch(/canary|cat|kitchen|swim|It is your home|note for/);
		expect((await actions()).map(({ actor }) => actor)).toContain(`staff:${releasing.staffId}`);
	});

	test('what both have named goes to a parent, and nothing beside it', async () => {
		const { north } = world;
		const [asking, releasing] = [await colleague(north, 'manager'), await colleague(north, 'manager')];
		const carers = (await releases.sentOf(asking, north.childId)).find(({ from }) => from === 'foster-carer')!;
		const named = { ...COPY, askedFor: 'parent', included: [carers.id, north.reviewId] } as const;
		const { id } = (await releases.ask(asking, north.childId, named))!;
		await releases.decide(releasing, id, 'released');
		const { html } = files(await releases.take(releasing, id));
		expect(html).toContain('She can swim');
		expect(html).not.toMatch(/canary|kitchen|note for/);
	});

	test('a manager’s copy for the child needs a second manager, too', async () => {
		const { north } = world;
		const asking = await colleague(north, 'manager');
		const { id } = (await releases.ask(asking, north.childId, COPY))!;
		expect(await releases.take(asking, id)).toBeUndefined();
	});

	test('nobody else asks, decides or takes: not another IRO, a social worker, support, or the neighbour', async () => {
		const { north, south } = world;
		const { id } = (await releases.ask(north.scope, north.childId, COPY))!;
		for (const scope of [
			await colleague(north, 'iro'),
			await colleague(north, 'social-worker', north.childId),
			await colleague(north, 'business-support'),
			await colleague(north, 'administrator'),
			south.scope
		]) {
			expect(await releases.ask(scope, north.childId, COPY)).toBeUndefined();
			expect(await releases.decide(scope, id, 'released')).toBeUndefined();
			expect(await releases.take(scope, id)).toBeUndefined();
		}
		expect(await releases.take(await colleague(north, 'manager'), id)).toBeUndefined();
	});

	test('a copy is there for two weeks', async () => {
		const { north } = world;
		const { id } = (await releases.ask(north.scope, north.childId, COPY))!;
		await north.commandLine.updateTable('release').set({ decidedAt: '2026-01-01T00:00:00.000Z' }).execute();
		expect(await releases.take(north.scope, id)).toBeUndefined();
	});

	test('removing a child takes two, and leaves only what was done', async () => {
		const { north } = world;
		const erasure = { kind: 'erasure', askedFor: null, words: 'Asked by Ada, now 25', included: [] } as const;
		const { id } = (await releases.ask(north.scope, north.childId, erasure))!;
		const manager = await colleague(north, 'manager');
		expect(await releases.decide(manager, id, 'released')).toBe('released');
		const children = await north.commandLine.selectFrom('child').selectAll('child').execute();
		expect(children).toEqual([]);
		expect(await north.commandLine.selectFrom('words').selectAll('words').execute()).toEqual([]);
		const [release] = await north.commandLine.selectFrom('release').selectAll('release').execute();
		expect(release).toMatchObject({ words: null, decidedBy: manager.staffId, childId: north.childId });
		expect((await audit.of(north.commandLine, id)).map(({ action }) => action)).toEqual([
			'release.erasure-asked',
			'release.erasure-released'
		]);
	});

	test('a refused removal removes nothing', async () => {
		const { north } = world;
		const erasure = { kind: 'erasure', askedFor: null, words: 'A mistake', included: [] } as const;
		const { id } = (await releases.ask(north.scope, north.childId, erasure))!;
		expect(await releases.decide(await colleague(north, 'manager'), id, 'refused')).toBe('refused');
		expect(await north.commandLine.selectFrom('child').selectAll('child').execute()).toHaveLength(1);
	});

	test('`sayso subject-access` writes a copy that is released, and nothing else', async () => {
		const { north, connection } = world;
		const { id } = (await releases.ask(north.scope, north.childId, COPY))!;
		const asking = await colleague(north, 'manager');
		const waiting = (await releases.ask(asking, north.childId, COPY))!.id;
		const out = join(emptyFolder(), 'everything.zip');
		const write = (release: string) =>
			sayso(connection, 'subject-access', '--authority', 'north', '--release', release, '--out', out);
		expect((await write(waiting)).code).toBe(1);
		expect(await write(id)).toMatchObject({ code: 0, err: '' });
		expect(files(readFileSync(out)).html).toContain('The canary sentence');
	});
});
