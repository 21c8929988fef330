import { join } from 'node:path';
import { today } from '#lib/server/clock.ts';
import { closeDatabase, database } from '#lib/server/database.ts';
import * as demo from '#lib/server/demo/index.ts';
import { isSetUp } from '#lib/server/outbox/ways-out.ts';
import { productionRefusals } from '#lib/server/production.ts';
import { moveUnderSeal } from '#lib/server/sealing/move.ts';
import { checkSettings, isProduction, SettingsError } from '#lib/server/settings.ts';
import { serverTranslator } from '#lib/server/words.ts';
import { whereToGo } from './demo.ts';
import { build, isBuilt } from './fresh-build.ts';
import { ROOT } from './install.js';
import { listen } from './listen.ts';

const words = serverTranslator();
/** A sentence without the marks that isolate a name among other scripts: in a terminal they would be copied along. */
const t = (key: string, values = {}) => words(key, values).replace(/[\u2066-\u2069]/g, '');
const say = (sentence: string) => console.log(sentence);

/** Everything `npm start` does once the packages are there. Says what it does; ends the process with 1 when it cannot. */
export async function serve(): Promise<void> {
	// The address people use follows the port, unless it is set. A port that is none is named by the check below.
	const { PORT = '' } = process.env;
	if (/^\d+$/.test(PORT)) process.env.ORIGIN ||= `http://localhost:${PORT}`;
	if (namesWrongSettings()) return stop();
	if (!buildWhenNeeded()) return stop();
	if (!(await prepareDatabase())) return stop();
	await listen(join(ROOT, 'build/handler.js'));
}

const stop = () => process.exit(1);

function namesWrongSettings(): boolean {
	try {
		checkSettings();
		return false;
	} catch (failure) {
		if (!(failure instanceof SettingsError)) throw failure;
		console.error(t('cli:usage.settings', { names: failure.names.join(', ') }));
		return true;
	}
}

function buildWhenNeeded(): boolean {
	if (isBuilt()) return true;
	say(t('cli:start.building'));
	const began = Date.now();
	const failure = build();
	if (failure === undefined) say(t('cli:start.built', { seconds: Math.round((Date.now() - began) / 1000) }));
	else console.error(`${t('cli:start.build-failed')}\n${failure}`);
	return failure === undefined;
}

/** Tables up to date, nothing of the demonstration in production, and otherwise something in it to look at. */
async function prepareDatabase(): Promise<boolean> {
	try {
		const done = await database().migrate();
		if (done.length) say(t('cli:start.migrated'));
		const refusals = await productionRefusals(database());
		for (const reason of refusals) console.error(t(`cli:start.refused.${reason}`));
		if (!refusals.length) await seal();
		if (!refusals.length && !isProduction()) await demonstrate();
		return refusals.length === 0;
	} catch (failure) {
		console.error(
			t('cli:start.database-failed', { message: failure instanceof Error ? failure.message : String(failure) })
		);
		return false;
	} finally {
		await closeDatabase();
	}
}

/** What an earlier version stored in clear is moved under seal before anything is served. */
async function seal(): Promise<void> {
	if ((await moveUnderSeal(database())).length) say(t('cli:start.sealed'));
}

/** An empty database gets made-up data; one with it says where to go. */
async function demonstrate(): Promise<void> {
	if (await demo.isEmpty(database())) {
		say(t('cli:start.seeding'));
		await demo.seed(database(), { today: today() });
	}
	const lines = await whereToGo(database());
	for (const line of lines) say(line);
	// Nobody in the demonstration has an inbox: what would be sent to them is shown here.
	if (!lines.length || isSetUp('email') || isSetUp('text')) return;
	process.env.SAYSO_MAIL_TO_TERMINAL = '1';
	say(`${t('cli:demo.mail')}\n`);
}
