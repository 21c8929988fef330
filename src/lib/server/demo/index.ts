import type { Day } from '#lib/domain/day.ts';
import type { Role } from '#lib/domain/role.ts';
import { languageOf } from '#lib/i18n/languages.ts';
import { hashPassword } from '../auth/passwords.ts';
import { locatorOf, printedCode } from '../auth/tokens.ts';
import * as authorities from '../authorities.ts';
import * as cards from '../cards.ts';
import { today as todayInEngland } from '../clock.ts';
import { codeExpiry } from '../consultations.ts';
import type { Connection } from '../db/connect.ts';
import { AuthorityScope, sameAuthority } from '../db/scope.ts';
import { isProduction, setting } from '../settings.ts';
import { authority } from './authority.ts';
import { codeOf, consultationIdOf, DOORS, tokenOf, type Door } from './doors.ts';
import { AUTHORITIES, emailOf, PASSWORD } from './places.ts';
import { portraits } from './portraits.ts';
import { insert } from './world.ts';

export type DemoRefusal = 'demo-production' | 'demo-not-empty';

/** True when there is no authority yet. */
export async function isEmpty({ directory }: Connection): Promise<boolean> {
	return (await directory.selectFrom('authority').select('id').executeTakeFirst()) === undefined;
}

/** Fills an empty database with two invented authorities: all of them or, when it fails, nothing. Never in production. */
export async function seed(
	connection: Connection,
	{ today }: { today: Day }
): Promise<'seeded' | { refused: DemoRefusal }> {
	if (isProduction()) return { refused: 'demo-production' };
	if (!(await isEmpty(connection))) return { refused: 'demo-not-empty' };
	const made = { passwordHash: await hashPassword(PASSWORD), portraits: await photos() };
	await connection.db.transaction().execute(async (tx) => {
		for (const plan of AUTHORITIES) {
			const { code, name } = plan;
			const demonstrationAt = `${today}T04:00:00.000Z`;
			const created = await authorities.create(tx, { code, name, nineOhThree: null, drafts: 'ar', demonstrationAt });
			if ('refused' in created) throw new Error(`the demonstration's own authority: ${created.refused}`);
			const scope = new AuthorityScope(tx, created.id, { kind: 'command-line' });
			if (plan.accent) await scope.updateAuthority({ accent: plan.accent });
			const { targetFirst, targetSecond, targetLater } = await scope.authority();
			const targets = { first: targetFirst, second: targetSecond, later: targetLater };
			await insert(scope, authority(plan, today, targets, made));
		}
	});
	return 'seeded';
}

async function photos(): Promise<Map<string, Buffer>> {
	const cards = AUTHORITIES.flatMap(({ staff }) => staff).flatMap(({ name, card }) =>
		card ? [{ name, look: card.look }] : []
	);
	const drawn = await portraits(cards.map(({ look }) => look));
	return new Map(cards.map(({ name }, at) => [name, drawn[at]!]));
}

export interface OpenDoor {
	/** `cli:demo.who.<who>`. */
	who: Door['who'];
	/** The child's, or the adult's. */
	name: string;
	/** As printed on a slip. */
	code: string;
	url: string;
}

export interface SignIn {
	authority: string;
	name: string;
	role: Role;
	email: string;
	password: string;
}

/**
 * Where to go in the demonstration; empty lists where there is none. What is kept of a code depends on the server's
 * secret, a card is claimed once and ends after its review: so the known ones are made anew first, as nobody claimed
 * them. Only here: anywhere else a card that was claimed opens nothing without what the child alone knows.
 */
export async function whereToGo(connection: Connection): Promise<{ doors: OpenDoor[]; staff: SignIn[] }> {
	if (isProduction()) return { doors: [], staff: [] };
	const found = await connection.directory
		.selectFrom('authority')
		.select(['id', 'code'])
		.where('demonstrationAt', 'is not', null)
		.execute();
	const plans = AUTHORITIES.flatMap((plan) => {
		const id = found.find(({ code }) => code === plan.code)?.id;
		return id ? [{ plan, scope: new AuthorityScope(connection.db, id, { kind: 'command-line' }) }] : [];
	});
	const doors: OpenDoor[] = [];
	for (const { scope } of plans.filter(({ plan }) => plan.doors)) {
		for (const door of DOORS) doors.push(...(await openDoor(scope, door)));
	}
	const staff = plans.flatMap(({ plan }) =>
		plan.staff.map((one) => ({
			authority: plan.name,
			name: one.name,
			role: one.role,
			email: emailOf(plan, one)!,
			password: PASSWORD
		}))
	);
	return { doors, staff };
}

async function openDoor(scope: AuthorityScope, door: Door): Promise<OpenDoor[]> {
	const id = consultationIdOf(door);
	const asked = await scope
		.selectFrom('consultation')
		.innerJoin('child', sameAuthority('child.id', 'consultation.childId'))
		.leftJoin('person', sameAuthority('person.id', 'consultation.personId'))
		.where('consultation.id', '=', id)
		.select([
			'consultation.expiresAt',
			'child.firstName',
			'child.lastName',
			'child.readingLanguage',
			'person.name',
			'person.language'
		])
		.executeTakeFirst();
	if (!asked) return [];
	const code = codeOf(door);
	const lasts = codeExpiry(todayInEngland());
	const expiresAt = asked.expiresAt > lasts ? asked.expiresAt : lasts;
	const drawn = { ...(await cards.draw(code)), token: tokenOf(door) };
	await scope.transaction(async (tx) => {
		await cards.put(tx, id, drawn, locatorOf(code));
		await tx.deleteFrom('childSecret').where('childSecret.consultationId', '=', id).execute();
		await tx.updateTable('consultation').set({ expiresAt }).where('consultation.id', '=', id).execute();
	});
	const name = asked.name ?? [asked.firstName, asked.lastName].filter(Boolean).join(' ');
	const language = languageOf(door.audience === 'child' ? asked.readingLanguage : asked.language)?.id ?? 'en';
	return [
		{
			who: door.who,
			name,
			code: printedCode(code),
			url: `${new URL(setting('ORIGIN')).origin}/${language}/c#${drawn.token}`
		}
	];
}
