import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { importFiles, sample, summary } from '../../../../tests/support/extract.ts';
import { DATABASES, twoAuthorities, type World } from '../../../../tests/support/database.ts';
import type { AuthorityScope } from '../db/scope.ts';
import { MOST_FINDINGS } from './findings.ts';
import { readMapping } from './mapping.ts';

const HEADER = 'CHILD,SEX,DOB\n100,1,05/05/2014\n';
const EPISODES = 'CHILD,DECOM,RNE,LS,PLACE,DEC,REC\n100,01/02/2024,S,C2,U6,,\n';
const reviews = (...rows: string[]) =>
	`CHILD,DOB,REVIEW,REVIEW_CODE\n${rows.map((row) => `100,05/05/2014,${row}\n`).join('')}`;
const PERSON = 'pers_person_id,pers_forename,pers_surname,pers_sex,pers_dob\n100,Bo,Other,M,2014-05-05\n';
const CARE =
	'clae_cla_episode_id,clae_person_id,clae_cla_episode_start_date,clae_cla_episode_start_reason,clae_cla_episode_ceased,clae_cla_id\nE1,100,2024-02-01,S,,C1\n';
const SSD =
	'clar_cla_review_id,clar_cla_id,clar_cla_review_due_date,clar_cla_review_date,clar_cla_review_cancelled,clar_cla_review_participation\n';
const caseSystem = (...rows: string[]) => ({
	'ssd_person.csv': PERSON,
	'ssd_cla_episodes.csv': CARE,
	'ssd_cla_reviews.csv': SSD + rows.join('\n')
});

const childrenOf = (scope: AuthorityScope) =>
	scope
		.selectFrom('child')
		.selectAll('child')
		.where('child.externalId', '!=', '0001')
		.orderBy('child.externalId')
		.execute();
const reviewsOf = (scope: AuthorityScope, child = '100') =>
	scope
		.selectFrom('review')
		.innerJoin('child', (join) =>
			join.onRef('child.authorityId', '=', 'review.authorityId').onRef('child.id', '=', 'review.childId')
		)
		.where('child.externalId', '=', child)
		.select([
			'review.id',
			'review.externalId',
			'review.dueOn',
			'review.heldOn',
			'review.cancelledOn',
			'review.participationCode'
		])
		.orderBy('review.dueOn')
		.execute();
const rules = ({ findings }: Awaited<ReturnType<typeof importFiles>>) =>
	findings.filter(({ severity }) => severity !== 'note').map(({ rule }) => rule);

/** All rows of one authority, to see that nothing changed. */
async function everything(scope: AuthorityScope) {
	const tables = ['staff', 'child', 'episode', 'involvement', 'review', 'auditEvent'] as const;
	return Promise.all(tables.map((table) => scope.selectFrom(table).selectAll().execute()));
}

describe.each(DATABASES)('on %s an import', (kind) => {
	let world: World;
	let north: AuthorityScope;
	beforeEach(async () => {
		vi.stubEnv('SAYSO_TODAY', '2026-11-21');
		world = await twoAuthorities(kind);
		north = world.north.commandLine;
	});
	afterEach(async () => {
		vi.unstubAllEnvs();
		await world.close();
	});

	test('of the sample extract brings children, care, staff, caseloads and reviews', async () => {
		const report = await importFiles(north, sample('good'));
		expect(rules(report)).toEqual([]);
		expect(summary(report)).toEqual([
			'ssd_professionals 3: 2 new, 0 changed, 0 refused',
			'ssd_person 7: 6 new, 0 changed, 0 refused',
			'ssd_cla_episodes 7: 7 new, 0 changed, 0 refused',
			'ssd_immigration_status 2: 1 new, 0 changed, 0 refused',
			'ssd_involvements 13: 12 new, 0 changed, 0 refused',
			'ssd_cla_reviews 16: 16 new, 0 changed, 0 refused'
		]);
		const [amira] = await childrenOf(north);
		expect(amira).toMatchObject({
			externalId: '004711',
			firstName: 'Amira',
			bornOn: '2011-03-14',
			sex: 'F',
			uascFrom: '2025-11-10',
			uascUntil: null
		});
		expect(await reviewsOf(north, '004711')).toMatchObject([
			{ externalId: 'V501', dueOn: '2025-12-08', heldOn: '2025-12-04', participationCode: 'PN1' },
			{ externalId: 'V502', participationCode: 'PN6' },
			{ externalId: 'V503', participationCode: 'PN1' },
			{ externalId: 'V504', dueOn: '2026-12-10', heldOn: null, participationCode: null }
		]);
		expect((await reviewsOf(north, '004716'))[1]).toMatchObject({
			externalId: 'V515',
			heldOn: null,
			cancelledOn: '2026-11-30'
		});
		const staff = await north
			.selectFrom('staff')
			.select(['staff.name', 'staff.role', 'staff.email', 'staff.passwordHash'])
			.where('staff.externalId', 'in', ['W31', 'W32'])
			.orderBy('staff.name')
			.execute();
		expect(staff).toEqual([
			{ name: 'Dafydd Price', role: 'social-worker', email: null, passwordHash: null },
			{ name: 'Imani Osei', role: 'iro', email: null, passwordHash: null }
		]);
	});

	test('of the same files again changes nothing, and of a changed row changes that', async () => {
		await importFiles(north, sample('good'));
		const before = await everything(north);
		const again = await importFiles(north, sample('good'));
		for (const { imported, updated, refused } of again.tables) expect([imported, updated, refused]).toEqual([0, 0, 0]);
		expect(await everything(north)).toEqual(before);

		const files = sample('good');
		files['ssd_cla_reviews.csv'] = files['ssd_cla_reviews.csv']!.replace(
			'V504,C801,2026-12-10 00:00:00',
			'V504,C801,2026-12-17 00:00:00'
		);
		files['ssd_person.csv'] = files['ssd_person.csv']!.replace('Tomos', 'Tom');
		expect(summary(await importFiles(north, files)).filter((line) => !line.includes(' 0 changed'))).toEqual([
			'ssd_person 7: 0 new, 1 changed, 0 refused',
			'ssd_cla_reviews 16: 0 new, 1 changed, 0 refused'
		]);
		expect((await reviewsOf(north, '004711')).at(-1)).toMatchObject({ externalId: 'V504', dueOn: '2026-12-17' });
	});

	test('of a return twice changes nothing, a second time', async () => {
		const files = {
			'header.csv': HEADER,
			'episodes.csv': EPISODES,
			'uasc.csv': 'CHILD,SEX,DOB,DUC\n100,1,05/05/2014,\n',
			'reviews.csv': reviews('20/02/2026,PN1', '21/02/2026,PN1', '20/08/2026,PN6')
		};
		expect(summary(await importFiles(north, files))).toEqual([
			'Header 1: 1 new, 0 changed, 0 refused',
			'Episodes 1: 1 new, 0 changed, 0 refused',
			'UASC 1: 1 new, 0 changed, 0 refused',
			'Reviews 3: 3 new, 0 changed, 0 refused'
		]);
		for (const { imported, updated } of (await importFiles(north, files)).tables)
			expect([imported, updated]).toEqual([0, 0]);
		expect(await reviewsOf(north)).toHaveLength(3);
		expect((await childrenOf(north))[0]).toMatchObject({ uascFrom: '2024-02-01', uascUntil: null });
	});

	test('as a dry run says what would be, and writes nothing', async () => {
		const before = await everything(north);
		const dry = await importFiles(north, sample('good'), { dryRun: true });
		expect(await everything(north)).toEqual(before);
		expect(summary(dry)).toEqual(summary(await importFiles(north, sample('good'))));
	});

	test('with one error takes nothing at all, and with good rows asked for everything but the bad', async () => {
		const before = await everything(north);
		const blocked = await importFiles(north, sample('with-errors'));
		expect(summary(blocked)).toEqual([
			'Header 3: 0 new, 0 changed, 1 refused',
			'Episodes 3: 0 new, 0 changed, 1 refused',
			'Reviews 6: 0 new, 0 changed, 3 refused'
		]);
		expect(await everything(north)).toEqual(before);

		const taken = await importFiles(north, sample('with-errors'), { goodRows: true });
		expect(summary(taken)).toEqual([
			'Header 3: 2 new, 0 changed, 1 refused',
			'Episodes 3: 2 new, 0 changed, 1 refused',
			'Reviews 6: 3 new, 0 changed, 3 refused'
		]);
		expect(taken.findings.map(({ rule }) => rule)).toEqual(blocked.findings.map(({ rule }) => rule));
		expect((await childrenOf(north)).map(({ externalId }) => externalId)).toEqual(['0101', '0102']);
		expect(await reviewsOf(north, '0102')).toMatchObject([{ heldOn: '2026-02-03', participationCode: 'PN1' }]);
	});

	test('leaves the neighbour as it is, also where both have the same ids', async () => {
		await importFiles(world.south.commandLine, caseSystem('V1,C1,2026-08-31,2026-08-20,N,PN1'));
		const before = await everything(world.south.commandLine);
		expect(summary(await importFiles(north, caseSystem('V1,C1,2026-08-31,2026-08-20,N,PN6')))).toContain(
			'ssd_cla_reviews 1: 1 new, 0 changed, 0 refused'
		);
		expect(await everything(world.south.commandLine)).toEqual(before);
		expect(await reviewsOf(north)).toMatchObject([{ externalId: 'V1', participationCode: 'PN6' }]);
		// A child or a period of care that only the neighbour has is unknown here.
		await importFiles(world.south.commandLine, {
			'header.csv': HEADER.replace('100', '777'),
			'reviews.csv': reviews('20/02/2026,PN1').replace('100', '777')
		});
		expect(rules(await importFiles(north, { 'episodes.csv': EPISODES.replace('100', '777') }))).toEqual(['no-child']);
	});

	test('uses the tables that are already here', async () => {
		await importFiles(north, {
			'header.csv': HEADER,
			'episodes.csv': EPISODES,
			'reviews.csv': reviews('20/02/2026,PN1')
		});
		const later = await importFiles(north, { 'reviews.csv': reviews('20/01/2024,PN1', '20/08/2026,PN1') });
		expect(later.findings.map(({ rule, line }) => [rule, line])).toEqual([['before-care', 2]]);
		await importFiles(north, caseSystem());
		expect(
			rules(await importFiles(north, { 'ssd_cla_reviews.csv': `${SSD}V7,C1,2026-08-31,2026-08-20,N,PN1` }))
		).toEqual([]);
		expect((await reviewsOf(north)).map(({ externalId }) => externalId)).toContain('V7');
	});

	test('never overwrites a review recorded in Sayso, and says so', async () => {
		await importFiles(north, caseSystem('V1,C1,2026-11-19,,N,'));
		const [review] = await reviewsOf(north);
		const record = { heldOn: '2026-11-18', participationCode: 'PN1', recordedAt: '2026-11-19T10:00:00.000Z' } as const;
		await north.updateTable('review').set(record).where('review.id', '=', review!.id).execute();
		const report = await importFiles(north, caseSystem('V1,C1,2026-11-19,2026-11-17,N,PN6'));
		expect(report.findings).toContainEqual(
			expect.objectContaining({ rule: 'recorded-here', severity: 'note', line: 2 })
		);
		expect(summary(report)).toContain('ssd_cla_reviews 1: 0 new, 0 changed, 0 refused');
		expect(await reviewsOf(north)).toMatchObject([
			{ dueOn: '2026-11-19', heldOn: '2026-11-18', participationCode: 'PN1' }
		]);
		const same = await importFiles(north, caseSystem('V1,C1,2026-11-19,2026-11-18,N,PN1'));
		expect(same.findings.map(({ rule }) => rule)).not.toContain('recorded-here');
	});

	test('knows a review again that lost its id when its date moved by a day', async () => {
		await importFiles(north, { 'header.csv': HEADER, 'reviews.csv': reviews('20/08/2026,PN1') });
		const report = await importFiles(north, caseSystem('V1,C1,2026-08-31,2026-08-21,N,PN1'));
		expect(summary(report)).toContain('ssd_cla_reviews 1: 0 new, 1 changed, 0 refused');
		expect(await reviewsOf(north)).toMatchObject([{ externalId: 'V1', dueOn: '2026-08-31', heldOn: '2026-08-21' }]);
		// The return's day does not move it back and forth, and two days on it is another review.
		expect(summary(await importFiles(north, { 'reviews.csv': reviews('20/08/2026,PN1', '23/08/2026,PN1') }))).toEqual([
			'Reviews 2: 1 new, 0 changed, 0 refused'
		]);
	});

	test('gives the next review its record when it was held', async () => {
		await importFiles(north, caseSystem('V1,C1,2026-11-19,,N,'));
		expect(await reviewsOf(north)).toMatchObject([{ heldOn: null, dueOn: '2026-11-19' }]);
		await importFiles(north, caseSystem('V1,C1,2026-11-19,2026-11-18,N,PN3'));
		expect(await reviewsOf(north)).toMatchObject([{ heldOn: '2026-11-18', participationCode: 'PN3' }]);
		await importFiles(north, caseSystem('V1,C1,2026-11-19,2026-11-18,Y,'));
		expect(await reviewsOf(north)).toMatchObject([
			{ heldOn: null, cancelledOn: '2026-11-18', participationCode: null }
		]);
	});

	test("reads a meeting's day to come as booked, and leaves the review open", async () => {
		await importFiles(north, caseSystem('V1,C1,2026-12-10,2026-12-03,N,'));
		expect(await reviewsOf(north)).toMatchObject([{ dueOn: '2026-12-10', heldOn: null }]);
	});

	test('keeps the reviews of brothers and sisters apart that share one id', async () => {
		const files = {
			'ssd_person.csv': `${PERSON}101,Al,Other,F,2015-01-01\n`,
			'ssd_cla_episodes.csv': `${CARE}E2,101,2024-02-01,S,,C2\n`,
			'ssd_cla_reviews.csv': `${SSD}V1,C1,2026-08-31,2026-08-20,N,PN6\nV1,C2,2026-08-31,2026-08-20,N,PN6\n`
		};
		const report = await importFiles(north, files);
		expect(rules(report)).toEqual(['copied-to-siblings', 'copied-to-siblings']);
		expect(
			[...(await reviewsOf(north)), ...(await reviewsOf(north, '101'))].map(({ externalId }) => externalId)
		).toEqual(['V1', 'V1~101']);
		for (const { imported, updated } of (await importFiles(north, files)).tables)
			expect([imported, updated]).toEqual([0, 0]);
	});

	test('gives an id to the only member of staff of that name, and never touches who signs in', async () => {
		await north.updateTable('staff').set({ externalId: null }).where('staff.id', '=', world.north.iroId).execute();
		const involved =
			'invo_involvements_id,invo_person_id,invo_professional_id,invo_professional_role_id,invo_involvement_start_date\nI1,100,W1,Independent Reviewing Officer,2024-02-01\n';
		const workers = (name: string) => ({
			...caseSystem(),
			'ssd_professionals.csv': `prof_professional_id,prof_professional_name\nW1,${name}\n`,
			'ssd_involvements.csv': involved
		});
		const report = await importFiles(north, workers('Iris of Northshire'));
		expect(report.findings).toContainEqual(
			expect.objectContaining({ rule: 'staff-linked', value: 'Iris of Northshire', line: 2 })
		);
		await importFiles(north, workers('Somebody Renamed'));
		const staff = await north.selectFrom('staff').select(['staff.id', 'staff.name', 'staff.externalId']).execute();
		expect(staff).toEqual([{ id: world.north.iroId, name: 'Iris of Northshire', externalId: 'W1' }]);
	});

	test('reads participation as a system words it: described, cut short, or in local words', async () => {
		await north.insertInto('participationText', { text: 'sent a film', code: 'PN6' }).execute();
		const cut =
			'Child does not attend physically but briefs an advocate to speak for him or her (Views represented by'.slice(
				0,
				100
			);
		const rows = [
			`V1,C1,2026-02-28,2026-02-20,N,"${cut}"`,
			'V2,C1,2026-05-31,2026-05-20,N,Sent a film',
			'V3,C1,2026-08-31,2026-08-20,N,pn3'
		];
		expect(rules(await importFiles(north, caseSystem(...rows)))).toEqual([]);
		expect((await reviewsOf(north)).map(({ participationCode }) => participationCode)).toEqual(['PN5', 'PN6', 'PN3']);
	});

	test('reads any table that a mapping describes', async () => {
		const mapping = readMapping(
			JSON.stringify({
				tables: {
					children: { columns: { child: 'Client', 'born-on': 'Birth date', 'first-name': 'Given name' } },
					reviews: {
						file: 'meetings*.csv',
						columns: { child: 'Client', 'held-on': 'Meeting', 'due-on': 'By', code: 'How' }
					}
				},
				participation: { 'In the room, talked': 'PN1' }
			})
		);
		if ('wrongAt' in mapping) throw new Error(mapping.wrongAt);
		const files = {
			'clients.csv': 'Client;Birth date;Given name\n7;05/05/2014;Zoë\n',
			'meetings 2026.csv': 'Client;Meeting;By;How\n7;20/08/2026;31/08/2026;in the room - talked\n'
		};
		expect(summary(await importFiles(north, files, { mapping }))).toEqual([
			'children 1: 1 new, 0 changed, 0 refused',
			'reviews 1: 1 new, 0 changed, 0 refused'
		]);
		expect(await reviewsOf(north, '7')).toMatchObject([
			{ dueOn: '2026-08-31', heldOn: '2026-08-20', participationCode: 'PN1' }
		]);
	});

	test('lists ten thousand findings, errors first in line, and counts the others by rule', async () => {
		const rows = Array.from({ length: MOST_FINDINGS }, (_, i) => `${i},05/05/2014,1/2/2026,PN1`);
		const text = `CHILD,DOB,REVIEW,REVIEW_CODE\n${rows.join('\n')}\n100000,05/05/2014,20/02/2026,PN9\n`;
		const { findings } = await importFiles(north, { 'reviews.csv': text }, { dryRun: true });
		expect(findings.filter(({ severity }) => severity === 'error')).toMatchObject([
			{ rule: '167', line: MOST_FINDINGS + 2 }
		]);
		expect(findings.at(-1)!.message).toMatch(/^\d+ more findings? of this kind (is|are) not listed/);
		expect(findings.length).toBeLessThanOrEqual(MOST_FINDINGS + 10);
	});
});

test('a mapping that cannot be used says where', () => {
	expect(readMapping('nonsense')).toEqual({ wrongAt: '' });
	expect(readMapping('{"tables":{"reviews":{"columns":{"child":"A","day":"B"}}}}')).toEqual({
		wrongAt: 'tables.reviews.columns.day'
	});
	expect(readMapping('{"tables":{"reviews":{"columns":{"child":"A"}}}}')).toEqual({
		wrongAt: 'tables.reviews.columns'
	});
	expect(readMapping('{"participation":{"Came":"PN9"}}')).toEqual({ wrongAt: 'participation.Came' });
});
