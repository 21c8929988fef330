import { formatDay, formatMoment } from '../format.ts';
import { quotes, section, text, type Entry, type Section, type Setting } from './parts.ts';
import type { Records, Row } from './records.ts';

/** What staff wrote about the child, for themselves: it is the child's to see here. */
export function staffWrote(records: Records, setting: Setting): Section {
	const { t, language } = setting;
	const note = (key: string, words: unknown, at?: unknown): Entry[] =>
		typeof words === 'string' && words
			? [
					{
						title: t(`everything:staff.${key}`),
						facts: typeof at === 'string' ? [formatMoment(at, language, 'stamp')] : [],
						answers: [{ label: '', said: [], quotes: quotes(words) }]
					}
				]
			: [];
	const entries = [
		...(records.wish ?? []).flatMap(({ privateNote, decidedAt }) => note('wish', privateNote, decidedAt)),
		...(records.review ?? []).flatMap(({ codeReason, recordedAt }) => note('code', codeReason, recordedAt)),
		...(records.review ?? []).flatMap(({ notAttendedReason, recordedAt }) =>
			note('not-there', notAttendedReason, recordedAt)
		),
		...(records.reviewChange ?? []).flatMap(({ reason, changedAt }) => note('moved', reason, changedAt)),
		...(records.safetyFlag ?? []).flatMap(({ handledNote, handledAt }) => note('safety', handledNote, handledAt)),
		...(records.safetyStep ?? []).flatMap(({ note: words, at }) => note('safety', words, at)),
		...(records.opening ?? []).flatMap(({ words, openedAt }) => note('opening', words, openedAt))
	];
	return section(setting, 'staff', entries);
}

const line = (title: string, facts: string[]): Entry => ({ title, facts, answers: [] });

/** Who opened what, and when first. */
export function readers(records: Records, setting: Setting): Section {
	const { t, language, staff } = setting;
	const entries = (records.reading ?? [])
		.toSorted((a, b) => text(a, 'readAt').localeCompare(text(b, 'readAt')))
		.map((row) =>
			line(staff.get(text(row, 'staffId')) ?? t('everything:somebody'), [
				formatMoment(text(row, 'readAt'), language, 'stamp')
			])
		);
	return section(setting, 'readers', entries);
}

/** Who works with the child, who is in their life, and their times in care. */
export function around(records: Records, setting: Setting): Section {
	const { t, language, staff } = setting;
	const span = (row: Row) => {
		const day = (column: string) => formatDay(text(row, column), language, 'short');
		return row.endedOn
			? t('everything:around.from-to', { from: day('startedOn'), to: day('endedOn') })
			: t('everything:around.since', { from: day('startedOn') });
	};
	const workers = (records.involvement ?? []).map((row) =>
		line(staff.get(text(row, 'staffId')) ?? t('everything:somebody'), [
			t(`everything:around.${text(row, 'role')}`),
			span(row)
		])
	);
	const people = (records.person ?? []).map((row) => line(text(row, 'name'), [t('everything:around.person')]));
	const care = (records.episode ?? []).map((row) => line(t('everything:around.care'), [span(row)]));
	return section(setting, 'around', [...workers, ...people, ...care]);
}

/** The child's own details; left out where a copy is for somebody else. */
export function details(records: Records, setting: Setting): Section {
	const { t, language } = setting;
	const [child] = records.child ?? [];
	if (!child?.bornOn) return section(setting, 'details', []);
	const full = [text(child, 'firstName'), text(child, 'lastName')].filter(Boolean).join(' ');
	const facts = [
		...(full ? [t('everything:details.name', { name: full })] : []),
		t('everything:details.born', { day: formatDay(text(child, 'bornOn'), language) }),
		t('everything:details.id', { id: text(child, 'externalId') }),
		...(child.uascFrom ? [t('everything:details.alone')] : [])
	];
	return section(setting, 'details', [line(full || text(child, 'externalId'), facts)]);
}
