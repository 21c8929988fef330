import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { colleague } from '../../../tests/support/cast.ts';
import { DATABASES, twoAuthorities, type World } from '../../../tests/support/database.ts';
import * as audit from './audit.ts';
import * as consultations from './consultations.ts';
import * as people from './people.ts';
import * as recipients from './recipients.ts';

const MOTHER: people.PersonInput = {
	name: 'Mary Canaryname',
	relationship: 'mother',
	language: 'ar',
	email: 'Mary.Canarymail@example.org',
	phone: '07700900123',
	address: '1 Canary Street',
	confidential: true,
	noContact: false,
	endedOn: null
};

describe.each(DATABASES)('the people round a child, on %s', (kind) => {
	let world: World;
	beforeEach(async () => void (world = await twoAuthorities(kind)));
	afterEach(() => world.close());

	test('are added, read and changed by who works with the child, and what is done is in the log', async () => {
		const { scope, reviewId } = world.north;
		const id = (await people.add(scope, reviewId, MOTHER))!;
		expect(await people.find(scope, reviewId, id)).toMatchObject(MOTHER);
		expect(await people.save(scope, reviewId, id, { ...MOTHER, phone: null, endedOn: '2026-11-20' })).toBe(true);
		const [mother] = (await people.ofReview(scope, reviewId))!;
		expect(mother).toMatchObject({ phone: null, endedOn: '2026-11-20' });
		expect((await audit.of(scope, id)).map(({ action }) => action)).toEqual([
			'person.added',
			'person.saved',
			'person.ended'
		]);
	});

	test('are sealed: what reaches them is nowhere in their row', async () => {
		const { scope, reviewId } = world.north;
		await people.add(scope, reviewId, MOTHER);
		const row = JSON.stringify(await scope.selectFrom('person').selectAll('person').executeTakeFirst()).toLowerCase();
		for (const canary of ['canarymail', '7700900123', '7700 900123', 'canary street'])
			expect(row).not.toContain(canary);
	});

	test('are found again by an index that says nothing in another authority', async () => {
		const { north, south } = world;
		const index = await people.indexOf(north.scope, 'email', 'MARY.canarymail@EXAMPLE.org ');
		expect(index).toBe(await people.indexOf(north.scope, 'email', MOTHER.email!));
		expect(index).not.toBe(await people.indexOf(south.scope, 'email', MOTHER.email!));
		expect(await people.indexOf(north.scope, 'phone', '07700900123')).toBe(
			await people.indexOf(north.scope, 'phone', '+447700900123')
		);
	});

	test('are nobody for a neighbour, a colleague without the case and a participant', async () => {
		const { north, south } = world;
		const id = (await people.add(north.scope, north.reviewId, MOTHER))!;
		const participant = north.as({ kind: 'participant', consultationId: id, audience: 'parent' });
		for (const scope of [
			south.scope,
			await colleague(north, 'iro'),
			await colleague(north, 'social-worker'),
			participant
		]) {
			expect(await people.ofReview(scope, north.reviewId)).toBeUndefined();
			expect(await people.find(scope, north.reviewId, id)).toBeUndefined();
			expect(await people.save(scope, north.reviewId, id, MOTHER)).toBe(false);
			expect(await people.add(scope, north.reviewId, MOTHER)).toBeUndefined();
		}
		expect(await people.find(north.scope, south.reviewId, id)).toBeUndefined();
	});

	test('a mark keeps the day it was made until it is taken away', async () => {
		const { scope, reviewId } = world.north;
		const id = (await people.add(scope, reviewId, MOTHER))!;
		const marked = () => scope.selectFrom('person').select('person.confidentialAt').executeTakeFirstOrThrow();
		const { confidentialAt } = await marked();
		await people.save(scope, reviewId, id, { ...MOTHER, name: 'Mary' });
		expect((await marked()).confidentialAt).toBe(confidentialAt);
		await people.save(scope, reviewId, id, { ...MOTHER, confidential: false });
		expect((await marked()).confidentialAt).toBeNull();
	});

	test('what each may be told of the review follows from what they are and whether an address is confidential', async () => {
		const { scope, reviewId, childId } = world.north;
		const asks = async (audience: 'parent' | 'foster-carer', personId: string | null) => {
			const slip = await consultations.open(scope, { reviewId, audience, personId });
			if (!slip || 'refused' in slip) throw new Error('not opened');
			return recipients.ofConsultation(scope, { audience, personId, childId, reviewId });
		};
		const [father, carer] = [
			(await people.add(scope, reviewId, { ...MOTHER, relationship: 'father', noContact: true, confidential: false }))!,
			(await people.add(scope, reviewId, { ...MOTHER, relationship: 'foster-carer', confidential: false }))!
		];
		expect(await asks('parent', father)).toMatchObject({
			recipient: 'parent-no-contact',
			about: { confidential: false }
		});
		expect(await asks('foster-carer', carer)).toMatchObject({ recipient: 'foster-carer' });
		expect(await asks('parent', null), 'a parent nobody has named').toMatchObject({ recipient: 'parent-no-contact' });
		const mother = (await people.add(scope, reviewId, MOTHER))!;
		expect(await asks('parent', mother)).toMatchObject({ recipient: 'parent', about: { confidential: true } });
	});
});
