import type { Holidays } from './working-days.ts';
import { addWorkingMinutes, isWorkingTime, workingMinutesBetween, type WorkingHours } from './working-time.ts';

/** How an authority answers an alarm: when its people are at work, and how many minutes of that one may stay unseen. */
export interface Watch {
	hours: WorkingHours;
	/** Minutes of working time until the next person is told. */
	after: number;
	holidays: Holidays;
}

/** What of an alarm its clock needs. */
export interface Alarm {
	raisedAt: string;
	seenAt: string | null;
	handledAt: string | null;
}

/**
 * How often an alarm ought to have been passed on by now: nought for the first hour of working time, then once for each
 * hour nobody has seen it. Seen, it is not passed on any more.
 */
export function stageOf({ raisedAt, seenAt, handledAt }: Alarm, at: string, { hours, after, holidays }: Watch): number {
	if (seenAt || handledAt) return 0;
	return Math.floor(workingMinutesBetween(raisedAt, at, hours, holidays) / after);
}

/** Who is told at a stage: first the backup, from then on everybody there is. */
export const toldAt = (stage: number): 'backup' | 'everybody' => (stage === 1 ? 'backup' : 'everybody');

/** The clock of an alarm, as a screen shows it. */
export type Clock =
	| { state: 'handled' | 'seen' }
	| {
			state: 'running' | 'paused';
			/** Minutes of working time until the next person is told, and when that is; undefined where nobody ever works. */
			left: number;
			nextAt: string | undefined;
	  };

/** Running while people are at work, paused outside their hours, stopped by the first who sees it. */
export function clockOf(alarm: Alarm, at: string, watch: Watch): Clock {
	if (alarm.handledAt) return { state: 'handled' };
	if (alarm.seenAt) return { state: 'seen' };
	const { hours, after, holidays } = watch;
	const passed = workingMinutesBetween(alarm.raisedAt, at, hours, holidays);
	const left = after - (passed % after);
	const nextAt = addWorkingMinutes(alarm.raisedAt, passed + left, hours, holidays);
	return { state: isWorkingTime(at, hours, holidays) ? 'running' : 'paused', left, nextAt };
}
