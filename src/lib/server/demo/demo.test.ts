import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { suggestion } from '#lib/domain/contrast.ts';
import { addMonths, ageOn } from '#lib/domain/day.ts';
import { ROLES } from '#lib/domain/role.ts';
import { needsReason } from '#lib/domain/wish.ts';
import { findQuestion, optionsOf, TALK } from '#lib/forms/engine.ts';
import { FORMS, formOf } from '#lib/forms/index.ts';
import { isSealed } from '#lib/forms/sealed.ts';
import { DATABASES, emptyDatabase, type Kind } from '../../../../tests/support/database.ts';
import { readCode } from '../auth/tokens.ts';
import * as cards from '../cards.ts';
import type { Connection } from '../db/connect.ts';
import { OWNED_TABLES } from '../db/schema.ts';
import { AuthorityScope, sameAuthority } from '../db/scope.ts';
import { valuesIn } from '../replies.ts';
import * as submissions from '../submissions.ts';
import type { AnyRow } from '../sealing/fields.ts';
import { openersFor } from '../sealing/index.ts';
import { openRows } from '../../../../tests/support/open-rows.ts';
import { ADULT_WORDS } from './adult-words.ts';
import * as demo from './index.ts';
import { AUTHORITIES } from './places.ts';
import { CHILD_WORDS } from './words.ts';

const TODAY = '2026-11-21';
const camel = (table: string) => table.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase()) as 'child';

async function scopeOf({ directory, db }: Connection, code: string) {
	const { id } = await directory
		.selectFrom('authority')
		.select('id')
		.where('code', '=', code)
		.executeTakeFirstOrThrow();
	return new AuthorityScope(db, id, { kind: 'command-line' });
}

/** Sealed, or an index, with keys that are new each time. */
const SEALED_OF_A_PERSON = { email: '', phone: '', address: '', emailIndex: '', phoneIndex: '' };

/** Everything but what differs from one making to the next: the authorities' ids, and the salt in a password's hash. */
async function everything(connection: Connection, code: string) {
	const scope = await scopeOf(connection, code);
	const submissions = await scope.selectFrom('submission').select(['submission.id', 'submission.reviewId']).execute();
	const reviews = new Map(submissions.map(({ id, reviewId }) => [id, reviewId]));
	const reviewOf = (row: AnyRow) => String(row.reviewId ?? reviews.get(String(row.submissionId)) ?? row.id);
	// Keys are new each time, and so is what is sealed with them: what is compared is what was sealed.
	const compared = OWNED_TABLES.filter((table) => table !== 'wrapping_key' && table !== 'sealing_key');
	const tables = compared.map(async (table) => {
		const stored: AnyRow[] = await scope.selectFrom(camel(table)).selectAll().execute();
		const rows = await openRows(scope, camel(table), stored, reviewOf);
		const sealed = { ...(table === 'person' && SEALED_OF_A_PERSON), ...(table === 'submission' && { proof: '' }) };
		const unlike = { authorityId: '', passwordHash: '', ...sealed };
		return rows.map((row) => JSON.stringify(Object.entries({ ...row, ...unlike }).sort())).sort();
	});
	return Promise.all(tables);
}

const made = new Map<Kind, Promise<Connection>>();
/** The demonstration of one day, made once on each database: nothing here changes it but saying where to go, its codes. */
function madeOn(kind: Kind): Promise<Connection> {
	if (!made.has(kind)) made.set(kind, make(kind));
	return made.get(kind)!;
}
async function make(kind: Kind): Promise<Connection> {
	const connection = await emptyDatabase(kind);
	expect(await demo.isEmpty(connection)).toBe(true);
	expect(await demo.seed(connection, { today: TODAY })).toBe('seeded');
	return connection;
}
afterAll(async () => {
	for (const connection of made.values()) await (await connection).close();
});

test('the demonstration is the same each time for the same day, whatever database it is in', async () => {
	const [one, other] = [await madeOn('sqlite'), await madeOn('postgres')];
	for (const code of ['northshire', 'westmere'])
		expect(await everything(other, code)).toEqual(await everything(one, code));
});

describe.each(DATABASES)('the demonstration on %s', (kind) => {
	let connection: Connection;
	let north: AuthorityScope;
	beforeAll(async () => {
		connection = await madeOn(kind);
		north = await scopeOf(connection, 'northshire');
	});

	test('only goes into an empty database', async () => {
		expect(await demo.isEmpty(connection)).toBe(false);
		expect(await demo.seed(connection, { today: TODAY })).toEqual({ refused: 'demo-not-empty' });
	});

	test('has some 320 children of every age, brothers and sisters among them, and some who came alone', async () => {
		const children = await north.selectFrom('child').selectAll('child').execute();
		expect(children).toHaveLength(320);
		expect(new Set(children.map(({ bornOn }) => ageOn(TODAY, bornOn)))).toEqual(
			new Set(Array.from({ length: 18 }, (_, age) => age))
		);
		const alone = children.filter(({ uascFrom }) => uascFrom);
		expect(alone.length).toBeGreaterThan(15);
		expect(alone.length).toBeLessThan(40);
		expect(alone.every(({ spokenLanguage }) => spokenLanguage)).toBe(true);
		const names = Map.groupBy(children, ({ lastName }) => lastName);
		expect([...names.values()].filter((of) => of.length > 1).length).toBeGreaterThan(30);
	});

	test('lets whoever sent something open it again', async () => {
		const sent = await north
			.selectFrom('submission')
			.innerJoin('consultation', sameAuthority('consultation.id', 'submission.consultationId'))
			.select(['submission.consultationId', 'submission.proof', 'consultation.audience'])
			.where('submission.sentAt', 'is not', null)
			.execute();
		expect(sent.filter(({ proof }) => !proof)).toEqual([]);
		const { consultationId, audience } = sent.find((one) => one.audience === 'child')!;
		const own = new AuthorityScope(connection.db, north.authorityId, { kind: 'participant', consultationId, audience });
		expect(Object.keys(await submissions.ownReplies(own)).length).toBeGreaterThan(0);
	});

	test('has somebody in every role, and an IRO with some 75 children', async () => {
		const staff = await north.selectFrom('staff').selectAll('staff').where('staff.email', 'is not', null).execute();
		expect(staff).toHaveLength(9);
		expect(new Set(staff.map(({ role }) => role))).toEqual(new Set(ROLES));
		const iro = staff.find(({ email }) => email === 'iro@northshire.example')!;
		const mine = await north
			.selectFrom('involvement')
			.select('involvement.childId')
			.where('involvement.staffId', '=', iro.id)
			.where('involvement.endedOn', 'is', null)
			.execute();
		expect(new Set(mine.map(({ childId }) => childId)).size).toBeGreaterThan(65);
		expect(mine.length).toBeLessThan(85);
		const cards = await north.selectFrom('profile').selectAll('profile').execute();
		expect(cards.map(({ photo }) => Buffer.from(photo!).subarray(8, 12).toString())).toEqual(['WEBP', 'WEBP', 'WEBP']);
	});

	test('has colours of its own only where everybody can read them', () => {
		for (const { accent } of AUTHORITIES) if (accent) expect(suggestion(accent)).toBeUndefined();
	});

	test('has a neighbour of its own', async () => {
		const west = await scopeOf(connection, 'westmere');
		expect(await west.selectFrom('child').selectAll('child').execute()).toHaveLength(40);
		const [ours, theirs] = await Promise.all(
			[north, west].map((scope) => scope.selectFrom('child').select('child.id').execute())
		);
		expect(ours!.filter(({ id }) => theirs!.some((child) => child.id === id))).toEqual([]);
	});

	test('has reviews to come with forms in every state, and answers every wish by the rules', async () => {
		const due = await north
			.selectFrom('review')
			.select('review.dueOn')
			.where('review.heldOn', 'is', null)
			.where('review.cancelledOn', 'is', null)
			.execute();
		expect(due.filter(({ dueOn }) => dueOn <= addMonths(TODAY, 2)).length).toBeGreaterThan(50);
		expect(due.filter(({ dueOn }) => dueOn < TODAY).length).toBeLessThanOrEqual(3);
		const flags = await north
			.selectFrom('safetyFlag')
			.selectAll('safetyFlag')
			.where('safetyFlag.seenAt', 'is', null)
			.execute();
		expect(new Set(flags.map(({ consultationId }) => consultationId)).size).toBe(2);
		const drafts = await north
			.selectFrom('submission')
			.select('submission.id')
			.where('submission.sentAt', 'is', null)
			.execute();
		expect(drafts.length).toBeGreaterThan(2);
		const wishes = await north.selectFrom('wish').selectAll('wish').execute();
		expect(wishes.some(({ decision }) => !decision)).toBe(true);
		expect(
			wishes.filter(({ decision, reason }) => decision && decision !== 'met' && needsReason(decision) && !reason)
		).toEqual([]);
	});

	test('gives only answers that its forms offer', async () => {
		const rows = await north
			.selectFrom('answer')
			.innerJoin('submission', sameAuthority('submission.id', 'answer.submissionId'))
			.innerJoin('consultation', sameAuthority('consultation.id', 'submission.consultationId'))
			.select(['answer.questionId', 'answer.value', 'consultation.instrument', 'consultation.instrumentVersion'])
			.select(['answer.submissionId', 'submission.reviewId'])
			.execute();
		const openerOf = await openersFor(
			north,
			rows.map(({ reviewId }) => ({ review: reviewId }))
		);
		const wrong = rows.filter(({ questionId, value, reviewId, submissionId, ...consultation }) => {
			const question = questionId === TALK.id ? TALK : findQuestion(formOf(consultation), questionId);
			const key = { submissionId, questionId };
			const values = isSealed(questionId) ? valuesIn(openerOf({ review: reviewId }), key, value) : [value];
			const offered = (one: string) =>
				question && (optionsOf(question)?.includes(one) || (question.type === 'people' && one.startsWith('person:')));
			return !values.length || !values.every(offered);
		});
		expect(wrong).toEqual([]);
	});

	describe('says where to go', () => {
		const { SAYSO_SECRET, SAYSO_PRODUCTION } = process.env;
		afterEach(() =>
			Object.assign(process.env, { SAYSO_SECRET: SAYSO_SECRET ?? '', SAYSO_PRODUCTION: SAYSO_PRODUCTION ?? '' })
		);

		test('by codes that open, also after the secret was changed', async () => {
			const first = await demo.whereToGo(connection);
			process.env.SAYSO_SECRET = 'quite-another-secret';
			const { doors, staff } = await demo.whereToGo(connection);
			expect(doors).toEqual(first.doors);
			expect(doors.map(({ who }) => who)).toEqual([
				'older-child',
				'young-person',
				'own-language',
				'heard-back',
				'foster-carer',
				'parent'
			]);
			expect(doors.find(({ who }) => who === 'own-language')!.url).toMatch(/\/ar\/c#[\w-]{43}$/);
			expect(staff).toHaveLength(11);
			for (const { code } of doors) {
				const { card } = await cards.withCode(connection, readCode(code)!);
				expect(card).toMatchObject({ claimedAt: null, authorityId: north.authorityId });
			}
		});

		test('but never in production', async () => {
			process.env.SAYSO_PRODUCTION = '1';
			expect(await demo.whereToGo(connection)).toEqual({ doors: [], staff: [] });
			expect(await demo.seed(connection, { today: TODAY })).toEqual({ refused: 'demo-production' });
		});
	});
});

describe('the words of the demonstration', () => {
	const banks = { ...CHILD_WORDS, ...ADULT_WORDS };

	test('answer questions that their form asks', () => {
		for (const [id, bank] of Object.entries(banks)) {
			const form = FORMS.find((known) => known.id === id.split(':')[0])!;
			expect(Object.keys(bank).filter((question) => question !== TALK.id && !findQuestion(form, question))).toEqual([]);
		}
	});
});

describe('the demonstration', () => {
	test.each(['2026-04-01', '2027-02-28', '2028-02-29', '2029-12-25'])('can be made on %s too', async (today) => {
		const connection = await emptyDatabase('sqlite');
		expect(await demo.seed(connection, { today })).toBe('seeded');
		expect((await demo.whereToGo(connection)).doors).toHaveLength(6);
		await connection.close();
	});
});
