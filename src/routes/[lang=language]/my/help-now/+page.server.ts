import { spokenInSafety } from '#lib/i18n/languages.ts';
import { participant } from '#lib/server/doors.ts';
import * as duty from '#lib/server/duty.ts';
import * as helplines from '#lib/server/helplines.ts';
import * as alarms from '#lib/server/safety/own.ts';
import { raisedView } from './raised.server.ts';

export async function load(event) {
	const { scope } = participant(event);
	const { language } = event.locals;
	const [latest] = await alarms.own(scope, 'help-now');
	return {
		reach: await duty.forParticipant(scope, language),
		lines: await helplines.list(scope),
		latest: latest && raisedView(latest, spokenInSafety(language))
	};
}
