import { send } from '#lib/server/doors.ts';

export const actions = { default: (event) => send(event, 'my') };
