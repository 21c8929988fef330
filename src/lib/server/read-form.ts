import * as v from 'valibot';

/** What was typed, by field: kept when a form comes back with errors. */
export type Typed = Record<string, string | string[]>;

export type Posted<S extends v.GenericSchema> =
	{ ok: true; input: v.InferOutput<S> } | { ok: false; errors: Record<string, string>; typed: Typed };

/** The text fields of a posted form; `lists` are those that may come more than once, or not at all. Files are left out. */
export function typedIn(form: FormData, lists: readonly string[] = []): Typed {
	const typed: Typed = Object.fromEntries(lists.map((name) => [name, []]));
	for (const name of new Set(form.keys())) {
		const texts = form.getAll(name).filter((value) => typeof value === 'string');
		typed[name] = lists.includes(name) ? texts : (texts[0] ?? '');
	}
	return typed;
}

/** Checks a posted form. On failure, one code for each wrong field (`errors.<code>`), and everything as it was typed. */
export function readForm<S extends v.GenericSchema>(
	schema: S,
	form: FormData,
	lists: readonly string[] = []
): Posted<S> {
	const typed = typedIn(form, lists);
	const checked = v.safeParse(schema, typed, { abortPipeEarly: true });
	if (checked.success) return { ok: true, input: checked.output };
	const errors: Record<string, string> = {};
	for (const issue of checked.issues) errors[String(issue.path?.[0]?.key ?? '')] ??= issue.message;
	return { ok: false, errors, typed };
}
