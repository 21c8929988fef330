import type { ServerInit } from '@sveltejs/kit';
import { sequence } from '@sveltejs/kit/hooks';
import { readWordingFrom } from '#lib/client/wording.ts';
import * as sessions from '#lib/server/auth/sessions.ts';
import { database } from '#lib/server/database.ts';
import { authorise } from '#lib/server/edge/authorise.ts';
import { readableBody } from '#lib/server/edge/body.ts';
import { sameOrigin } from '#lib/server/edge/csrf.ts';
import { prepare } from '#lib/server/edge/prepare.ts';
import { productionRefusals } from '#lib/server/production.ts';
import { moveUnderSeal } from '#lib/server/sealing/move.ts';
import { checkSettings } from '#lib/server/settings.ts';
import * as wordings from '#lib/server/wordings.ts';
import { startWorking } from '#lib/server/working.ts';
import { serverTranslator } from '#lib/server/words.ts';

export { handleError } from '#lib/server/edge/errors.ts';

readWordingFrom(wordings.at);

export const init: ServerInit = async () => {
	checkSettings();
	await database().migrate();
	const refusals = await productionRefusals(database());
	for (const reason of refusals) console.error(serverTranslator()(`cli:start.refused.${reason}`));
	if (refusals.length) process.exit(1);
	await moveUnderSeal(database());
	await sessions.tidy();
	startWorking();
};

export const handle = sequence(prepare, sameOrigin, readableBody, authorise);
