import type { toldAt } from '#lib/domain/escalation.ts';
import { current } from '../caseload.ts';
import { after } from '../clock.ts';
import type { AuthorityScope } from '../db/scope.ts';
import type { SafetyStepTable } from '../db/tables/safety.ts';
import * as duty from '../duty.ts';
import { post, type Message, type TemplateId } from '../outbox/index.ts';
import { setting } from '../settings.ts';
import * as steps from './steps.ts';

/** An alarm as far as telling of it goes: whose it is, never what it says. */
export interface Told {
	id: string;
	childId: string;
	reviewId: string;
	/** Of the made-up child. */
	practice: boolean;
}

type Whom = NonNullable<SafetyStepTable['toWhom']>;
interface Recipient {
	to: Message['to'];
	whom: Whom;
}

/** Who is told: 'first' is the IRO and the duty team; see domain/escalation for who comes after. */
export type Circle = 'first' | ReturnType<typeof toldAt>;

/**
 * Tells of an alarm: only that there is something to open in Sayso, no name and no word of it. Each telling is a step.
 * Nobody to tell is a step as well, so that it is seen on the screen.
 */
export async function tell(tx: AuthorityScope, flag: Told, circle: Circle, stage = 0, hours = 0): Promise<void> {
	const kind = stage ? 'escalated' : 'told';
	if (await isFlooded(tx, flag)) return steps.note(tx, flag, { kind: 'with-others', stage: stage || null });
	const recipients = await recipientsOf(tx, flag, circle);
	for (const { to, whom } of recipients) {
		const outboxId = await post(tx, {
			to,
			template: templateFor(flag, stage),
			language: 'en',
			values: { link: `${setting('ORIGIN')}/safety/${flag.id}`, hours: String(hours) },
			about: { review: flag.reviewId },
			dedupe: `alarm:${flag.id}:${stage}:${await nameOf(to)}`
		});
		if (!outboxId) continue;
		const toStaffId = 'staffId' in to ? to.staffId : null;
		await steps.note(tx, flag, { kind, toWhom: whom, toStaffId, outboxId, stage: stage || null });
	}
	if (!recipients.length) await steps.note(tx, flag, { kind, stage: stage || null });
}

/** Far above what one child's review ever needs in an hour, and far below what would bury a mailbox. */
const MOST_IN_AN_HOUR = 60;
const HOUR_MS = 3_600_000;

/** True when so much was sent about this review within the hour that one more says nothing new: it is on the screen. */
async function isFlooded(tx: AuthorityScope, { reviewId }: Told): Promise<boolean> {
	const { count } = await tx
		.selectFrom('outbox')
		.select(({ fn }) => fn.countAll<number>().as('count'))
		.where('outbox.reviewId', '=', reviewId)
		.where('outbox.urgent', '=', 1)
		.where('outbox.createdAt', '>', after(-HOUR_MS))
		.executeTakeFirstOrThrow();
	return count >= MOST_IN_AN_HOUR;
}

function templateFor({ practice }: Told, stage: number): TemplateId {
	if (practice) return 'safety-practice';
	return stage ? 'safety-escalated' : 'safety-raised';
}

/** What keeps the same person from being told the same twice, without their address. */
async function nameOf(to: Message['to']): Promise<string> {
	if ('staffId' in to) return to.staffId;
	const address = new TextEncoder().encode('email' in to ? to.email.toLowerCase() : to.phone);
	return Buffer.from(await crypto.subtle.digest('SHA-256', address)).toString('base64url');
}

async function recipientsOf(tx: AuthorityScope, { childId }: Told, circle: Circle): Promise<Recipient[]> {
	const set = await duty.of(tx);
	const first = async () => [...(await iros(tx, childId)), ...(await dutyTeam(tx, set))];
	const managers = () => byRole(tx, 'manager', 'manager');
	const backup = async () => {
		const named = backups(set);
		return named.length ? named : managers();
	};
	if (circle === 'backup') return backup();
	if (circle === 'everybody') return once([...(await first()), ...backups(set), ...(await managers())]);
	const found = await first();
	// Nobody's child, and no duty team: it must reach somebody.
	return found.length ? once(found) : managers();
}

/** The child's IROs of today who can be told: one who is only named in an extract has no address and no sign-in. */
async function iros(tx: AuthorityScope, childId: string): Promise<Recipient[]> {
	const now = await current(tx, childId, 'iro');
	if (!now.length) return [];
	const reached = await reachable(tx)
		.where(
			'staff.id',
			'in',
			now.map(({ id }) => id)
		)
		.execute();
	return reached.map(({ id }) => ({ to: { staffId: id }, whom: 'iro' }));
}

async function dutyTeam(tx: AuthorityScope, { emails, phones }: duty.Duty): Promise<Recipient[]> {
	return [
		...(await byRole(tx, 'duty-team', 'duty-team')),
		...emails.map((email): Recipient => ({ to: { email }, whom: 'duty-team' })),
		...phones.map((phone): Recipient => ({ to: { phone }, whom: 'duty-team' }))
	];
}

function backups({ backupStaffId, backupEmails }: duty.Duty): Recipient[] {
	const named: Recipient[] = backupStaffId ? [{ to: { staffId: backupStaffId }, whom: 'backup' }] : [];
	return [...named, ...backupEmails.map((email): Recipient => ({ to: { email }, whom: 'backup' }))];
}

async function byRole(tx: AuthorityScope, role: 'manager' | 'duty-team', whom: Whom): Promise<Recipient[]> {
	const found = await reachable(tx).where('staff.role', '=', role).execute();
	return found.map(({ id }) => ({ to: { staffId: id }, whom }));
}

const reachable = (tx: AuthorityScope) =>
	tx
		.selectFrom('staff')
		.select('staff.id')
		.where('staff.email', 'is not', null)
		.where('staff.endedAt', 'is', null)
		.orderBy('staff.id');

/** Somebody who is there in two ways is told once. */
function once(recipients: Recipient[]): Recipient[] {
	return [...new Map(recipients.map((recipient) => [JSON.stringify(recipient.to), recipient])).values()];
}
