import { formatMoment } from '#lib/server/format.ts';
import type { SafetyStep } from '#lib/server/safety/steps.ts';

/** One step of an alarm, with what became of the message that told somebody. */
export function stepView(step: SafetyStep) {
	const { id, kind, by, to, toWhom, stage, note, channel, messageState, messageSentAt } = step;
	return {
		id,
		at: formatMoment(step.at),
		kind,
		by,
		to,
		toWhom,
		stage,
		note,
		message: messageState && {
			channel: channel!,
			state: messageState,
			at: messageSentAt && formatMoment(messageSentAt)
		}
	};
}

export type StepView = ReturnType<typeof stepView>;
