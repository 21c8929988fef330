import type { FormDefinition } from '../types.ts';

/**
 * What a foster carer says before the review of the child they look after; due five working days before it.
 * Once sent it is never edited: copy it to v2.ts and change that.
 */
export const fosterCarerV1 = {
	id: 'foster-carer',
	version: 1,
	audience: 'foster-carer',
	look: 'older',
	sections: [
		{
			id: 'child',
			questions: [
				{ id: 'achievements', type: 'words' },
				{ id: 'settled', type: 'choose', options: ['very', 'mostly', 'not-yet', 'not'], words: true },
				{ id: 'daily-life', type: 'words' },
				{ id: 'feelings', type: 'words' },
				{ id: 'health', type: 'words' },
				{
					id: 'health-checks',
					type: 'choose-many',
					options: ['health-assessment', 'doctor', 'dentist', 'optician', 'immunisations', 'sdq'],
					words: true
				},
				{ id: 'education', type: 'words' },
				{ id: 'friends', type: 'words' },
				{ id: 'identity', type: 'words' },
				{ id: 'family-time', type: 'words' }
			]
		},
		{
			id: 'safety',
			questions: [
				{ id: 'safety-worries', type: 'yes-no', words: true, safety: ['yes'] },
				{ id: 'going-wrong', type: 'yes-no', words: true, safety: ['yes'] }
			]
		},
		{
			id: 'support',
			questions: [
				{ id: 'social-worker', type: 'choose', options: ['yes', 'not-alone', 'not-often-enough', 'no'], words: true },
				{ id: 'delegated-authority', type: 'yes-no', words: true },
				{ id: 'support', type: 'words' }
			]
		},
		{
			id: 'review',
			questions: [
				{ id: 'child-says', type: 'words' },
				{ id: 'wants', type: 'words' },
				{ id: 'venue-at-home', type: 'choose', options: ['yes', 'without-family', 'no', 'not-sure'], words: true },
				{ id: 'helped-child', type: 'choose', options: ['no', 'read', 'talked', 'wrote', 'not-yet'], words: true }
			]
		}
	]
} as const satisfies FormDefinition;
