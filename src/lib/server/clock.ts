import { londonDay } from '#lib/domain/day.ts';
import { setting } from './settings.ts';

/** Now, as an ISO moment in UTC. */
export const now = (): string => new Date().toISOString();

/** A moment so many milliseconds from now. */
export const after = (milliseconds: number): string => new Date(Date.now() + milliseconds).toISOString();

/** Today's day in England. SAYSO_TODAY fixes it, so that journeys and pictures do not change from day to day. */
export const today = (): string => setting('SAYSO_TODAY') || londonDay(now());
