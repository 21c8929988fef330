import * as v from 'valibot';

const EMAIL = v.pipe(v.string(), v.trim(), v.maxLength(254), v.email());
const PHONE = v.pipe(
	v.string(),
	v.transform((text) => text.replace(/[\s()-]/g, '')),
	v.regex(/^(07\d{9}|\+\d{8,15})$/)
);

/** One email address, and nothing that could be read as a second one or as a header. Undefined when it is none. */
export const emailOf = (text: string): string | undefined => read(EMAIL, text);

/** A mobile number as a provider takes it: '07…' or '+44…'. Undefined when it is none. */
export const phoneOf = (text: string): string | undefined => read(PHONE, text);

function read(schema: typeof EMAIL | typeof PHONE, text: string): string | undefined {
	const found = v.safeParse(schema, text);
	return found.success ? found.output : undefined;
}
