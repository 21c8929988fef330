import { today } from '#lib/server/clock.ts';
import { database } from '#lib/server/database.ts';
import { bringUpToDate } from '#lib/server/up-to-date.ts';
import type { Connection } from '#lib/server/db/connect.ts';
import * as demo from '#lib/server/demo/index.ts';
import { setting } from '#lib/server/settings.ts';
import { command, Refused, run, t } from './command.ts';

/** `sayso demo`: fills an empty database with two invented authorities, and says where to go. */
export function demoCommand() {
	return command('demo').action(
		run(async () => {
			await bringUpToDate(database());
			const result = await demo.seed(database(), { today: today() });
			if (result !== 'seeded') throw new Refused(result.refused);
			const where = await demo.whereToGo(database());
			return { json: where, lines: [t('cli:demo.seeded'), ...linesOf(where)] };
		})
	);
}

/** Where to go in the demonstration, a line each; none where there is no demonstration. */
export const whereToGo = async (connection: Connection): Promise<string[]> => linesOf(await demo.whereToGo(connection));

function linesOf({ doors, staff }: Awaited<ReturnType<typeof demo.whereToGo>>): string[] {
	const { origin } = new URL(setting('ORIGIN'));
	const width = Math.max(0, ...staff.map(({ email }) => email.length));
	const codes = doors.map(({ who, name, code }) => say('cli:demo.door', { code, who: t(`cli:demo.who.${who}`), name }));
	const signIns = staff.map(({ email, role, ...of }) =>
		say('cli:demo.sign-in', { email: email.padEnd(width), role: t(`staff:roles.${role}`), ...of })
	);
	return [
		...(codes.length ? ['', say('cli:demo.doors', { address: `${origin}/en/c` }), ...codes.map(indent)] : []),
		...(staff[0]
			? [
					'',
					say('cli:demo.staff', { address: `${origin}/sign-in`, password: staff[0].password }),
					...signIns.map(indent),
					''
				]
			: [])
	];
}

const indent = (line: string) => `  ${line}`;

/** Without the marks that isolate a name among other scripts: a code is copied from here. */
const say = (key: string, values: Record<string, string>) => t(key, values).replace(/[\u2066-\u2069]/g, '');
