/** Names as they are met in one English county: made up, and belonging to nobody. */
interface Names {
	weight: number;
	girls: readonly string[];
	boys: readonly string[];
	last: readonly string[];
	/** Languages spoken at home; absent: English. */
	speaks?: string;
}

const split = (text: string): string[] => text.split(', ');

export const NAMES = {
	english: {
		weight: 62,
		girls: split(
			'Amelia, Poppy, Ellie-Mae, Gracie, Lexi, Freya, Ruby, Isla, Evie, Millie, Skye, Caitlin, Libby, Imogen, Bethany, Scarlett, Daisy, Harriet, Summer, Matilda, Esme, Lacey, Tegan, Rosie, Wilhelmina'
		),
		boys: split(
			'Alfie, Kai, Jayden, Noah, Riley, Tyler, Callum, Oscar, Harley, Theo, Archie, Reuben, Mason, Finley, Corey, Logan, Ethan, Jude, Leo, Toby, Bailey, Dylan, Ryan, Connor, Bartholomew'
		),
		last: split(
			'Whitlock, Barraclough, Hartley, Nixon, Fairweather, Dunn, Pickering, Marsh, Holloway, Shaw, Croft, Tennant, Garside, Booth, Lacey, Mercer, Thorne, Ashworth, Penrose, Stubbs, Winterbottom, Haigh, Lockwood, Sutcliffe, Farrow, Kershaw, Baines, Rudd, Featherstonehaugh-Cholmondeley, Blackburn-Hughes, Ogden, Sanderson, Tate, Utley, Varley, Wray, Yates, Appleyard, Bright, Cobb'
		)
	},
	southAsian: {
		weight: 8,
		girls: split('Aaliyah, Zara, Anaya, Hafsa, Meera, Inaaya, Simran, Khadija'),
		boys: split('Zayn, Ibrahim, Arjun, Haroon, Rayan, Ishaan, Mustafa, Gurdeep'),
		last: split('Hussain, Begum-Ahmed, Chowdhury, Patel, Malik, Sandhu, Rahman, Akhtar-Khan')
	},
	africanAndCaribbean: {
		weight: 10,
		girls: split('Chidinma, Adaeze, Tanisha, Naomi, Abena, Zuri, Tiana, Oluwaseyi'),
		boys: split('Kwabena, Tobi, Malachi, Jermaine, Emeka, Isaiah, Oluwadamilola, Kofi'),
		last: split('Okonkwo-Reid, Adeyemi, Campbell-Brown, Boateng, Mensah, Nwachukwu, Oyelaran, Francis-Osei')
	},
	mixed: {
		weight: 9,
		girls: split('Zoë, Maya, Leilani, Amara, Sofía, Anaïs, Ava-Rae, Jasmine'),
		boys: split('Elijah, Zachary, Luca, Mateo, Kian, Roman, Levi, Idris'),
		last: split('Silva-Barnes, Chen, Delacroix, O’Connor-Diallo, Marsh-Ali, Núñez, Vassallo, Hughes-Mbeki')
	},
	irishAndRoma: {
		weight: 5,
		girls: split('Aoife, Bridget, Saoirse, Shannon, Kathleen, Margita'),
		boys: split('Oisín, Paddy, Tadhg, Miley, Declan, Ondřej'),
		last: split('Ó Súilleabháin, Connors, McDonagh, Doherty, Horváthová, Ward')
	},
	easternEuropean: {
		weight: 6,
		girls: split('Zuzanna, Natália, Ioana, Kamilė, Oliwia, Anastasia'),
		boys: split('Jakub, Andrei, Dominykas, Szymon, Ștefan, Kacper'),
		last: split('Wojciechowski, Popescu, Kazlauskas, Nowak, Dumitrescu, Brzęczyszczykiewicz'),
		speaks: 'pl'
	}
} as const satisfies Record<string, Names>;

export type NameGroup = keyof typeof NAMES;

/** Where unaccompanied young people come from, and what they speak (BCP 47). */
export const NATIONS = [
	{
		speaks: 'ti',
		reads: 'ti',
		share: 5,
		boys: split('Filmon, Yonas, Natnael, Robel, Henok, Merhawi'),
		girls: split('Selam, Rahwa'),
		last: split('Tesfay, Gebremedhin, Habtemariam, Kidane, Woldegebriel')
	},
	{
		speaks: 'ps',
		reads: 'ps',
		share: 4,
		boys: split('Hamid, Zabihullah, Sardar, Najib, Wahidullah'),
		girls: split('Palwasha'),
		last: split('Stanekzai, Ahmadzai, Safi, Momand')
	},
	{
		speaks: 'ckb',
		reads: 'ckb',
		share: 4,
		boys: split('Ako, Rebin, Shwan, Hawre, Karwan'),
		girls: split('Shilan'),
		last: split('Rasul, Mahmood, Abdulla, Hama Amin')
	},
	{
		speaks: 'ar',
		reads: 'ar',
		share: 5,
		boys: split('Mubarak, Adam, Hamza, Abdelaziz, Saddam, Karim'),
		girls: split('Rayan, Nour'),
		last: split('Abdelrahman, Ishaq, Haroun, Al-Hariri, Yahya')
	},
	{
		speaks: 'vi',
		reads: 'vi',
		share: 3,
		boys: split('Minh Khôi, Văn Đức, Quang Huy'),
		girls: split('Thị Minh Khai, Thu Hà'),
		last: split('Nguyễn, Trần, Phạm')
	},
	{
		speaks: 'sq',
		reads: 'sq',
		share: 3,
		boys: split('Arben, Klevis, Erion, Endrit'),
		girls: split('Elira'),
		last: split('Hoxha, Gjonaj, Shehu, Marku')
	},
	{
		speaks: 'am',
		reads: 'am',
		share: 1,
		boys: split('Dawit, Biruk'),
		girls: split('Hiwot'),
		last: split('Alemayehu, Bekele')
	},
	{
		speaks: 'fa',
		reads: 'fa',
		share: 1,
		boys: split('Amir, Soroush'),
		girls: split('Parisa'),
		last: split('Karimi, Hosseini')
	}
] as const;

/** Foster carers and keyworkers. */
export const CARERS = split(
	'Denise Osei, Paul and Lorraine Bickerstaff, Margaret Tully, Nadia Rehman, Steve Garforth, Jo and Anita Pell, Winston Blake, Carol Hebden, Shazia Mirza, Gillian Foy, Brian and Sue Todd, Yewande Cole, Rachel Lomax, Ian Peverell, Bernadette Quigg, Samina Bashir, Trevor and Dawn Speight, Monica Fairhurst, Geraldine Mott, Ade and Funmi Balogun, Christine Holroyd, Faisal Iqbal, Linda Crabtree, Peter Nesbitt, Hannah Dowd, Mo and Claire Jarvis, Ingrid Solberg, Ruth Entwistle'
);
export const KEYWORKERS = split(
	'Marcus Bell, Jodie Rennison, Femi Alade, Kirsten Hale, Liam Ostler, Shanice Grant, Gareth Pugh, Leanne Fozard, Dev Anand, Becca Sykes'
);
export const MOTHERS = split(
	'Kirsty, Donna, Leanne, Samantha, Claire, Stacey, Joanne, Michelle, Kelly, Rebecca, Amanda, Nicola'
);
export const FATHERS = split('Darren, Wayne, Mark, Craig, Lee, Jason, Anthony, Simon, Gary, Kevin, Stephen, Ricky');
export const SOCIAL_WORKERS = split(
	'Adaora Nnamdi, Beth Garrity, Chris Yarwood, Dominic Vale, Eleri Maddox, Farah Siddiqui, Grace Lintott, Harpreet Gill, Isobel Crane, Jonah Whitfield, Kelechi Obi, Laura Pinder, Miriam Stott, Neil Ashby, Orla Keane, Rosa Medina, Stuart Lamb'
);
