import { ENGLISH } from '#lib/i18n/languages.ts';
import type { CaseloadRow } from '#lib/server/caseload-list.ts';
import { formatDay } from '#lib/server/format.ts';

const short = (day: string) => formatDay(day, ENGLISH, 'short');

/** One child as the list shows them. */
export const rowView = ({ id, externalId, name, age, now, later, gap, overlap, apart }: CaseloadRow) => ({
	id,
	externalId,
	name,
	age,
	now: now.map((one) => ({
		name: one.name,
		gone: one.gone,
		since: short(one.startedOn),
		until: one.endedOn && short(one.endedOn)
	})),
	later: later.map((one) => ({ name: one.name, from: short(one.startedOn), until: one.endedOn && short(one.endedOn) })),
	/** From when nobody has them; today itself is seen from `now`. */
	gapFrom: gap && now.length ? short(gap.startedOn) : undefined,
	twoFrom: overlap && short(overlap.startedOn),
	apart: apart.map(({ name: sibling, with: worker }) => ({ name: sibling, with: worker }))
});
export type RowView = ReturnType<typeof rowView>;
