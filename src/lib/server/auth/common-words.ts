/*
 * What passwords are commonly made of: the roots that head every published list of leaked passwords (keyboard runs,
 * first names, teams, seasons, places, everyday words), and those of a children's services office. Put together for
 * this file. A long password is refused when it is one of these with digits, signs or itself again.
 */
export const COMMON_WORDS: ReadonlySet<string> = new Set(
	`
password passwort passw0rd passphrase pass word secret letmein welcome login logon signin admin administrator root user
username guest test testing temp temporary default changeme change please access account master system server computer
internet laptop windows microsoft office outlook google facebook twitter instagram youtube linkedin amazon apple iphone
android samsung netflix spotify minecraft fortnite roblox pokemon pikachu nintendo playstation xbox zelda mario sonic
qwerty qwertyuiop qwertz azerty asdf asdfgh asdfghjkl asdfghjk zxcvbn zxcvbnm zxcv qazwsx qazwsxedc wsxedc qweasd qweasdzxc
qweqwe qwer qwert poiuy poiuytrewq lkjhgf mnbvcxz abc abcd abcde abcdef abcdefg abcdefgh abcdefghijkl aaa xxx zzz
monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september
october november december spring summer autumn winter today tomorrow yesterday morning evening night christmas easter
birthday holiday weekend
love loveme iloveyou iloveu loveyou lover lovely baby babygirl babyboy angel princess prince queen king honey sweetheart
darling sweetie cutie gorgeous beautiful sexy kisses heart happy smile sunshine rainbow butterfly flower flowers rose
daisy lily poppy blossom star stars moon sky heaven hello goodbye thankyou thanks sorry nothing everything something
anything whatever forever always never family mummy mum mother daddy dad father sister brother grandma grandad nanny
children child kids girl girls boy boys friend friends bestfriend wife husband
michael jennifer jessica charlie thomas daniel matthew andrew joshua george jordan james john robert david william joseph
richard anthony christopher nicholas alexander alexandra benjamin samuel jonathan patrick stephen steven kevin brian
jason justin brandon ryan nathan tyler dylan ethan aaron adam alex ben chris dan jack joe sam tom harry oliver oscar leo
noah jacob luke max toby archie alfie freddie lewis liam callum connor kieran owen rhys mohammed muhammad ahmed ali omar
hannah sarah laura emma emily amy lucy sophie chloe olivia amelia isabella jasmine lauren rebecca rachel natalie nicole
michelle stephanie samantha melissa amanda ashley victoria elizabeth katherine catherine charlotte megan molly holly
bethany abigail grace ruby ellie evie freya georgia alice anna maria julie karen susan linda patricia sandra debbie
liverpool arsenal chelsea everton manchester united city tottenham spurs newcastle westham astonvilla leeds rangers celtic
sunderland wolves villa leicester forest barcelona realmadrid juventus football rugby cricket tennis hockey soccer
baseball basketball golf snooker fishing swimming running dancing gaming
england scotland wales ireland britain london birmingham bristol sheffield nottingham cardiff glasgow edinburgh belfast
yorkshire lancashire cornwall devon essex kent surrey sussex norfolk suffolk
dragon monkey tiger lion eagle falcon wolf bear shadow phoenix unicorn dolphin turtle panda kitten kitty cat cats puppy
doggy dog dogs buster bella max teddy rocky lucky ginger pepper cookie biscuit chocolate cheese banana orange apple
strawberry cherry peaches coffee butter sugar candy pizza chicken cupcake muffin pumpkin
superman batman spiderman starwars starwar harrypotter hogwarts gandalf lordoftherings matrix pirate ninja samurai wizard
magic knight warrior killer hunter ranger soldier general captain hero legend ghost trustno one whatever fuckyou fuck shit
bitch asshole jesus christ god blessed faith hope peace freedom
blue red green black white yellow purple pink orange silver gold golden diamond crystal summer
mustang ferrari porsche mercedes corvette yamaha honda toyota harley jaguar
money million dollar pound lottery winner number first second three four five seven eight nine ten thousand hundred
computer science mathematics school college university teacher student music guitar piano drummer metallica nirvana
blink eminem rihanna beyonce beatles oasis queen
correcthorsebatterystaple
sayso council county borough authority children childrens services service social worker socialwork care carer caring
foster fostering placement review reviews reviewing independent officer iro safeguarding safeguard team leader manager
support business government local nhs lac looked after young people person voice participation
socialworker childrensservices childrenscouncil letmeinplease iloveyouforever manchesterunited manchestercity
welcomehome happybirthday merrychristmas goodmorning ilovemyfamily
super mega ultra great cool awesome nice sweet hot crazy stupid
`
		.trim()
		.split(/\s+/)
);
