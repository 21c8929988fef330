import { chooseLanguage } from '#lib/server/doors.ts';

export const actions = { default: (event) => chooseLanguage(event, 'my') };
