import { describe, expect, test } from 'vitest';
import {
	filterValues,
	mayEverKnow,
	mayKnow,
	PIECES,
	PLAIN,
	RECIPIENTS,
	recipientOf,
	type Circumstances,
	type Piece,
	type Recipient,
	type Values
} from './may-know.ts';

/**
 * Who may know what, written out a second time by hand. `+` whatever the circumstances, `o` only where no address is
 * confidential, `.` never.
 */
const MATRIX = `
firstName   knownAs     lastName    answers      ownAnswers  iro  due  day  time  venue  venueNote  venueUsed  address  school  carer  attendees  contact
child              +  +  +  +  +  +  +  +  +  +  +  +  +  +  +  +  +
parent             +  .  .  .  +  +  +  +  +  o  o  o  .  o  .  .  .
parent-no-contact  +  .  .  .  +  +  +  .  .  .  .  .  .  .  .  .  .
foster-carer       +  +  .  .  +  +  +  +  +  +  +  +  +  +  +  o  o
former-carer       .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .
keyworker          +  +  .  .  +  +  +  +  +  +  +  +  +  +  +  o  o
adopter            +  +  .  .  +  +  +  +  +  +  +  +  +  +  +  .  .
advocate           +  +  .  .  +  +  +  +  +  o  o  o  .  o  .  .  .
interpreter        .  .  .  .  .  +  +  +  +  o  o  .  .  .  .  .  .
school             +  .  +  .  +  +  +  +  +  o  o  .  .  +  .  .  .
other              .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .
social-worker      +  +  +  .  .  +  +  +  +  +  +  +  +  +  +  +  +
iro                +  +  +  .  .  +  +  +  +  +  +  +  +  +  +  +  +
manager            +  +  +  .  .  +  +  +  +  +  +  +  +  +  +  +  +
duty-team          +  +  +  .  .  +  .  .  .  .  .  .  +  +  +  .  .
business-support   +  +  +  .  .  +  +  +  +  +  +  +  +  +  +  +  +
participation-lead .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .
administrator      .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .
`;

const [heads, ...lines] = MATRIX.trim()
	.split('\n')
	.map((line) => line.trim().split(/\s+/));
const cells = lines.flatMap(([recipient, ...marks]) =>
	marks.map((mark, at) => ({ recipient: recipient as Recipient, piece: heads![at] as Piece, mark }))
);
const everything = Object.fromEntries([...PIECES, ...PLAIN].map((name) => [name, `SECRET ${name}`])) as Values<string>;
const NEUTRAL = { venue: 'council-office', venueUsed: 'council-office' };

describe('what somebody may know of a review', () => {
	test('is written out for every recipient and every piece', () => {
		expect(heads).toEqual(PIECES);
		expect(lines.map(([recipient]) => recipient)).toEqual(RECIPIENTS);
		expect(cells).toHaveLength(RECIPIENTS.length * PIECES.length);
	});

	test.each(cells)('$recipient, $piece: $mark', ({ recipient, piece, mark }) => {
		expect(mayKnow(recipient, piece, { confidential: false, ...NEUTRAL })).toBe(mark !== '.');
		expect(mayKnow(recipient, piece, { confidential: true, ...NEUTRAL })).toBe(mark === '+');
		expect(mayKnow(recipient, piece), 'when nobody has said').toBe(mark === '+');
		expect(mayEverKnow(recipient, piece)).toBe(mark !== '.');
	});

	test('is all that is left of the values', () => {
		for (const recipient of RECIPIENTS) {
			const left = Object.keys(filterValues(recipient, everything, { confidential: false, ...NEUTRAL }));
			const may = cells.filter((cell) => cell.recipient === recipient && cell.mark !== '.').map(({ piece }) => piece);
			expect(left.sort()).toEqual([...may, ...PLAIN].sort());
		}
		expect(filterValues('iro', { diagnosis: 'x' } as Values<string>), 'a value without a name in the list').toEqual({});
	});
});

describe('where a review meets or was held', () => {
	const PLACES: Piece[] = ['venue', 'venueNote', 'venueUsed'];
	const at = (venue: string, confidential = false): Circumstances => ({ confidential, venue, venueUsed: venue });
	const knows = (about: Circumstances) =>
		RECIPIENTS.filter((recipient) => PLACES.some((piece) => mayKnow(recipient, piece, about)));
	const STAFF = ['social-worker', 'iro', 'manager', 'business-support'];
	const AT_HOME = ['child', 'foster-carer', 'keyworker', 'adopter', ...STAFF];

	test('at a confidential address is known to the child, who lives there and who arranges, and to nobody else', () => {
		for (const venue of ['home', 'school', 'council-office', 'somewhere-else'])
			expect(knows(at(venue, true)).sort(), venue).toEqual(AT_HOME.toSorted());
	});

	test('where the child lives is known to nobody who may not know where the child lives', () => {
		expect(knows(at('home')).sort()).toEqual(AT_HOME.toSorted());
	});

	test('at the school is not known to who may not know the school', () => {
		expect(knows(at('school'))).not.toContain('interpreter');
		expect(knows(at('council-office'))).toContain('interpreter');
	});
});

describe('what an adult is to a review', () => {
	const adult = { ended: false, noContact: false };
	test.each([
		['mother', adult, 'parent'],
		['father', { ...adult, noContact: true }, 'parent-no-contact'],
		['other-family', { ...adult, ended: true }, 'parent-no-contact'],
		['foster-carer', adult, 'foster-carer'],
		['foster-carer', { ...adult, ended: true }, 'former-carer'],
		['keyworker', { ...adult, ended: true }, 'former-carer'],
		['adopter', { ...adult, noContact: true }, 'former-carer'],
		['advocate', adult, 'advocate'],
		['interpreter', { ...adult, ended: true }, 'other'],
		['friend', adult, 'other'],
		['anything', adult, 'other']
	])('a %s with %j is %s', (relationship, is, wanted) => {
		expect(recipientOf({ relationship, ...is })).toBe(wanted);
	});
});
