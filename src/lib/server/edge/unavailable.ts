import { NotLogged } from '../not-logged.ts';
import { TooBusy } from '../too-busy.ts';

/** No room left: on SQLite's disk, on PostgreSQL's, on ours. */
const FULL = /^(SQLITE_FULL|53100|ENOSPC|EDQUOT)$/;
/**
 * Not now: another process writes, too many connections, the database is away, starting, stopping or a standby, or the
 * disk does not answer. Classes 08 and 57P are PostgreSQL's for a lost connection and a shutdown.
 */
const AWAY =
	/^(SQLITE_(BUSY|LOCKED|IOERR|CANTOPEN|READONLY|PROTOCOL)(_\w+)?|08\w{3}|53[023]00|57P0\d|57014|25006|40001|40P01|E(CONNREFUSED|CONNRESET|TIMEDOUT|PIPE|NOTFOUND|AI_AGAIN|HOSTUNREACH|NETUNREACH|MFILE|NFILE|IO|ROFS))$/;
/** What the PostgreSQL driver says without a code. */
const LOST =
	/^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error)/;

/**
 * 503 or 507 where the server or its database cannot do it now and may later; undefined for a fault of our own. The one
 * place that decides.
 */
export function whyUnavailable(cause: unknown): 503 | 507 | undefined {
	if (!(cause instanceof Error)) return undefined;
	if (cause instanceof TooBusy || cause instanceof NotLogged) return 503;
	const { code } = cause as { code?: unknown };
	if (typeof code === 'string' && FULL.test(code)) return 507;
	if (typeof code === 'string' && AWAY.test(code)) return 503;
	if (LOST.test(cause.message)) return 503;
	const within = cause instanceof AggregateError ? (cause.errors as unknown[]) : [cause.cause];
	return within.map(whyUnavailable).find((status) => status !== undefined);
}
