import type { Decision, WishKind } from '#lib/domain/wish.ts';
import type { Bank } from './words.ts';

// What parents, carers and IROs write in the demonstration. `{name}` is the child's.

const parent: Bank = {
	'does-well': [
		'{name} is kind and funny and very good with animals.',
		'School reports are so much better this year. I am proud.',
		'{name} remembers everybody’s birthday.',
		'Drawing. I keep every picture.'
	],
	worries: [
		'I worry that {name} thinks I did not want this.',
		'The calls stop when a worker is on leave. That is hard on {name}.',
		'I am not told about health appointments until after.',
		'I would like to know who {name} spends time with online.'
	],
	wants: [
		'I want {name} home when I have finished the course. Until then I want it to stay as settled as it is.',
		'More time together, and not always in the centre.',
		'To be asked before things are decided, even when the answer is no.',
		'For {name} to stay in touch with the cousins.'
	],
	'home-life': [
		'We go to church on Sundays and {name} used to sing there.',
		'We are Muslim. Please keep to halal food, and Eid with family if it can be done.',
		'My family is from Poland. Please keep some Polish going.',
		'Sunday dinner is a big thing for us.'
	],
	'to-pass-on': [
		'{name} had asthma as a baby, and so did I.',
		'The baby photos are with my sister. She will lend them.',
		'Grandad died in spring. {name} should hear it from me.'
	],
	'family-time': [
		'It goes well. Two hours would be better than one.',
		'The bus takes ninety minutes each way. Travel money would help.',
		'I find it hard to say goodbye and I would like some help with that.'
	],
	'plan-agreed': [
		'I do not agree that contact goes down to once a month.',
		'The part about school is right. The part about holidays is not.'
	],
	attend: ['I get very nervous. Please let me speak first.', 'I can be there for the first half.'],
	help: ['Polish interpreter, please.', 'I have the baby with me on weekdays.', 'A letter in plain words beforehand.'],
	'not-in-a-room-with': ['{name}’s father. There is an order.', 'My ex-partner. Please keep our times apart.'],
	outcome: ['A call on the same day, and then the letter.', 'To my new number, not the old one.'],
	'not-for-child': ['What I wrote about my health. I will tell {name} myself.'],
	'anything-else': [
		'Thank you for asking me this time.',
		'Please thank the carers for me.',
		'I have a new support worker who can come with me.'
	]
};

const fosterCarer: Bank = {
	achievements: [
		'{name} swam a length without stopping and told everyone at the bus stop.',
		'Full attendance this half term. We are very proud of {name}.',
		'{name} made a first real friend, who has been for tea twice.',
		'Passed the music grade. Practice happens without being asked.',
		'{name} now asks for help instead of walking out. That is huge.'
	],
	settled: [
		'Gets on best with our eldest. Mornings can be tense with the younger two.',
		'Has begun to call the bedroom “my room”.',
		'Still keeps a bag packed under the bed.'
	],
	'daily-life': [
		'Eats well, sleeps from nine to seven.',
		'Sleep is better with the door ajar. Still hides food now and then.',
		'Breakfast is a battle; tea is not.'
	],
	feelings: [
		'Big feelings after family time; a walk with the dog helps.',
		'Mostly cheerful. Goes quiet when plans change without warning.',
		'Angry for a day or two after each change of worker.'
	],
	health: [
		'Healthy. New glasses last month.',
		'Asthma is well controlled. The annual assessment is overdue.',
		'Waiting for the first appointment with the emotional health team since spring.'
	],
	'health-checks': ['Dentist is booked for next month.', 'The optician cannot see us before January.'],
	education: [
		'Settled at school. The education plan meeting helped.',
		'Behind in reading, and catching up with the tutor.',
		'Two fixed-term exclusions this term; the school is trying hard.',
		'College three days a week and a placement at a garage.'
	],
	friends: [
		'Football twice a week, and a small group of friends from there.',
		'Would love to go to sleepovers. We are not sure what we may agree to.',
		'Mostly on the games console with friends from the old school.'
	],
	identity: [
		'We found a hairdresser who knows how to look after {name}’s hair.',
		'We keep the memory box together. Some early photos are missing.',
		'We drive to the mosque on Fridays and are learning about the festivals.'
	],
	'family-time': [
		'Looks forward to it, and needs a quiet evening after it.',
		'Cancelled three times this term. {name} waits at the window.',
		'Goes well. Brothers and sisters together is what {name} asks for most.'
	],
	'safety-worries': [
		'Somebody has been sending messages to {name}’s phone. We told the social worker the same evening.',
		'Was out until two in the morning on Friday; reported missing and came back safe.'
	],
	'going-wrong': ['The arguments with our son are wearing everyone down. A break and some advice would help.'],
	'social-worker': [
		'The new worker has been three times and saw {name} alone each time.',
		'Two visits were moved at short notice.'
	],
	'delegated-authority': [
		'Haircuts yes, school trips no? We need it in writing.',
		'We have no placement plan for this year.'
	],
	support: [
		'A weekend of respite in spring, please.',
		'Training on teenagers and phones.',
		'Nothing just now. The support group is very good.',
		'Somebody to ring at weekends who knows us.'
	],
	'child-says': [
		'“I want to see my nan, and I want to stay here.”',
		'“Everyone decides and then they tell me.”',
		'“I don’t mind the meeting if it is short.”',
		'“Tell them I got a certificate.”'
	],
	wants: [
		'The decision about long-term fostering, so that {name} can stop asking.',
		'An answer about sleepovers and the school trip.',
		'A proper plan for seeing brothers and sisters.',
		'Life-story work to begin.'
	],
	'venue-at-home': [
		'Fine, but {name} would rather not have everybody in the front room.',
		'Yes, after four, when the little ones are at my mother’s.'
	],
	'helped-child': ['Read the questions out; the answers are {name}’s own.', 'Sat in the same room and kept out of it.']
};

export const ADULT_WORDS: Readonly<Record<'parent' | 'foster-carer', Bank>> = { parent, 'foster-carer': fosterCarer };

type Reasons = Readonly<Record<Decision, readonly string[]>>;

/** What IROs answer to a wish, in words for the child. */
export const REASONS: Readonly<Record<WishKind, Reasons>> = {
	venue: {
		met: ['Yes. We will meet there.', 'I asked, and they have a quiet room for us.'],
		partly: ['The room you asked for is taken that day. We have the one next to it.'],
		not: [
			'I asked. They have no room where nobody can listen in. Let us try again next time.',
			'Too far for two of the people you want there. I picked the closest place to it.'
		]
	},
	time: {
		met: ['Yes. You will not miss anything you said.', 'I moved it so that it fits.'],
		partly: ['The day is right. The time is a bit later than you asked.'],
		not: ['Nobody from school can come then, and you wanted them there. I am sorry.']
	},
	attendee: {
		met: ['I asked them and they said yes.', 'They will be there.'],
		partly: [
			'They can come for the first part only. You choose which part that is.',
			'They cannot be there, but they sent me what they want to say for you.'
		],
		not: [
			'I asked. They are away that week. I will ring them for you before it.',
			'There is a court order that says no for now. I will explain it when I see you.'
		]
	},
	'not-attendee': {
		met: ['They will not be there. I told them it is your meeting.'],
		partly: ['They come for the first ten minutes only, before you come in.'],
		not: ['The law says that I must ask them. They will come at another time, so you will not meet.']
	},
	'taking-part': {
		met: ['Yes. That is how we will do it.', 'Good plan. You say when you have had enough.'],
		partly: ['Yes to most of it. I will ring you to agree on the rest.'],
		not: ['I could not make it work this time. I will read out your words just as you wrote them.']
	},
	topic: {
		met: ['It is on the list, near the top.', 'Yes. We will talk about it, and you can go first.'],
		partly: ['We will begin on it. The person who decides cannot come until next month.'],
		not: ['I talk about this one with you alone first, so that it stays private.']
	},
	'not-topic': {
		met: ['Nobody will bring it up. I told them all.'],
		partly: ['I have to say one sentence about it. I will say it when you are not in the room.'],
		not: ['This is about keeping you safe, so I must ask. I will do it quietly and tell you after.']
	},
	chairing: {
		met: ['Yes! I will come a week before and we will get ready together.', 'You run it. I sit next to you.'],
		partly: ['You lead the parts you picked. I do the rest, because you said it felt like a lot.'],
		not: ['There was not enough time to get ready. Next time we begin a month before.']
	},
	notes: {
		met: ['Yes. That is how you will get them.', 'I will write you a letter myself.'],
		partly: ['You get a short letter first. The long notes come later.'],
		not: ['I cannot email them yet, as the post box is shared. I will bring them to you.']
	}
};

/** The same for somebody who reads Arabic, whatever the wish. */
export const REASONS_IN_ARABIC: Reasons = {
	met: ['نعم، سنفعل ما طلبت.', 'نعم. تكلمت معهم ووافقوا.'],
	partly: ['نستطيع أن نفعل جزءًا من هذا. سأشرح لك قبل الاجتماع.'],
	not: ['سألت، ولم يكن ممكنًا هذه المرة. سأتصل بك مع المترجم وأشرح لك السبب.']
};

export const PRIVATE_NOTES = [
	'Rang the school; ask for Mrs Lowe.',
	'Agreed with the team manager by phone.',
	'Check again before the next review.'
];

export const OVERRIDES = {
	PN1: 'Answered every point with a word or a nod when asked directly: I count that as speaking.',
	PN6: 'Brought by the carer on paper: a picture and three sentences, which I read out and kept.'
} as const;

export const HANDLED = [
	'Visited the same day and spoke alone. Told the manager and the social worker; a safety plan is in place.',
	'Rang at once. It was about school, which has acted; checked again after a week.',
	'Talked with the duty team. No one is in danger now; the social worker is seeing the child tomorrow.'
];
