import { fosterCarerV1 } from './foster-carer/v1.ts';
import { olderChildV1 } from './older-child/v1.ts';
import { parentV1 } from './parent/v1.ts';
import type { FormDefinition } from './types.ts';
import { youngPersonV1 } from './young-person/v1.ts';

/** Every version of every form ever sent: an answer is always read with the version it was given to. */
export const FORMS: readonly FormDefinition[] = [olderChildV1, youngPersonV1, parentV1, fosterCarerV1];

export function findForm(id: string, version: number): FormDefinition | undefined {
	return FORMS.find((form) => form.id === id && form.version === version);
}

/** The form a consultation was opened with. Throws when there is none: its instrument is never taken from outside. */
export function formOf({
	instrument,
	instrumentVersion
}: {
	instrument: string;
	instrumentVersion: number;
}): FormDefinition {
	const form = findForm(instrument, instrumentVersion);
	if (!form) throw new Error(`no form ${instrument}@${instrumentVersion}`);
	return form;
}

/** The newest version of a form. */
export function currentForm(id: string): FormDefinition | undefined {
	return FORMS.filter((form) => form.id === id).reduce<FormDefinition | undefined>(
		(newest, form) => (newest && newest.version > form.version ? newest : form),
		undefined
	);
}

/** The form for a child of this age in whole years: from 18 still the young person's, and none yet for those under 8. */
export function formForChild(age: number): FormDefinition | undefined {
	const [youngest, oldest] = olderChildV1.ages;
	if (age < youngest) return undefined;
	return currentForm(age <= oldest ? olderChildV1.id : youngPersonV1.id);
}
