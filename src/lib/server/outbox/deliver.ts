import type { Updateable } from 'kysely';
import type { AuthorityScope } from '../db/scope.ts';
import type { OutboxTable } from '../db/tables/outbox.ts';
import { readNouns } from '../nouns.ts';
import { opened, openerFor, SealBroken } from '../sealing/index.ts';
import { emailOf } from './addresses.ts';
import type { Outgoing } from './lease.ts';
import { ownerOf } from './post.ts';
import { render } from './render.ts';
import type { Failure, Letter } from './way-out.ts';
import type { WaysOut } from './ways-out.ts';

/** Minutes until the next try: after the last one it is given up, eleven hours after the first. */
const WAITS = [1, 2, 5, 15, 60, 180, 400];
const MINUTE = 60_000;

export type Outcome = 'sent' | 'later' | 'dead';

/**
 * Sends a leased message and writes down what became of it. Dying between the two sends it once more when the lease has
 * run out, with the same message id; it is never lost.
 */
export async function deliver(scope: AuthorityScope, message: Outgoing, ways: WaysOut, at: string): Promise<Outcome> {
	const letter = await letterOf(scope, message);
	if ('reason' in letter) return giveUp(scope, message, letter.reason);
	const failure = await ways[message.channel]!.send(letter);
	if (failure) return tryLater(scope, message, failure, at);
	// Neither address nor content is kept of what has left.
	await note(scope, message, { state: 'sent', sentAt: at, reason: null, address: null, details: null });
	return 'sent';
}

async function letterOf(
	scope: AuthorityScope,
	message: Outgoing
): Promise<Letter | { reason: 'no-address' | 'unreadable' }> {
	const { id, template, channel, language, staffId } = message;
	const inside = await contentOf(scope, message);
	if (!inside) return { reason: 'unreadable' };
	const to = staffId ? await addressOf(scope, staffId) : inside.address;
	if (!to) return { reason: 'no-address' };
	const nouns = readNouns((await scope.authority()).nouns);
	const rendered = render(template, channel, language, inside.values, nouns);
	return rendered ? { id, to, ...rendered } : { reason: 'unreadable' };
}

/** What was sealed in it; undefined where the key is gone or it was tampered with. */
async function contentOf(scope: AuthorityScope, message: Outgoing) {
	const open = opened(await openerFor(scope, ownerOf(message)), 'outbox', message.id);
	try {
		const values = JSON.parse(open('details', message.details) ?? '{}') as Record<string, string>;
		return { address: open('address', message.address), values };
	} catch (failure) {
		if (failure instanceof SealBroken) return undefined;
		throw failure;
	}
}

/** Where a member of staff reads mail now; undefined for somebody who has left. */
async function addressOf(scope: AuthorityScope, staffId: string): Promise<string | undefined> {
	const found = await scope
		.selectFrom('staff')
		.select('staff.email')
		.where('staff.id', '=', staffId)
		.where('staff.endedAt', 'is', null)
		.executeTakeFirst();
	return found?.email ? emailOf(found.email) : undefined;
}

async function tryLater(
	scope: AuthorityScope,
	message: Outgoing,
	{ reason, final }: Failure,
	at: string
): Promise<Outcome> {
	const wait = WAITS[message.tries - 1];
	if (final || wait === undefined) return giveUp(scope, message, reason);
	const nextAt = new Date(Date.parse(at) + wait * MINUTE).toISOString();
	await note(scope, message, { nextAt, reason });
	return 'later';
}

async function giveUp(scope: AuthorityScope, message: Outgoing, reason: string): Promise<Outcome> {
	await note(scope, message, { state: 'dead', reason });
	return 'dead';
}

/** Only the one who holds the lease writes: somebody slower than it has nothing to say any more. */
async function note(scope: AuthorityScope, { id, lease }: Outgoing, what: Updateable<OutboxTable>): Promise<void> {
	await scope
		.updateTable('outbox')
		.set({ ...what, lease: null, leasedUntil: null })
		.where('outbox.id', '=', id)
		.where('outbox.lease', '=', lease)
		.execute();
}
