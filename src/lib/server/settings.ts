import * as v from 'valibot';

/**
 * Every setting Sayso reads, with its default. This is the only file that reads the environment;
 * `sayso help settings` prints it.
 */
export const SETTINGS = {
	SAYSO_DATABASE: { default: 'data/sayso.db', check: v.pipe(v.string(), v.minLength(1)) },
	SAYSO_SECRET: { default: 'demonstration-only-secret', check: v.pipe(v.string(), v.minLength(16)) },
	SAYSO_KEYS: { default: '', check: v.string() },
	SAYSO_KEK: { default: '', check: v.string() },
	SAYSO_PRODUCTION: { default: '', check: v.picklist(['', '1']) },
	SAYSO_LEAVE_TO: { default: 'https://www.bbc.co.uk/weather', check: v.pipe(v.string(), v.url()) },
	SAYSO_TODAY: { default: '', check: v.union([v.literal(''), v.pipe(v.string(), v.isoDate())]) },
	SAYSO_TRIPWIRE: { default: '', check: v.picklist(['', '1']) },
	SAYSO_LOG: { default: '', check: v.picklist(['', 'silent', 'error', 'warn', 'info', 'debug']) },
	SAYSO_METRICS_TOKEN: { default: '', check: v.union([v.literal(''), v.pipe(v.string(), v.minLength(16))]) },
	SAYSO_SMTP_URL: { default: '', check: v.union([v.literal(''), v.pipe(v.string(), v.regex(/^smtps?:\/\/[^/]+$/))]) },
	SAYSO_MAIL_FROM: { default: '', check: v.union([v.literal(''), v.pipe(v.string(), v.email())]) },
	SAYSO_NOTIFY_KEY: { default: '', check: v.string() },
	SAYSO_NOTIFY_TEMPLATE: { default: '', check: v.union([v.literal(''), v.pipe(v.string(), v.uuid())]) },
	SAYSO_NOTIFY_URL: {
		default: 'https://api.notifications.service.gov.uk',
		check: v.pipe(v.string(), v.url(), v.regex(/[^/]$/))
	},
	SAYSO_MAIL_TO_TERMINAL: { default: '', check: v.picklist(['', '1']) },
	SAYSO_MESSAGES_PER_HOUR: { default: '200', check: v.pipe(v.string(), v.regex(/^[1-9]\d{0,5}$/)) },
	ORIGIN: { default: 'http://localhost:3000', check: v.pipe(v.string(), v.url()) },
	PORT: { default: '3000', check: v.pipe(v.string(), v.regex(/^\d{1,5}$/)) },
	HOST: { default: '127.0.0.1', check: v.pipe(v.string(), v.minLength(1)) }
} as const;

export type SettingName = keyof typeof SETTINGS;

/** Wrong settings, by name: the start and the command line print them and stop. */
export class SettingsError extends Error {
	readonly names: SettingName[];
	constructor(names: SettingName[]) {
		super(`settings: ${names.join(', ')}`);
		this.names = names;
	}
}

/** The value of one setting: the environment's, else the default. Throws SettingsError when it is not usable. */
export function setting(name: SettingName): string {
	const { default: fallback, check } = SETTINGS[name];
	const value = process.env[name] || fallback;
	if (!v.is(check as v.GenericSchema, value)) throw new SettingsError([name]);
	return value;
}

/** Every setting, checked at once, so that a start names all that is wrong. */
export function checkSettings(): void {
	const wrong = (Object.keys(SETTINGS) as SettingName[]).filter((name) => {
		const value = process.env[name] || SETTINGS[name].default;
		return !v.is(SETTINGS[name].check as v.GenericSchema, value);
	});
	if (wrong.length) throw new SettingsError(wrong);
}

export const isProduction = (): boolean => setting('SAYSO_PRODUCTION') === '1';

/** True when the secret is the one everybody can read in this file. */
export const hasDefaultSecret = (): boolean => setting('SAYSO_SECRET') === SETTINGS.SAYSO_SECRET.default;
