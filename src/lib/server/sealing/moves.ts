/** How many times something was moved under seal. An authority that has had all of it is not looked at again. */
export const MOVES = 1;
