import type { FormDefinition } from '../types.ts';
import * as options from '../options.ts';

/**
 * What a young person of 12 to 17 wants to say before their review: the short core, about five minutes.
 * Once it has been sent to a young person it is never edited: copy it to v2.ts and change that.
 */
export const youngPersonV1 = {
	id: 'young-person',
	version: 1,
	audience: 'child',
	look: 'older',
	ages: [12, 17],
	sections: [
		{
			id: 'you',
			questions: [
				{ id: 'feelings', type: 'faces', faces: 5, indicator: 'feelings', words: true },
				{ id: 'home', type: 'faces', faces: 5, words: true },
				{ id: 'listened-to', type: 'faces', faces: 5 },
				{
					id: 'safe-at-home',
					type: 'choose',
					options: options.HOW_SAFE,
					indicator: 'safe-at-home',
					safety: options.NOT_SAFE
				},
				{
					id: 'not-safe',
					type: 'choose-many',
					options: options.WHAT_IS_NOT_SAFE,
					words: true,
					safety: options.WHAT_IS_NOT_SAFE,
					when: { question: 'safe-at-home', is: options.NOT_SAFE }
				},
				{ id: 'pressured', type: 'yes-no', words: true, safety: ['yes'] }
			]
		},
		{
			id: 'say',
			questions: [
				{ id: 'going-well', type: 'words' },
				{ id: 'worries', type: 'words' },
				{ id: 'needs-to-happen', type: 'words' }
			]
		},
		{
			id: 'review',
			questions: [
				{
					id: 'venue',
					type: 'where',
					options: options.VENUES_OR_ANY,
					words: true,
					indicator: 'venue-asked',
					wish: { kind: 'venue', values: options.VENUES }
				},
				{
					id: 'times',
					type: 'when',
					days: options.WEEKDAYS_AND_SATURDAY,
					parts: options.PARTS_OF_A_DAY,
					words: true,
					wish: { kind: 'time' }
				},
				{
					id: 'people-wanted',
					type: 'people',
					options: options.PEOPLE_OF_A_YOUNG_PERSON,
					indicator: 'attendees-asked',
					wish: { kind: 'attendee' }
				},
				{
					id: 'people-not-wanted',
					type: 'people',
					options: options.PEOPLE_OF_A_YOUNG_PERSON,
					wish: { kind: 'not-attendee' }
				},
				{
					id: 'taking-part',
					type: 'choose-many',
					options: options.TAKING_PART_OF_A_YOUNG_PERSON,
					words: true,
					wish: { kind: 'taking-part' }
				},
				{
					id: 'topics',
					type: 'choose-many',
					options: options.TOPICS_OF_A_YOUNG_PERSON,
					words: true,
					wish: { kind: 'topic' }
				},
				{
					id: 'not-topics',
					type: 'choose-many',
					options: options.TOPICS_OF_A_YOUNG_PERSON,
					words: true,
					wish: { kind: 'not-topic' }
				},
				{
					id: 'chairing',
					type: 'choose',
					options: options.CHAIRING_CHOICES,
					wish: { kind: 'chairing', values: ['part', 'full'] }
				},
				{
					id: 'notes',
					type: 'choose-many',
					options: ['letter', 'short', 'read-to-me', 'email', 'my-language'],
					words: true,
					wish: { kind: 'notes' }
				}
			]
		},
		{
			id: 'people',
			questions: [
				{ id: 'family-time', type: 'choose', options: options.RIGHT_AMOUNT, words: true, indicator: 'family-time' },
				{ id: 'social-worker', type: 'choose', options: options.RIGHT_AMOUNT, indicator: 'social-worker-frequency' },
				{ id: 'knows-iro', type: 'yes-no', indicator: 'knows-iro' },
				{ id: 'included', type: 'faces', faces: 5, indicator: 'included' }
			]
		},
		{
			id: 'plan',
			questions: [
				{ id: 'plan-known', type: 'yes-no', indicator: 'plan-known' },
				{
					id: 'plan-understood',
					type: 'yes-no',
					indicator: 'plan-understood',
					when: { question: 'plan-known', is: ['yes'] }
				},
				{
					id: 'plan-agreed',
					type: 'yes-no',
					words: true,
					indicator: 'plan-agreed',
					when: { question: 'plan-known', is: ['yes'] }
				},
				{ id: 'report-seen', type: 'yes-no', indicator: 'report-seen' }
			]
		},
		{
			id: 'rights',
			questions: [
				{ id: 'complaints-known', type: 'yes-no', indicator: 'complaints-known' },
				{ id: 'council-known', type: 'yes-no', indicator: 'council-known' },
				{ id: 'promises-known', type: 'yes-no', indicator: 'promises-known' },
				{ id: 'advocate-known', type: 'yes-no', indicator: 'advocate-known' },
				{ id: 'advocate', type: 'choose', options: options.ADVOCATE_CHOICES, advocate: ['yes'] }
			]
		},
		{
			id: 'last',
			questions: [{ id: 'anything-else', type: 'words' }]
		}
	]
} as const satisfies FormDefinition;
