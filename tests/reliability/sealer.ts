import { connect } from '#lib/server/db/connect.ts';
import { AuthorityScope } from '#lib/server/db/scope.ts';
import { moveUnderSeal } from '#lib/server/sealing/move.ts';
import { rotateAuthority } from '#lib/server/sealing/rotate.ts';

/*
 * A process to be killed: moves a database under seal, or gives each authority a new key, and prints a line for every
 * batch that is done.
 */
const [address, what] = process.argv.slice(2) as [string, 'move' | 'rotate'];
const connection = connect(address);
const note = () => process.stdout.write('.\n');
if (what === 'move') await moveUnderSeal(connection, note);
else {
	for (const { id } of await connection.directory.selectFrom('authority').select('id').execute()) {
		await rotateAuthority(new AuthorityScope(connection.db, id, { kind: 'command-line' }), note);
	}
}
await connection.close();
