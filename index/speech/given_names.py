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
"""

MALE = frozenset(_MALE.split())
FEMALE = frozenset(_FEMALE.split())
