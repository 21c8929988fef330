import { londonDay } from '#lib/domain/day.ts';
import { setting } from './settings.ts';

/** Now, as an ISO moment in UTC. */
export const now = (): string => new Date().toISOString();

/** A moment so many milliseconds from now. */
export const after = (milliseconds: number): string => new Date(Date.now() + milliseconds).toISOString();

/** Two machines' clocks may be so far apart. */
const APART_MS = 60_000;

/**
 * True of a moment that has been and yet is still to come: since then the clock was put back. What it was to limit, a
 * session or a lock, would last longer by as much.
 */
export const isAhead = (moment: string): boolean => moment > after(APART_MS);

/** Today's day in England. SAYSO_TODAY fixes it, so that journeys and pictures do not change from day to day. */
export const today = (): string => setting('SAYSO_TODAY') || londonDay(now());
