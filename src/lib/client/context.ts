import { getContext, setContext } from 'svelte';
import type { KeptReplies } from './kept.svelte.ts';

const KEY = Symbol('kept replies');

/** Gives a door's kept replies to its steps. */
export const provideKept = (kept: KeptReplies): void => void setContext(KEY, kept);

/** The replies kept on this device, in any step of a door. */
export const useKept = (): KeptReplies => getContext<KeptReplies>(KEY);
