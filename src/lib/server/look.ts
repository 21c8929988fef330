import type { Selectable } from 'kysely';
import { formOf } from '#lib/forms/index.ts';
import type { ConsultationTable } from './db/schema.ts';

/** The attributes of the html element for a participant: their own choices, else the look of their form. */
export function lookOf(consultation: Selectable<ConsultationTable>): string {
	const attributes = {
		'data-look': consultation.look ?? formOf(consultation).look,
		'data-theme': consultation.theme,
		'data-text': consultation.textSize
	};
	return Object.entries(attributes)
		.filter(([, value]) => value)
		.map(([name, value]) => `${name}="${value}"`)
		.join(' ');
}
