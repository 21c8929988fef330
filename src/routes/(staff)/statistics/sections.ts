/** The page's order: what is asked first stands first. Indicators follow, each with its base of all who were asked. */
export const SECTIONS = {
	participation: [
		'views-conveyed',
		'own-words',
		'attended',
		'participation-codes',
		'views-conveyed-with-pn4',
		'attended-under-four',
		'children-views-conveyed'
	],
	forms: ['form-return', 'form-return-of-eligible'],
	timeliness: ['on-time-statutory', 'on-time-target'],
	wishes: ['venue-asked', 'venue-wishes', 'attendee-asked', 'attendee-wishes'],
	chairing: ['chairing', 'chairing-offered', 'chairing-chosen']
} as const;

/** Said at the top, before anything else: the participation rate never without the child's own words. */
export const FIRST = ['views-conveyed', 'own-words', 'on-time-statutory'];
