/**
 * How many times something was moved under seal: the words, then a proof of each part that was sent. An authority that has
 * had all of it is not looked at again.
 */
export const MOVES = 2;
