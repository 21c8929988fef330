import type { Cookies } from '@sveltejs/kit';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { DATABASES } from '../../../../tests/support/database.ts';
import { browser, worldAtTheDoor } from '../../../../tests/support/door.ts';
import { ENGLISH } from '#lib/i18n/languages.ts';
import * as audit from '../audit.ts';
import * as consultations from '../consultations.ts';
import { AuthorityScope } from '../db/scope.ts';
import { newId } from '../ids.ts';
import { ownerOf } from '../outbox/post.ts';
import * as people from '../people.ts';
import { opened, openerFor } from '../sealing/index.ts';
import { isOver } from './adult-access.ts';
import * as adults from './adults.ts';
import { enteredParticipant } from './enter.ts';

const FATHER: people.PersonInput = {
	name: 'Frank',
	relationship: 'father',
	language: null,
	email: 'frank@example.org',
	phone: '07700900456',
	address: null,
	confidential: false,
	noContact: false,
	endedOn: null
};
const CARER = { ...FATHER, name: 'Grace', relationship: 'foster-carer', email: 'grace@example.org' } as const;
type World = Awaited<ReturnType<typeof worldAtTheDoor>>;

/** From so many addresses that no limit of one place is met. */
let place = 0;
const elsewhere = () => `198.51.100.${++place % 250}`;

describe.each(DATABASES)('a parent or carer comes in, on %s', (kind) => {
	let world: World;
	beforeEach(async () => void (world = await worldAtTheDoor(kind)));
	afterEach(() => world.close());

	async function asked(input: people.PersonInput | null = FATHER) {
		const { scope, reviewId } = world.north;
		const audience = input?.relationship === 'foster-carer' ? 'foster-carer' : 'parent';
		const personId = input && (await people.add(scope, reviewId, input))!;
		const slip = await consultations.open(scope, { reviewId, audience, personId });
		if (!slip || 'refused' in slip) throw new Error('not opened');
		return { personId, consultation: (await consultations.find(scope, slip.consultationId))! };
	}
	type Asked = Awaited<ReturnType<typeof asked>>['consultation'];

	/** What a message under way says, latest first. */
	async function messages() {
		const { scope } = world.north;
		const rows = await scope.selectFrom('outbox').selectAll('outbox').orderBy('outbox.id', 'desc').execute();
		return Promise.all(
			rows.map(async (row) => {
				const open = opened(await openerFor(scope, ownerOf(row)), 'outbox', row.id);
				const values = JSON.parse(open('details', row.details)!) as Record<string, string>;
				return { ...row, to: open('address', row.address), values, token: values.link!.split('#')[1]! };
			})
		);
	}
	const latest = async () => (await messages())[0]!;
	async function withLetter(consultation: Asked, way: adults.Way = 'email'): Promise<Cookies> {
		const cookies = browser();
		expect(await adults.begin(cookies, consultation)).toBe(true);
		expect(await adults.send(cookies, way, ENGLISH)).toBe('sent');
		return cookies;
	}
	const isIn = async (cookies: Cookies) => (await enteredParticipant(cookies))?.consultation.id;

	test('the first time with the code of the letter and the six digits of a message', async () => {
		const { consultation } = await asked();
		const cookies = browser();
		await adults.begin(cookies, consultation);
		expect(await isIn(cookies), 'the code of the letter alone').toBeUndefined();
		expect(await adults.waiting(cookies)).toEqual({
			state: 'choose',
			ways: [
				{ way: 'email', to: 'f•••@e•••.org' },
				{ way: 'text', to: '••• 456' }
			]
		});
		await adults.send(cookies, 'email', ENGLISH);
		const [message] = await messages();
		expect(message).toMatchObject({ to: 'frank@example.org', template: 'way-in' });
		const typed = `${message!.values.digits!.slice(0, 3)} ${message!.values.digits!.slice(3)}`;
		expect(await adults.enterWithDigits(cookies, elsewhere(), typed)).toMatchObject({ right: { id: consultation.id } });
		expect(await isIn(cookies)).toBe(consultation.id);
		const actions = (await audit.of(world.north.scope, consultation.id)).map(({ action }) => action);
		expect(actions.at(-1)).toBe('consultation.entered-by-email');
	});

	test('a stolen or scanned link: opens in the browser that asked for it and in no other', async () => {
		const { consultation } = await asked();
		const cookies = await withLetter(consultation, 'text');
		const { token, to } = await latest();
		expect(to).toBe('07700900456');
		for (const other of [browser(), await withLetter(consultation)])
			expect(await adults.enterWithLink(other, elsewhere(), token)).toEqual({ refused: 'wrong' });
		expect(await adults.enterWithLink(cookies, elsewhere(), token)).toMatchObject({ right: {} });
		expect(await isIn(cookies)).toBe(consultation.id);
	});

	test('a stolen or scanned link: of fifty who press it at once one is let in', async () => {
		const { consultation } = await asked();
		const cookies = await withLetter(consultation);
		const { token } = await latest();
		const copies = Array.from({ length: 50 }, () => {
			const copy = browser();
			for (const { name, value } of cookies.getAll()) copy.set(name, value, { path: '/' });
			return copy;
		});
		const results = await Promise.all(copies.map((copy) => adults.enterWithLink(copy, elsewhere(), token)));
		expect(results.filter((result) => 'right' in result)).toHaveLength(1);
		expect((await Promise.all(copies.map(isIn))).filter(Boolean)).toHaveLength(1);
	});

	test('once: a link and digits that were used, or are ten minutes old, open nothing', async () => {
		const { consultation } = await asked();
		const cookies = await withLetter(consultation);
		const { token, values } = await latest();
		const copy = browser();
		for (const { name, value } of cookies.getAll()) copy.set(name, value, { path: '/' });
		await world.north.scope.updateTable('adultEntry').set({ expiresAt: new Date().toISOString() }).execute();
		expect(await adults.enterWithLink(cookies, elsewhere(), token)).toEqual({ refused: 'wrong' });
		expect(await adults.enterWithDigits(cookies, elsewhere(), values.digits!)).toEqual({ refused: 'wrong' });
		const soon = new Date(Date.now() + 60_000).toISOString();
		await world.north.scope.updateTable('adultEntry').set({ expiresAt: soon }).execute();
		expect(await adults.enterWithDigits(cookies, elsewhere(), values.digits!)).toMatchObject({ right: {} });
		expect(await adults.enterWithLink(copy, elsewhere(), token)).toEqual({ refused: 'wrong' });
	});

	test('six digits are guessed at five times, from however many places', async () => {
		const { consultation } = await asked();
		const cookies = await withLetter(consultation);
		const { values } = await latest();
		const wrong = values.digits === '000000' ? '000001' : '000000';
		for (let tries = 0; tries < 5; tries++) await adults.enterWithDigits(cookies, elsewhere(), wrong);
		expect(await adults.enterWithDigits(cookies, elsewhere(), values.digits!)).not.toHaveProperty('right');
		expect(await isIn(cookies)).toBeUndefined();
	});

	test('nothing of what opens the door is in the database', async () => {
		const { consultation } = await asked();
		const cookies = await withLetter(consultation);
		const { token, values } = await latest();
		const rows = JSON.stringify(await world.north.scope.selectFrom('adultEntry').selectAll('adultEntry').execute());
		const browsers = cookies.getAll().map(({ value }) => value.split('.').at(-1)!);
		for (const secret of [token, values.digits!, ...browsers]) expect(rows).not.toContain(secret);
		const sealed = await world.north.scope.selectFrom('outbox').select('outbox.details').executeTakeFirstOrThrow();
		expect(sealed.details).not.toContain(token);
	});

	test('at most ten messages leave for one of them in a day', async () => {
		const { consultation } = await asked();
		const cookies = await withLetter(consultation);
		for (let more = 1; more < 10; more++) expect(await adults.send(cookies, 'email', ENGLISH)).toBe('sent');
		expect(await adults.send(cookies, 'email', ENGLISH)).toBe('too-many');
		expect(await messages()).toHaveLength(10);
	});

	test('afterwards with their email or phone alone, and the answer is the same for an address nobody has', async () => {
		const { consultation } = await asked();
		const first = await withLetter(consultation);
		const { values } = await latest();
		await adults.enterWithDigits(first, elsewhere(), values.digits!);

		const [known, unknown] = [browser(), browser()];
		expect(await adults.ask(known, elsewhere(), 'Frank@Example.org', ENGLISH)).toBe('asked');
		expect(await adults.ask(unknown, elsewhere(), 'nobody@example.org', ENGLISH)).toBe('asked');
		expect(await adults.waiting(known)).toEqual(await adults.waiting(unknown));
		expect(unknown.getAll().map(({ name }) => name)).toEqual(known.getAll().map(({ name }) => name));
		const [again, ...rest] = await messages();
		expect(rest).toHaveLength(1);
		expect(again!.to).toBe('frank@example.org');
		expect(await adults.enterWithDigits(unknown, elsewhere(), again!.values.digits!)).toEqual({ refused: 'wrong' });
		expect(await adults.enterWithDigits(known, elsewhere(), again!.values.digits!)).toMatchObject({ right: {} });
		expect(await adults.ask(browser(), elsewhere(), '+44 7700 900456', ENGLISH)).toBe('asked');
		expect((await messages())[0]).toMatchObject({ channel: 'text' });
	});

	test('with their email alone only when they have been in with their letter before', async () => {
		await asked();
		expect(await adults.ask(browser(), elsewhere(), FATHER.email!, ENGLISH)).toBe('asked');
		expect(await messages()).toEqual([]);
	});

	test('asking for messages to one address is slowed, known or not, and what is no address is said to be none', async () => {
		const askSixTimes = async (address: string) => {
			for (let times = 0; times < 5; times++) await adults.ask(browser(), elsewhere(), address, ENGLISH);
			return adults.ask(browser(), elsewhere(), address, ENGLISH);
		};
		const answers = await Promise.all(['nobody@example.org', FATHER.email!].map(askSixTimes));
		expect(answers).toMatchObject([{ refused: 'too-many' }, { refused: 'too-many' }]);
		expect(await adults.ask(browser(), elsewhere(), 'not an address', ENGLISH)).toEqual({ refused: 'no-address' });
	});

	test('without email or phone, with digits that a worker who knows them reads out, beside the letter', async () => {
		const { scope, iroId } = world.north;
		const { consultation } = await asked({ ...FATHER, email: null, phone: null });
		const cookies = browser();
		await adults.begin(cookies, consultation);
		expect(await adults.waiting(cookies)).toEqual({ state: 'choose', ways: [] });
		const replaced = (await adults.readOut(scope, consultation.id))!;
		const digits = (await adults.readOut(scope, consultation.id))!;
		expect(await adults.enterWithDigits(browser(), elsewhere(), digits), 'without the letter').toEqual({
			refused: 'wrong'
		});
		if (replaced !== digits)
			expect(await adults.enterWithDigits(cookies, elsewhere(), replaced)).toEqual({ refused: 'wrong' });
		expect(await adults.enterWithDigits(cookies, elsewhere(), digits)).toMatchObject({ right: {} });
		expect(await consultations.find(scope, consultation.id)).toMatchObject({ verifiedBy: 'spoken' });
		const log = (await audit.of(scope, consultation.id)).map(({ actor, action }) => `${actor} ${action}`);
		expect(log).toContain(`staff:${iroId} consultation.digits-read-out`);
		expect(log.at(-1)).toMatch(/entered-by-spoken$/);
	});

	test('digits that were read out are guessed at five times, in however many browsers', async () => {
		const { consultation } = await asked({ ...FATHER, email: null, phone: null });
		const digits = (await adults.readOut(world.north.scope, consultation.id))!;
		const guess = async (typed: string) => {
			const cookies = browser();
			await adults.begin(cookies, consultation);
			return adults.enterWithDigits(cookies, elsewhere(), typed);
		};
		for (let tries = 0; tries < 5; tries++) await guess(digits === '000000' ? '000001' : '000000');
		expect(await guess(digits)).toEqual({ refused: 'wrong' });
	});

	test('digits are read out by nobody who may not know of the review, and for no child', async () => {
		const { north, south } = world;
		const { consultation } = await asked();
		expect(await adults.readOut(south.scope, consultation.id)).toBeUndefined();
		const slip = await consultations.open(north.scope, { reviewId: north.reviewId, audience: 'child' });
		if (!slip || 'refused' in slip) throw new Error('not opened');
		expect(await adults.readOut(north.scope, slip.consultationId)).toBeUndefined();
	});

	test('a new email ends what was sent to the old one', async () => {
		const { consultation, personId } = await asked();
		const cookies = await withLetter(consultation);
		const { token } = await latest();
		await people.save(world.north.scope, world.north.reviewId, personId!, { ...FATHER, email: 'new@example.org' });
		expect(await adults.enterWithLink(cookies, elsewhere(), token)).toEqual({ refused: 'wrong' });
	});

	describe("and is out: a carer's access ends with the placement,", () => {
		async function inside(input: people.PersonInput) {
			const { scope, childId } = world.north;
			const first = { id: newId(), childId, startedOn: '2026-01-10', endedOn: null, reasonStarted: 'S' };
			await scope.insertInto('episode', first).execute();
			const { consultation, personId } = await asked(input);
			const cookies = await withLetter(consultation);
			const { token } = await latest();
			await adults.enterWithLink(cookies, elsewhere(), token);
			expect(await isIn(cookies)).toBe(consultation.id);
			return { consultation, personId: personId!, cookies, first };
		}
		/** Another node, with a connection of its own. */
		async function onAnotherNode(change: (scope: AuthorityScope) => Promise<unknown>) {
			const node = world.node();
			await change(new AuthorityScope(node.db, world.north.id, { kind: 'command-line' }));
			await node.close();
		}
		const moves = (childId: string, reasonStarted: string) => async (scope: AuthorityScope) => {
			await scope.updateTable('episode').set({ endedOn: '2026-11-01', reasonEnded: 'X1' }).execute();
			const next = { id: newId(), childId, startedOn: '2026-11-01', endedOn: null, reasonStarted };
			await scope.insertInto('episode', next).execute();
		};

		test('the moment they are no longer round the child, whichever node was told', async () => {
			const { cookies, personId } = await inside(FATHER);
			await onAnotherNode((scope) =>
				scope.updateTable('person').set({ endedOn: '2026-11-20' }).where('person.id', '=', personId).execute()
			);
			expect(await isIn(cookies)).toBeUndefined();
			expect(await adults.hasClosed(cookies)).toBe(true);
		});

		test('the moment the consultation closes', async () => {
			const { cookies, consultation } = await inside(FATHER);
			await onAnotherNode((scope) => consultations.close(scope, consultation.id));
			expect(await isIn(cookies)).toBeUndefined();
			expect(await adults.hasClosed(cookies)).toBe(true);
		});

		test('as a carer, the moment the child lives with others, though it was written down late', async () => {
			const { cookies, consultation } = await inside(CARER);
			await onAnotherNode(moves(world.north.childId, 'P'));
			expect(await isIn(cookies)).toBeUndefined();
			expect(await adults.begin(browser(), consultation), 'with the letter again').toBe(false);
			expect(await adults.send(cookies, 'email', ENGLISH)).toBe('gone');
			expect(await adults.ask(browser(), elsewhere(), CARER.email, ENGLISH)).toBe('asked');
			expect(await messages(), 'no message to a former carer').toHaveLength(1);
		});

		test('but not as a carer when only the legal status changes', async () => {
			const { cookies } = await inside(CARER);
			await onAnotherNode(moves(world.north.childId, 'L'));
			expect(await isIn(cookies)).toBeDefined();
		});

		test('when nobody was there for twenty minutes, and not before', async () => {
			const { cookies } = await inside(FATHER);
			const seen = (minutes: number) =>
				world.connection.directory
					.updateTable('participantSession')
					.set({ seenAt: new Date(Date.now() - minutes * 60_000).toISOString() })
					.execute();
			await seen(20);
			expect(await isIn(cookies)).toBeDefined();
			await seen(21);
			expect(await isIn(cookies)).toBeUndefined();
			expect(await adults.hasClosed(cookies)).toBe(false);
		});

		test('but not as a parent when the child moves', async () => {
			const { cookies, consultation } = await inside(FATHER);
			await onAnotherNode(moves(world.north.childId, 'P'));
			expect(await isIn(cookies)).toBeDefined();
			expect(await isOver(world.north.scope, consultation)).toBe(false);
		});
	});
});
