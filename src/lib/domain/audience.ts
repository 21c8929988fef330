export const AUDIENCES = ['everyone', 'only-my-iro', 'talk-to-me-first'] as const;
/** Who may see one of a child's answers. `everyone` means those at the review; never a parent or carer by themselves. */
export type Audience = (typeof AUDIENCES)[number];

/** What holds until the child says otherwise. */
export const DEFAULT_AUDIENCE: Audience = 'only-my-iro';
