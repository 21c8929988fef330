import { headOf, readKeptHead, verify, type Verification } from '#lib/server/audit-chain.ts';
import * as authorities from '#lib/server/authorities.ts';
import { database } from '#lib/server/database.ts';
import { bringUpToDate } from '#lib/server/up-to-date.ts';
import { command, run, scopeOf, t, WrongUse } from './command.ts';

interface Options {
	authority?: string;
	all?: boolean;
	head?: string;
	json?: boolean;
}

/** `sayso audit`: whether the log is whole, and the end of its chain to keep elsewhere. */
export function auditCommand() {
	const check = command('audit verify')
		.option('--authority <code>', t('cli:options.authority'))
		.option('--all', t('cli:options.all-authorities'))
		.option('--head <head>', t('cli:options.head'))
		.action(
			run<Options>(async (options) => {
				const codes = await codesOf(options);
				const kept = options.head === undefined ? undefined : readKeptHead(options.head);
				if (options.head !== undefined && (!kept || options.all)) throw new WrongUse('head');
				const found = [];
				for (const authority of codes) found.push({ authority, ...(await verify(await scopeOf(authority), kept)) });
				const ok = found.every((one) => one.ok);
				return { json: { ok, authorities: found }, lines: found.map(lineOf), failed: !ok };
			})
		);
	const head = command('audit head')
		.option('--authority <code>', t('cli:options.authority'))
		.option('--all', t('cli:options.all-authorities'))
		.action(
			run<Options>(async (options) => {
				const codes = await codesOf(options);
				const found = [];
				for (const authority of codes) found.push({ authority, head: await headOf(await scopeOf(authority)) });
				const lines = found.map(({ authority, head }) => (options.all ? `${authority} ${head}` : head));
				return { json: { authorities: found }, lines };
			})
		);
	return command('audit').addCommand(check).addCommand(head);
}

async function codesOf({ authority, all }: Options): Promise<string[]> {
	if (!authority === !all) throw new WrongUse('authority-or-all');
	if (authority) return [authority];
	await bringUpToDate(database());
	return authorities.codes(database().directory);
}

function lineOf({ authority, ok, events, broken, missing, altered }: Verification & { authority: string }): string {
	const counts = { authority, events: String(events), missing: String(missing), altered: String(altered) };
	if (ok) return t('cli:audit.whole', counts);
	return t('cli:audit.broken', { ...counts, seq: String(broken!.seq), why: t(`cli:audit.why.${broken!.why}`) });
}
