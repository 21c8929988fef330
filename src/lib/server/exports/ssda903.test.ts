import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { DATABASES, twoAuthorities, type World } from '../../../../tests/support/database.ts';
import { addChild, addEpisode, addReview } from '../../../../tests/support/records.ts';
import { ssda903 } from './ssda903.ts';
import { reviewsCsv, reviewsXml } from './ssda903-files.ts';

describe.each(DATABASES)('the SSDA903 reviews return on %s', (kind) => {
	let world: World;
	beforeEach(async () => void (world = await twoAuthorities(kind)));
	afterEach(() => world.close());

	const exported = () => ssda903(world.north.scope, { year: 2026 });
	const north = () => world.north.commandLine;
	const found = async () => (await exported()).findings.map(({ rule, severity, child }) => [rule, severity, child]);

	async function child(externalId: string, is: object = {}, episode: object = {}) {
		const id = await addChild(north(), { externalId, ...is });
		await addEpisode(north(), id, episode);
		return id;
	}

	test('is this file, byte for byte', async () => {
		const older = await child('0012', { sex: 'F', bornOn: '2014-05-05' });
		const younger = await child('0002', { bornOn: '2022-06-01' }, { startedOn: '2022-06-02' });
		await addReview(north(), older, { heldOn: '2026-03-31', participationCode: 'PN6' });
		await addReview(north(), older, { heldOn: '2025-04-01', participationCode: 'PN1' });
		await addReview(north(), younger, { heldOn: '2025-11-09', participationCode: 'PN0' });
		await addReview(world.south.commandLine, world.south.childId);

		const { rows, findings, excluded } = await exported();
		expect(findings).toEqual([]);
		expect(excluded).toEqual([]);
		expect(reviewsCsv(rows)).toBe(
			'CHILD,DOB,REVIEW,REVIEW_CODE\n0002,01/06/2022,09/11/2025,PN0\n0012,05/05/2014,01/04/2025,PN1\n0012,05/05/2014,31/03/2026,PN6\n'
		);
		expect(reviewsXml(rows)).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<EXPSSDA903>
	<CHILD>
		<HEADER>
			<CHILDID>0002</CHILDID>
			<DOB>01/06/2022</DOB>
			<AREVIEW>
				<REVIEW>09/11/2025</REVIEW>
				<REVIEW_CODE>PN0</REVIEW_CODE>
			</AREVIEW>
		</HEADER>
	</CHILD>
	<CHILD>
		<HEADER>
			<CHILDID>0012</CHILDID>
			<SEX>F</SEX>
			<DOB>05/05/2014</DOB>
			<AREVIEW>
				<REVIEW>01/04/2025</REVIEW>
				<REVIEW_CODE>PN1</REVIEW_CODE>
			</AREVIEW>
			<AREVIEW>
				<REVIEW>31/03/2026</REVIEW>
				<REVIEW_CODE>PN6</REVIEW_CODE>
			</AREVIEW>
		</HEADER>
	</CHILD>
</EXPSSDA903>
`);
	});

	test('leaves out short breaks, cancelled reviews and reviews of another year, and says how many', async () => {
		const breaks = await child('S1', {}, { legalStatus: 'V4' });
		await addReview(north(), breaks);
		const one = await child('A1');
		await addReview(north(), one, { heldOn: '2025-10-01', cancelledOn: '2025-09-01' });
		await addReview(north(), one, { heldOn: null, cancelledOn: '2025-09-01' });
		await addReview(north(), one, { dueOn: '2026-03-01', heldOn: '2026-04-02' });
		await addReview(north(), one, { dueOn: '2026-03-01', heldOn: null });
		await addReview(north(), one, { heldOn: '2025-12-01' });

		const { rows, excluded, findings } = await exported();
		expect(rows.map(({ child, reviewOn }) => [child, reviewOn])).toEqual([['A1', '2025-12-01']]);
		expect(excluded).toEqual([
			{ reason: 'short-breaks', count: 1 },
			{ reason: 'cancelled', count: 2 },
			{ reason: 'not-held-in-year', count: 2 }
		]);
		expect(findings).toEqual([]);
	});

	test('keeps a child with some short breaks among other episodes', async () => {
		const mixed = await child('M1', {}, { legalStatus: 'V3', endedOn: '2025-06-01' });
		await addEpisode(north(), mixed, { startedOn: '2025-06-01', reasonStarted: 'L', legalStatus: 'C2' });
		await addReview(north(), mixed);
		expect((await exported()).rows).toHaveLength(1);
	});

	test('lists what is wrong and leaves those rows out', async () => {
		const four = await child('F1', { bornOn: '2021-10-01' }, { startedOn: '2021-10-02' });
		await addReview(north(), four, { heldOn: '2025-10-01', participationCode: 'PN0' });
		const long = await child('12345678901');
		await addReview(north(), long, { heldOn: '2025-10-02' });
		const unknown = await child('N1');
		await addReview(north(), unknown, { heldOn: '2025-10-03', participationCode: null });
		await addReview(north(), unknown, { heldOn: '2025-11-03', participationCode: 'PN2' });
		await addReview(north(), unknown, { heldOn: '2025-11-03', participationCode: 'PN3' });
		const before = await child('B1', {}, { startedOn: '2025-12-01' });
		await addReview(north(), before, { heldOn: '2025-10-06' });
		await addReview(north(), await addChild(north(), { externalId: 'E1' }), { heldOn: '2025-10-07' });

		const { rows, excluded } = await exported();
		expect(rows).toEqual([]);
		expect(excluded).toEqual([{ reason: 'errors', count: 7 }]);
		expect(await found()).toEqual([
			['child-too-long', 'error', '12345678901'],
			['before-care', 'error', 'B1'],
			['1012', 'error', 'E1'],
			['pn0-on-fourth-birthday', 'error', 'F1'],
			['167', 'error', 'N1'],
			['two-codes-one-day', 'error', 'N1'],
			['two-codes-one-day', 'error', 'N1'],
			['no-review-yet', 'warning', 'B1']
		]);
	});

	test('names the review a finding is about', async () => {
		const one = await child('A1');
		const reviewId = await addReview(north(), one, { heldOn: '2025-10-03', participationCode: null });
		expect((await exported()).findings).toMatchObject([
			{ rule: '167', reviewId, reviewOn: '2025-10-03', column: 'REVIEW_CODE' }
		]);
	});

	test('warns of a child with no review for too long, but not where one was held the year before', async () => {
		await child('W1', {}, { startedOn: '2025-06-01' });
		const seen = await child('W2', {}, { startedOn: '2024-06-01' });
		await addReview(north(), seen, { heldOn: '2025-03-03' });
		expect(await found()).toEqual([['no-review-yet', 'warning', 'W1']]);
	});

	test('warns when brothers and sisters all have one code on one day, and keeps the rows', async () => {
		for (const id of ['K1', 'K2'])
			await addReview(north(), await child(id, { lastName: 'Kay' }), { participationCode: 'PN7' });
		expect(await found()).toEqual([
			['copied-to-siblings', 'warning', 'K1'],
			['copied-to-siblings', 'warning', 'K2']
		]);
		expect((await exported()).rows).toHaveLength(2);
	});

	test('says once which rules it could not check without episodes, and blocks nothing', async () => {
		await addReview(north(), await addChild(north(), { externalId: 'A1' }));
		const { rows, notChecked } = await exported();
		expect(rows).toHaveLength(1);
		expect(notChecked).toEqual(['399', '1012', 'before-care', 'after-care', 'no-review-yet']);
	});

	test('holds no formula and no broken markup, whatever a child’s id is', async () => {
		await addReview(north(), await child('=1+1&<"x'));
		const { rows } = await exported();
		expect(reviewsCsv(rows).split('\n')[1]).toBe(`"'=1+1&<""x",05/05/2014,01/10/2025,PN1`);
		expect(reviewsXml(rows)).toContain('<CHILDID>=1+1&amp;&lt;&quot;x</CHILDID>');
	});
});
