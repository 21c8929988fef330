/** More is asked of the server at once than it does well. Answered with 503 and when to try again. */
export class TooBusy extends Error {
	override name = 'TooBusy';
}
