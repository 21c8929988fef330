import { readColour } from '#lib/domain/colour.ts';
import { suggestion } from '#lib/domain/contrast.ts';
import { retentionRefusal, RETENTION_KINDS, type RetentionKind } from '#lib/domain/retention.ts';
import { isChecked, LANGUAGES } from '#lib/i18n/languages.ts';
import * as audit from './audit.ts';
import type { AuthorityScope } from './db/scope.ts';

/** What went wrong, by field: a code of `admin:errors`. */
export type Wrong = Record<string, string>;

async function change(scope: AuthorityScope, set: Parameters<AuthorityScope['updateAuthority']>[0], what: string) {
	await scope.transaction(async (tx) => {
		await tx.updateAuthority(set);
		await audit.record(tx, `authority.${what}-changed`, tx.authorityId);
	});
	return 'saved' as const;
}

/** The accent of the authority's pages: any colour that can be read everywhere. Nothing is our own again. */
export async function saveAccent(scope: AuthorityScope, typed: string): Promise<'saved' | Wrong> {
	const accent = typed.trim() ? readColour(typed) : null;
	if (accent === undefined) return { accent: 'not-a-colour' };
	if (accent && suggestion(accent)) return { accent: 'too-pale' };
	const { accent: before } = await scope.authority();
	return before === accent ? 'saved' : change(scope, { accent }, 'accent');
}

/** The draft languages offered besides those that are checked. One that is not known is left out. */
export async function saveLanguages(scope: AuthorityScope, ids: readonly string[]): Promise<'saved'> {
	const drafts = LANGUAGES.filter((language) => !isChecked(language) && ids.includes(language.id));
	return change(scope, { draftLanguages: drafts.map(({ id }) => id).join(',') }, 'languages');
}

/** The latest the law allows, in the unit of each target: twenty working days, three months, six months. */
export const LATEST_TARGET = { first: 20, second: 92, later: 184 } as const;
export type TargetId = keyof typeof LATEST_TARGET;
export const TARGET_IDS = Object.keys(LATEST_TARGET) as TargetId[];

/** The number in a target: 20 of '20w'. */
export const targetNumber = (target: string): number => Number.parseInt(target, 10);

/** By when the authority wants reviews held, never later than the law, and whether video counts as being there. */
export async function saveReviews(
	scope: AuthorityScope,
	typed: Record<TargetId, string>,
	videoAttends: boolean
): Promise<'saved' | Wrong> {
	const wrong: Wrong = {};
	const days = TARGET_IDS.map((id) => {
		const number = Number(typed[id]);
		if (!/^\d{1,3}$/.test(typed[id].trim()) || number < 1) wrong[id] = 'not-a-number';
		else if (number > LATEST_TARGET[id]) wrong[id] = 'after-law';
		return number;
	});
	if (Object.keys(wrong).length) return wrong;
	const [first, second, later] = days;
	return change(
		scope,
		{
			targetFirst: `${first}w`,
			targetSecond: `${second}d`,
			targetLater: `${later}d`,
			videoAttends: videoAttends ? 1 : 0
		},
		'reviews'
	);
}

/** The column of each kind of record. */
const RETENTION_COLUMNS = {
	record: 'retentionRecord',
	'after-death': 'retentionAfterDeath',
	words: 'retentionWords',
	messages: 'retentionMessages',
	staff: 'retentionStaff'
} as const satisfies Record<RetentionKind, string>;

/** How many years the authority has chosen for each kind; null where it has not. */
export async function retentionChosen(scope: AuthorityScope): Promise<Record<RetentionKind, number | null>> {
	const row = await scope.authority();
	const chosen = RETENTION_KINDS.map((kind) => [kind, row[RETENTION_COLUMNS[kind]]] as const);
	return Object.fromEntries(chosen) as Record<RetentionKind, number | null>;
}

/** Keeps how long each kind of record is kept. An empty number is the default of domain/retention. */
export async function saveRetention(
	scope: AuthorityScope,
	typed: Record<RetentionKind, string>
): Promise<'saved' | Wrong> {
	const wrong: Wrong = {};
	const set: Record<string, number | null> = {};
	for (const kind of RETENTION_KINDS) {
		const years = typed[kind].trim() ? Number(typed[kind]) : null;
		const refused = retentionRefusal(kind, years);
		if (refused) wrong[kind] = refused;
		set[RETENTION_COLUMNS[kind]] = years;
	}
	return Object.keys(wrong).length ? wrong : change(scope, set, 'retention');
}
