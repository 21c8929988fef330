import type { Role } from '#lib/domain/role.ts';
import type { VenueKind } from '../venues.ts';
import type { Look } from './portraits.ts';

/** What everybody of the demonstration signs in with. It opens nothing anywhere else. */
export const PASSWORD = 'a-made-up-password';

export interface Card {
	callMe: string;
	about: string;
	languages: string;
	reachHow: string;
	reachWhen: string;
	look: Look;
}

export interface StaffPlan {
	role: Role;
	name: string;
	/** The part before the @; absent: only named in the case system, without a sign-in. */
	mailbox?: string;
	card?: Card;
}

export interface DemoStaff extends StaffPlan {
	id: string;
}

export interface AuthorityPlan {
	code: string;
	name: string;
	children: number;
	/** Who the known codes belong to are children of this authority. */
	doors: boolean;
	staff: readonly StaffPlan[];
	/** Social workers and a fourth IRO whom only the case system knows. */
	named: { socialWorkers: number; iros: readonly string[] };
	/** Its own colour; absent: ours. */
	accent?: string;
	/** Places where its reviews meet. */
	venues: readonly { kind: VenueKind; name: string; accessible: boolean }[];
}

const RUTH: Card = {
	callMe: 'Ruth',
	about:
		'I have been an IRO for nine years. I like swimming in cold lakes, and I have a very lazy cat called Biscuit. My job is to check that people do what they said they would do for you. I will always tell you what I did with the things you asked for.',
	languages: 'English, Yoruba, a bit of French',
	reachHow: 'Call or text 01632 960 141, or ask any adult to ring me for you.',
	reachWhen: 'Monday to Thursday, 9 to 5. If I am driving I ring back the same day.',
	look: { skin: '#8d5a3b', hair: '#2b1d16', style: 'curls', clothes: '#d9713c', ground: '#f6e3c5', glasses: true }
};

const DANIEL: Card = {
	callMe: 'Dan',
	about:
		'I grew up with three foster sisters. I play the drums, badly, and I bake bread, quite well. I want your meeting to feel like yours. You choose who comes and where we sit.',
	languages: 'English, Welsh',
	reachHow: 'Text me on 01632 960 157. I like voice notes too.',
	reachWhen: 'Every weekday, 8 to 4.',
	look: { skin: '#f0c9a4', hair: '#a4502c', style: 'short', clothes: '#2f6f73', ground: '#d5ebe6', beard: true }
};

const NASREEN: Card = {
	callMe: 'Nas',
	about:
		'I used to be a teaching assistant, so I know a lot about dinosaurs. I like gardening and cricket. You can tell me the small things and the big things. If I cannot fix it, I will say so, and say why.',
	languages: 'English, Urdu, Punjabi',
	reachHow: 'Ring 01632 960 173, or write to me: the letters come straight to my desk.',
	reachWhen: 'Tuesday to Friday, 10 to 6.',
	look: { skin: '#c98f62', hair: '#3d5a80', style: 'scarf', clothes: '#7a4f8e', ground: '#e8dcf1' }
};

const GWEN: Card = {
	callMe: 'Gwen',
	about: 'I have two dogs and one of them can skateboard. I will come and see you before each meeting, on your own.',
	languages: 'English, British Sign Language',
	reachHow: 'Text 01632 960 188.',
	reachWhen: 'Monday to Friday, 9 to 5.',
	look: { skin: '#f4d6bd', hair: '#c9c4bd', style: 'bob', clothes: '#3c6e47', ground: '#dcead3', glasses: true }
};

/** Both are invented: no English authority has either name. */
export const AUTHORITIES: readonly AuthorityPlan[] = [
	{
		code: 'northshire',
		name: 'Northshire',
		children: 320,
		doors: true,
		staff: [
			{ role: 'iro', name: 'Ruth Adeyemi', mailbox: 'iro', card: RUTH },
			{ role: 'iro', name: 'Daniel Pryce', mailbox: 'iro-2', card: DANIEL },
			{ role: 'iro', name: 'Nasreen Akhtar', mailbox: 'iro-3', card: NASREEN },
			{ role: 'manager', name: 'Helen Castellano', mailbox: 'manager' },
			{ role: 'participation-lead', name: 'Kofi Mensah', mailbox: 'participation' },
			{ role: 'business-support', name: 'Janet Dunmore', mailbox: 'business-support' },
			{ role: 'social-worker', name: 'Tom Hallam', mailbox: 'social-worker' },
			{ role: 'administrator', name: 'Priya Raman', mailbox: 'administrator' },
			{ role: 'duty-team', name: 'Colm Geraghty', mailbox: 'duty' }
		],
		named: { socialWorkers: 17, iros: ['Malcolm Thirsk'] },
		venues: [
			{ kind: 'family-centre', name: 'Harbour Street Family Centre', accessible: true },
			{ kind: 'council-office', name: 'Assembly House, room 2', accessible: true },
			{ kind: 'cafe', name: 'The Copper Kettle', accessible: false },
			{ kind: 'outdoors', name: 'Quarry Park, by the boathouse', accessible: true }
		]
	},
	{
		code: 'westmere',
		name: 'Westmere',
		children: 40,
		doors: false,
		staff: [
			{ role: 'iro', name: 'Gwen Hollis', mailbox: 'iro', card: GWEN },
			{ role: 'manager', name: 'Desmond Achebe', mailbox: 'manager' }
		],
		named: { socialWorkers: 3, iros: [] },
		accent: '#5b2a86',
		venues: [{ kind: 'family-centre', name: 'Mere Lane Youth Centre', accessible: true }]
	}
];

export const emailOf = (plan: AuthorityPlan, { mailbox }: StaffPlan): string | null =>
	mailbox ? `${mailbox}@${plan.code}.example` : null;
