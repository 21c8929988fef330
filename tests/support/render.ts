import { render as renderOnServer } from 'svelte/server';
import type { Component } from 'svelte';
import { languageOf } from '#lib/i18n/languages.ts';
import { translator } from '#lib/i18n/translator.ts';
import { wordsFor } from '#lib/server/words.ts';
import Provide from './Provide.svelte';

/** A component's HTML, as a page in this language would have it, with the words of these namespaces. */
export function render<Props extends Record<string, unknown>>(
	component: Component<Props>,
	props: Props,
	{ language = 'en', namespaces = ['common', 'child', 'choices', 'older-child', 'young-person'] } = {}
): string {
	const t = translator(wordsFor(languageOf(language)!, namespaces));
	// The component and its properties belong together; the wrapper does not care which they are.
	const { body } = renderOnServer(Provide, { props: { t, component: component as Component, props } });
	return body.replace(/<!--.*?-->/g, '');
}
