/** What bytes are, whatever their name and whatever their sender says. */
export type Kind = 'jpeg' | 'png' | 'webp' | 'webm' | 'ogg' | 'mp4' | 'other';

const at = (bytes: Uint8Array, offset: number, text: string): boolean =>
	bytes.length >= offset + text.length && [...text].every((letter, i) => bytes[offset + i] === letter.charCodeAt(0));

/** What an mp4 from a microphone says it is; a film or a photo from a phone says something else. */
const SOUND_BRANDS = ['M4A ', 'M4B ', 'isom', 'iso5', 'iso6', 'mp41', 'mp42', 'dash'];
/** How far into a file its kind is looked for. */
const HEAD = 4096;

/** The kind of a file by its first bytes. All but the six that are taken are 'other'. */
export function kindOf(bytes: Uint8Array): Kind {
	if (at(bytes, 0, '\xff\xd8\xff')) return 'jpeg';
	if (at(bytes, 0, '\x89PNG\r\n\x1a\n')) return 'png';
	if (at(bytes, 0, 'RIFF') && at(bytes, 8, 'WEBP')) return 'webp';
	if (at(bytes, 4, 'ftyp') && SOUND_BRANDS.some((brand) => at(bytes, 8, brand))) return 'mp4';
	const head = Buffer.from(bytes.subarray(0, HEAD)).toString('latin1');
	if (head.startsWith('\x1a\x45\xdf\xa3') && head.includes('\x42\x82\x84webm')) return 'webm';
	if (head.startsWith('OggS\0') && ['OpusHead', '\x01vorbis'].some((mark) => head.includes(mark))) return 'ogg';
	return 'other';
}
