import * as authorities from '#lib/server/authorities.ts';
import { connect } from '#lib/server/db/connect.ts';
import { AuthorityScope } from '#lib/server/db/scope.ts';
import { forgetKeys } from '#lib/server/sealing/keys.ts';
import { openersFor, sealersFor } from '#lib/server/sealing/index.ts';

const MANY = 20_000;
const KEYS = 2000;

/** Processor time for each of many, so that what else runs on the machine does not count. */
function micros(began: NodeJS.CpuUsage, many: number): number {
	const { user, system } = process.cpuUsage(began);
	return (user + system) / many;
}

/** What sealing costs: for texts of some lengths the bytes stored and the microseconds of each, and the time to read a review's key. */
export async function sealing(): Promise<{
	fields: { text: number; stored: number; seal: number; open: number }[];
	key: number;
}> {
	const connection = connect(':memory:');
	await connection.migrate();
	const made = await authorities.create(connection.directory, {
		code: 'bench',
		name: 'Bench',
		nineOhThree: null,
		drafts: ''
	});
	if ('refused' in made) throw new Error(made.refused);
	const scope = new AuthorityScope(connection.db, made.id, { kind: 'command-line' });
	const owners = Array.from({ length: KEYS }, (_, at) => ({ review: String(at) }));
	const sealer = (await sealersFor(scope, owners))(owners[0]!);
	const at = { table: 'words', row: 'a:b:words', column: 'words' } as const;
	const fields = [10, 200, 2000].map((text) => {
		const words = 'x'.repeat(text);
		let began = process.cpuUsage();
		let sealed = '';
		for (let count = 0; count < MANY; count++) sealed = sealer.seal(at, words);
		const seal = micros(began, MANY);
		began = process.cpuUsage();
		for (let count = 0; count < MANY; count++) sealer.open(at, sealed);
		return { text, stored: sealed.length, seal, open: micros(began, MANY) };
	});
	forgetKeys();
	const began = process.cpuUsage();
	await openersFor(scope, owners);
	const key = micros(began, KEYS);
	await connection.close();
	return { fields, key };
}
