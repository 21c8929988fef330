import type { RouteId } from '$app/types';
import type { Role } from '#lib/domain/role.ts';

/** What a member of staff may do. A caseload narrows it further: see each noun's `visible`. */
export type Capability =
	| 'reviews:read'
	| 'reviews:answer'
	| 'reviews:arrange'
	| 'reviews:record'
	| 'reviews:open-other'
	| 'audit:read'
	| 'children:release'
	| 'safety:handle'
	| 'safety:practise'
	| 'messages:read'
	| 'messages:of-review'
	| 'consultations:open'
	| 'people:edit'
	| 'profile:edit'
	| 'statistics:read'
	| 'exports:make'
	| 'imports:run'
	| 'caseload:assign'
	| 'staff:manage'
	| 'authority:settings';

/** Everything a role may do; what is not here it may not. */
export const MAY: Record<Role, readonly Capability[]> = {
	iro: [
		'reviews:read',
		'reviews:answer',
		'messages:of-review',
		'reviews:arrange',
		'reviews:record',
		'reviews:open-other',
		'children:release',
		'safety:handle',
		'safety:practise',
		'consultations:open',
		'people:edit',
		'profile:edit',
		'statistics:read'
	],
	manager: [
		'reviews:read',
		'messages:read',
		'messages:of-review',
		'reviews:arrange',
		'reviews:open-other',
		'children:release',
		'audit:read',
		'safety:handle',
		'safety:practise',
		'consultations:open',
		'people:edit',
		'profile:edit',
		'statistics:read',
		'exports:make',
		'caseload:assign'
	],
	'participation-lead': ['statistics:read'],
	'business-support': [
		'reviews:read',
		'messages:read',
		'messages:of-review',
		'reviews:arrange',
		'consultations:open',
		'people:edit',
		'statistics:read',
		'exports:make',
		'imports:run',
		'caseload:assign'
	],
	'social-worker': ['reviews:read', 'people:edit', 'profile:edit'],
	administrator: [
		'statistics:read',
		'messages:read',
		'messages:of-review',
		'exports:make',
		'imports:run',
		'caseload:assign',
		'staff:manage',
		'authority:settings'
	],
	'duty-team': ['safety:handle']
};

export const may = (role: Role, capability: Capability): boolean => MAY[role].includes(capability);

/** The page a role starts on. */
export const homeOf = (role: Role): string => {
	if (may(role, 'reviews:read')) return '/reviews';
	return may(role, 'statistics:read') ? '/statistics' : '/safety';
};

/**
 * `public`: anybody. `alike`: anybody, and the answer is the same for all: nobody's session is looked at, and it may be
 * kept. `child` and `adult`: a participant who came in with a code of that kind. `staff`: anybody signed
 * in; `again`: they too while their session is locked. Otherwise what reading (GET) and changing (every other method) ask
 * for; where a page's actions ask for different things, each by its name. What is not listed is refused.
 */
export type Rule =
	| 'public'
	| 'alike'
	| 'child'
	| 'adult'
	| 'staff'
	| 'again'
	| {
			read: Capability | 'staff';
			write?: Capability | 'staff';
			actions?: Record<string, Capability | 'staff'>;
			/** Asks for a sign-in of the last five minutes: to open it at all, or only to change something. */
			fresh?: true | 'to-change';
	  };

/** Who may open each route. A route that is not listed here does not compile, and is refused at run time. */
export const ACCESS: Record<PageRoute, Rule> = {
	'/': 'public',
	'/[lang=language]': 'public',
	'/[lang=language]/c': 'public',
	'/[lang=language]/c/message': 'public',
	'/[lang=language]/l': 'public',
	'/[lang=language]/closed': 'public',
	'/[lang=language]/help': 'public',
	'/[lang=language]/leave': 'public',
	'/[lang=language]/thanks': 'public',
	'/[lang=language]/comfort': 'public',
	'/[lang=language]/wording/[set]': 'alike',
	'/[lang=language]/logo': 'public',
	'/accent/[colour].css': 'alike',
	'/[lang=language]/trouble/[status=status]': 'alike',
	'/[lang=language]/my': 'child',
	'/[lang=language]/my/alone': 'child',
	'/[lang=language]/my/secret': 'child',
	'/[lang=language]/my/unlock': 'child',
	'/[lang=language]/my/stay': 'child',
	'/[lang=language]/my/resume': 'child',
	'/[lang=language]/my/own-device': 'child',
	'/[lang=language]/my/language': 'child',
	'/[lang=language]/my/welcome': 'child',
	'/[lang=language]/my/before': 'child',
	'/[lang=language]/my/help-now': 'child',
	'/[lang=language]/my/private': 'child',
	'/[lang=language]/my/talk': 'child',
	'/[lang=language]/my/q': 'child',
	'/[lang=language]/my/q/[question]': 'child',
	'/[lang=language]/my/helper': 'child',
	'/[lang=language]/my/check': 'child',
	'/[lang=language]/my/sent': 'child',
	'/[lang=language]/my/readers': 'child',
	'/[lang=language]/my/photo': 'child',
	'/[lang=language]/my/meeting': 'child',
	'/[lang=language]/my/meeting/[step]': 'child',
	'/[lang=language]/your': 'adult',
	'/[lang=language]/your/language': 'adult',
	'/[lang=language]/your/before': 'adult',
	'/[lang=language]/your/q': 'adult',
	'/[lang=language]/your/q/[question]': 'adult',
	'/[lang=language]/your/check': 'adult',
	'/[lang=language]/your/sent': 'adult',
	'/sign-in': 'public',
	'/sign-in/passkey': 'public',
	'/sign-in/second': 'public',
	'/sign-in/second/set-up': 'public',
	'/sign-in/second/codes': 'public',
	'/sign-in/oidc/[authority]': 'public',
	'/sign-in/oidc/[authority]/back': 'public',
	'/sign-in/oidc/[authority]/out': 'public',
	'/sign-out': 'public',
	'/invitation': 'public',
	'/healthz': 'alike',
	'/readyz': 'alike',
	'/metrics': 'alike',
	'/csp-report': 'alike',
	'/trouble/[status=status]': 'alike',
	'/(staff)/reviews': { read: 'reviews:read' },
	'/(staff)/reviews/held': { read: 'reviews:read' },
	'/(staff)/reviews/[id]': {
		read: 'reviews:read',
		actions: {
			decide: 'reviews:answer',
			reason: 'reviews:open-other',
			safety: 'safety:handle',
			arrange: 'reviews:arrange',
			day: 'reviews:arrange',
			open: 'consultations:open',
			close: 'consultations:open',
			reopen: 'consultations:open'
		}
	},
	'/(staff)/reviews/[id]/people': { read: 'people:edit', actions: { readOut: 'people:edit' } },
	'/(staff)/reviews/[id]/people/[person]': { read: 'people:edit', write: 'people:edit' },
	'/(staff)/reviews/[id]/slip': { read: 'consultations:open', write: 'consultations:open' },
	'/(staff)/reviews/[id]/together': { read: 'consultations:open', write: 'consultations:open' },
	'/(staff)/reviews/[id]/record': { read: 'reviews:record', write: 'reviews:record' },
	'/(staff)/safety': { read: 'safety:handle', actions: { open: 'safety:handle', practice: 'safety:practise' } },
	'/(staff)/safety/[id]': {
		read: 'safety:handle',
		actions: { open: 'safety:handle', note: 'safety:handle', close: 'safety:handle', hand: 'safety:handle' }
	},
	'/(staff)/messages': { read: 'messages:of-review', actions: { retry: 'messages:read', trial: 'messages:read' } },
	'/(staff)/profile': { read: 'profile:edit', write: 'profile:edit' },
	'/(staff)/profile/photo': { read: 'profile:edit' },
	'/(staff)/logo': 'staff',
	'/(staff)/admin': { read: 'caseload:assign' },
	'/(staff)/admin/caseload': { read: 'caseload:assign', actions: { assign: 'caseload:assign' } },
	'/(staff)/admin/caseload/[child]': {
		read: 'caseload:assign',
		actions: { iro: 'caseload:assign', worker: 'caseload:assign' }
	},
	'/(staff)/admin/staff': { read: 'staff:manage', write: 'staff:manage', fresh: 'to-change' },
	'/(staff)/admin/staff/[id]': {
		read: 'staff:manage',
		actions: {
			change: 'staff:manage',
			email: 'staff:manage',
			end: 'staff:manage',
			back: 'staff:manage',
			anew: 'staff:manage'
		},
		fresh: 'to-change'
	},
	'/(staff)/admin/authority': {
		read: 'authority:settings',
		actions: {
			look: 'authority:settings',
			nouns: 'authority:settings',
			languages: 'authority:settings',
			reviews: 'authority:settings'
		}
	},
	'/(staff)/children/not-mine': { read: 'reviews:open-other', write: 'reviews:open-other' },
	'/(staff)/children/[id]': { read: 'children:release' },
	'/(staff)/children/[id]/everything': {
		read: 'children:release',
		actions: { ask: 'children:release', decide: 'children:release' },
		fresh: 'to-change'
	},
	'/(staff)/children/[id]/everything/[release].zip': { read: 'children:release', fresh: true },
	'/(staff)/audit': { read: 'audit:read' },
	'/(staff)/audit/removal': { read: 'audit:read' },
	'/(staff)/audit/log.csv': { read: 'audit:read', fresh: true },
	'/(staff)/admin/authority/helplines': { read: 'authority:settings', write: 'authority:settings' },
	'/(staff)/admin/authority/duty': { read: 'authority:settings', write: 'authority:settings' },
	'/(staff)/admin/authority/venues': {
		read: 'authority:settings',
		actions: { save: 'authority:settings', offer: 'authority:settings' }
	},
	'/(staff)/admin/authority/retention': { read: 'authority:settings', write: 'authority:settings' },
	'/(staff)/statistics': { read: 'statistics:read' },
	'/(staff)/statistics/figures.csv': { read: 'statistics:read' },
	'/(staff)/again': 'again',
	'/(staff)/account': {
		read: 'staff',
		actions: { end: 'staff', endOthers: 'staff', password: 'staff', lookedInto: 'staff:manage' }
	},
	'/(staff)/account/steps': {
		read: 'staff',
		actions: { rename: 'staff', remove: 'staff', codes: 'staff' },
		fresh: true
	},
	'/(staff)/account/add': { read: 'staff', actions: { app: 'staff', passkey: 'staff' }, fresh: true },
	'/(staff)/account/codes': 'staff',
	'/(staff)/exports': { read: 'exports:make', fresh: true },
	'/(staff)/exports/reviews.csv': { read: 'exports:make', fresh: true },
	'/(staff)/exports/reviews.xml': { read: 'exports:make', fresh: true },
	'/(staff)/imports': { read: 'imports:run', write: 'imports:run' },
	'/(staff)/imports/report.csv': { read: 'imports:run' }
};

/** Every route but the folders that only group others. */
type Folder =
	| '/accent'
	| '/sign-in/oidc'
	| '/(staff)'
	| '/(staff)/children'
	| '/trouble'
	| '/[lang=language]/trouble'
	| '/[lang=language]/wording';
export type PageRoute = Exclude<RouteId, Folder>;

/** True where a rule asks for a sign-in of the last five minutes. */
export function asksFresh(rule: Rule, method: string): boolean {
	if (typeof rule === 'string' || !rule.fresh) return false;
	return rule.fresh === true || (method !== 'GET' && method !== 'HEAD');
}

/** The rule of a route, or undefined: refused. */
export const ruleOf = (route: string): Rule | undefined => (ACCESS as Record<string, Rule>)[route];

/**
 * What a rule asks of a member of staff: a capability, 'staff' for anybody signed in, or 'never'.
 * `action` is the name of the page's action, from an address that ends in `?/name`.
 */
export function asked(rule: Rule, method: string, action: string | undefined): Capability | 'staff' | 'never' {
	if (typeof rule === 'string') return 'staff';
	if (method === 'GET' || method === 'HEAD') return rule.read;
	return (action && rule.actions?.[action]) || rule.write || 'never';
}
