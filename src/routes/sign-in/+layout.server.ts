/** Secrets are shown here once; no page of these is kept anywhere. */
export const load = ({ setHeaders }) => setHeaders({ 'cache-control': 'no-store' });
