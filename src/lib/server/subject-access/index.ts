import { strToU8, zipSync } from 'fflate';
import type { AskedFor } from '#lib/domain/release.ts';
import { ENGLISH, languageOf, offered, type Language } from '#lib/i18n/languages.ts';
import { translator } from '#lib/i18n/translator.ts';
import { now } from '../clock.ts';
import type { AuthorityScope } from '../db/scope.ts';
import type { ReadPermit } from '../readings.ts';
import { wordsFor } from '../words.ts';
import { documentOf } from './document.ts';
import { htmlOf } from './html.ts';
import { pdfOf } from './pdf.ts';
import { limited, recordsOf, type Records } from './records.ts';
import { schemaOf } from './schema.ts';

const NAMESPACES = ['everything', 'choices', 'child', 'older-child', 'young-person', 'parent', 'foster-carer'];

/** What a copy is of. Who may have it has been decided: see releases.ts. */
export interface Copy {
	childId: string;
	askedFor: AskedFor;
	/** The submissions that go to somebody who is not the child. */
	included: readonly string[];
}

/** A copy as a zip: to read, to print, and for another system. The permit shows that each submission in it was logged. */
export async function zipOf(scope: AuthorityScope, copy: Copy, permit: ReadPermit): Promise<Uint8Array> {
	const all = await recordsOf(scope, copy.childId, permit);
	const forChild = copy.askedFor === 'child';
	const records = forChild ? all : limited(all, copy.included);
	const { name, draftLanguages } = await scope.authority();
	const language = forChild ? languageFor(all, draftLanguages) : ENGLISH;
	const staff = await staffIn(scope, records);
	const madeAt = now();
	const setting = { language, authority: name, staff, madeAt, forChild, t: translator(wordsFor(language, NAMESPACES)) };
	const document = documentOf(records, setting);
	const json = {
		format: 'sayso-everything-1',
		madeAt,
		madeFor: copy.askedFor,
		authority: name,
		staff: Object.fromEntries(staff),
		records
	};
	return zipSync({
		'everything.html': strToU8(htmlOf(document)),
		'everything.pdf': pdfOf(document),
		'everything.json': strToU8(JSON.stringify(json, null, '\t')),
		'everything.schema.json': strToU8(JSON.stringify(schemaOf(), null, '\t'))
	});
}

/** The language the child reads, where the authority offers it. */
function languageFor({ child, consultation }: Records, drafts: string): Language {
	const chosen = consultation?.findLast((one) => one.audience === 'child' && one.language)?.language;
	const wanted = languageOf(String(chosen ?? child?.[0]?.readingLanguage ?? ''));
	return offered(drafts.split(',')).find((language) => language === wanted) ?? ENGLISH;
}

/** Names of the staff the records mention, by id. */
async function staffIn(scope: AuthorityScope, records: Records): Promise<Map<string, string>> {
	const mentioned = JSON.stringify(records);
	const everybody = await scope.selectFrom('staff').select(['staff.id', 'staff.name']).execute();
	return new Map(everybody.filter(({ id }) => mentioned.includes(id)).map(({ id, name }) => [id, name]));
}
