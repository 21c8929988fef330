export { LARGEST_PICTURE_BYTES, redrawn, type PictureRefusal } from './picture.ts';
export { LARGEST_SOUND_BYTES, recorded, type SoundRefusal } from './sound.ts';
export { find, keep, remove } from './store.ts';
