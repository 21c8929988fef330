import { copiedCodes, type SiblingLink } from '#lib/domain/copied-codes.ts';
import type { AuthorityScope } from '../db/scope.ts';
import { sameAuthority } from '../db/scope.ts';
import { accepted, type Bundle } from './bundles.ts';
import { say, sayRepeated, type Checking } from './checking.ts';
import type { Kind } from './layouts.ts';
import { MOST_ROWS_OF_A_CHILD } from './staging.ts';
import type { Staged } from './types.ts';

type Review = Staged<'review'>;
/** Reviews whose child is looked up together. */
const AT_ONCE = 500;

/** Reviews that name only a period of care, or an episode, get the child it is of: from the files, else from Sayso. */
export async function findChildren(checking: Checking, scope: AuthorityScope): Promise<void> {
	const { staging } = checking;
	for (let after = 0; ;) {
		const rows = staging.withoutChild('review', after, AT_ONCE) as Review[];
		if (!rows.length) return;
		const stored = await storedLinks(scope, rows);
		for (const row of rows) giveChild(row, stored, checking);
		after = rows.at(-1)!.seq;
	}
}

async function storedLinks(scope: AuthorityScope, rows: Review[]): Promise<Map<string, string[]>> {
	const episodes = () =>
		scope
			.selectFrom('episode')
			.innerJoin('child', sameAuthority('child.id', 'episode.childId'))
			.select(['episode.careId', 'episode.externalId as episodeId', 'child.externalId as child']);
	const ids = (name: 'careId' | 'episodeId') => [...new Set(rows.flatMap(({ said }) => said[name] ?? []))];
	const links = new Map<string, string[]>();
	for (const [name, column] of [
		['careId', 'episode.careId'],
		['episodeId', 'episode.externalId']
	] as const) {
		const wanted = ids(name);
		if (!wanted.length) continue;
		for (const found of await episodes().where(column, 'in', wanted).execute()) {
			const key = `${name} ${found[name]}`;
			links.set(key, [...new Set([...(links.get(key) ?? []), found.child])]);
		}
	}
	return links;
}

function giveChild(row: Review, stored: Map<string, string[]>, checking: Checking): void {
	const { careId, episodeId } = row.said;
	const value = careId ?? episodeId ?? '';
	const field = careId ? 'care-id' : 'episode-id';
	const given = careId ? checking.staging.linked('care', careId) : checking.staging.linked('episode', episodeId!);
	const children = given.length ? given : (stored.get(careId ? `careId ${careId}` : `episodeId ${episodeId}`) ?? []);
	if (children.length === 1) checking.staging.giveChild(row.seq, children[0]!);
	else say(checking, row, { rule: children.length ? 'care-of-two' : 'care-unknown', severity: 'error', field, value });
}

/** Children with so many rows that something else is wrong. */
export function checkAmounts(checking: Checking): void {
	for (const { row, count } of checking.staging.refuseTooMany()) {
		const params = { count, most: MOST_ROWS_OF_A_CHILD };
		say(checking, row, { rule: 'too-many-rows', severity: 'error', field: 'child', value: row.child ?? '', params });
	}
}

/** Ids that more than one row has. Reviews of several children may share one: a step in a workflow is often all of a family's. */
export function checkIds(checking: Checking): void {
	for (const kind of ['professional', 'episode', 'involvement', 'review'] as const satisfies Kind[]) {
		for (const rows of checking.staging.sharedKeys(kind)) {
			const groups = kind === 'review' ? [...Map.groupBy(rows, ({ child }) => child).values()] : [rows];
			for (const group of groups) checkId(accepted(group), checking);
		}
	}
}

function checkId(rows: Staged[], checking: Checking): void {
	const [first, ...others] = rows;
	if (!first || !others.length) return;
	const whole = ({ child, said }: Staged) => JSON.stringify([child, said]);
	if (others.some((row) => whole(row) !== whole(first))) {
		for (const row of rows)
			say(checking, row, { rule: 'id-twice', severity: 'error', field: 'id', value: row.key ?? '' });
	} else if (first.kind !== 'review' || !(first as Review).said.text.review) {
		// A review that was held and is there twice is the rules' to refuse.
		for (const row of others) sayRepeated(checking, row, first);
	}
}

/** Keeps what ties children together until all have been seen. */
export function rememberFamily({ child, rows, stored }: Bundle, { staging }: Checking): void {
	if (!rows.review.length) return;
	const row = accepted(rows.child)[0];
	const name = row?.said.lastName ?? stored?.lastName ?? null;
	const bornOn = row?.said.bornOn ?? stored?.bornOn ?? rows.review[0]!.said.bornOn ?? null;
	if (name || rows.review.some(({ key }) => key)) staging.remember(child, name, bornOn);
}

/** One code on all of a family's reviews of a day may be one child's code copied to the others. */
export function checkSiblings(checking: Checking): void {
	const said = new Set<number>();
	for (const link of ['review-id', 'last-name'] as const satisfies SiblingLink[]) {
		for (const group of checking.staging.siblingGroups(link)) {
			for (const { row, rule, severity, value, params } of copiedCodes(
				group.map((one) => asRow(one, checking)),
				link
			)) {
				const staged = group[row!]!;
				if (said.has(staged.seq)) continue;
				said.add(staged.seq);
				say(checking, staged, { rule, severity, field: 'code', value, params });
			}
		}
	}
}

const asRow = ({ child, said }: Review, { staging }: Checking) => ({
	child: child!,
	bornOn: said.bornOn ?? staging.bornOn(child!) ?? undefined,
	reviewOn: said.heldOn ?? undefined,
	code: said.code ?? undefined,
	text: said.text,
	cancelled: said.cancelled
});
