import { error, type Handle } from '@sveltejs/kit';

/** Far above the longest answer in any script, and far below what would keep the server busy. */
const LARGEST_FROM_PARTICIPANT = 262_144;

/** What nobody could have typed is not read: large files come from staff only. */
export const readableBody: Handle = async ({ event, resolve }) => {
	const { headers } = event.request;
	const length = headers.get('content-length') ?? (headers.has('transfer-encoding') ? Infinity : 0);
	if (Number(length) > LARGEST_FROM_PARTICIPANT && event.params.lang) return new Response(null, { status: 413 });
	answerBrokenForms(event.request);
	return resolve(event);
};

/** A form that cannot be read is the sender's mistake (400), not ours (500). */
function answerBrokenForms(request: Request): void {
	const read = request.formData.bind(request);
	request.formData = () =>
		read().catch((cause: unknown) => (cause instanceof TypeError ? error(400) : Promise.reject(cause)));
}
