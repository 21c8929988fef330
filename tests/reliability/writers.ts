import { once } from 'node:events';
import { connect } from '#lib/server/db/connect.ts';
import { everyone, say, send } from './world.ts';

/*
 * Eight children at once, each saying their part and sending it, then the next eight, until all have: run as a process
 * of its own, to be killed. Prints a consultation's id, its receipt and the moment when the child would
 * see "sent", never before. `--only-say` leaves the sending out, `--only-send` what comes before. `--together` says "ready"
 * and waits for the end of its input once it knows who is to send. `--careless` opens the database as the driver's defaults
 * would, for the control that must lose.
 */
const [address, how, together] = process.argv.slice(2);
const connection = connect(address!);
if (how === '--careless' && 'pragma' in connection.driver) connection.driver.pragma('synchronous = NORMAL');

const sent = new Set(
	(
		await connection.directory
			.selectFrom('submission')
			.select('consultationId')
			.where('sentAt', 'is not', null)
			.execute()
	).map(({ consultationId }) => consultationId)
);
const waiting = (await everyone(connection)).filter(({ id }) => !sent.has(id));
if (together) {
	process.stdout.write('ready\n');
	await once(process.stdin.resume(), 'end');
}

async function lane(): Promise<void> {
	for (let next = waiting.shift(); next; next = waiting.shift()) {
		if (how !== '--only-send') await say(connection, next);
		if (how !== '--only-say') {
			const receipt = await send(connection, next);
			process.stdout.write(`${next.id} ${receipt} ${process.hrtime.bigint()}\n`);
		}
	}
}
await Promise.all(Array.from({ length: 8 }, lane));
await connection.close();
