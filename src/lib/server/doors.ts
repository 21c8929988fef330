import { error, fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { firstOpen, nextStep, readReply } from '#lib/forms/engine.ts';
import { formOf } from '#lib/forms/index.ts';
import { offered, type Language } from '#lib/i18n/languages.ts';
import * as adultPages from './adult-pages.ts';
import type { EnteredParticipant } from './auth/entered.ts';
import { maskedDeviceKey } from './auth/tokens.ts';
import * as children from './children.ts';
import { now } from './clock.ts';
import * as consultations from './consultations.ts';
import { formatDay } from './format.ts';
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
	const [{ draft, sent, said }, child, people] = await Promise.all([
		submissions.ownSoFar(scope),
		consultation.audience === 'child' ? children.forParticipant(scope, consultation.childId) : undefined,
		peopleFor(entered)
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
		kept: { id: consultation.id, key: maskedDeviceKey(consultation.id) }
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

/** Keeps one answer and goes on: to the next question, or back to the check when it was changed from there. */
export async function answer(event: RequestEvent<{ question: string }>, door: Door) {
	const entered = participant(event);
	const question = submissions.questionOf(entered.consultation, event.params.question);
	if (!question) error(404);
	const posted = await event.request.formData();
	const people = question.type === 'people' ? await peopleFor(entered) : [];
	const checked = readReply(
		question,
		posted,
		people.map(({ id }) => id)
	);
	if (!checked.ok) return fail(422, { error: checked.error, reply: checked.reply });

	const base = `/${event.locals.language.id}/${door}`;
	const said = await submissions.save(entered.scope, entered.consultation, question, checked.reply);
	if (typeof said === 'string') redirect(303, `${base}/sent?${said}`);
	if (question.advocate) await submissions.noteAdvocateOffer(entered.scope, question, checked.reply);
	if (posted.get('then') === 'check') redirect(303, `${base}/check`);
	const next = nextStep(formOf(entered.consultation), said, question.id);
	redirect(303, next ? `${base}/q/${next.id}` : `${base}/${door === 'my' ? 'helper' : 'check'}`);
}

/** Sends what was said. Twice counts once. */
export async function send(event: RequestEvent, door: Door): Promise<never> {
	const { scope, consultation } = participant(event);
	const result = await submissions.send(scope, consultation);
	redirect(303, `/${event.locals.language.id}/${door}/sent${typeof result === 'string' ? `?${result}` : ''}`);
}
