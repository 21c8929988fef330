import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { DATABASES, twoAuthorities, type World } from '../../../tests/support/database.ts';
import { ENGLISH } from '#lib/i18n/languages.ts';
import * as adultPages from './adult-pages.ts';
import type { EnteredParticipant } from './auth/entered.ts';
import * as consultations from './consultations.ts';
import { newId } from './ids.ts';
import * as people from './people.ts';

const ANYBODY: people.PersonInput = {
	name: 'Somebody',
	relationship: 'mother',
	language: null,
	email: null,
	phone: null,
	address: null,
	confidential: false,
	noContact: false,
	endedOn: null
};

describe.each(DATABASES)("what an adult's pages tell of the review, on %s", (kind) => {
	let world: World;
	beforeEach(async () => {
		world = await twoAuthorities(kind);
		const { commandLine, reviewId, childId } = world.north;
		await commandLine.updateTable('child').set({ knownAs: 'Addy' }).where('child.id', '=', childId).execute();
		const meeting = { id: newId(), reviewId, meetsOn: '2026-12-07', startsAt: '16:00', venue: 'family-centre' };
		await commandLine.insertInto('meeting', { ...meeting, updatedAt: '2026-11-20T10:00:00.000Z' }).execute();
	});
	afterEach(() => world.close());

	async function toldTo(input: Partial<people.PersonInput> | null) {
		const { scope, reviewId, as } = world.north;
		const person = input && { ...ANYBODY, ...input };
		const audience = person?.relationship === 'foster-carer' ? 'foster-carer' : 'parent';
		const personId = person && (await people.add(scope, reviewId, person))!;
		const slip = await consultations.open(scope, { reviewId, audience, personId });
		if (!slip || 'refused' in slip) throw new Error('not opened');
		const consultation = (await consultations.find(scope, slip.consultationId))!;
		const participant = as({ kind: 'participant', consultationId: consultation.id, audience });
		return adultPages.told({ scope: participant, consultation } as EnteredParticipant, ENGLISH);
	}
	const venueIs = (venue: string) => world.north.commandLine.updateTable('meeting').set({ venue }).execute();
	/** Somebody else round the child must not be found. */
	const hide = () =>
		people.add(world.north.scope, world.north.reviewId, { ...ANYBODY, name: 'Aunt', confidential: true });

	const WHEN = { day: 'Monday 7 December', time: '16:00' };

	test('a parent: when and where, and the name they gave the child', async () => {
		expect(await toldTo({})).toEqual({
			...{ firstName: 'Ada', due: expect.any(String) as string, venue: 'family-centre' },
			...WHEN
		});
	});

	test('a carer: what the child wants to be called, too', async () => {
		expect(await toldTo({ relationship: 'foster-carer' })).toMatchObject({ knownAs: 'Addy', venue: 'family-centre' });
	});

	test('a parent without contact, and one whom nobody has named: neither when nor where', async () => {
		for (const who of [{ noContact: true }, null])
			expect(await toldTo(who)).toEqual({ firstName: 'Ada', due: expect.any(String) as string });
	});

	test('a parent: when but never where, at home, or where an address is confidential', async () => {
		await venueIs('home');
		expect(await toldTo({})).toEqual({ firstName: 'Ada', due: expect.any(String) as string, ...WHEN });
		await venueIs('council-office');
		await hide();
		expect(await toldTo({})).toEqual({ firstName: 'Ada', due: expect.any(String) as string, ...WHEN });
	});

	test('a parent, afterwards: nor where it was held', async () => {
		await world.north.commandLine
			.updateTable('review')
			.set({ heldOn: '2026-12-07', venueUsed: 'family-centre' })
			.execute();
		const { scope, reviewId, as } = world.north;
		const id = newId();
		const personId = (await people.add(scope, reviewId, ANYBODY))!;
		const consultation = {
			id,
			audience: 'parent',
			personId,
			reviewId,
			childId: world.north.childId,
			dueOn: '2026-12-01'
		};
		const participant = as({ kind: 'participant', consultationId: id, audience: 'parent' });
		const tell = () => adultPages.told({ scope: participant, consultation } as EnteredParticipant, ENGLISH);
		expect(await tell()).toMatchObject({ day: 'Monday 7 December', venueUsed: 'family-centre' });
		await hide();
		expect(await tell()).not.toHaveProperty('venueUsed');
	});
});
