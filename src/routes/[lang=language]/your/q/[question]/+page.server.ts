import { answer } from '#lib/server/doors.ts';

export const actions = { default: (event) => answer(event, 'your') };
