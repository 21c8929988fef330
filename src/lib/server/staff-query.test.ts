import { expect, test } from 'vitest';
import { addressOf, answerQuery, readQuery } from './staff-query.ts';
import type { StaffMember } from './staff.ts';

const member = (is: Partial<StaffMember>): StaffMember => ({
	id: is.name ?? '',
	name: '',
	email: 'x@north.example',
	role: 'iro',
	externalId: null,
	endedAt: null,
	lastSignedInAt: null,
	breakGlassAt: null,
	factors: 1,
	state: 'active',
	...is
});
const ALL = [
	member({ name: 'Zoë', lastSignedInAt: '2026-11-20T09:00:00Z' }),
	member({ name: 'adam', factors: 0, role: 'manager' }),
	member({ name: 'Left', state: 'left' }),
	member({ name: 'Named', state: 'named', email: null }),
	member({ name: 'Asked', state: 'invited', factors: 0 }),
	member({ name: 'Glass', factors: 0, breakGlassAt: '2026-01-01T00:00:00Z' })
];
const ask = (query: string) => answerQuery(ALL, readQuery(new URLSearchParams(query))).rows.map(({ name }) => name);

test('the list of staff is read from its address', () => {
	expect(ask('')).toEqual(['adam', 'Asked', 'Glass', 'Zoë']);
	expect(ask('sort=name-down')).toEqual(['Zoë', 'Glass', 'Asked', 'adam']);
	expect(ask('sort=last-down')[0]).toBe('Zoë');
	expect(ask('show=no-factor')).toEqual(['adam']);
	expect(ask('show=invited')).toEqual(['Asked']);
	expect(ask('show=named')).toEqual(['Named']);
	expect(ask('show=left')).toEqual(['Left']);
	expect(ask('q=ZOE')).toEqual([]);
	expect(ask('q=zoë+NORTH')).toEqual(['Zoë']);
	expect(ask('role=manager')).toEqual(['adam']);
	expect(ask('role=root&show=odd&sort=odd')).toEqual(['adam', 'Asked', 'Glass', 'Zoë']);
});

test('its address says what is asked for, and nothing else', () => {
	const query = readQuery(new URLSearchParams('q=a&role=iro&show=left&sort=last-down'));
	expect(addressOf(query)).toBe('/admin/staff?q=a&role=iro&show=left&sort=last-down');
	expect(addressOf(readQuery(new URLSearchParams()))).toBe('/admin/staff');
});
