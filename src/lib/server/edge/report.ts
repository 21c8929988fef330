import { log } from '../log.ts';

/** Directives of a policy, as a browser names the one that forbade something. */
const DIRECTIVE = /^[a-z]+(-[a-z]+)*$/;
/** More in one report is not read, and more in a minute not written. */
const MOST_AT_ONCE = 20;
const MOST_A_MINUTE = 60;

let minute = 0;
let written = 0;

/** What a browser told of our policy, in either of the two forms there are: the directives that forbade something. */
export function directivesIn(report: unknown): string[] {
	const reports = (Array.isArray(report) ? report : [report]).slice(0, MOST_AT_ONCE) as unknown[];
	return reports.flatMap((one) => {
		const { body, 'csp-report': old } = (one ?? {}) as Record<string, Record<string, unknown> | undefined>;
		const directive = body?.effectiveDirective ?? old?.['effective-directive'] ?? old?.['violated-directive'];
		const name = typeof directive === 'string' ? directive.split(' ')[0]! : '';
		return DIRECTIVE.test(name) ? [name] : [];
	});
}

/** One line in the log for each, and sixty a minute: where, by whom and with what is not kept. */
export function noteReport(report: unknown): void {
	const current = Math.floor(Date.now() / 60_000);
	if (current !== minute) [minute, written] = [current, 0];
	for (const kind of directivesIn(report)) if (written++ < MOST_A_MINUTE) log('warn', 'csp', { kind });
}
