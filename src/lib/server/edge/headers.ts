import { languageOf } from '#lib/i18n/languages.ts';
import { setting } from '../settings.ts';
import type { Event } from './event.ts';

/** Where browsers tell what a policy forbade. */
export const REPORTS_TO = '/csp-report';

/** For what is no page: a file, a picture, an answer to a script. The service worker may fetch and load its own parts. */
const POLICY_OF_FILES =
	"default-src 'none'; connect-src 'self'; script-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** What every answer says to the browser, whatever it is: a page, a file, an error, a refusal. */
export const everywhere = (): Record<string, string> => ({
	'content-security-policy': POLICY_OF_FILES,
	'x-content-type-options': 'nosniff',
	'x-frame-options': 'DENY',
	// Not no-referrer: a browser would then post our own forms with an Origin of null.
	'referrer-policy': 'same-origin',
	'cross-origin-opener-policy': 'same-origin',
	'cross-origin-resource-policy': 'same-origin',
	'permissions-policy':
		'browsing-topics=(), camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()',
	'reporting-endpoints': `csp="${REPORTS_TO}"`,
	...(setting('ORIGIN').startsWith('https:') && { 'strict-transport-security': 'max-age=31536000; includeSubDomains' })
});

/** The headers of one answer. A page brings its own policy from svelte.config.js, which lets its forms go to us only. */
export function headersFor({ locals, url }: Event, page: Headers): [name: string, value: string][] {
	const { 'content-security-policy': ofFiles, ...others } = everywhere();
	const policy = page.get('content-security-policy') ?? ofFiles!;
	const targets = formTargets(url, locals.formTargets);
	// SvelteKit leaves the encoding to the page's own first line.
	const isPage = page.get('content-type') === 'text/html';
	return [
		...Object.entries(others),
		...(isPage ? [['content-type', 'text/html; charset=utf-8'] as [string, string]] : []),
		['x-request-id', locals.requestId],
		[
			'content-security-policy',
			policy.replace("form-action 'self';", `form-action ${["'self'", ...targets].join(' ')};`)
		]
	];
}

/** Where else a form of this page may lead: "Leave this page" under a language, and what a page says, such as a sign-in service. */
function formTargets({ pathname }: URL, more: readonly string[] = []): string[] {
	const leave = languageOf(pathname.split('/')[1]) ? [new URL(setting('SAYSO_LEAVE_TO')).origin] : [];
	return [...leave, ...more];
}
