import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Skipped } from './outcome.ts';

/** EXT4_IOC_SHUTDOWN, and "do not even flush the journal": to the files on it, the power is gone. */
const SHUTDOWN = `open(my $d, "<", $ARGV[0]) or die; my $how = pack("L", 2); printf("%d", clock_gettime(CLOCK_MONOTONIC) * 1e9);
	defined ioctl($d, 0x8004587d, $how) or die`;
const PERL = ['-MTime::HiRes=clock_gettime,CLOCK_MONOTONIC', '-e'];

const run = (command: string, ...args: string[]): boolean => spawnSync(command, args, { stdio: 'ignore' }).status === 0;

/** A file system of its own in a file: it can lose its power, and it can be full. */
export interface SmallDisk {
	/** Where it is mounted. */
	at: string;
	/** Everything on it so far is really on it. */
	sync(): void;
	/**
	 * Nothing more reaches it, whatever was on its way; what is open on it fails. Returns the moment just before, on the
	 * machine's steady clock: with its power a machine stops at once, while here a program may be told that what it was just
	 * storing is stored, by a system that no longer has a disk.
	 */
	cutPower(): bigint;
	/** As after the power is back: mounted again, its journal played back. */
	powerOn(): void;
	/** Emptied and made anew. */
	format(): void;
	remove(): void;
}

/** Makes one of so many megabytes, or says what the machine lacks: it takes root, a loop device, ext4 and perl. */
export function smallDisk(megabytes: number): SmallDisk | Skipped {
	if (process.getuid?.() !== 0) return { skipped: 'not root: no file system can be mounted' };
	const folder = mkdtempSync(join(tmpdir(), 'sayso-disk-'));
	const [image, at] = [join(folder, 'image'), join(folder, 'disk')];
	writeFileSync(image, '');
	truncateSync(image, megabytes * 1024 * 1024);
	mkdirSync(at);
	const make = () => run('mkfs.ext4', '-q', '-F', image);
	const mount = () => run('mount', '-o', 'loop', image, at);
	const remove = () => {
		// What failed before may have left something open on it: then it goes as soon as that is closed.
		if (!run('umount', at)) run('umount', '--lazy', at);
		rmSync(folder, { recursive: true, force: true });
	};
	if (!make() || !mount() || !run('perl', ...PERL, '1')) {
		remove();
		return { skipped: 'no loop device, ext4 or perl on this machine' };
	}
	const must = (done: boolean, what: string) => {
		if (!done) throw new Error(`the small disk could not be ${what}`);
	};
	return {
		at,
		sync: () => must(run('sync', '-f', at), 'synced'),
		cutPower() {
			const cut = spawnSync('perl', [...PERL, SHUTDOWN, at], { encoding: 'utf8' });
			must(cut.status === 0, 'cut off');
			return BigInt(cut.stdout);
		},
		powerOn() {
			must(run('umount', at), 'taken off');
			must(mount(), 'mounted again');
		},
		format() {
			must(run('umount', at), 'taken off');
			must(make() && mount(), 'made anew');
		},
		remove
	};
}
