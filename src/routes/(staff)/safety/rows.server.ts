import type { Clock } from '#lib/domain/escalation.ts';
import { formatMoment } from '#lib/server/format.ts';
import type { BoardRow } from '#lib/server/safety/board.ts';

const stamp = (moment: string) => formatMoment(moment, undefined, 'stamp');

/** The clock of an alarm in moments of words; the sentences are the page's. */
function clockView(clock: Clock, { seenAt, handledAt }: Pick<BoardRow, 'seenAt' | 'handledAt'>) {
	if ('left' in clock) return { ...clock, at: clock.nextAt && formatMoment(clock.nextAt) };
	return { state: clock.state, at: stamp(clock.state === 'seen' ? seenAt! : handledAt!) };
}

/** One row of the board: whose, what kind and how long; never what was said. */
export function rowView(row: BoardRow) {
	const { id, childExternalId, kind, from, practice, seenBy, handledBy, handedTo, iros } = row;
	return {
		id,
		name: row.childName,
		childExternalId,
		kind: kind ?? 'choice',
		from,
		practice,
		iros,
		raisedAt: stamp(row.raisedAt),
		stage: row.stage ?? 0,
		clock: clockView(row.clock, row),
		who: handledBy ?? handedTo ?? seenBy
	};
}

export type RowView = ReturnType<typeof rowView>;
