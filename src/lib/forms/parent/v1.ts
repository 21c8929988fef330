import type { FormDefinition } from '../types.ts';
import { RIGHT_AMOUNT } from '../options.ts';

/**
 * What a parent, or a person with parental responsibility, wants to say before their child's review.
 * It never asks for, nor shows, where the child lives. Once sent it is never edited: copy it to v2.ts and change that.
 */
export const parentV1 = {
	id: 'parent',
	version: 1,
	audience: 'parent',
	look: 'older',
	sections: [
		{
			id: 'child',
			questions: [
				{ id: 'does-well', type: 'words' },
				{ id: 'worries', type: 'words' },
				{ id: 'wants', type: 'words' },
				{ id: 'home-life', type: 'words' },
				{ id: 'to-pass-on', type: 'words' }
			]
		},
		{
			id: 'plan',
			questions: [
				{ id: 'family-time', type: 'choose', options: RIGHT_AMOUNT, words: true },
				{ id: 'plan-received', type: 'yes-no' },
				{ id: 'plan-understood', type: 'yes-no', when: { question: 'plan-received', is: ['yes'] } },
				{ id: 'plan-agreed', type: 'yes-no', words: true, when: { question: 'plan-received', is: ['yes'] } }
			]
		},
		{
			id: 'review',
			questions: [
				{
					id: 'attend',
					type: 'choose-many',
					options: ['in-person', 'apart', 'video-call', 'phone', 'with-iro', 'in-writing', 'not-this-time'],
					words: true
				},
				{
					id: 'help',
					type: 'choose-many',
					options: ['support-person', 'advocate', 'interpreter', 'easy-read', 'childcare', 'travel', 'none'],
					words: true
				},
				{ id: 'not-in-a-room-with', type: 'yes-no', words: true, safety: ['yes'] },
				{
					id: 'outcome',
					type: 'choose-many',
					options: ['letter', 'phone', 'email', 'in-person', 'easy-read'],
					words: true
				}
			]
		},
		{
			id: 'last',
			questions: [
				{ id: 'not-for-child', type: 'words' },
				{ id: 'anything-else', type: 'words' }
			]
		}
	]
} as const satisfies FormDefinition;
