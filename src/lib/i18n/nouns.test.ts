import { describe, expect, test } from 'vitest';
import { ENGLISH, languageOf } from './languages.ts';
import { withNouns, type Nouns } from './nouns.ts';
import { translator, type Words } from './translator.ts';

const OURS: Nouns = {
	iro: { one: 'reviewing officer', many: 'reviewing officers' },
	review: { one: 'looked-after meeting', many: 'looked-after meetings' },
	'social-worker': { one: 'family practitioner', many: 'family practitioners' }
};

describe('an authority’s own words', () => {
	test.each([
		['Send to my IRO', 'Send to my reviewing officer'],
		['An IRO runs your review.', 'A reviewing officer runs your looked-after meeting.'],
		['IRO', 'Reviewing officer'],
		['Every IRO', 'Every reviewing officer'],
		['Waiting for the IRO’s answer', 'Waiting for the reviewing officer’s answer'],
		['Done. IROs read it.', 'Done. Reviewing officers read it.'],
		['Reviews of', 'Looked-after meetings of'],
		['Your review, your say', 'Your looked-after meeting, your say'],
		['A review is coming up.', 'A looked-after meeting is coming up.'],
		['The Independent Reviewing Officer (IRO) reads it.', 'The reviewing officer reads it.'],
		['Your supervising social worker', 'Your supervising family practitioner'],
		['{{iro}} reviewed it at the preview', '{{iro}} reviewed it at the preview']
	])('%s → %s', (ours, theirs) => expect(withNouns(ours, OURS)).toBe(theirs));

	test('take their own article', () => {
		const unit = { iro: { one: 'independent officer', many: 'independent officers' } };
		expect(withNouns('Ask a review. Have an IRO.', unit)).toBe('Ask a review. Have an independent officer.');
		expect(withNouns('You have a review', { review: { one: 'MOT', many: 'MOTs' } })).toBe('You have an MOT');
	});

	test('change nothing where there are none', () => {
		expect(withNouns('An IRO runs your review.', {})).toBe('An IRO runs your review.');
	});
});

describe('a page', () => {
	const words = (language: string): Words => ({
		language,
		namespaces: { child: { hello: '{{name}}, your IRO runs the review' }, statistics: { title: 'Every IRO' } },
		inEnglish: []
	});

	test('says them, and leaves what somebody typed as it is', () => {
		const t = translator(words(ENGLISH.id), OURS);
		expect(t('child:hello', { name: 'IRO Smith' })).toBe(
			'\u2068IRO Smith\u2069, your reviewing officer runs the looked-after meeting'
		);
	});

	test('of figures and returns keeps the law’s words', () => {
		expect(translator(words(ENGLISH.id), OURS)('statistics:title')).toBe('Every IRO');
	});

	test('in another language keeps ours', () => {
		const t = translator(words(languageOf('ar')!.id), OURS);
		expect(t('child:hello', { name: 'A' })).toContain('your IRO runs the review');
	});

	test('of one authority never says another’s', () => {
		const same = words(ENGLISH.id);
		expect(translator(same, OURS)('child:hello', { name: '' })).toContain('reviewing officer');
		expect(translator(same)('child:hello', { name: '' })).toContain('IRO');
		expect(translator(same, { iro: { one: 'chair', many: 'chairs' } })('child:hello', { name: '' })).toContain('chair');
	});
});
