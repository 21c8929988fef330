import { describe, expect, test } from 'vitest';
import type { Review } from '#lib/server/reviews.ts';
import { namesIn, plan } from './plan.server.ts';
import type { WishView } from './wish.server.ts';

const review = { meetingId: null, meetsOn: null, startsAt: null, venue: null, venueNote: null } as Review;
const wish = (kind: string, values: string[], decision: string | null = null) =>
	({ kind, values, decision }) as WishView;
const attendee = (role: string, name: string | null) => ({ role, name }) as Parameters<typeof plan>[1][number];

describe('arranging starts', () => {
	test('with what the child wishes and nobody has refused', () => {
		const wishes = [
			wish('venue', ['cafe', 'home']),
			wish('attendee', ['foster-carer']),
			wish('attendee', ['friend'], 'not')
		];
		expect(plan(review, [], wishes)).toMatchObject({ fresh: true, venue: 'cafe', invited: ['foster-carer'] });
		expect(plan(review, [], [wish('venue', ['cafe'], 'not')])).toMatchObject({ venue: '', invited: [] });
	});

	test('never with somebody the child does not want there, or named only in words', () => {
		const wishes = [wish('not-attendee', ['father']), wish('attendee', ['words', 'person:1'])];
		expect(plan(review, [], wishes).invited).toEqual([]);
	});

	test('with what has been arranged, once it has', () => {
		const arranged = { ...review, meetingId: 'm', meetsOn: '2026-12-08', venue: 'school' };
		const asked = [attendee('mother', 'Mary'), attendee('other-family', 'Jay'), attendee('other-family', 'Kim')];
		expect(plan(arranged, asked, [wish('venue', ['cafe'])])).toMatchObject({
			fresh: false,
			venue: 'school',
			invited: ['mother', 'other-family'],
			names: { mother: 'Mary', 'other-family': 'Jay, Kim' }
		});
	});

	test('and several names in a box are several people', () => {
		expect(namesIn(' Jay,  Kim ,')).toEqual(['Jay', 'Kim']);
		expect(namesIn('')).toEqual([null]);
	});
});
