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
		}
		interface Error {
			message: string;
			requestId?: string;
		}
	}
}

export {};
