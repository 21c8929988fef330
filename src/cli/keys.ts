import { today } from '#lib/server/clock.ts';
import { database } from '#lib/server/database.ts';
import { addKeyTo, newKeyLine } from '#lib/server/sealing/master-keys.ts';
import { rotateAuthority, rotateMaster } from '#lib/server/sealing/rotate.ts';
import { setting } from '#lib/server/settings.ts';
import { bringUpToDate } from '#lib/server/up-to-date.ts';
import { command, run, scopeOf, t, type Result } from './command.ts';

interface Options {
	authority?: string;
	json?: boolean;
}

/** `sayso keys new` and `sayso keys rotate [--authority CODE]`. */
export function keysCommand() {
	const rotate = command('keys rotate')
		.option('--authority <code>', t('cli:options.rotate-authority'))
		.action(run<Options>((options) => (options.authority ? ofAuthority(options) : ofAll())));
	return command('keys')
		.addCommand(command('keys new').action(run<Options>(async () => newKey())))
		.addCommand(rotate);
}

/** On top of the file of keys; where no file is set the line is printed, to be kept wherever secrets are. */
function newKey(): Result {
	const file = setting('SAYSO_KEYS');
	if (!file) {
		const line = newKeyLine(today());
		return { json: { line }, lines: [line] };
	}
	const id = addKeyTo(file, today());
	return { json: { id, file }, lines: [t('cli:keys.added', { id, file })] };
}

async function ofAll(): Promise<Result> {
	await bringUpToDate(database());
	const { wrapped, unused } = await rotateMaster(database());
	const lines = [t('cli:keys.wrapped', { count: wrapped })];
	if (unused.length) lines.push(t('cli:keys.unused', { ids: unused.join(', ') }));
	return { json: { wrapped, unused }, lines };
}

async function ofAuthority({ authority, json }: Options): Promise<Result> {
	const scope = await scopeOf(authority);
	const shown = process.stderr.isTTY && !json;
	const wrapped = await rotateAuthority(scope, (done, of) => {
		if (shown) process.stderr.write(`\r\u001b[K${t('cli:keys.progress', { done: String(done), of: String(of) })}`);
	});
	if (shown) process.stderr.write('\r\u001b[K');
	return { json: { wrapped }, lines: [t('cli:keys.wrapped-of-authority', { count: wrapped })] };
}
