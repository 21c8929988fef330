import { Command, CommanderError } from 'commander';
import type { TFunction } from 'i18next';
import { closeDatabase, database } from '#lib/server/database.ts';
import { bringUpToDate } from '#lib/server/up-to-date.ts';
import { AuthorityScope } from '#lib/server/db/scope.ts';
import { SettingsError } from '#lib/server/settings.ts';
import { serverTranslator } from '#lib/server/words.ts';

/** 0 done, 1 refused or findings of severity error, 2 wrong usage, 3 the database or the outside world failed. */
export const EXIT = { done: 0, refused: 1, usage: 2, outside: 3 } as const;

/** A command that stops because a rule says no: the sentence is `cli:refused.<code>`. */
export class Refused extends Error {
	readonly code: string;
	readonly values: Record<string, string>;
	constructor(code: string, values: Record<string, string> = {}) {
		super(code);
		this.code = code;
		this.values = values;
	}
}

/** Wrong use of a command that the option parser cannot see: the sentence is `cli:usage.<code>`. */
export class WrongUse extends Refused {}

/** What a command prints: one JSON document with --json, else lines for a person. */
export interface Result {
	json: unknown;
	lines: string[];
	/** Exit with 1 although the work is done: findings of severity error. */
	failed?: boolean;
}

export const t: TFunction = serverTranslator();

/** A command described by `cli:commands.<name>`, with --json and --help. */
export function command(name: string): Command {
	const key = name.replaceAll(' ', '-');
	return new Command(name.split(' ').at(-1))
		.description(t(`cli:commands.${key}`))
		.helpOption('-h, --help', t('cli:options.help'))
		.option('--json', t('cli:options.json'))
		.exitOverride()
		.configureOutput({ outputError: (text, write) => write(text) })
		.showHelpAfterError(t('cli:usage.see-help'));
}

/** Wraps a command's work: prints its result, closes the database, sets the exit code. */
export function run<O extends { json?: boolean }>(work: (options: O, args: string[]) => Promise<Result>) {
	return async (...given: unknown[]) => {
		const self = given.pop() as Command;
		const options = self.optsWithGlobals<O>(); // --json may stand after the first word of a command, too
		try {
			const result = await work(options, self.args);
			process.stdout.write(
				options.json ? `${JSON.stringify(result.json)}\n` : result.lines.map((line) => `${line}\n`).join('')
			);
			if (result.failed) process.exitCode = EXIT.refused;
		} catch (failure) {
			report(failure, Boolean(options.json));
		} finally {
			await closeDatabase();
		}
	};
}

function report(failure: unknown, json: boolean): void {
	const [code, sentence] = explain(failure);
	process.exitCode = code;
	if (json) process.stdout.write(`${JSON.stringify({ error: sentence })}\n`);
	else process.stderr.write(`${sentence}\n`);
}

function explain(failure: unknown): [code: number, sentence: string] {
	if (failure instanceof WrongUse) return [EXIT.usage, t(`cli:usage.${failure.code}`, failure.values)];
	if (failure instanceof Refused) return [EXIT.refused, t(`cli:refused.${failure.code}`, failure.values)];
	if (failure instanceof SettingsError)
		return [EXIT.usage, t('cli:usage.settings', { names: failure.names.join(', ') })];
	const message = failure instanceof Error ? failure.message : String(failure);
	return [EXIT.outside, t('cli:outside', { message })];
}

/** The scope of the authority with this code, for the command line; the tables are brought up to date first. */
export async function scopeOf(code: string | undefined): Promise<AuthorityScope> {
	if (!code) throw new WrongUse('authority-missing');
	await bringUpToDate(database());
	const found = await database()
		.directory.selectFrom('authority')
		.select('id')
		.where('code', '=', code)
		.executeTakeFirst();
	if (!found) throw new Refused('no-authority', { code });
	return new AuthorityScope(database().db, found.id, { kind: 'command-line' });
}

/** Everything on standard input, without the last line end: a password. */
export async function standardInput(): Promise<string> {
	let text = '';
	for await (const chunk of process.stdin.setEncoding('utf8')) text += chunk;
	return text.replace(/\r?\n$/, '');
}

/** Exit codes of the option parser itself: help is 0, anything else wrong usage. */
export function exitOf(failure: unknown): number {
	return failure instanceof CommanderError && failure.exitCode === 0 ? EXIT.done : EXIT.usage;
}
