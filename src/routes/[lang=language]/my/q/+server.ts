import { answerUnsent } from '#lib/server/doors.ts';

/** An answer that had to wait on the device. Which question it is to is sealed with it. */
export const POST = answerUnsent;
