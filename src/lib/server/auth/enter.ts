import type { Cookies } from '@sveltejs/kit';
import type { Selectable } from 'kysely';
import { ageOn } from '#lib/domain/day.ts';
import * as cards from '../cards.ts';
import { now, today } from '../clock.ts';
import { database } from '../database.ts';
import { AuthorityScope } from '../db/scope.ts';
import type { ConsultationTable } from '../db/schema.ts';
import * as entryNotes from '../entry-notes.ts';
import * as entryPasses from '../entry-passes.ts';
import type { EnteredParticipant, ParticipantSession } from './entered.ts';
import { isOver } from './adult-access.ts';
import * as adults from './adults.ts';
import { addressKey, attempt } from './limits.ts';
import * as participantSessions from './participant-sessions.ts';
import { readCode, readToken } from './tokens.ts';

type Consultation = Selectable<ConsultationTable>;

/** Why somebody did not get in. Everything that opens nothing looks the same: unknown, used, closed, expired, blocked. */
export type Refusal = { refused: 'wrong' } | { refused: 'too-many'; seconds: number };

/** Exchanges a card's token or code, or a pass's code, for a session. */
export async function enterWithCode(
	cookies: Cookies,
	from: string,
	typed: string
): Promise<{ consultation: Consultation } | Refusal> {
	const tried = await attempt(
		database(),
		{ address: addressKey(from) },
		async () => (await withPass(cookies, typed)) ?? (await withCard(cookies, typed))
	);
	return 'right' in tried ? { consultation: tried.right } : tried;
}

/** An open consultation, and a scope that is its participant's. */
async function consultationOf({ authorityId, consultationId }: { authorityId: string; consultationId: string }) {
	const found = await database()
		.directory.selectFrom('consultation')
		.innerJoin('child', (join) =>
			join.onRef('child.authorityId', '=', 'consultation.authorityId').onRef('child.id', '=', 'consultation.childId')
		)
		.selectAll('consultation')
		.select('child.bornOn')
		.where('consultation.authorityId', '=', authorityId)
		.where('consultation.id', '=', consultationId)
		.where('consultation.closedAt', 'is', null)
		.where('consultation.expiresAt', '>', now())
		.executeTakeFirst();
	if (!found) return undefined;
	const { bornOn, ...consultation } = found;
	const actor = { kind: 'participant', consultationId, audience: consultation.audience } as const;
	const scope = new AuthorityScope(database().db, authorityId, actor);
	return { consultation, scope, minutes: participantSessions.lockMinutes(ageOn(today(), bornOn)) };
}
type Opened = NonNullable<Awaited<ReturnType<typeof consultationOf>>>;

async function withPass(cookies: Cookies, typed: string): Promise<Consultation | undefined> {
	const code = readCode(typed);
	const pass = code && (await entryPasses.use(database(), code));
	const opened = pass && (await consultationOf(pass));
	if (!opened) return undefined;
	const { authorityId, id } = opened.consultation;
	// To go on elsewhere ends it here; a worker who helps takes it over as well.
	await participantSessions.endAll(authorityId, id);
	const locked = await hasSecret(opened);
	await participantSessions.start(cookies, authorityId, id, { locked, helperId: pass.staffId });
	return opened.consultation;
}

async function withCard(cookies: Cookies, typed: string): Promise<Consultation | undefined> {
	const [token, code] = [readToken(typed), readCode(typed)];
	const { card, spent } = token
		? { card: await cards.withToken(database(), token), spent: undefined }
		: code
			? await cards.withCode(database(), code)
			: {};
	const opened = (card ?? spent) && (await consultationOf((card ?? spent)!));
	if (opened && spent) await opened.scope.transaction((tx) => entryNotes.note(tx, opened.consultation, 'card-tries'));
	if (!opened || !card) return undefined;
	const { authorityId, id, audience } = opened.consultation;
	// The code of a letter is the first of two things an adult needs.
	if (audience !== 'child') return (await adults.begin(cookies, opened.consultation)) ? opened.consultation : undefined;
	const locked = await hasSecret(opened);
	if (!(await mayComeIn(opened, card, locked))) return undefined;
	await participantSessions.start(cookies, authorityId, id, { locked });
	return opened.consultation;
}

/**
 * A card is claimed once. After that it opens only together with what the child alone knows. Whoever claimed it and went
 * away before there was anything to keep may begin again, when nobody can still be there.
 */
async function mayComeIn(
	{ scope, consultation, minutes }: Opened,
	card: cards.Card,
	secret: boolean
): Promise<boolean> {
	if (card.claimedAt && secret) return true;
	if (!card.claimedAt) return card.claimBy > now() && cards.claim(scope, card);
	if (card.claimedAt > participantSessions.idleSince(minutes)) return false;
	if (await participantSessions.isSomebodyThere(scope.authorityId, consultation.id, minutes)) return false;
	return !(await hasSaid(scope, consultation.id)) && cards.claim(scope, card);
}

export async function hasSaid(scope: AuthorityScope, consultationId: string): Promise<boolean> {
	const said = scope.selectFrom('submission').select('submission.id');
	return (await said.where('submission.consultationId', '=', consultationId).executeTakeFirst()) !== undefined;
}

async function hasSecret({ scope, consultation }: Opened): Promise<boolean> {
	const secret = scope.selectFrom('childSecret').select('childSecret.kind');
	return (await secret.where('childSecret.consultationId', '=', consultation.id).executeTakeFirst()) !== undefined;
}

/** Which participant has come in; undefined once their consultation is closed or has expired. */
export async function enteredParticipant(cookies: Cookies): Promise<EnteredParticipant | undefined> {
	const session = await participantSessions.current(cookies);
	if (!session) return undefined;
	const found = await database()
		.directory.selectFrom('consultation')
		.innerJoin('authority', 'authority.id', 'consultation.authorityId')
		.innerJoin('child', (join) =>
			join.onRef('child.authorityId', '=', 'consultation.authorityId').onRef('child.id', '=', 'consultation.childId')
		)
		.leftJoin('childSecret', (join) =>
			join
				.onRef('childSecret.authorityId', '=', 'consultation.authorityId')
				.onRef('childSecret.consultationId', '=', 'consultation.id')
		)
		.leftJoin('staff', (join) =>
			join.onRef('staff.authorityId', '=', 'consultation.authorityId').on('staff.id', '=', session.helperId)
		)
		.selectAll('consultation')
		.select(['authority.name', 'authority.draftLanguages', 'child.bornOn', 'childSecret.kind', 'staff.name as helper'])
		.select(['authority.accent', 'authority.nouns', 'authority.logoAt', 'authority.logoAlt'])
		.where('consultation.authorityId', '=', session.authorityId)
		.where('consultation.id', '=', session.consultationId)
		.where('consultation.closedAt', 'is', null)
		.where('consultation.expiresAt', '>', now())
		.executeTakeFirst();
	if (!found) return undefined;
	const { name, draftLanguages, accent, nouns, logoAt, logoAlt, bornOn, kind, helper, ...consultation } = found;
	const authority = { name, draftLanguages, accent, nouns, logoAt, logoAlt };
	const actor = {
		kind: 'participant',
		consultationId: consultation.id,
		audience: consultation.audience,
		assistedBy: session.helperId
	} as const;
	const scope = new AuthorityScope(database().db, session.authorityId, actor);
	if (await isAdultOut(scope, consultation, session)) return undefined;
	const state = stateOf(session, { ...consultation, bornOn, kind, helper });
	return { kind: 'participant', scope, authority, consultation, session: state };
}

/** An adult's session ends when nobody was there for a while, and the moment their part is over. */
const isAdultOut = async (scope: AuthorityScope, consultation: Consultation, { seenAt }: Row): Promise<boolean> =>
	consultation.audience !== 'child' &&
	(participantSessions.isIdle(seenAt, adults.IDLE_MINUTES) || (await isOver(scope, consultation)));

type Row = NonNullable<Awaited<ReturnType<typeof participantSessions.current>>>;

function stateOf(
	{ idHash, seenAt, unlockedAt, aloneAt, helperId }: Row,
	about: Pick<Consultation, 'audience'> & { bornOn: string; kind: ParticipantSession['secret']; helper: string | null }
): ParticipantSession {
	const age = about.audience === 'child' ? ageOn(today(), about.bornOn) : undefined;
	const lockMinutes = participantSessions.lockMinutes(age);
	return {
		idHash,
		seenAt,
		locked: !unlockedAt || participantSessions.isIdle(seenAt, lockMinutes),
		alone: aloneAt !== null,
		secret: about.kind,
		lockMinutes,
		age,
		helper: helperId && about.helper ? { id: helperId, name: about.helper } : null
	};
}
