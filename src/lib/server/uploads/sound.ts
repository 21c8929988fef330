import { kindOf } from './kinds.ts';

/** Ten minutes of speech from a phone's browser. */
export const LARGEST_SOUND_BYTES = 10_000_000;
/** The head of a recording alone; somebody pressed stop at once. */
const SMALLEST_SOUND_BYTES = 256;

const TYPES = { webm: 'audio/webm', ogg: 'audio/ogg', mp4: 'audio/mp4' } as const;

export type SoundRefusal = 'sound-empty' | 'sound-too-large' | 'sound-not-a-recording';

/**
 * What a browser recorded, by its content: WebM, Ogg or MP4. It is kept as it came: to hear whether anybody speaks on
 * it, it would have to be decoded, and this server has nothing to do that with.
 */
export function recorded(bytes: Uint8Array): { type: (typeof TYPES)[keyof typeof TYPES] } | { refused: SoundRefusal } {
	const kind = kindOf(bytes);
	if (bytes.length < SMALLEST_SOUND_BYTES && (bytes.length === 0 || kind in TYPES)) return { refused: 'sound-empty' };
	if (bytes.length > LARGEST_SOUND_BYTES) return { refused: 'sound-too-large' };
	return kind in TYPES ? { type: TYPES[kind as keyof typeof TYPES] } : { refused: 'sound-not-a-recording' };
}
