import { createHash } from 'node:crypto';
import type { AuthorityScope, NewRow } from '../db/scope.ts';
import { indexOf } from '../people.ts';
import { rowOf, sealersFor } from '../sealing/index.ts';

const STREETS = ['Bramble Lane', 'Coldwell Road', 'Fern Rise', 'Millpond Way', 'Old Chapel Street', 'Station Row'];
/** So many in a hundred of those it can be. */
const NO_EMAIL = 10;
const HIDDEN = 3;
const KEPT_AWAY = 6;

type Row = NewRow<'person'>;

/**
 * How the adults of the demonstration are reached: addresses that belong to nobody (RFC 2606) and numbers that are kept for
 * stories (Ofcom). Whoever is no longer round the child has none. Those who can come in with a known code (`found`) are also
 * found by what they are reached by.
 */
export async function withContacts(tx: AuthorityScope, rows: Row[], found: ReadonlySet<string>): Promise<Row[]> {
	const here = new Set(rows.filter(({ endedOn }) => !endedOn));
	const sealerOf = await sealersFor(
		tx,
		[...here].map(({ childId }) => ({ child: childId }))
	);
	const made: Row[] = [];
	for (const row of rows) {
		if (!here.has(row)) {
			made.push(row);
			continue;
		}
		const { email, phone, address } = waysTo(row, found.has(row.id));
		const seal = rowOf(sealerOf({ child: row.childId }), 'person', row.id).seal;
		const sealed = { email: seal('email', email), phone: seal('phone', phone), address: seal('address', address) };
		const indexes = found.has(row.id) && {
			emailIndex: email && (await indexOf(tx, 'email', email)),
			phoneIndex: await indexOf(tx, 'phone', phone)
		};
		made.push({ ...row, ...sealed, ...indexes, ...marksOf(row), contactSavedAt: row.createdAt });
	}
	return made;
}

/** The same number for the same person of the same child, every time. */
const number = ({ childId, name }: Row, of: string, below: number): number =>
	createHash('sha256').update(`${childId} ${name} ${of}`).digest().readUInt16BE() % below;

const isParent = ({ relationship }: Row): boolean => relationship === 'mother' || relationship === 'father';

function waysTo(row: Row, always: boolean) {
	const mailbox = row.name
		.toLowerCase()
		.normalize('NFD')
		.replace(/\p{M}/gu, '')
		.replace(/[^a-z]+/g, '.');
	const none = !always && isParent(row) && number(row, 'email', 100) < NO_EMAIL;
	const street = STREETS[number(row, 'street', STREETS.length)]!;
	const lives = isParent(row) || row.relationship === 'foster-carer';
	return {
		email: none ? null : `${mailbox}${number(row, 'mailbox', 90) + 10}@example.org`,
		phone: `07700900${String(number(row, 'phone', 1000)).padStart(3, '0')}`,
		address: lives ? `${number(row, 'door', 80) + 1} ${street}` : null
	};
}

function marksOf(row: Row): Pick<Row, 'confidentialAt' | 'noContactAt'> {
	const hidden = row.relationship === 'foster-carer' && number(row, 'hidden', 100) < HIDDEN;
	const away = row.relationship === 'father' && number(row, 'away', 100) < KEPT_AWAY;
	return { confidentialAt: hidden ? row.createdAt : null, noContactAt: away ? row.createdAt : null };
}
