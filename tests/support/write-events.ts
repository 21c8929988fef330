import * as audit from '#lib/server/audit.ts';
import { connect } from '#lib/server/db/connect.ts';
import { AuthorityScope } from '#lib/server/db/scope.ts';

/** A process that adds so many events to an authority's chain: ADDRESS AUTHORITY HOW-MANY. */
const [address = '', authorityId = '', many = ''] = process.argv.slice(2);
const connection = connect(address, { watch: true });
const scope = new AuthorityScope(connection.db, authorityId, { kind: 'command-line' });
for (let i = 0; i < Number(many); i++) await audit.record(scope, 'test.written', `${process.pid}:${i}`);
await connection.close();
