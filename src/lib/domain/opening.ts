/** Why somebody opens what a child who is not theirs has said. `covering`: the child's IRO is away. */
export const WHYS = ['covering', 'worried', 'complaint', 'quality', 'asked-to', 'something-else'] as const;
export type Why = (typeof WHYS)[number];
