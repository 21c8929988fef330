import { describe, expect, test } from 'vitest';
import { firstOpen, nextStep, optionsOf, previousStep, readReply, safetyIn, steps, wishesIn } from './engine.ts';
import type { FormDefinition, Question, Replies, Reply } from './types.ts';

const form = {
	id: 'sample',
	version: 1,
	audience: 'child',
	look: 'younger',
	sections: [
		{
			id: 'one',
			questions: [
				{ id: 'mood', type: 'faces', faces: 5 },
				{ id: 'safe', type: 'choose', options: ['yes', 'no'], safety: ['no'] },
				{ id: 'why', type: 'words', when: { question: 'safe', is: ['no'] } },
				{
					id: 'where',
					type: 'where',
					options: ['home', 'school', 'any'],
					words: true,
					wish: { kind: 'venue', values: ['home', 'school'] }
				},
				{ id: 'who', type: 'people', options: ['mother', 'friend'], wish: { kind: 'attendee' } },
				{ id: 'topics', type: 'choose-many', options: ['food', 'money'], words: true, wish: { kind: 'topic' } },
				{ id: 'times', type: 'when', days: ['monday'], parts: ['morning', 'evening'], wish: { kind: 'time' } }
			]
		}
	]
} as const satisfies FormDefinition;
const [mood, safe, , where, who, topics] = form.sections[0].questions;

function posted(fields: [string, string][]): FormData {
	const data = new FormData();
	for (const [name, value] of fields) data.append(name, value);
	return data;
}
const reply = (values: string[], words: Record<string, string> = {}): Reply => ({ state: 'answered', values, words });

describe('which questions are asked', () => {
	test('one that depends on another waits for its answer', () => {
		const ids = (replies: Replies) => steps(form, replies).map(({ id }) => id);
		expect(ids({})).not.toContain('why');
		expect(ids({ safe: reply(['yes']) })).not.toContain('why');
		expect(ids({ safe: reply(['no']) })).toContain('why');
	});

	test('next, back and where to go on follow what is asked', () => {
		expect(nextStep(form, {}, 'safe')?.id).toBe('where');
		expect(nextStep(form, { safe: reply(['no']) }, 'safe')?.id).toBe('why');
		expect(previousStep(form, {}, 'where')?.id).toBe('safe');
		expect(nextStep(form, {}, 'times')).toBeUndefined();
		expect(previousStep(form, {}, 'mood')).toBeUndefined();
		expect(firstOpen(form, { mood: reply(['happy']) })?.id).toBe('safe');
	});
});

describe('reading what was posted', () => {
	test('nothing chosen is a skip, never an error', () => {
		expect(readReply(mood, posted([]))).toMatchObject({ ok: true, reply: { state: 'skipped', values: [], words: {} } });
	});

	test.each(['skipped', 'dont-know', 'rather-talk'] as const)('%s leaves the question empty', (state) => {
		const read = readReply(
			mood,
			posted([
				['value', 'happy'],
				['state', state]
			])
		);
		expect(read).toMatchObject({ ok: true, reply: { state, values: [] } });
	});

	test('only my IRO may see it, until the child says otherwise', () => {
		expect(readReply(mood, posted([['value', 'happy']])).reply.audience).toBe('only-my-iro');
		expect(
			readReply(
				mood,
				posted([
					['value', 'happy'],
					['audience', 'everyone']
				])
			).reply.audience
		).toBe('everyone');
		expect(
			readReply(
				mood,
				posted([
					['value', 'happy'],
					['audience', 'the-world']
				])
			).reply.audience
		).toBe('only-my-iro');
	});

	test.each([
		['a choice that is not offered', mood, [['value', 'ecstatic']], 'unknown-choice'],
		[
			'two of one',
			mood,
			[
				['value', 'happy'],
				['value', 'sad']
			],
			'one-only'
		],
		['a person who is not the child’s', who, [['value', 'person:2']], 'unknown-choice'],
		['more words than we keep', topics, [['words', 'x'.repeat(5001)]], 'too-long']
	] as [string, Question, [string, string][], string][])(
		'%s is an error that keeps what was typed',
		(_, question, fields, error) => {
			const read = readReply(question, posted(fields), ['1']);
			expect(read).toMatchObject({ ok: false, error });
			expect([...read.reply.values, ...Object.values(read.reply.words)]).toEqual(fields.map(([, value]) => value));
		}
	);

	test('one of the child’s own people may be chosen, and somebody else added', () => {
		const read = readReply(
			who,
			posted([
				['value', 'person:1'],
				['value', 'mother'],
				['who', ' Auntie Bea ']
			]),
			['1']
		);
		expect(read).toMatchObject({ ok: true, reply: { values: ['person:1', 'mother'], words: { who: 'Auntie Bea' } } });
	});

	test('words keep emoji, other scripts and line breaks, and lose what no keyboard makes', () => {
		const text = 'ሰላም 👩🏽‍🦽\r\nمرحبا\u0000\ud800';
		expect(readReply(topics, posted([['words', text]])).reply.words.words).toBe('ሰላም 👩🏽‍🦽\nمرحبا\ufffd');
	});

	test('a field the question does not have is left out', () => {
		expect(
			readReply(
				mood,
				posted([
					['value', 'happy'],
					['words', 'hidden']
				])
			).reply.words
		).toEqual({});
	});
});

describe('wishes', () => {
	test('places are one wish that lists what would do, and "any" is none', () => {
		expect(wishesIn(form, { where: reply(['home', 'school'], { words: 'the blue room' }) })).toEqual([
			{ questionId: 'where', value: 'home,school', kind: 'venue', words: 'the blue room' }
		]);
		expect(wishesIn(form, { where: reply(['any']) })).toEqual([]);
	});

	test('each person and topic is a wish of its own, and so is what was added in words', () => {
		expect(wishesIn(form, { who: reply(['mother'], { who: 'Auntie Bea' }), topics: reply(['food', 'money']) })).toEqual(
			[
				{ questionId: 'who', value: 'mother', kind: 'attendee', words: null },
				{ questionId: 'who', value: 'words', kind: 'attendee', words: 'Auntie Bea' },
				{ questionId: 'topics', value: 'food', kind: 'topic', words: null },
				{ questionId: 'topics', value: 'money', kind: 'topic', words: null }
			]
		);
	});

	test('a question that was left gives none', () => {
		expect(wishesIn(form, { topics: { state: 'rather-talk', values: [], words: {} } })).toEqual([]);
	});
});

test('a choice that may mean "I am not safe" is told apart from one that does not', () => {
	expect(safetyIn(safe, reply(['no']))).toEqual(['no']);
	expect(safetyIn(safe, reply(['yes']))).toEqual([]);
	expect(safetyIn(mood, reply(['sad']))).toEqual([]);
});

test('times are good or bad, day by day', () => {
	expect(optionsOf(form.sections[0].questions[6])).toEqual([
		'good:monday-morning',
		'good:monday-evening',
		'bad:monday-morning',
		'bad:monday-evening'
	]);
});

test('every place in the sample is offered', () => expect(optionsOf(where)).toEqual(['home', 'school', 'any']));
