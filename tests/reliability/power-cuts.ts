import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from '#lib/server/db/connect.ts';
import { runWriters, within } from './crash.ts';
import type { Outcome, Skipped } from './outcome.ts';
import { smallDisk, type SmallDisk } from './small-disk.ts';
import { look, makeAsked, type Found } from './world.ts';

const ASKED = 240;

/**
 * The power goes in the middle of eight writers, so often: nobody who was told "sent" is lost. The control opens the
 * database as the driver's own defaults would (synchronous=NORMAL) and has to lose some, or the cuts cut nothing.
 */
export async function powerCuts({ times }: { times: number }): Promise<Outcome | Skipped> {
	const disk = smallDisk(96);
	if ('skipped' in disk) return disk;
	const folder = mkdtempSync(join(tmpdir(), 'sayso-power-'));
	const template = join(folder, 'template.db');
	try {
		await makeAsked(template, ASKED);
		const ours = await cuts(disk, template, times, false);
		const control = await cuts(disk, template, Math.max(3, Math.round(times / 10)), true);
		const { acknowledged, lost, torn, doubled } = ours;
		return {
			ok: lost + torn + doubled === 0 && acknowledged > 0 && control.lost > 0,
			summary: `${times} power cuts: ${acknowledged} acknowledged, ${lost} lost, ${torn} torn, ${doubled} doubled; the control (synchronous=NORMAL) lost ${control.lost} of ${control.acknowledged}`
		};
	} finally {
		disk.remove();
		rmSync(folder, { recursive: true, force: true });
	}
}

async function cuts(disk: SmallDisk, template: string, times: number, careless: boolean) {
	const sum: Found & { acknowledged: number } = { acknowledged: 0, lost: 0, torn: 0, doubled: 0, whole: 0 };
	for (let cut = 0; cut < times; cut++) {
		disk.format();
		const file = join(disk.at, 'sayso.db');
		copyFileSync(template, file);
		disk.sync();
		let cutAt: bigint | undefined;
		const { acknowledged } = await runWriters(file, {
			how: careless ? '--careless' : undefined,
			interrupt: (stop) =>
				setTimeout(() => {
					cutAt = disk.cutPower();
					stop();
				}, within(250)),
			before: () => cutAt!
		});
		disk.powerOn();
		const connection = connect(file);
		const found = await look(connection, acknowledged);
		await connection.close();
		sum.acknowledged += acknowledged.size;
		for (const key of ['lost', 'torn', 'doubled', 'whole'] as const) sum[key] += found[key];
	}
	return sum;
}
