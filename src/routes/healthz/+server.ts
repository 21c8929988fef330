/** Alive: says nothing about the database. */
export const GET = () =>
	new Response('ok\n', { headers: { 'content-type': 'text/plain', 'cache-control': 'no-store' } });
