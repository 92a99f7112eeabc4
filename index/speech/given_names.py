"""Common given names by the pronoun they usually take: written down by hand, for telling "he" from "she" in news."""

_MALE = """
aaron abdul abdullah adam adrian ahmed akira alan albert alejandro alex alexander alexei alexey alfred ali allen amir
anders andre andreas andrei andrew andy angelo anthony antonio antony antonin arthur asad ashraf barack barry bashar
ben benjamin bernard bernie bill billy bob bobby boris brad bradley brandon brett brian bruce bryan carl carlos
charles charlie chris christopher chuck clarence cliff colin corey cory craig curtis dan daniel darren dave david dean
dennis derek dick dmitri dmitry dominic don donald doug douglas dwight earl ed eddie edward edwin eli elijah emmanuel
eric erik ernest ethan eugene evan fernando francis francisco francois frank fred frederick gary gavin gene geoff
geoffrey george gerald gerard giovanni glenn gordon graham greg gregory guy hamid hans harold harry hassan hector
henry herbert herman howard hugh ian ibrahim igor imran ivan jack jacob jake james jamie jared jason javier jay jeb
jeff jeffrey jeremy jerome jerry jim jimmy joe joel john johnny jon jonas jonathan jorge jose joseph josh joshua juan
julian justin karl keith ken kenneth kevin khalid kim kurt kyle lance larry lars lawrence lee leo leon leonard lewis
lindsey lloyd louis luis luke malcolm manuel marc marcel marco marcus mario mark martin marvin mathew matt matthew
maurice max michael miguel mike mitch mitt mohamed mohammad mohammed muhammad nathan neil newt nicholas nick nicolas
nigel noah norman oliver omar oscar otto owen pablo pat patrick paul pavel pedro pete peter phil philip phillip pierre
rafael ralph rand randy raul ray raymond reince ricardo rich richard rick rob robby robert roberto rodney roger roland
rolf ron ronald roy rudolph rudy russell ryan salman sam samuel scott sean sebastian sergei sergey seth shane shaun
shinzo sidney simon spencer stan stanley stefan stephen steve steven stuart ted terry theodore thomas tim timothy toby
todd tom tomas tommy tony travis trey tyler vernon victor vincent vladimir volodymyr wade walter warren wayne wesley
wilhelm will william winston xavier yusuf zachary
alec alistair angus antony ashraf bjorn callum cormac declan dermot desmond dominic dylan emlyn euan ewan fergus finn
finlay gareth geraint giles gregor gustav harvey henrik hamish iain idris ivor jamal jens jeremiah jonah joel jorg
jurgen kieran lachlan lars lars liam lorenzo magnus marcus mateo mats matthias mehmet mikael morgan mustafa niall nils
olaf ole ollie olof oskar padraig per piers quentin rafiq rajesh ravi rhys ricky rory rowan rupert sanjay seamus silas
soren stig sunil sven tariq theo tobias torsten tristan ulrich victor vijay viktor vikram wolfgang yannick yosef youssef
"""

_FEMALE = """
abigail adele agnes aisha alexandra alexandria alice alicia alison allison amanda amber amina amy ana andrea angela
angelina anita ann anna anne annette annie april ashley audrey ava barbara beatrice becky bernadette beth bethany
betsey betsy betty bianca brenda bridget brittany camille carla carly carmen carol caroline carolyn catherine cecilia
chelsea cheryl christina christine cindy claire clara clarissa claudia condoleezza courtney crystal cynthia dana
danielle deborah debbie denise diana diane donna doris dorothy edith eileen elaine eleanor elena elise elizabeth ella
ellen emily emma erica erin esther eva evelyn fatima fiona florence frances gabriela gabrielle gail gina gloria grace
greta gwen hannah harriet heather heidi helen hillary huma ida inga ingrid irene iris isabel isabella ivanka
jacqueline jane janet janice jasmine jean jeanne jen jenna jennifer jessica jill jillian joan joanna jocelyn jodie
josephine joy joyce judith judy julia julie kamala karen kate katherine kathleen kathryn kathy katie katrina kayla
kelly kellyanne kimberly kirsten kristen kristin laura lauren leila leslie lila lillian lily linda lisa liz lois
lorraine louise lucia lucy lydia lynn maggie margaret maria marie marilyn marina marine marjorie martha mary maya
megan melania melissa mercedes meredith mia michelle mildred miriam molly monica nadia nadine nancy naomi natalia
natalie nicola nicole nina nora olga olivia pamela patricia patty paula pauline peggy penelope phyllis priya rachel
rebecca regina renee rita roberta robin rosa rosalind rose rosemary ruth sabrina sally samantha sandra sara sarah
sharon sheila shirley sofia sonia sophia sophie stacey stacy stephanie susan suzanne sylvia tamara tammy tanya tara
teresa theresa tiffany tina tracy ursula valerie vanessa vera veronica victoria violet virginia vivian wendy whitney
yolanda yvette yvonne zoe
agatha ailsa alma amara amelia anneke anneliese astrid aoife bea beata bess birgit brigid bronwen carys celia
charlotte chloe clarice claudine cora daphne deirdre delia dilys dolores elsa elspeth enid eve fiona freya geraldine
gertrude ginny greta gudrun gwyneth hanna harriet hazel helena henrietta hester hilda ifeoma imogen ines isla isobel
jemima jess jessie johanna katarina kirsty lena leonora lina liv lottie mabel maeve maren margot mariam marion matilda
maud mavis mina moira morag muriel nadine nell nia niamh noor olive orla oona petra philippa poppy priscilla rhian
rhiannon rhoda rhona rosamund rosie rowena roisin saoirse selma shona sigrid silvia sinead siobhan stella sylvie
tabitha tessa thea theodora tilda ulla una ursula vanya verity winifred yasmin
"""

MALE = frozenset(_MALE.split())
FEMALE = frozenset(_FEMALE.split())
