import { wishValues } from '#lib/forms/engine.ts';
import type { Question } from '#lib/forms/types.ts';
import { formatDay, formatMoment } from '../format.ts';
import { choiceOf, labelOf, questionsOf } from './labels.ts';
import { around, details, readers, staffWrote } from './kept.ts';
import { quotes, section, text, type Answer, type Document, type Entry, type Section, type Setting } from './parts.ts';
import type { Records, Row } from './records.ts';

/** Everything in an order to read: the child's own words first. Sections with nothing in them are left out. */
export function documentOf(records: Records, setting: Setting): Document {
	const { t, language, authority, madeAt } = setting;
	const child = records.child?.[0];
	const name = text(child, 'knownAs') || text(child, 'firstName') || t('everything:somebody');
	const sections = [said, wishes, others, reviews, staffWrote, readers, around, details]
		.map((make) => make(records, setting))
		.filter(({ entries }) => entries.length);
	return {
		lang: language.tag,
		rtl: language.dir === 'rtl',
		title: t('everything:title', { name }),
		authority,
		lead: [
			t(`everything:lead.${setting.forChild ? 'child' : 'other'}`),
			t('everything:made', { authority, when: formatMoment(madeAt, language, 'stamp') })
		],
		sections
	};
}

const submissionsOf = (records: Records, own: boolean): { submission: Row; consultation: Row }[] =>
	(records.submission ?? [])
		.filter(({ sentAt }) => sentAt !== null)
		.map((submission) => ({
			submission,
			consultation: (records.consultation ?? []).find(({ id }) => id === submission.consultationId)!
		}))
		.filter(({ consultation }) => (consultation.audience === 'child') === own)
		.toSorted((a, b) => text(b.submission, 'sentAt').localeCompare(text(a.submission, 'sentAt')));

function said(records: Records, setting: Setting): Section {
	const { t, language } = setting;
	const entries = submissionsOf(records, true).map(({ submission, consultation }) => ({
		title: t('everything:said.sent', { when: formatMoment(text(submission, 'sentAt'), language, 'stamp') }),
		facts: [
			...(submission.supersededAt
				? [t('everything:said.changed', { when: formatMoment(text(submission, 'supersededAt'), language, 'stamp') })]
				: []),
			...(submission.helperName ? [t('everything:said.helper', { name: text(submission, 'helperName') })] : [])
		],
		answers: answersOf(records, setting, submission, consultation)
	}));
	return section(setting, 'said', entries);
}

function others(records: Records, setting: Setting): Section {
	const { t, language } = setting;
	const names = peopleIn(records);
	const entries = submissionsOf(records, false).map(({ submission, consultation }) => ({
		title: [t(`everything:others.from.${text(consultation, 'audience')}`), names.get(text(consultation, 'personId'))]
			.filter(Boolean)
			.join(' · '),
		facts: [t('everything:said.sent', { when: formatMoment(text(submission, 'sentAt'), language, 'stamp') })],
		answers: answersOf(records, setting, submission, consultation)
	}));
	return section(setting, 'others', entries);
}

function answersOf(records: Records, setting: Setting, submission: Row, consultation: Row): Answer[] {
	const of = (row: Row) => row.submissionId === submission.id;
	const replies = (records.reply ?? []).filter(of);
	const questions = questionsOf(text(consultation, 'instrument'), Number(consultation.instrumentVersion));
	return questions.flatMap((question) => {
		const reply = replies.find(({ questionId }) => questionId === question.id);
		return reply ? [answerOf(records, setting, { reply, question, instrument: text(consultation, 'instrument') })] : [];
	});
}

interface Replied {
	reply: Row;
	question: Question;
	instrument: string;
}

function answerOf(records: Records, { t }: Setting, { reply, question, instrument }: Replied): Answer {
	const same = (row: Row) => row.submissionId === reply.submissionId && row.questionId === question.id;
	const values = (records.answer ?? [])
		.filter(same)
		.flatMap(({ value }) => (Array.isArray(value) ? value : [String(value)]));
	const words = (records.words ?? []).filter(same).map((row) => text(row, 'words'));
	const names = peopleIn(records);
	return {
		label: labelOf(t, instrument, question),
		said:
			reply.state === 'answered'
				? values.map((value) => choiceOf(t, instrument, question, value, names)).filter(Boolean)
				: [t(`choices:${text(reply, 'state')}`)],
		quotes: quotes(...words)
	};
}

const peopleIn = (records: Records) =>
	new Map((records.person ?? []).map((row) => [text(row, 'id'), text(row, 'name')]));

function wishes(records: Records, setting: Setting): Section {
	const { t, language, staff } = setting;
	const entries = (records.wish ?? []).map((wish): Entry => {
		const consultation = (records.consultation ?? []).find(({ id }) => id === wish.consultationId);
		const instrument = text(consultation, 'instrument');
		const question = questionsOf(instrument, Number(consultation?.instrumentVersion)).find(
			({ id }) => id === wish.questionId
		);
		const names = peopleIn(records);
		const chosen = question
			? wishValues(text(wish, 'value'))
					.map((value) => choiceOf(t, instrument, question, value, names))
					.filter(Boolean)
			: [];
		const by = {
			name: staff.get(text(wish, 'decidedBy')) ?? '',
			when: wish.decidedAt ? formatMoment(text(wish, 'decidedAt'), language, 'stamp') : ''
		};
		return {
			title: question ? labelOf(t, instrument, question) : text(wish, 'questionId'),
			facts: [...(wish.withdrawnAt ? [t('everything:wishes.withdrawn')] : [])],
			answers: [
				{ label: t('everything:wishes.asked'), said: chosen, quotes: quotes(text(wish, 'words')) },
				wish.decision
					? {
							label: t('everything:wishes.answer', by),
							said: [t(`child:sent.wishes.${text(wish, 'decision')}`)],
							quotes: quotes(text(wish, 'reason'))
						}
					: { label: t('everything:wishes.waiting'), said: [], quotes: [] }
			]
		};
	});
	return section(setting, 'wishes', entries);
}

function reviews(records: Records, setting: Setting): Section {
	const { t, language } = setting;
	const entries = (records.review ?? [])
		.toSorted((a, b) => text(b, 'dueOn').localeCompare(text(a, 'dueOn')))
		.map((review): Entry => {
			const day = (column: string) => formatDay(text(review, column), language);
			const meeting = (records.meeting ?? []).find(({ reviewId }) => reviewId === review.id);
			const invited = (records.attendee ?? []).filter(({ reviewId }) => reviewId === review.id);
			const names = invited.flatMap(({ name }) => (name ? [String(name)] : []));
			return {
				title: review.heldOn
					? t('everything:reviews.held', { day: day('heldOn') })
					: t('everything:reviews.due', { day: day('dueOn') }),
				facts: [
					...(review.cancelledOn ? [t('everything:reviews.cancelled', { day: day('cancelledOn') })] : []),
					...(meeting?.venue
						? [t('everything:reviews.where', { place: t(`choices:venues.${text(meeting, 'venue')}`) })]
						: []),
					...(names.length ? [t('everything:reviews.people', { names: names.join(', ') })] : []),
					...(review.participationCode
						? [t('everything:reviews.code', { code: text(review, 'participationCode') })]
						: [])
				],
				answers: []
			};
		});
	return section(setting, 'reviews', entries);
}
