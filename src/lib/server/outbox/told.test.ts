import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { DATABASES, twoAuthorities, type World } from '../../../../tests/support/database.ts';
import type { Informed } from '#lib/domain/may-know.ts';
import { opened, openerFor } from '../sealing/index.ts';
import { post } from './index.ts';

const values = {
	digits: '123456',
	due: 'Friday',
	firstName: 'Ada',
	day: 'Monday',
	venue: 'Hope House',
	school: 'St Agnes'
};
const about = { confidential: false, venue: 'council-office' };

describe.each(DATABASES)('what a message takes with it, on %s', (kind) => {
	let world: World;
	beforeEach(async () => void (world = await twoAuthorities(kind)));
	afterEach(() => world.close());

	async function taken(informed?: Informed) {
		const { scope, reviewId } = world.north;
		const message = { to: { email: 'pat@example.org' }, template: 'way-in', language: 'en', values, informed } as const;
		const id = (await post(scope, { ...message, about: { review: reviewId } }))!;
		const { details } = await scope
			.selectFrom('outbox')
			.select('outbox.details')
			.where('outbox.id', '=', id)
			.executeTakeFirstOrThrow();
		const open = opened(await openerFor(scope, { review: reviewId }), 'outbox', id);
		return JSON.parse(open('details', details)!) as Record<string, string>;
	}

	test('is nothing of a review, where nobody says who is told', async () => {
		expect(await taken()).toEqual({ digits: '123456' });
	});

	test('is what they may know, where somebody does, whatever it was handed', async () => {
		const { digits, due, firstName, day, venue, school } = values;
		expect(await taken({ recipient: 'parent', about })).toEqual({ digits, due, firstName, day, venue, school });
		const hidden = { ...about, confidential: true };
		expect(await taken({ recipient: 'parent', about: hidden })).toEqual({ digits, due, firstName, day });
		expect(await taken({ recipient: 'parent-no-contact', about })).toEqual({ digits, due, firstName });
		expect(await taken({ recipient: 'former-carer', about })).toEqual({ digits });
	});
});
