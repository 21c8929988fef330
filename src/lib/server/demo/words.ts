import { youngPersonArabic } from './arabic-words.ts';

// What children say in the demonstration, by form and question: written for it, and said by nobody.
// Under 'rather-talk': when to reach them. Of people: whom they name themselves.

export type Bank = Readonly<Record<string, readonly string[]>>;

const olderChild: Bank = {
	home: [
		'The dog sleeps outside my door and I like that.',
		'I like my room. I want a night light that stays on.',
		'The food is good but I do not like fish on Fridays.',
		'It is loud when the little ones cry. I want somewhere quiet.',
		'I like that we all eat together. I would change bed time.',
		'My room is my own now. I chose the blue paint.'
	],
	'not-safe': ['There is a boy on our street who shouts things at me.', 'I do not want to write it. I want to say it.'],
	'hurt-or-bullied': ['Someone in my class takes my things and laughs.', 'It stopped for a bit, and now it is back.'],
	'going-well': [
		'I got my 25 metres badge for swimming.',
		'I read a whole book on my own. It had 200 pages.',
		'I have a best friend now. Her name is Orla.',
		'I am good at maths and Mr Sale says so.',
		'I can ride a bike without the little wheels.',
		'We went to the sea and I found a crab.',
		'I see my brother every second Saturday and we play football.',
		'I was a sheep in the play and I did not forget my words.',
		'I sleep better now.',
		'My foster mum taught me to make pancakes.',
		'I got star of the week for being kind.',
		'I love drama club. I want to go two times a week.'
	],
	worries: [
		'I worry about my mum when she does not ring.',
		'I do not know how long I am staying here.',
		'I worry that I will move school again.',
		'People ask me why I do not live with my mum. I do not know what to say.',
		'I miss my old dog. Nobody tells me how he is.',
		'My social worker is going to change and I liked her.',
		'I get tummy aches before family time.',
		'I worry about my little sister. Is she okay?',
		'Big school. I do not know anyone who goes there.',
		'I have bad dreams sometimes.',
		'Nothing at the moment.'
	],
	'needs-to-happen': [
		'I want to see my nan more.',
		'Somebody should tell me what the plan is.',
		'I want a photo of my baby brother.',
		'I want to know the date of family time before, not on the day.',
		'I want to stay here until I am grown up.',
		'I need new football boots.',
		'I want my things from the old house. My green bear is still there.',
		'Please ask if I can sleep at Orla’s house.',
		'I want help with reading.',
		'I want my name spelled right on letters.',
		'I want to do gymnastics.'
	],
	venue: [
		'The room at school with the beanbags.',
		'At home, but not in the kitchen.',
		'The library, if it is allowed.'
	],
	times: [
		'I do not want to miss PE.',
		'Not on Thursday. It is swimming.',
		'After tea is best.',
		'Not in assembly time. Everyone would see.'
	],
	'people-wanted': ['My big brother Kai', 'Mrs Lowe from breakfast club', 'My auntie Jan', 'My nan'],
	'people-not-wanted': ['The man who writes everything down', 'My old social worker', 'Somebody I do not know'],
	'taking-part': [
		'I want to come in at the end with my list.',
		'Can I sit next to my carer?',
		'I made a picture. Please show it.'
	],
	topics: [
		'Why I cannot stay at my friend’s house.',
		'Why I have to change schools.',
		'Seeing my nan.',
		'A later bed time.'
	],
	'not-topics': [
		'Not the thing at school. I said sorry already.',
		'Not my mum’s illness, please.',
		'Not wetting the bed.'
	],
	'family-time': [
		'I want to see my nan too. It would be better at the park.',
		'An hour is too short. We only just start a game.',
		'I want to see my sister on her own.',
		'I like it when we go bowling. I do not like the room at the centre.'
	],
	'plan-agreed': [
		'I want to stay in my school.',
		'It says I see my dad every month. I want every week.',
		'Nobody asked me about it.'
	],
	'anything-else': [
		'Thank you for reading this.',
		'Can you come to my house before the meeting?',
		'I like your cat.',
		'My favourite animal is an axolotl.',
		'I want to be a vet.',
		'Please talk in normal words at the meeting.'
	],
	'rather-talk': [
		'After school is best. Not on Thursday.',
		'Come to my house please. I will show you my room.',
		'In the car is good for talking.'
	]
};

const youngPerson: Bank = {
	feelings: [
		'Up and down. Better since I changed sets.',
		'Tired mostly. Mocks.',
		'Good. I laugh more than last year.',
		'Angry about the move, then okay again.',
		'Lonely at weekends when my friends are with their families.'
	],
	home: [
		'I get on with everyone. The wifi drops in my room.',
		'Staff change all the time. I want one person who stays.',
		'I feel part of the family here. They came to parents’ evening.',
		'The rules are the same for me as for the 11 year old. That is not fair.',
		'I like having my own key.',
		'It is a nice house but it is forty minutes from my friends.'
	],
	'not-safe': ['There are people outside the shop who know where I live.', 'I want to tell you in person.'],
	pressured: [
		'Someone older keeps asking me to hold things for them.',
		'People online. I blocked them but they make new accounts.'
	],
	'going-well': [
		'I got my predicted grades and they are better than I thought.',
		'I made the county under 16s squad.',
		'I am on track for college. I want to do plumbing.',
		'My carer and I cook on Sundays. I can do a roast.',
		'I have been going to all my lessons since half term.',
		'I got a Saturday job at the café.',
		'I am writing songs again.',
		'Me and my brother talk every week now.',
		'I passed my theory for the moped.',
		'I have friends here now. It took a while.',
		'My English teacher put my poem on the wall.',
		'I have not gone missing since June.'
	],
	worries: [
		'What happens when I turn 18. Nobody has said where I will live.',
		'I have had four social workers in two years.',
		'Exams, and that I will let people down.',
		'My mum is not well and I hear about it last.',
		'Money. I do not know what I am meant to get.',
		'I am waiting for counselling and it has been seven months.',
		'People at school found out I am in care.',
		'I do not want to move again in the middle of my GCSEs.',
		'My little brother is being adopted and I do not know if I will see him.',
		'I do not sleep well. I am on my phone too late, I know.',
		'Nothing big right now.'
	],
	'needs-to-happen': [
		'A plan for after school that is written down, with names and dates.',
		'I want a passport. We have asked three times.',
		'Get my savings statement.',
		'See my sister without somebody writing notes.',
		'Driving lessons, or help with the provisional.',
		'Ask my carers about staying put before I turn 17, not after.',
		'Somebody needs to chase the dentist.',
		'I want to read my file, with someone I trust.',
		'A laptop that works. The school one is locked down.',
		'I want to see my nan in Leeds twice a year, with the train paid.',
		'Tell me when things change. Before, not after.'
	],
	venue: [
		'The youth centre on Mill Lane.',
		'The quiet café by the station, upstairs.',
		'At college, but not in the glass room.'
	],
	times: [
		'I work on Saturdays.',
		'Not Friday afternoon, I go to mosque.',
		'Training is Tuesday and Thursday.',
		'Not in mocks week.'
	],
	'people-wanted': [
		'My boxing coach, Del',
		'My form tutor',
		'My nan',
		'My mate’s mum, she knows me best',
		'My older sister'
	],
	'people-not-wanted': ['The deputy head', 'My old foster carer', 'Anyone I have not met', 'My stepdad'],
	'taking-part': [
		'Let me read the report first.',
		'I want to go first and then leave when I have had enough.',
		'No long talking about me as if I am not there.'
	],
	topics: [
		'Staying put after 18.',
		'Whether I can go on the school trip to Spain.',
		'Seeing my brother.',
		'Money for clothes. It has to come in time for winter.',
		'Moving college.'
	],
	'not-topics': [
		'Not my health stuff in front of school.',
		'Do not bring up last year. It is done.',
		'Not my relationship.'
	],
	notes: ['One page, in normal words.', 'Read them with me before you send them.', 'Email is fine. Not to the house.'],
	'family-time': [
		'I would see my dad more if I did not have to do it at the centre.',
		'It is about right. I would like to choose the place.',
		'I want to see my brothers, all three at once.',
		'I do not want to go every time and nobody asks me.'
	],
	'plan-agreed': [
		'The part about college is old. I changed my mind.',
		'I want the overnight stays back in it.',
		'It says I agree with the move. I did not.'
	],
	'anything-else': [
		'Thanks for ringing last time. It helped.',
		'Please make it shorter than last time. Ninety minutes is too long.',
		'I want to be a paramedic.',
		'Could you talk to me for ten minutes on our own first?',
		'My social worker is good. I want that written down.',
		'You can tell my carer that I said thank you.'
	],
	'rather-talk': [
		'Text first. Then I will pick a time.',
		'After 5 on Wednesday is good.',
		'Walk and talk, not in an office.'
	]
};

export const CHILD_WORDS: Readonly<Record<'older-child' | 'young-person' | 'young-person:ar', Bank>> = {
	'older-child': olderChild,
	'young-person': youngPerson,
	'young-person:ar': youngPersonArabic
};
