import { expect, test } from 'vitest';
import { maskedEmail, maskedPhone } from './masked.ts';

test.each([
	['jo.bloggs@example.org', 'j•••@e•••.org'],
	['a@b.co.uk', 'a•••@b•••.uk'],
	['\u{1d4f3}o@example.org', '\u{1d4f3}•••@e•••.org']
])('%s is shown as %s', (email, shown) => expect(maskedEmail(email)).toBe(shown));

test('of a phone number the last three digits are shown', () => expect(maskedPhone('+447700900123')).toBe('••• 123'));
