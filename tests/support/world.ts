import type { Role } from '#lib/domain/role.ts';
import * as authorities from '#lib/server/authorities.ts';
import { hashPassword } from '#lib/server/auth/passwords.ts';
import { now } from '#lib/server/clock.ts';
import * as consultations from '#lib/server/consultations.ts';
import type { Connection } from '#lib/server/db/connect.ts';
import { AuthorityScope, type NewRow } from '#lib/server/db/scope.ts';
import { newId } from '#lib/server/ids.ts';
import * as people from '#lib/server/people.ts';

export const PASSWORD = 'a long enough password';
let passwordHash: Promise<string> | undefined;
let number = 0;

const ADULT: Omit<people.PersonInput, 'name' | 'email'> = {
	relationship: 'mother',
	language: null,
	phone: null,
	address: null,
	confidential: false,
	noContact: false,
	endedOn: null
};

export interface Staff {
	id: string;
	name: string;
	email: string;
	password: string;
}
export interface Child {
	id: string;
	externalId: string;
	firstName: string;
	/** Their next review, due in three weeks. */
	reviewId: string;
}
export type World = Awaited<ReturnType<typeof makeWorld>>;

/**
 * An authority of its own, with an IRO: what a story begins with. Children, staff and codes are made as it needs them,
 * by the same modules the pages use where there is one.
 */
export async function makeWorld(connection: Connection, name = 'Northshire', { demonstration = true } = {}) {
	const code = `a${process.pid}-${++number}`;
	// Whose staff come in with a password alone; what a second step asks has a story of its own.
	const input = { code, name, nineOhThree: 'E10000000', drafts: 'ar', demonstrationAt: demonstration ? now() : null };
	const made = await authorities.create(connection.directory, input);
	if ('refused' in made) throw new Error(made.refused);
	const scope = new AuthorityScope(connection.db, made.id, { kind: 'command-line' });
	const iro = await staff('iro', 'Iris Okafor');

	/** Somebody who can sign in. */
	async function staff(role: Role, called = `Sam ${role}`): Promise<Staff> {
		passwordHash ??= hashPassword(PASSWORD);
		const id = newId();
		const email = `${role}-${id.slice(-6)}@${code}.example`;
		await scope
			.insertInto('staff', {
				id,
				externalId: `p${id}`,
				email,
				name: called,
				role,
				passwordHash: await passwordHash,
				createdAt: now()
			})
			.execute();
		return { id, name: called, email, password: PASSWORD };
	}

	/** A child on the IRO's caseload, twelve years old unless `is` says otherwise, with a review due on 14 December. */
	async function child(is: Partial<NewRow<'child'>> = {}, review: Partial<NewRow<'review'>> = {}): Promise<Child> {
		const [id, reviewId] = [newId(), newId()];
		const row = {
			firstName: 'Ada',
			lastName: 'Lovell',
			bornOn: '2014-05-05',
			sex: 'F',
			externalId: `c${++number}`,
			...is
		};
		await scope.insertInto('child', { id, createdAt: now(), ...row }).execute();
		await scope
			.insertInto('episode', {
				id: newId(),
				childId: id,
				careId: 'p1',
				startedOn: '2025-01-06',
				reasonStarted: 'S',
				legalStatus: 'C2',
				placementType: 'U6'
			})
			.execute();
		await scope
			.insertInto('involvement', { id: newId(), childId: id, staffId: iro.id, role: 'iro', startedOn: '2025-01-06' })
			.execute();
		await scope
			.insertInto('review', {
				id: reviewId,
				childId: id,
				careId: 'p1',
				dueOn: '2026-12-14',
				createdAt: now(),
				...review
			})
			.execute();
		return { id, externalId: row.externalId, firstName: row.firstName ?? '', reviewId };
	}

	/** An adult round a child, with an email of their own. */
	async function adult(asked: Child, is: Partial<people.PersonInput> = {}) {
		const email = `adult-${++number}@${code}.example`;
		const person = { ...ADULT, name: 'Pat Marlowe', email, ...is };
		return { id: (await people.add(scope, asked.reviewId, person))!, email };
	}

	/**
	 * Asks somebody for their views before a child's review: the code of their slip, and its address. A parent or a carer is
	 * somebody with an email.
	 */
	async function open(asked: Child, audience: consultations.ConsultationAudience = 'child') {
		const relationship = audience === 'parent' ? 'mother' : 'foster-carer';
		const person = audience === 'child' ? undefined : await adult(asked, { relationship });
		const slip = await consultations.open(scope, { reviewId: asked.reviewId, audience, personId: person?.id });
		if (!slip || 'refused' in slip) throw new Error(slip?.refused ?? 'no such review');
		return { ...slip, personId: person?.id, email: person?.email ?? '' };
	}

	return { connection, authority: { id: made.id, code, name }, scope, iro, staff, child, adult, open };
}
