import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { importFiles } from '../../../../tests/support/extract.ts';
import { DATABASES, twoAuthorities, type World } from '../../../../tests/support/database.ts';

/** Files that are in order: one child of a return, and one of a case system. Each case changes one thing. */
const HEADER = 'CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n100,1,05/05/2014,WBRI,A,,\n';
const EPISODES = 'CHILD,DECOM,RNE,LS,CIN,PLACE,DEC,REC\n100,01/02/2024,S,C2,N1,U6,,\n';
const REVIEWS = 'CHILD,DOB,REVIEW,REVIEW_CODE\n100,05/05/2014,20/08/2026,PN1\n';
const UASC = 'CHILD,SEX,DOB,DUC\n100,1,05/05/2014,\n';
const PERSON = 'pers_person_id,pers_forename,pers_surname,pers_sex,pers_dob\n100,Bo,Other,M,2014-05-05\n';
const CARE =
	'clae_cla_episode_id,clae_person_id,clae_cla_episode_start_date,clae_cla_episode_start_reason,clae_cla_episode_ceased,clae_cla_id\nE1,100,2024-02-01,S,,C1\n';
const SSD =
	'clar_cla_review_id,clar_cla_id,clar_cla_review_due_date,clar_cla_review_date,clar_cla_review_cancelled,clar_cla_review_participation\nV1,C1,2026-08-31,2026-08-20,N,PN1\n';
const WORKERS = 'prof_professional_id,prof_professional_name\nW1,Imani Osei\n';
const INVOLVED =
	'invo_involvements_id,invo_person_id,invo_professional_id,invo_professional_role_id,invo_involvement_start_date,invo_involvement_end_date\nI1,100,W1,IRO,2024-02-01,\n';

type Files = Record<string, string>;
const back: Files = { 'header.csv': HEADER, 'episodes.csv': EPISODES, 'uasc.csv': UASC, 'reviews.csv': REVIEWS };
const ssd: Files = {
	'ssd_professionals.csv': WORKERS,
	'ssd_person.csv': PERSON,
	'ssd_cla_episodes.csv': CARE,
	'ssd_involvements.csv': INVOLVED,
	'ssd_cla_reviews.csv': SSD
};

/** The return with other rows of reviews, or of another table. */
const reviews = (...rows: string[]): Files => ({
	...back,
	'reviews.csv': `CHILD,DOB,REVIEW,REVIEW_CODE\n${rows.join('\n')}\n`
});
const header = (...rows: string[]): Files => ({
	...back,
	'header.csv': `${HEADER.split('\n')[0]}\n${rows.join('\n')}\n`
});
const episodes = (...rows: string[]): Files => ({
	...back,
	'episodes.csv': `${EPISODES.split('\n')[0]}\n${rows.join('\n')}\n`
});
const uasc = (...rows: string[]): Files => ({ ...back, 'uasc.csv': `CHILD,SEX,DOB,DUC\n${rows.join('\n')}\n` });
const held = (...rows: string[]): Files => ({
	...ssd,
	'ssd_cla_reviews.csv': `${SSD.split('\n')[0]}\n${rows.join('\n')}\n`
});
const care = (...rows: string[]): Files => ({
	...ssd,
	'ssd_cla_episodes.csv': `${CARE.split('\n')[0]}\n${rows.join('\n')}\n`
});
const involved = (...rows: string[]): Files => ({
	...ssd,
	'ssd_involvements.csv': `${INVOLVED.split('\n')[0]}\n${rows.join('\n')}\n`
});
const people = (...rows: string[]): Files => ({
	...ssd,
	'ssd_person.csv': `${PERSON.split('\n')[0]}\n${rows.join('\n')}\n`
});

/** The row alone, or with one that is in order before it. */
const good = '100,05/05/2014,20/08/2026,PN1';
const several = (count: number) =>
	Array.from(
		{ length: count },
		(_, i) =>
			`100,05/05/2014,${String(1 + (i % 28)).padStart(2, '0')}/${String(4 + Math.floor(i / 28)).padStart(2, '0')}/2025,PN1`
	);
const family = (...codes: string[]): Files => ({
	...ssd,
	'ssd_person.csv': `${PERSON}${codes.map((_, i) => `20${i},Sib,Ling,F,2014-05-0${i + 1}`).join('\n')}\n`,
	'ssd_cla_episodes.csv': `${CARE}${codes.map((_, i) => `E2${i},20${i},2024-02-01,S,,C2${i}`).join('\n')}\n`,
	'ssd_cla_reviews.csv': `${SSD}${codes.map((code, i) => `V2${i},C2${i},2026-08-31,2026-08-20,N,${code}`).join('\n')}\n`
});

interface Expected {
	file: string;
	line: number;
	column: string;
	value: string;
	severity?: 'error' | 'warning' | 'note';
}
const at = (
	file: string,
	line: number,
	column: string,
	value: string,
	severity: Expected['severity'] = 'error'
): Expected => ({ file, line, column, value, severity });
const inReviews = (line: number, column: string, value: string, severity?: Expected['severity']) =>
	at('reviews.csv', line, column, value, severity);
const inHeld = (line: number, column: string, value: string, severity?: Expected['severity']) =>
	at('ssd_cla_reviews.csv', line, `clar_cla_review_${column}`, value, severity);

/** Rule, the files that break it, where it is found, and files that come close and do not. */
const CASES: [rule: string, broken: Files, found: Expected, near: Files][] = [
	['166', reviews('100,05/05/2014,,PN1'), inReviews(2, 'REVIEW', ''), reviews(good)],
	[
		'166',
		reviews('100,05/05/2014,30/02/2026,PN1'),
		inReviews(2, 'REVIEW', '30/02/2026'),
		reviews('100,05/05/2014,28/02/2026,PN1')
	],
	['166', reviews('100,05/05/2014,,'), inReviews(2, 'REVIEW', ''), back],
	['166', held('V1,C1,2026-08-31,2026-02-30,N,PN1'), inHeld(2, 'date', '2026-02-30'), held('V1,C1,2026-08-31,,N,')],
	[
		'167',
		reviews('100,05/05/2014,20/08/2026,PN8'),
		inReviews(2, 'REVIEW_CODE', 'PN8'),
		reviews('100,05/05/2014,20/08/2026,PN7')
	],
	['167', reviews('100,05/05/2014,20/08/2026,'), inReviews(2, 'REVIEW_CODE', ''), back],
	['167', held('V1,C1,2026-08-31,2026-08-20,N,Came along'), inHeld(2, 'participation', 'Came along'), ssd],
	[
		'399',
		{ ...episodes('100,01/02/2024,S,V3,N1,U6,,') },
		inReviews(2, 'REVIEW', '20/08/2026'),
		episodes('100,01/02/2024,S,V3,N1,U6,01/03/2024,X1', '100,01/03/2024,L,C2,N1,U6,,')
	],
	[
		'440',
		{ ...header('100,1,05/05/2014,WBRI,A,,'), ...reviews('100,05/05/2014,20/08/2026,PN0') },
		inReviews(2, 'REVIEW_CODE', 'PN0'),
		back
	],
	[
		'441',
		{
			...header('100,1,21/08/2022,WBRI,A,,'),
			'uasc.csv': 'CHILD,SEX,DOB,DUC\n',
			'reviews.csv': 'CHILD,DOB,REVIEW,REVIEW_CODE\n100,21/08/2022,20/08/2026,PN1\n'
		},
		inReviews(2, 'REVIEW_CODE', 'PN1'),
		{
			...header('100,1,20/08/2022,WBRI,A,,'),
			'uasc.csv': 'CHILD,SEX,DOB,DUC\n',
			'reviews.csv': 'CHILD,DOB,REVIEW,REVIEW_CODE\n100,20/08/2022,20/08/2026,PN1\n'
		}
	],
	[
		'pn0-on-fourth-birthday',
		{
			...header('100,1,20/08/2022,WBRI,A,,'),
			'uasc.csv': 'CHILD,SEX,DOB,DUC\n',
			'reviews.csv': 'CHILD,DOB,REVIEW,REVIEW_CODE\n100,20/08/2022,20/08/2026,PN0\n'
		},
		inReviews(2, 'REVIEW_CODE', 'PN0'),
		{
			...header('100,1,21/08/2022,WBRI,A,,'),
			'uasc.csv': 'CHILD,SEX,DOB,DUC\n',
			'reviews.csv': 'CHILD,DOB,REVIEW,REVIEW_CODE\n100,21/08/2022,20/08/2026,PN0\n'
		}
	],
	[
		'1012',
		{
			...episodes(),
			'episodes.csv': EPISODES.replaceAll('100,', '101,'),
			'header.csv': `${HEADER}101,1,05/05/2014,WBRI,A,,\n`
		},
		inReviews(2, 'CHILD', '100'),
		back
	],
	['INT08', reviews(good, '0100,05/05/2014,20/08/2026,PN1'), inReviews(3, 'CHILD', '0100'), back],
	[
		'INT08',
		episodes('100,01/02/2024,S,C2,N1,U6,,', '101,01/02/2024,S,C2,N1,U6,,'),
		at('episodes.csv', 3, 'CHILD', '101'),
		back
	],
	[
		'INT17',
		reviews('100,06/05/2014,20/08/2026,PN1'),
		inReviews(2, 'DOB', '06/05/2014'),
		reviews('100,5/5/2014,20/08/2026,PN1')
	],
	['INT17', uasc('100,1,06/05/2014,'), at('uasc.csv', 2, 'DOB', '06/05/2014'), back],
	['child-blank', reviews(good, ',05/05/2014,21/08/2026,PN1'), inReviews(3, 'CHILD', ''), back],
	[
		'child-too-long',
		reviews('12345678901,05/05/2014,20/08/2026,PN1'),
		inReviews(2, 'CHILD', '12345678901'),
		{ ...reviews('1234567890,05/05/2014,20/08/2026,PN1'), ...{ 'header.csv': HEADER.replace('\n100', '\n1234567890') } }
	],
	[
		'child-too-long',
		people('12345678901,Bo,Other,M,2014-05-05', '100,Al,Other,M,2014-05-05'),
		at('ssd_person.csv', 2, 'pers_person_id', '12345678901', 'warning'),
		people('1234567890,Bo,Other,M,2014-05-05', '100,Al,Other,M,2014-05-05')
	],
	['dob-blank', header('100,1,,WBRI,A,,'), at('header.csv', 2, 'DOB', ''), back],
	['dob-blank', reviews('100,,20/08/2026,PN1'), inReviews(2, 'DOB', ''), back],
	['dob-blank', people('100,Bo,Other,M,'), at('ssd_person.csv', 2, 'pers_dob', ''), ssd],
	[
		'dob-impossible',
		header('100,1,31/04/2014,WBRI,A,,'),
		at('header.csv', 2, 'DOB', '31/04/2014'),
		header('100,1,30/04/2014,WBRI,A,,')
	],
	['dob-impossible', reviews('100,05/05/1914,20/08/2026,PN1'), inReviews(2, 'DOB', '05/05/1914'), back],
	['dob-impossible', people('100,Bo,Other,M,2027-01-01'), at('ssd_person.csv', 2, 'pers_dob', '01/01/2027'), ssd],
	[
		'before-care',
		reviews('100,05/05/2014,31/01/2024,PN1'),
		inReviews(2, 'REVIEW', '31/01/2024'),
		reviews('100,05/05/2014,01/02/2024,PN1')
	],
	[
		'before-care',
		held('V1,C1,2024-01-31,2024-01-31,N,PN1'),
		inHeld(2, 'date', '31/01/2024'),
		care('E1,100,2024-02-01,Change of placement,,C1')
	],
	[
		'after-care',
		{ ...episodes('100,01/02/2024,S,C2,N1,U6,19/08/2026,E11') },
		inReviews(2, 'REVIEW', '20/08/2026'),
		episodes('100,01/02/2024,S,C2,N1,U6,20/08/2026,E11')
	],
	[
		'in-future',
		reviews('100,05/05/2014,22/11/2026,PN1'),
		inReviews(2, 'REVIEW', '22/11/2026'),
		reviews('100,05/05/2014,21/11/2026,PN1')
	],
	[
		'in-future',
		held('V1,C1,2026-12-01,2026-11-22,N,PN1'),
		inHeld(2, 'date', '22/11/2026'),
		held('V1,C1,2026-12-01,2026-11-21,N,PN1')
	],
	[
		'booked',
		held('V1,C1,2026-12-01,2026-11-22,N,'),
		inHeld(2, 'date', '22/11/2026', 'warning'),
		held('V1,C1,2026-12-01,,N,')
	],
	[
		'cancelled-meeting',
		held('V1,C1,2026-08-31,2026-08-20,Y,PN1'),
		inHeld(2, 'date', '20/08/2026'),
		held('V1,C1,2026-08-31,2026-08-20,Y,')
	],
	[
		'exact-duplicate',
		reviews(good, good),
		inReviews(3, 'REVIEW', '20/08/2026'),
		reviews(good, '100,05/05/2014,21/08/2026,PN1')
	],
	[
		'two-codes-one-day',
		reviews(good, '100,05/05/2014,20/08/2026,PN6'),
		inReviews(2, 'REVIEW_CODE', 'PN1'),
		reviews(good, '100,05/05/2014,21/08/2026,PN6')
	],
	['too-many-reviews', reviews(...several(53)), inReviews(54, 'REVIEW', '25/05/2025'), reviews(...several(52))],
	[
		'no-review-yet',
		{
			...back,
			'header.csv': `${HEADER}101,1,05/05/2014,WBRI,A,,\n`,
			'episodes.csv': `${EPISODES}101,22/10/2026,S,C2,N1,U6,,\n`
		},
		at('episodes.csv', 3, 'CHILD', '101', 'warning'),
		{
			...back,
			'header.csv': `${HEADER}101,1,05/05/2014,WBRI,A,,\n`,
			'episodes.csv': `${EPISODES}101,26/10/2026,S,C2,N1,U6,,\n`
		}
	],
	[
		'copied-to-siblings',
		family('PN6', 'PN6', 'PN6'),
		inHeld(3, 'participation', 'PN6', 'warning'),
		family('PN6', 'PN1', 'PN6')
	],
	['code-normalised', reviews('100,05/05/2014,20/08/2026,pn1'), inReviews(2, 'REVIEW_CODE', 'pn1', 'note'), back],
	[
		'code-missing',
		held('V1,C1,2026-08-31,2026-08-20,N,'),
		inHeld(2, 'participation', '', 'warning'),
		held('V1,C1,2026-08-31,,N,')
	],
	[
		'date-normalised',
		reviews('100,05/05/2014,1/8/2026,PN1'),
		inReviews(2, 'REVIEW', '1/8/2026', 'note'),
		reviews('100,05/05/2014,01/08/2026,PN1')
	],
	['date-normalised', reviews('100,05/05/2014,46254,PN1'), inReviews(2, 'REVIEW', '46254', 'note'), back],
	['date-normalised', header('100,1,41764,WBRI,A,,'), at('header.csv', 2, 'DOB', '41764', 'note'), back],
	[
		'date-normalised',
		held('V1,C1,2026-08-31,20/8/2026,N,PN1'),
		inHeld(2, 'date', '20/8/2026', 'note'),
		held('V1,C1,31/08/2026,2026-08-20T00:00:00,N,PN1')
	],
	[
		'date-stand-in',
		care('E1,100,2024-02-01,S,9999-12-31,C1'),
		at('ssd_cla_episodes.csv', 2, 'clae_cla_episode_ceased', '9999-12-31', 'note'),
		ssd
	],
	[
		'date-impossible',
		episodes('100,01/02/2024,S,C2,N1,U6,31/06/2026,E11'),
		at('episodes.csv', 2, 'DEC', '31/06/2026'),
		back
	],
	['date-missing', episodes('100,,S,C2,N1,U6,,'), at('episodes.csv', 2, 'DECOM', ''), back],
	[
		'end-before-start',
		episodes('100,01/02/2024,S,C2,N1,U6,31/01/2024,E11'),
		at('episodes.csv', 2, 'DEC', '31/01/2024'),
		{ ...episodes('100,01/02/2024,S,C2,N1,U6,,') }
	],
	[
		'starts-in-future',
		episodes('100,01/02/2024,S,C2,N1,U6,,', '100,01/02/2027,L,C2,N1,U6,,'),
		at('episodes.csv', 3, 'DECOM', '01/02/2027', 'warning'),
		back
	],
	['review-without-day', held('V1,C1,,,N,'), inHeld(2, 'date', ''), held('V1,C1,2026-12-01,,N,')],
	[
		'flag',
		held('V1,C1,2026-08-31,2026-08-20,perhaps,PN1'),
		inHeld(2, 'cancelled', 'perhaps'),
		held('V1,C1,2026-08-31,2026-08-20,false,PN1')
	],
	['care-unknown', held('V1,C9,2026-08-31,2026-08-20,N,PN1'), at('ssd_cla_reviews.csv', 2, 'clar_cla_id', 'C9'), ssd],
	[
		'care-of-two',
		{
			...people('100,Bo,Other,M,2014-05-05', '101,Al,Other,M,2014-05-05'),
			'ssd_cla_episodes.csv': `${CARE}E2,101,2024-02-01,S,,C1\n`
		},
		at('ssd_cla_reviews.csv', 2, 'clar_cla_id', 'C1'),
		ssd
	],
	[
		'no-child',
		{ 'episodes.csv': EPISODES },
		at('episodes.csv', 2, 'CHILD', '100'),
		{ 'episodes.csv': EPISODES, 'reviews.csv': REVIEWS }
	],
	['depends-on-refused', header('100,1,31/04/2014,WBRI,A,,'), at('episodes.csv', 2, 'CHILD', '100'), back],
	[
		'dob-differs',
		{ 'reviews.csv': `${REVIEWS}100,06/05/2014,21/08/2026,PN1\n` },
		inReviews(3, 'DOB', '06/05/2014'),
		{ 'reviews.csv': REVIEWS }
	],
	[
		'rows-differ',
		header('100,1,05/05/2014,WBRI,A,,', '100,1,06/05/2014,WBRI,A,,'),
		at('header.csv', 3, 'CHILD', '100'),
		header('100,1,05/05/2014,WBRI,A,,', '100,1,05/05/2014,WBRI,A,,')
	],
	[
		'row-repeated',
		header('100,1,05/05/2014,WBRI,A,,', '100,1,05/05/2014,WBRI,A,,'),
		at('header.csv', 3, 'CHILD', '100', 'note'),
		back
	],
	[
		'id-twice',
		care('E1,100,2024-02-01,S,2024-05-01,C1', 'E1,100,2024-05-01,P,,C1'),
		at('ssd_cla_episodes.csv', 2, 'clae_cla_episode_id', 'E1'),
		care('E1,100,2024-02-01,S,2024-05-01,C1', 'E2,100,2024-05-01,P,,C1')
	],
	[
		'id-twice',
		held('V1,C1,2026-08-31,2026-08-20,N,PN1', 'V1,C1,2026-02-28,2026-02-20,N,PN1'),
		inHeld(3, 'id', 'V1'),
		held('V1,C1,2026-08-31,2026-08-20,N,PN1', 'V2,C1,2026-02-28,2026-02-20,N,PN1')
	],
	['id-mangled', reviews(good, '1.2E+09,05/05/2014,20/08/2026,PN1'), inReviews(3, 'CHILD', '1.2E+09'), reviews(good)],
	[
		'professional-unknown',
		involved('I1,100,W9,IRO,2024-02-01,'),
		at('ssd_involvements.csv', 2, 'invo_professional_id', 'W9'),
		involved('I1,100,W9,Health visitor,2024-02-01,')
	],
	[
		'left-out-other-role',
		involved('I1,100,W1,Supervising Social Worker,2024-02-01,'),
		at('ssd_involvements.csv', 0, '', '', 'note'),
		ssd
	],
	[
		'left-out-no-professional',
		involved('I1,100,-1,IRO,2024-02-01,'),
		at('ssd_involvements.csv', 0, '', '', 'note'),
		ssd
	],
	[
		'left-out-not-in-care',
		people('100,Bo,Other,M,2014-05-05', '555,Not,Ours,M,'),
		at('ssd_person.csv', 0, '', '', 'note'),
		ssd
	],
	['control-character', reviews(good, '1\u000001,05/05/2014,20/08/2026,PN1'), inReviews(3, 'CHILD', '1\u000001'), back],
	[
		'too-long',
		people(`100,${'B'.repeat(501)},Other,M,2014-05-05`),
		at('ssd_person.csv', 2, 'pers_forename', `${'B'.repeat(120)}…`),
		people(`100,${'B'.repeat(500)},Other,M,2014-05-05`)
	],
	['cells', reviews(good, '100,05/05/2014,21/08/2026'), inReviews(3, '', ''), reviews(`${good},,`)],
	[
		'broken-quote',
		reviews(good, '"100,05/05/2014,21/08/2026,PN1'),
		inReviews(3, '', ''),
		reviews('"100","05/05/2014","20/08/2026","PN1"')
	],
	['empty-file', { ...back, 'uasc.csv': '' }, at('uasc.csv', 0, '', ''), back],
	['no-rows', uasc(), at('uasc.csv', 1, '', '', 'note'), back],
	['unknown-table', { ...back, 'other.csv': 'a,b\n1,2\n' }, at('other.csv', 1, '', 'a, b'), back],
	['nothing-to-read', { 'other.csv': 'a,b\n1,2\n' }, at('', 0, '', ''), back],
	[
		'missing-columns',
		{ ...back, 'reviews.csv': 'CHILD,DOB,REVIEW\n100,05/05/2014,20/08/2026\n' },
		inReviews(1, '', ''),
		{ ...back, 'reviews.csv': 'child, dob ,Review,review code\n100,05/05/2014,20/08/2026,PN1\n' }
	],
	[
		'column-twice',
		{ ...back, 'reviews.csv': 'CHILD,DOB,REVIEW,REVIEW_CODE,REVIEW\n100,05/05/2014,20/08/2026,PN1,21/08/2026\n' },
		inReviews(1, '', ''),
		back
	],
	[
		'absent-columns',
		{ ...back, 'header.csv': 'CHILD,DOB,UPN\n100,05/05/2014,A\n' },
		at('header.csv', 1, '', '', 'note'),
		back
	],
	[
		'unknown-columns',
		{ ...back, 'reviews.csv': 'CHILD,DOB,REVIEW,REVIEW_CODE,MOOD\n100,05/05/2014,20/08/2026,PN1,good\n' },
		inReviews(1, '', 'MOOD', 'note'),
		back
	]
];

describe.each(DATABASES)('on %s an import', (kind) => {
	let world: World;
	beforeAll(async () => {
		vi.stubEnv('SAYSO_TODAY', '2026-11-21');
		world = await twoAuthorities(kind);
	});
	afterAll(async () => {
		vi.unstubAllEnvs();
		await world.close();
	});
	const look = async (files: Files) => (await importFiles(world.north.commandLine, files, { dryRun: true })).findings;

	test.each([
		['return', back],
		['safeguarding dataset', ssd]
	])('of a %s in order finds nothing wrong', async (_, files) => {
		expect((await look(files)).filter(({ severity }) => severity !== 'note')).toEqual([]);
	});

	test.each(CASES.map((one, i) => [`${one[0]} (${i + 1})`, ...one] as const))(
		'finds %s, and not what comes close',
		async (_, rule, broken, found, near) => {
			const one = (await look(broken)).filter((finding) => finding.rule === rule);
			expect(one).toContainEqual({ ...found, rule, message: expect.stringMatching(/^[^{}]+$/) });
			expect(
				(await look(near)).filter((finding) => finding.rule === rule && !finding.message.startsWith('Not checked'))
			).toEqual([]);
		}
	);

	test('says once which rules want a table that is not there, and blocks nothing', async () => {
		const findings = await look({
			'reviews.csv': `${REVIEWS}100,05/05/2014,20/02/2026,PN1\n101,05/05/2014,20/02/2026,PN1\n`
		});
		expect(findings.map(({ rule, severity }) => `${rule} ${severity}`).sort()).toEqual(
			[
				'1012 note',
				'399 note',
				'INT08 note',
				'INT17 note',
				'after-care note',
				'before-care note',
				'no-review-yet note'
			].sort()
		);
		for (const { message, line } of findings) expect([message.startsWith('Not checked'), line]).toEqual([true, 0]);
	});

	test('passes over the other tables of an extract with a note', async () => {
		const others = { 'ssd_address.csv': 'addr_person_id\n1\n', 'missing.csv': 'CHILD,DOB,MISSING\n100,05/05/2014,M\n' };
		const found = (await look({ ...back, ...others })).filter(({ rule }) => rule === 'unknown-table');
		expect(found.map(({ file, severity }) => [file, severity])).toEqual(
			Object.keys(others).map((file) => [file, 'note'])
		);
	});

	test('names found and expected columns', async () => {
		const [finding] = (await look({ 'reviews.csv': 'CHILD,DOB,REVIEW\n' })).filter(
			({ rule }) => rule === 'missing-columns'
		);
		expect(finding!.message).toBe('Columns of Reviews are missing: REVIEW_CODE. Found: CHILD, DOB, REVIEW.');
	});
});
