import type { Day } from './day.ts';

/** From a day up to, and not with, another; without an end it lasts. Somebody whose time ends today is out today. */
export interface Span {
	startedOn: Day;
	endedOn: Day | null;
}

/** After every day there is. */
const NEVER: Day = '9999-12-31';
const endOf = ({ endedOn }: Span): Day => endedOn ?? NEVER;

export const covers = (span: Span, day: Day): boolean => span.startedOn <= day && day < endOf(span);

/** What is left of a time when another is taken out of it: nothing, one piece, or one before and one after. */
export function without(span: Span, out: Span): Span[] {
	if (endOf(out) <= span.startedOn || out.startedOn >= endOf(span)) return [span];
	const before = { startedOn: span.startedOn, endedOn: out.startedOn };
	const later = { startedOn: endOf(out), endedOn: span.endedOn };
	return [...(before.startedOn < before.endedOn ? [before] : []), ...(later.startedOn < endOf(later) ? [later] : [])];
}

/** Days with nobody, from one day on, up to the last that is known of: an end without anybody after it is open. */
export function gaps(spans: readonly Span[], from: Day): Span[] {
	const found: Span[] = [];
	let covered = from;
	for (const span of inOrder(spans)) {
		if (endOf(span) <= covered) continue;
		if (span.startedOn > covered) found.push({ startedOn: covered, endedOn: span.startedOn });
		covered = endOf(span);
	}
	return covered < NEVER ? [...found, { startedOn: covered, endedOn: null }] : found;
}

/** Days with two at once, from one day on. */
export function overlaps(spans: readonly Span[], from: Day): Span[] {
	const found: Span[] = [];
	let covered: Day = from;
	for (const span of inOrder(spans)) {
		const start = span.startedOn < from ? from : span.startedOn;
		if (start < covered) {
			const end = endOf(span) < covered ? endOf(span) : covered;
			if (start < end) found.push({ startedOn: start, endedOn: end === NEVER ? null : end });
		}
		if (endOf(span) > covered) covered = endOf(span);
	}
	return found;
}

const inOrder = (spans: readonly Span[]): Span[] =>
	spans.toSorted((a, b) => (a.startedOn < b.startedOn ? -1 : a.startedOn > b.startedOn ? 1 : 0));
