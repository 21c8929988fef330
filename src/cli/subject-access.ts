import { writeFileSync } from 'node:fs';
import * as releases from '#lib/server/releases.ts';
import { command, Refused, run, scopeOf, t } from './command.ts';

interface Options {
	authority: string;
	release: string;
	out: string;
	json?: boolean;
}

/** `sayso subject-access`: writes the zip of a copy that has been released on the child's page. */
export function subjectAccessCommand() {
	return command('subject-access')
		.requiredOption('--authority <code>', t('cli:options.authority'))
		.requiredOption('--release <id>', t('cli:options.release'))
		.requiredOption('--out <file>', t('cli:options.out-file'))
		.action(
			run<Options>(async ({ authority, release, out }) => {
				const zip = await releases.take(await scopeOf(authority), release);
				if (!zip) throw new Refused('no-release');
				writeFileSync(out, zip, { mode: 0o600 });
				return { json: { file: out, bytes: zip.length }, lines: [t('cli:done.file', { file: out })] };
			})
		);
}
