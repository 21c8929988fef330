import * as arrangements from '#lib/server/arrangements.ts';
import * as childSecrets from '#lib/server/child-secrets.ts';
import * as consultations from '#lib/server/consultations.ts';
import type { OwnedTable } from '#lib/server/db/schema.ts';
import * as duty from '#lib/server/duty.ts';
import * as factors from '#lib/server/auth/factors.ts';
import * as keptForms from '#lib/server/auth/kept-forms.ts';
import * as providers from '#lib/server/auth/providers.ts';
import * as heldPosts from '#lib/server/held-posts.ts';
import * as openings from '#lib/server/openings.ts';
import { post } from '#lib/server/outbox/post.ts';
import * as people from '#lib/server/people.ts';
import * as readings from '#lib/server/readings.ts';
import * as releases from '#lib/server/releases.ts';
import * as reviewChanges from '#lib/server/review-changes.ts';
import * as reviewRecords from '#lib/server/review-records.ts';
import * as safety from '#lib/server/safety/act.ts';
import * as ownSafety from '#lib/server/safety/own.ts';
import * as safetyFlags from '#lib/server/safety-flags.ts';
import * as submissions from '#lib/server/submissions.ts';
import * as venues from '#lib/server/venues.ts';
import * as wishes from '#lib/server/wishes.ts';
import { colleague, says } from './cast.ts';
import type { World } from './database.ts';

type Home = World['north'];

/** A word that stands for one column and for nothing else. */
export const canary = (table: OwnedTable, column: string): string => `canary${table}${column}`.toLowerCase();

/** Choices that stand where no word can be written: each is in the database only where it was chosen. */
export const CHOSEN = ['someone-hurts-me', 'clubs', 'in-custody'];

/** Writes a canary into everything that is kept sealed, by what the pages use. Returns the secrets that nobody may keep. */
export async function releaseCanaries(home: Home): Promise<string[]> {
	const secrets = await ofTheChild(home);
	await ofTheIro(home);
	await ofTheAuthority(home);
	await ofOthers(home);
	await held(home);
	return secrets;
}

async function ofTheChild(home: Home): Promise<string[]> {
	const slip = await consultations.open(home.commandLine, { reviewId: home.reviewId, audience: 'parent' });
	if (!slip || 'refused' in slip) throw new Error('not asked');
	const { scope, consultation } = await says(
		home,
		'child',
		{
			worries: { words: canary('words', 'words') },
			'safe-at-home': { values: ['no'] },
			'not-safe': { values: ['someone-hurts-me'], words: canary('words', 'words') },
			topics: { values: ['clubs'], words: canary('wish', 'words') }
		},
		{ send: false }
	);
	const helper = { helper: 'family', helperName: canary('submission', 'helperName'), helperHow: 'read' };
	await submissions.setHelper(scope, consultation, helper);
	await submissions.send(scope, consultation);
	await ownSafety.tellPrivately(scope, consultation, canary('safetyFlag', 'words'));
	const secret = {
		kind: 'words' as const,
		first: canary('childSecret', 'first'),
		second: canary('childSecret', 'second')
	};
	await childSecrets.make(scope, consultation, secret);
	const url = new URL('http://localhost/en/my/q/worries');
	const body = new URLSearchParams({ words: canary('heldPost', 'posted') });
	const entered = { scope, consultation, session: { idHash: 'a-session' } };
	await heldPosts.hold({ url, request: new Request(url, { method: 'POST', body }) }, entered as never);
	return [slip.code, slip.code.slice(4), new URL(slip.url).hash.slice(1)];
}

async function ofTheIro(home: Home): Promise<void> {
	const opened = (await readings.open(home.scope, home.reviewId))!;
	for (const { id } of (await wishes.ofOpened(home.scope, opened)).wishes) {
		const [reason, privateNote] = [canary('wish', 'reason'), canary('wish', 'privateNote')];
		await wishes.decide(home.scope, id, { decision: 'not', reason, privateNote });
	}
	const [flag] = await safetyFlags.waiting(home.scope);
	await safety.noted(home.scope, flag!.id, canary('safetyStep', 'note'));
	await safety.close(home.scope, flag!.id, canary('safetyFlag', 'handledNote'));
	await arrangements.arrange(home.scope, home.reviewId, {
		meetsOn: null,
		startsAt: '10:00',
		venue: 'home',
		venueNote: canary('meeting', 'venueNote'),
		invited: [{ role: 'mother', name: canary('attendee', 'name') }]
	});
	await people.add(home.scope, home.reviewId, {
		name: 'Mary',
		relationship: 'mother',
		language: null,
		email: `${canary('person', 'email')}@example.org`,
		phone: '+447700900123',
		address: canary('person', 'address'),
		confidential: false,
		noContact: false,
		endedOn: null
	});
	await reviewChanges.move(home.scope, home.reviewId, '2099-12-10', canary('reviewChange', 'reason'));
	const words = canary('release', 'words');
	await releases.ask(home.scope, home.childId, { kind: 'erasure', askedFor: null, words, included: [] });
}

async function ofTheAuthority(home: Home): Promise<void> {
	const lines = {
		emails: `${canary('duty', 'emails')}@example.org`,
		phones: '+447700900456',
		backupEmails: `${canary('duty', 'backupEmails')}@example.org`
	};
	const hours = { worksOn: ['1', '2'], worksFrom: '09:00', worksUntil: '17:00', escalateAfter: '60' };
	const changed = await duty.change(home.scope, { ...lines, ...hours });
	if (changed !== 'changed') throw new Error(JSON.stringify(changed));
	const address = canary('venue', 'address');
	await venues.save(home.scope, null, { kind: 'cafe', name: 'The Hall', address, accessible: true });
	const app = { name: canary('staffFactor', 'name'), secret: canary('staffFactor', 'secret'), lastStep: 1 };
	await factors.addApp(home.scope, home.iroId, app);
	await providers.set(home.scope, {
		name: 'Northshire',
		issuer: 'https://login.example.org/',
		clientId: 'sayso',
		clientSecret: canary('signInProvider', 'clientSecret'),
		subjectClaim: 'sub',
		roleClaim: 'roles'
	});
	const form = new FormData();
	form.set('note', canary('keptForm', 'fields'));
	await keptForms.keep(home.scope, home.iroId, '/reviews', form);
}

async function ofOthers(home: Home): Promise<void> {
	const manager = await colleague(home, 'manager');
	await openings.open(manager, home.reviewId, { why: 'worried', words: canary('opening', 'words') });
	await home.commandLine.transaction((tx) =>
		post(tx, {
			to: { email: `${canary('outbox', 'address')}@example.org` },
			template: 'way-in',
			language: 'en',
			values: { link: canary('outbox', 'details') },
			about: 'authority'
		})
	);
}

async function held(home: Home): Promise<void> {
	const recorded = await reviewRecords.record(home.scope, home.reviewId, {
		heldOn: '2026-11-20',
		venueUsed: 'home',
		came: [
			{ role: 'mother', attended: null, notAppropriate: canary('attendee', 'notAppropriate') },
			{ role: 'father', attended: null, notAppropriate: canary('attendee', 'notAppropriate') }
		],
		attended: 'no',
		presence: null,
		voice: 'none',
		code: 'PN7',
		codeReason: canary('review', 'codeReason'),
		chairingOffered: null,
		chairingChosen: null,
		chairing: null,
		notAttendedReason: 'in-custody',
		lateReason: null,
		nextOn: null
	});
	if (!recorded || 'errors' in recorded) throw new Error(`not recorded: ${JSON.stringify(recorded)}`);
}
