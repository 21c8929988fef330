import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { sayso } from '../../tests/support/cli.ts';
import { DATABASES, twoAuthorities, type World } from '../../tests/support/database.ts';
import * as people from '#lib/server/people.ts';

const ADULT = { language: null, email: null, phone: null, address: null, confidential: false, noContact: false };

describe.each(DATABASES)('asking from a terminal, on %s', (kind) => {
	let world: World;
	let mother: string;
	let carer: string;
	beforeEach(async () => {
		world = await twoAuthorities(kind);
		const add = (name: string, relationship: people.Relationship, endedOn: string | null = null) =>
			people.add(world.north.commandLine, world.north.reviewId, { ...ADULT, name, relationship, endedOn });
		mother = (await add('Mina Okoro', 'mother'))!;
		carer = (await add('Col Beck', 'foster-carer'))!;
		await add('Gone Uncle', 'other-family', '2025-01-01');
	});
	afterEach(() => world.close());

	const open = (...more: string[]) =>
		sayso(world.connection, 'consultation', 'open', '--authority', 'north', '--review', 'north-r1', ...more);

	test('a parent or a carer is somebody: without a name it says who there is, and asks nobody', async () => {
		const nobody = await open('--for', 'parent');
		expect([nobody.code, nobody.out]).toEqual([1, '']);
		expect(nobody.err).toBe(
			`Say who is asked with --person ID. Round this child are:\n  ${mother}  Mina Okoro (Mother)\n`
		);
		const another = await open('--for', 'carer', '--person', mother);
		expect(another.code).toBe(1);
		expect(another.err).toContain(`${carer}  Col Beck (Foster carer)`);
		const south = ['consultation', 'open', '--authority', 'south', '--review', 'south-r1'];
		const alone = await sayso(world.connection, ...south, '--for', 'parent', '--person', mother);
		expect([alone.code, alone.err]).toEqual([1, expect.stringContaining('Add them first')]);
	});

	test('named, they are asked; the child is the review’s own, and is not named', async () => {
		const asked = await open('--for', 'parent', '--person', mother, '--json');
		expect(asked).toMatchObject({ code: 0, err: '' });
		expect(JSON.parse(asked.out)).toMatchObject({ code: expect.stringMatching(/^\w{4}-\w{3}-\w{3}$/) as string });
		expect(await open('--for', 'child', '--person', mother)).toMatchObject({ code: 2 });
	});
});
