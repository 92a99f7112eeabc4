"""What news calls countries: their names, their adjectives, and the capitals that stand for their governments.

"Kabul", "Afghan" and "Afghanistan" are one topic; "US" before a name is no part of it. Words in lower case.
"""

from functools import cache

_CALLED = """
afghanistan afghan afghans kabul taliban
albania albanian albanians tirana
algeria algerian algerians algiers
argentina argentine argentinian argentinians
armenia armenian armenians yerevan
australia australian australians canberra
austria austrian austrians vienna
azerbaijan azerbaijani azerbaijanis azeri baku
bangladesh bangladeshi bangladeshis dhaka
belarus belarusian belarusians minsk
belgium belgian belgians
bolivia bolivian bolivians
bosnia bosnian bosnians sarajevo
brazil brazilian brazilians brasilia
britain british uk britons
bulgaria bulgarian bulgarians
cambodia cambodian cambodians
canada canadian canadians ottawa
chile chilean chileans
china chinese beijing
colombia colombian colombians bogota
congo congolese kinshasa
croatia croatian croatians
cuba cuban cubans havana
cyprus cypriot cypriots
denmark danish danes copenhagen
ecuador ecuadorian ecuadorians quito
egypt egyptian egyptians cairo
eritrea eritrean eritreans
estonia estonian estonians tallinn
ethiopia ethiopian ethiopians tigray
europe european europeans eu
finland finnish finns helsinki
france french paris
germany german germans berlin
greece greek greeks athens
guatemala guatemalan guatemalans
haiti haitian haitians
honduras honduran hondurans
hungary hungarian hungarians budapest
iceland icelandic
india indian indians delhi
indonesia indonesian indonesians jakarta
iran iranian iranians tehran
iraq iraqi iraqis baghdad
ireland irish dublin
israel israeli israelis
italy italian italians rome
japan japanese tokyo
jordan jordanian jordanians amman
kazakhstan kazakh kazakhs astana
kenya kenyan kenyans nairobi
kosovo kosovar kosovars pristina
kuwait kuwaiti kuwaitis
latvia latvian latvians riga
lebanon lebanese beirut
libya libyan libyans tripoli
lithuania lithuanian lithuanians vilnius
malaysia malaysian malaysians
mali malian malians
mexico mexican mexicans
moldova moldovan moldovans
morocco moroccan moroccans rabat
myanmar burma burmese
nepal nepalese nepali
netherlands dutch
nicaragua nicaraguan nicaraguans
niger nigerien
nigeria nigerian nigerians abuja
norway norwegian norwegians oslo
pakistan pakistani pakistanis islamabad
palestine palestinian palestinians gaza hamas
peru peruvian peruvians
philippines philippine filipino filipinos manila
poland polish poles warsaw
portugal portuguese lisbon
qatar qatari qataris doha
romania romanian romanians bucharest
russia russian russians moscow kremlin
rwanda rwandan rwandans kigali
saudi saudis riyadh
scotland scottish scots
serbia serbian serbians serb serbs belgrade
singapore singaporean singaporeans
somalia somali somalis mogadishu
spain spanish madrid
sudan sudanese khartoum
sweden swedish swedes stockholm
switzerland swiss
syria syrian syrians damascus
taiwan taiwanese taipei
thailand thai thais bangkok
tunisia tunisian tunisians
turkey turkish turks ankara turkiye
uganda ugandan ugandans
ukraine ukrainian ukrainians kyiv kiev
venezuela venezuelan venezuelans caracas
vietnam vietnamese hanoi
wales welsh
yemen yemeni yemenis houthi houthis
zimbabwe zimbabwean zimbabweans harare
us usa america american americans
"""


@cache
def _of_word() -> dict[str, tuple[str, ...]]:
    groups = (tuple(line.split()) for line in _CALLED.split("\n") if line)
    return {word: group for group in groups for word in group}


def called(word: str) -> tuple[str, ...]:
    """Everything the country that `word` (lower case) means is called, its name first; nothing where it means none."""
    return _of_word().get(word, ())


def country(word: str) -> str | None:
    """The name of the country that `word` (lower case) means, None where it means none."""
    group = called(word)
    return group[0] if group else None
