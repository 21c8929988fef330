import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { emptyFolder, sayso } from '../../tests/support/cli.ts';
import { DATABASES, twoAuthorities, type World } from '../../tests/support/database.ts';
import { addChild, addEpisode, addReview, addReviewsByCode } from '../../tests/support/records.ts';

const PUBLISHED = { PN0: 107, PN1: 605, PN2: 4, PN3: 1, PN4: 5, PN5: 30, PN6: 39, PN7: 32 };
const NORTH = ['--authority', 'north'];
const YEAR = ['--from', '2025-04-01', '--to', '2026-03-31'];

describe.each(DATABASES)('figures and the return from a terminal, on %s', (kind) => {
	let world: World;
	beforeEach(async () => void (world = await twoAuthorities(kind)));
	afterEach(() => world.close());

	test('`stats participation --json` prints what was published about 823 reviews', async () => {
		await addReviewsByCode(world.north.commandLine, PUBLISHED);
		const { code, out } = await sayso(world.connection, 'stats', 'participation', ...NORTH, ...YEAR, '--json');
		expect(code).toBe(0);
		const { figures } = JSON.parse(out) as { figures: { id: string; rows: { percent: string }[] }[] };
		const figure = (id: string) => figures.find((one) => one.id === id)!;
		expect(
			figure('participation-codes')
				.rows.map(({ percent }) => percent)
				.slice(0, 8)
		).toEqual(['13.0', '73.5', '0.5', '0.1', '0.6', '3.6', '4.7', '3.9']);
		expect(figure('views-conveyed')).toMatchObject({
			base: 'reviews held for children aged 4 and over on the day, those without a code among them',
			numerator: 679,
			denominator: 716,
			percent: '94.8',
			exclusions: [{ reason: 'under-4', count: 107 }]
		});
		expect(figure('views-conveyed-with-pn4')).toMatchObject({ percent: '95.5' });
		expect(figure('attended')).toMatchObject({ percent: '85.9' });
	});

	test('without --json it is sentences', async () => {
		const { out } = await sayso(world.connection, 'stats', 'participation', ...NORTH, ...YEAR);
		expect(out).toContain('Northshire, 2025-04-01 to 2026-03-31');
		expect(out).toContain('There was nothing to count in this period.');
	});

	test('`export ssda903` writes the files and says what is not in them', async () => {
		const { north, connection } = world;
		const child = await addChild(north.commandLine, { externalId: '0007' });
		await addEpisode(north.commandLine, child);
		await addReview(north.commandLine, child);
		const folder = join(emptyFolder(), 'new');
		const args = ['export', 'ssda903', ...NORTH, '--year', '2026', '--out', folder, '--xml', '--json'];
		const good = await sayso(connection, ...args);
		const files = [join(folder, 'reviews.csv'), join(folder, 'reviews.xml')];
		expect(good).toMatchObject({ code: 0, err: '' });
		expect(JSON.parse(good.out)).toEqual({ rows: 1, excluded: [], findings: [], files });
		expect(readFileSync(files[0]!, 'utf8')).toBe('CHILD,DOB,REVIEW,REVIEW_CODE\n0007,05/05/2014,01/10/2025,PN1\n');
		expect(readFileSync(files[1]!, 'utf8')).toContain('<CHILDID>0007</CHILDID>');

		const reviewOn = '2025-12-01';
		await addReview(north.commandLine, child, { heldOn: reviewOn, participationCode: null });
		const bad = await sayso(connection, ...args);
		expect(bad.code).toBe(1);
		expect(JSON.parse(bad.out)).toMatchObject({
			rows: 1,
			excluded: [{ reason: 'errors', count: 1 }],
			findings: [{ child: '0007', reviewOn, column: 'REVIEW_CODE', value: '', rule: '167', severity: 'error' }]
		});
	});

	test('wrong use ends with 2, and an unknown authority with 1', async () => {
		const stats = (...args: string[]) => sayso(world.connection, 'stats', 'participation', ...args);
		expect((await stats(...NORTH, '--from', '2026-03-31', '--to', '2025-04-01')).code).toBe(2);
		expect((await stats(...NORTH)).code).toBe(2);
		expect((await stats('--authority', 'nowhere', ...YEAR)).code).toBe(1);
		expect((await sayso(world.connection, 'export', 'ssda903', ...NORTH, '--year', '26', '--out', 'x')).code).toBe(2);
	});
});
