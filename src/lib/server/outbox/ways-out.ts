import { serverTranslator } from '../words.ts';
import { isProduction, setting } from '../settings.ts';
import { emailBySmtp } from './email.ts';
import type { Channel } from './lease.ts';
import { toTerminal } from './terminal.ts';
import { textByNotify } from './text.ts';
import type { WayOut } from './way-out.ts';

export type WaysOut = Partial<Record<Channel, WayOut>>;

/** The ways out that are set up. Messages of one that is not wait until it is. */
export function waysOut(): WaysOut {
	if (setting('SAYSO_MAIL_TO_TERMINAL') === '1' && !isProduction()) return { email: toTerminal(), text: toTerminal() };
	const ways: WaysOut = {};
	if (isSetUp('email'))
		ways.email = emailBySmtp({
			url: setting('SAYSO_SMTP_URL'),
			from: setting('SAYSO_MAIL_FROM'),
			name: serverTranslator()('common:product')
		});
	if (isSetUp('text'))
		ways.text = textByNotify({
			url: setting('SAYSO_NOTIFY_URL'),
			key: setting('SAYSO_NOTIFY_KEY'),
			template: setting('SAYSO_NOTIFY_TEMPLATE')
		});
	return ways;
}

/** Whether messages of this kind can leave at all. */
export function isSetUp(channel: Channel): boolean {
	return channel === 'email'
		? setting('SAYSO_SMTP_URL') !== '' && setting('SAYSO_MAIL_FROM') !== ''
		: setting('SAYSO_NOTIFY_KEY') !== '' && setting('SAYSO_NOTIFY_TEMPLATE') !== '';
}
