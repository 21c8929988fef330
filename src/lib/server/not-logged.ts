/** A reading could not be written into the log, so what was to be read is not given: 503. */
export class NotLogged extends Error {}
