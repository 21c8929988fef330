import SqliteDatabase from 'better-sqlite3';
import type { Connection } from '#lib/server/db/connect.ts';

const NAME = 'log_is_full';

/** From now on nothing can be added to the log. */
export async function stopTheLog({ driver }: Connection): Promise<void> {
	if (driver instanceof SqliteDatabase) {
		driver.exec(`create trigger ${NAME} before insert on audit_event begin select raise(abort, 'full'); end`);
		return;
	}
	await driver.query(`create function ${NAME}() returns trigger language plpgsql as
		$$ begin raise exception 'full'; end $$`);
	await driver.query(`create trigger ${NAME} before insert on audit_event for each row execute function ${NAME}()`);
}

/** It takes entries again. */
export async function startTheLog({ driver }: Connection): Promise<void> {
	if (driver instanceof SqliteDatabase) driver.exec(`drop trigger ${NAME}`);
	else await driver.query(`drop function ${NAME}() cascade`);
}
