export const CHAIRING = ['none', 'part', 'full'] as const;
/**
 * How much of the meeting the child ran; the IRO stays the chair in law.
 * `part`: led at least one item of the agenda, co-chairing included.
 * `full`: opened it, led every item but those they handed over, and closed it.
 */
export type Chairing = (typeof CHAIRING)[number];
