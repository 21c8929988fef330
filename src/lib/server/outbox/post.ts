import { filterValues, type Informed, type Values } from '#lib/domain/may-know.ts';
import { now } from '../clock.ts';
import type { AuthorityScope } from '../db/scope.ts';
import { newId } from '../ids.ts';
import { sealerFor, type Owner } from '../sealing/index.ts';
import { emailOf, phoneOf } from './addresses.ts';
import { TEMPLATES, type TemplateId } from './templates.ts';

export interface Message {
	/** A member of staff gets it at the email address they have when it is sent. */
	to: { email: string } | { phone: string } | { staffId: string };
	template: TemplateId;
	/** The id of a language; what is not there in it is said in English. */
	language: string;
	/** What goes into the template by name. Sealed, and gone once it is sent. */
	values: Values<string>;
	/** Who is told, for anything about a review. Without it only what says nothing of one goes in: see domain/may-know. */
	informed?: Informed;
	/** Whose it is: sealed with that key, and erased with it. */
	about: Owner;
	/** The same is posted once only: 'flag:<id>:raised:<staff>'. */
	dedupe?: string;
	/** A moment before which it does not leave. */
	notBefore?: string;
}

/**
 * Puts a message into the outbox, inside the transaction that is its reason: both are there, or neither. An address that
 * is none does not stop that reason; the message is kept as one that failed. Returns its id, or undefined where the same
 * has been posted before.
 */
export async function post(tx: AuthorityScope, message: Message): Promise<string | undefined> {
	const id = newId();
	const sealer = await sealerFor(tx, message.about);
	const { channel, address, staffId } = recipient(message.to);
	const made = await tx
		.insertInto('outbox', {
			id,
			createdAt: now(),
			template: message.template,
			language: message.language,
			channel,
			staffId,
			address: address && sealer.seal({ table: 'outbox', row: id, column: 'address' }, address),
			details: sealer.seal({ table: 'outbox', row: id, column: 'details' }, JSON.stringify(allowed(message))),
			...ownerColumns(message.about),
			dedupe: message.dedupe ?? null,
			urgent: TEMPLATES[message.template].urgent ? 1 : 0,
			tries: 0,
			nextAt: message.notBefore ?? now(),
			...(address || staffId ? { state: 'waiting' } : { state: 'dead', reason: 'bad-address' })
		})
		.onConflict((same) => same.columns(['authorityId', 'dedupe']).doNothing())
		.executeTakeFirst();
	return made.numInsertedOrUpdatedRows ? id : undefined;
}

/** What may leave in this message: `other` is told nothing of any review. */
const allowed = ({ informed, values }: Message): Values<string> =>
	filterValues(informed?.recipient ?? 'other', values, informed?.about);

function recipient(to: Message['to']) {
	if ('staffId' in to) return { channel: 'email', staffId: to.staffId, address: null } as const;
	if ('phone' in to) return { channel: 'text', staffId: null, address: phoneOf(to.phone) ?? null } as const;
	return { channel: 'email', staffId: null, address: emailOf(to.email) ?? null } as const;
}

function ownerColumns(about: Owner): { reviewId: string | null; childId: string | null } {
	if (about === 'authority') return { reviewId: null, childId: null };
	return 'review' in about ? { reviewId: about.review, childId: null } : { reviewId: null, childId: about.child };
}

/** Whose key sealed a message: the opposite of what `post` wrote. */
export function ownerOf(row: { reviewId: string | null; childId: string | null }): Owner {
	if (row.reviewId) return { review: row.reviewId };
	return row.childId ? { child: row.childId } : 'authority';
}
