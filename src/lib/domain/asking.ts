/** What they are to the child who can be asked as a parent; and as a carer, whose part ends when the child moves. */
const PARENTS = ['mother', 'father', 'parent', 'step-parent', 'other-family', 'guardian'];
const CARERS = ['foster-carer', 'keyworker', 'adopter'];

/** True where somebody with this relationship to the child may be asked with this form. */
export const mayBeAsked = (audience: 'parent' | 'foster-carer', relationship: string): boolean =>
	(audience === 'parent' ? PARENTS : CARERS).includes(relationship);
