import type { Rendered } from './render.ts';

/** Why something did not leave. `final`: trying again changes nothing. */
export type Failure = { reason: 'refused' | 'unreachable' | 'sign-in' | 'busy'; final: boolean };

export interface Letter extends Rendered {
	/** The message's own id: a provider that is handed it twice can know. */
	id: string;
	to: string;
}

/** One way out of Sayso. */
export interface WayOut {
	/** Undefined when the other side took it. */
	send(letter: Letter): Promise<Failure | undefined>;
	close(): void;
}
