import type { Capability } from './access.ts';
import { list, type CaseloadRow } from './caseload-list.ts';
import type { AuthorityScope } from './db/scope.ts';
import * as duty from './duty.ts';
import { isSetUp } from './outbox/ways-out.ts';
import { lacksFactor } from './staff-query.ts';
import * as staff from './staff.ts';

/** One thing that is not as it should be: `admin:states.<key>`, and where it is put right. */
export interface State {
	key: string;
	count: number;
	href: string;
	/** Who can put it right. */
	needs: Capability;
	/** Somebody may come to harm by it. */
	bad: boolean;
}

/** What is not as it should be in an authority, the worst first. */
export async function statesOf(scope: AuthorityScope): Promise<State[]> {
	const people = await staff.list(scope);
	const all = [
		...settingStates(await duty.of(scope), people),
		...caseloadStates(await list(scope, 'iro'), await list(scope, 'social-worker')),
		...accountStates(people)
	].filter(({ count }) => count > 0);
	return [...all.filter(({ bad }) => bad), ...all.filter(({ bad }) => !bad)];
}

function caseloadStates(irosOf: CaseloadRow[], workersOf: CaseloadRow[]): State[] {
	const state = (key: string, query: string, found: CaseloadRow[]): State => ({
		key,
		count: found.length,
		href: `/admin/caseload?${query}`,
		needs: 'caseload:assign',
		bad: true
	});
	const alone = ({ now }: CaseloadRow) => !now.length;
	return [
		state('nobody-iro', 'show=nobody', irosOf.filter(alone)),
		state(
			'gone',
			'show=gone',
			irosOf.filter(({ now }) => now.some(({ gone }) => gone))
		),
		state(
			'two',
			'show=two',
			irosOf.filter(({ overlap }) => overlap)
		),
		state('nobody-worker', 'role=social-worker&show=nobody', workersOf.filter(alone))
	];
}

function accountStates(people: staff.StaffMember[]): State[] {
	const state = (key: string, query: string, count: number): State => ({
		key,
		count,
		href: `/admin/staff?${query}`,
		needs: 'staff:manage',
		bad: false
	});
	const administrators = people.filter(
		({ role, state: now, breakGlassAt }) => role === 'administrator' && now === 'active' && !breakGlassAt
	);
	return [
		state('no-factor', 'show=no-factor', people.filter(lacksFactor).length),
		state('lapsed', 'show=invited', people.filter((one) => one.state === 'lapsed').length),
		state('one-administrator', 'role=administrator', administrators.length === 1 ? 1 : 0)
	];
}

function settingStates(alarms: duty.Duty, people: staff.StaffMember[]): State[] {
	const state = (key: string, href: string, is: boolean, bad = false): State => ({
		key,
		count: is ? 1 : 0,
		href,
		needs: 'authority:settings',
		bad
	});
	const onDuty = people.some(({ role, state: now }) => role === 'duty-team' && now === 'active');
	return [
		state('no-duty', '/admin/authority/duty', !onDuty && !alarms.emails.length && !alarms.phones.length, true),
		state('no-mail', '/messages', !isSetUp('email')),
		state('no-number', '/admin/authority/duty', !alarms.dayNumber && !alarms.nightNumber)
	];
}
