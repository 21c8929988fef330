import { error, fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { asPosted, firstOpen, nextStep, readReply } from '#lib/forms/engine.ts';
import { formOf } from '#lib/forms/index.ts';
import type { Question } from '#lib/forms/types.ts';
import { offered, type Language } from '#lib/i18n/languages.ts';
import * as adultPages from './adult-pages.ts';
import type { EnteredParticipant } from './auth/entered.ts';
import * as children from './children.ts';
import { now } from './clock.ts';
import * as consultations from './consultations.ts';
import { formatDay } from './format.ts';
import { openUnsent, publicKeyFor } from './sealing/unsent.ts';
import * as submissions from './submissions.ts';

/**
 * What the two doors, `/my` for the child and `/your` for an adult, do alike. Everything is about the one consultation
 * the participant came in for: nothing here takes an id from the address.
 */
export type Door = 'my' | 'your';

export const participant = ({ locals }: Pick<RequestEvent, 'locals'>): EnteredParticipant =>
	locals.entered as EnteredParticipant;

/** Whom a child can choose from; an adult is not told who else there is. */
const peopleFor = async ({ scope, consultation }: EnteredParticipant) =>
	consultation.audience === 'child' ? children.peopleOf(scope, consultation.childId) : [];

/** Everything the steps of a door need beside the form and its words, loaded once: what was said so far, and to whom. */
export async function doorData(entered: EnteredParticipant, language: Language) {
	const { scope, consultation } = entered;
	const form = formOf(consultation);
	const [{ draft, sent, said }, child, people, key] = await Promise.all([
		submissions.ownSoFar(scope),
		consultation.audience === 'child' ? children.forParticipant(scope, consultation.childId) : undefined,
		peopleFor(entered),
		publicKeyFor(scope, consultation)
	]);
	const told = child ? undefined : await adultPages.told(entered, language);
	return {
		replies: said,
		helper: draft ?? sent,
		people,
		child: child ?? { name: told?.knownAs ?? told?.firstName ?? null },
		told,
		comfort: { look: consultation.look ?? form.look, theme: consultation.theme, textSize: consultation.textSize },
		dueOn: formatDay(consultation.dueOn, language, 'near'),
		sent: sent && { kind: sent.kind },
		changed: Boolean(draft && sent),
		kept: { id: consultation.id, key }
	};
}

/** Where somebody who comes back goes on: choosing a language, the first open question, the check, or what came of it. */
export async function resume(
	{ scope, consultation }: EnteredParticipant,
	door: Door,
	language: Language
): Promise<string> {
	const base = `/${language.id}/${door}`;
	if (!consultation.enteredAt) return `${base}/language`;
	const { draft, sent, said } = await submissions.ownSoFar(scope);
	if (sent && !draft) return `${base}/sent`;
	if (!draft) return `${base}/${door === 'my' ? 'welcome' : 'before'}`;
	const open = firstOpen(formOf(consultation), said);
	return open && !sent ? `${base}/q/${open.id}` : `${base}/check`;
}

/** A language chosen on the first page: kept with the code. */
export async function chooseLanguage(event: RequestEvent, door: Door): Promise<never> {
	const { scope, authority, consultation } = participant(event);
	const chosen = String((await event.request.formData()).get('language'));
	const language = offered(authority.draftLanguages.split(',')).find(({ id }) => id === chosen);
	if (!language) error(422);
	await consultations.choose(scope, { language: language.id, enteredAt: consultation.enteredAt ?? now() });
	redirect(303, `/${language.id}/${door}/${door === 'my' ? 'welcome' : 'before'}`);
}

/** Keeps one answer: all that is said with it, or why not. */
async function keep(entered: EnteredParticipant, question: Question, posted: FormData) {
	const people = question.type === 'people' ? await peopleFor(entered) : [];
	const checked = readReply(
		question,
		posted,
		people.map(({ id }) => id)
	);
	if (!checked.ok) return { wrong: checked };
	const said = await submissions.save(entered.scope, entered.consultation, question, checked.reply);
	if (typeof said === 'string') return { refused: said };
	if (question.advocate) await submissions.noteAdvocateOffer(entered.scope, question, checked.reply);
	return { said };
}

/** Keeps one answer and goes on: to the next question, or back to the check when it was changed from there. */
export async function answer(event: RequestEvent<{ question: string }>, door: Door) {
	const entered = participant(event);
	const question = submissions.questionOf(entered.consultation, event.params.question);
	if (!question) error(404);
	const posted = await event.request.formData();
	const { wrong, refused, said } = await keep(entered, question, posted);
	if (wrong) return fail(422, { error: wrong.error, reply: wrong.reply });

	const base = `/${event.locals.language.id}/${door}`;
	if (refused) redirect(303, `${base}/sent?${refused}`);
	if (posted.get('then') === 'check') redirect(303, `${base}/check`);
	const next = nextStep(formOf(entered.consultation), said, question.id);
	redirect(303, next ? `${base}/q/${next.id}` : `${base}/${door === 'my' ? 'helper' : 'check'}`);
}

/**
 * Keeps one answer that had to wait on the device and comes sealed, as if it came by its form. Not taken, and never will
 * be: 409 when the review has happened, 422 when it does not open, is to a question nobody asks, or is not valid.
 */
export async function answerUnsent(event: RequestEvent): Promise<Response> {
	const entered = participant(event);
	const sealed = String((await event.request.formData()).get('sealed'));
	const unsent = await openUnsent(entered.scope, entered.consultation, sealed);
	const question = unsent && submissions.questionOf(entered.consultation, unsent.question);
	const kept = question && (await keep(entered, question, asPosted(unsent.fields)));
	return new Response(null, { status: kept?.said ? 204 : kept?.refused ? 409 : 422 });
}

/** Sends what was said. Twice counts once. */
export async function send(event: RequestEvent, door: Door): Promise<never> {
	const { scope, consultation } = participant(event);
	const result = await submissions.send(scope, consultation);
	redirect(303, `/${event.locals.language.id}/${door}/sent${typeof result === 'string' ? `?${result}` : ''}`);
}
