import { getContext, setContext } from 'svelte';
import type { Translator } from './translator.ts';

const KEY = Symbol('translator');

/** Gives a layout's translator to everything inside it. A function, because the language changes under a mounted page. */
export const provideTranslator = (current: () => Translator): void => void setContext(KEY, current);

/** The page's translator: `const t = useTranslator()`, then `t('child:welcome.title')`. Follows the page's language. */
export function useTranslator(): Translator {
	const current = getContext<() => Translator>(KEY);
	return Object.assign((...args: Parameters<Translator>) => current()(...args), {
		has: (key: string) => current().has(key),
		inEnglish: (key: string) => current().inEnglish(key),
		get language() {
			return current().language;
		}
	}) as Translator;
}
