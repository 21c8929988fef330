import { clean } from './engine.ts';

/** Who may have helped, and how. Locale: `child:helper.who.<id>`, `child:helper.how.<id>`. */
export const HELPERS = [
	'nobody',
	'foster-carer',
	'keyworker',
	'social-worker',
	'family',
	'teacher',
	'advocate',
	'interpreter',
	'someone-else'
] as const;
export const HELPED_HOW = ['read', 'wrote', 'interpreted', 'signed', 'chose-symbols'] as const;

export interface Helper {
	/** One of HELPERS; null when not said. */
	helper: string | null;
	helperName: string | null;
	/** Of HELPED_HOW, comma separated. */
	helperHow: string | null;
}

/** Who helped, as posted. Nothing is required; what is not one of the choices is left out. */
export function readHelper(posted: FormData): Helper {
	const helper = String(posted.get('helper') ?? '');
	const known = (HELPERS as readonly string[]).includes(helper);
	const how = posted
		.getAll('how')
		.map(String)
		.filter((id) => (HELPED_HOW as readonly string[]).includes(id));
	const alone = !known || helper === 'nobody';
	return {
		helper: known ? helper : null,
		helperName: alone ? null : clean(String(posted.get('name') ?? '').slice(0, 100)) || null,
		helperHow: alone || !how.length ? null : how.join(',')
	};
}
