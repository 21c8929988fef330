import type { Day } from '#lib/domain/day.ts';
import type { ParticipationCode } from '#lib/domain/participation.ts';
import type { Kind } from './layouts.ts';

/** What a row of each kind says. `undefined`: the file has no such column; `null`: blank. */
export interface Said {
	professional: { name: string };
	child: {
		firstName?: string | null | undefined;
		lastName?: string | null | undefined;
		bornOn: Day | null;
		sex?: string | null | undefined;
	};
	episode: {
		careId?: string | null | undefined;
		careStartedOn?: Day | null | undefined;
		startedOn: Day;
		endedOn?: Day | null | undefined;
		reasonStarted?: string | null | undefined;
		reasonEnded?: string | null | undefined;
		legalStatus?: string | null | undefined;
		placementType?: string | null | undefined;
	};
	unaccompanied: {
		bornOn?: Day | null | undefined;
		startedOn?: Day | null | undefined;
		endedOn?: Day | null | undefined;
	};
	involvement: {
		professional: string;
		role: 'iro' | 'social-worker';
		startedOn: Day;
		endedOn?: Day | null | undefined;
	};
	review: {
		careId?: string | null | undefined;
		episodeId?: string | null | undefined;
		bornOn?: Day | null | undefined;
		dueOn?: Day | null | undefined;
		heldOn: Day | null;
		cancelled: boolean;
		code: ParticipationCode | null;
		/** As written, for the rules; days as a return writes them where the layout writes them otherwise. */
		text: { dob: string; review: string; code: string };
	};
}

/** One row, staged. */
export interface Staged<K extends Kind = Kind> {
	seq: number;
	kind: K;
	/** Which file of the run, and where in it. */
	file: number;
	line: number;
	/** The child's external id; null while only a care or episode id is known, and for professionals. */
	child: string | null;
	/** The row's own id in the system it comes from. */
	key: string | null;
	said: Said[K];
	/** It has an error: nothing is taken from it. */
	refused: boolean;
}

export type Counts = { rows: number; imported: number; updated: number; refused: number };
export interface Report {
	tables: ({ name: string } & Counts)[];
	findings: import('./findings.ts').Finding[];
}
