import { pino, type Logger } from 'pino';
import { isProduction, setting } from './settings.ts';

/**
 * What a line of the log may say: nothing anybody wrote, no address, no path. A field that is not here does not
 * compile, and a value that is not of its field's shape is left out at run time.
 */
const FIELDS = {
	/** The pattern of a route: '/[lang=language]/my/q/[question]'. */
	route: /^\/[\w/()[\]=.-]*$/,
	method: /^[A-Z]{3,7}$/,
	status: 'number',
	ms: 'number',
	requestId: /^[\da-f-]{36}$/,
	authorityId: /^[\da-f-]{36}$/,
	/** The class of an error, and its code: 'TypeError', 'SQLITE_FULL', '53100'. */
	name: /^\w{1,60}$/,
	code: /^\w{1,40}$/,
	/** The first line of our own in a stack: a file and a line. */
	where: /^[\w/.:()<>[\] #=+-]{1,300}$/,
	/** What of something: a directive of the content security policy, a kind of message. */
	kind: /^[a-z][\w-]{0,60}$/,
	count: 'number',
	/** The end of the log of what was done: see audit-chain. */
	head: /^\d{1,15}:[\da-f]{64}$/
} as const;

type Field = keyof typeof FIELDS;
export type LogFields = { [F in Field]?: (typeof FIELDS)[F] extends 'number' ? number : string | null };
export type LogLevel = 'error' | 'warn' | 'info' | 'debug';

let logger: Logger | undefined;

/** One line for a request is much at a terminal where the demonstration says its codes, and little in production. */
const level = () => setting('SAYSO_LOG') || (isProduction() ? 'info' : 'warn');

const logging = (): Logger =>
	(logger ??= pino({
		level: level(),
		base: undefined,
		timestamp: () => `,"at":"${new Date().toISOString()}"`,
		formatters: { level: (label) => ({ level: label }) },
		messageKey: 'event'
	}));

/** Only what is on the list, and only in its shape. */
export function allowed(fields: object): Record<string, string | number> {
	const kept: Record<string, string | number> = {};
	for (const [name, value] of Object.entries(fields)) {
		const shape = FIELDS[name as Field];
		const fits =
			shape === 'number'
				? typeof value === 'number' && Number.isFinite(value)
				: typeof value === 'string' && shape?.test(value);
		if (fits) kept[name] = value as string | number;
	}
	return kept;
}

/** Writes one line. `event` is a word of ours, never of a visitor: 'request', 'failed', 'csp'. */
export function log(level: LogLevel, event: string, fields: LogFields = {}): void {
	logging()[level](allowed(fields), /^[a-z][a-z0-9.-]*$/.test(event) ? event : 'event');
}

/** What may be told of an error: its class, its code and where it was thrown; never its message, which may hold words. */
export function aboutError(cause: unknown): Pick<LogFields, 'name' | 'code' | 'where'> {
	if (!(cause instanceof Error)) return { name: typeof cause };
	const { code } = cause as { code?: unknown };
	const at = cause.stack?.split('\n').find((line) => /^\s+at /.test(line) && !line.includes('node:internal'));
	const where = at?.trim().replace(/\(?(?:file:\/\/)?\/[^)]*?((?:build|src|node_modules)\/)/, '($1');
	return { name: cause.name, ...(typeof code === 'string' && { code }), ...(where && { where }) };
}
