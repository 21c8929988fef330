import { expect, test } from 'vitest';
import { TooBusy } from '../too-busy.ts';
import { whyUnavailable } from './unavailable.ts';

const coded = (code: string, message = 'x') => Object.assign(new Error(message), { code });

test.each(['SQLITE_FULL', '53100', 'ENOSPC'])('%s is a full disk: 507', (code) =>
	expect(whyUnavailable(coded(code))).toBe(507)
);

test.each([
	'SQLITE_BUSY',
	'SQLITE_BUSY_SNAPSHOT',
	'SQLITE_IOERR_WRITE',
	'SQLITE_READONLY_DBMOVED',
	'08006',
	'53300',
	'57P01',
	'57P03',
	'25006',
	'ECONNREFUSED'
])('%s passes: 503', (code) => expect(whyUnavailable(coded(code))).toBe(503));

test('too much asked at once, a connection lost, and what is wrapped in another error pass too', () => {
	expect(whyUnavailable(new TooBusy())).toBe(503);
	expect(whyUnavailable(new Error('Connection terminated unexpectedly'))).toBe(503);
	expect(whyUnavailable(new Error('outer', { cause: coded('SQLITE_FULL') }))).toBe(507);
	expect(whyUnavailable(new AggregateError([coded('ECONNREFUSED'), coded('ECONNREFUSED')]))).toBe(503);
});

test.each([coded('SQLITE_CONSTRAINT_UNIQUE'), coded('SQLITE_CORRUPT'), coded('23505'), new TypeError('x'), 'x', null])(
	'a fault of our own does not: %s',
	(cause) => expect(whyUnavailable(cause)).toBeUndefined()
);
