import { createHash } from 'node:crypto';
import type { ConsultationTable } from '../db/schema.ts';
import { idsFrom, random } from './random.ts';

/** The constant that everything made up follows from. */
export const SEED = 20_110_401;

/** A child whose code is known, so that anybody can come in and look. */
export interface DoorChild {
	firstName: string;
	lastName: string;
	knownAs: string | null;
	age: number;
	sex: 'F' | 'M';
	/** The language they read and speak; absent: English. */
	reads?: string;
	/** Has sent something and heard back. */
	heardBack?: true;
	/** How many days ago they came into care, at least and at most. */
	since: readonly [least: number, most: number];
	/** Brothers and sisters, by the same name. */
	siblings: readonly { firstName: string; age: number; sex: 'F' | 'M' }[];
}

const ELLIE: DoorChild = {
	firstName: 'Ellie-Mae',
	lastName: 'Whitlock',
	knownAs: null,
	age: 10,
	sex: 'F',
	since: [500, 900],
	siblings: [{ firstName: 'Alfie', age: 8, sex: 'M' }]
};
const CAITLIN: DoorChild = {
	firstName: 'Caitlin',
	lastName: 'Rhodes',
	knownAs: 'Cait',
	age: 14,
	sex: 'F',
	since: [700, 1300],
	siblings: []
};
const YOUSIF: DoorChild = {
	firstName: 'Yousif',
	lastName: 'Abdelrahman',
	knownAs: 'يوسف',
	age: 16,
	sex: 'M',
	reads: 'ar',
	since: [150, 420],
	siblings: []
};
const JAYDEN: DoorChild = {
	firstName: 'Jayden',
	lastName: 'Okonkwo-Reid',
	knownAs: 'Jay',
	age: 15,
	sex: 'M',
	heardBack: true,
	since: [800, 1600],
	siblings: []
};

export const DOOR_CHILDREN: readonly DoorChild[] = [ELLIE, CAITLIN, YOUSIF, JAYDEN];

/** Locale: `cli:demo.who.<who>`. */
export const DOORS = [
	{ who: 'older-child', child: ELLIE, audience: 'child' },
	{ who: 'young-person', child: CAITLIN, audience: 'child' },
	{ who: 'own-language', child: YOUSIF, audience: 'child' },
	{ who: 'heard-back', child: JAYDEN, audience: 'child' },
	{ who: 'foster-carer', child: ELLIE, audience: 'foster-carer' },
	{ who: 'parent', child: ELLIE, audience: 'parent' }
] as const satisfies readonly { who: string; child: DoorChild; audience: ConsultationTable['audience'] }[];

export type Door = (typeof DOORS)[number];

const streamOf = ({ who }: Door) => random(SEED).fork(`door:${who}`);

/** The consultation a known code opens has the same id every day. */
export const consultationIdOf = (door: Door): string => idsFrom(streamOf(door), '2026-01-01T00:00:00.000Z')();

/** The token of its QR code, as constant. */
export const tokenOf = (door: Door): string =>
	createHash('sha256')
		.update(`demonstration:${codeOf(door)}`)
		.digest('base64url');

/** The code's symbols, as in auth/tokens. */
const SYMBOLS = [...'0123456789ABCDEFGHJKMNPQRSTVWXYZ'];

/** The same code every day: known to everybody, so only ever a demonstration's. */
export function codeOf(door: Door): string {
	const stream = streamOf(door).fork('code');
	return Array.from({ length: 10 }, () => stream.pick(SYMBOLS)).join('');
}
