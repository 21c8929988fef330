import type { Entered } from '#lib/server/auth/entered.ts';
import type { Language } from '#lib/i18n/languages.ts';

declare global {
	namespace App {
		interface Locals {
			/** Who came in, and the scope that gives; undefined for a visitor. Set in server/edge/authorise.ts only. */
			entered: Entered | undefined;
			/** The language of the page: from the address, else English. */
			language: Language;
			/** Look, theme and text size a participant chose, as attributes of the html element. */
			look: string;
			requestId: string;
			/** What broke, as the status it is answered with. Set in server/edge/errors.ts only. */
			failed?: 500 | 503 | 507;
			/** The form that was read, for a page that says it has not arrived. Set in server/edge/body.ts only. */
			posted?: FormData;
			/** Where else the forms of this page may lead, such as the origin of a sign-in service: set by its load. */
			formTargets?: string[];
		}
		interface Error {
			message: string;
			requestId?: string;
			/** The status it was answered with, where SvelteKit knows only 500. */
			status?: number;
			/** The text fields of a form that did not arrive, to be sent again. */
			again?: { action: string; fields: [name: string, value: string][] };
		}
	}
}

export {};
