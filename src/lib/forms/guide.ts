/** The steps of "Run my own meeting", in order. Locale: `child:meeting.steps.<id>`. */
export const GUIDE = ['is-it-for-me', 'how-much', 'meet-my-iro', 'people-place-time', 'my-list', 'on-the-day'] as const;
export type GuideStep = (typeof GUIDE)[number];
