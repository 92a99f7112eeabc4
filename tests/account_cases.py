"""Pairs of short reports, our own writing, that tell one thing in two ways, and pairs that only look as if they did."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """`answer` is given to `question` from `first`; `values` are what the reports differ on, empty where on nothing."""

    question: str
    answer: str
    first: str
    second: str
    values: tuple[str, ...] = ()
    second_day: str = "2021-05-05"


DIFFERENT = (
    Pair(
        question="How many homes were flooded in Ledham?",
        answer="Eleven homes were flooded in Ledham.",
        values=("eleven homes", "14 homes"),
        first="The river burst its banks on Sunday night and eleven homes were flooded in Ledham, the council said.",
        second="In Ledham 14 homes were flooded when the river rose, according to the fire service.",
    ),
    Pair(
        question="How many people died in the ferry accident at Thornsea?",
        answer="Three people died.",
        values=("three people", "five people"),
        first="At least three people died when a ferry struck the pier at Thornsea, rescuers said.",
        second="The ferry accident at Thornsea killed five people, the coroner confirmed.",
    ),
    Pair(
        question="How much will the flood barrier in Wend cost?",
        answer="The barrier will cost £38 million.",
        values=("£38 million", "£44m"),
        first="The flood barrier in Wend will cost £38 million, engineers told councillors.",
        second="The flood barrier planned in Wend will cost £44m, a report published on Tuesday says.",
    ),
    Pair(
        question="When will the new tram line in Ostermond open?",
        answer="It will open on 3 June 2021.",
        values=("3 June 2021", "10 June 2021"),
        first="The new tram line in Ostermond will open on 3 June 2021, the operator announced.",
        second="Passengers will have to wait: the new tram line in Ostermond opens on 10 June 2021.",
    ),
    Pair(
        question="Who won the mayoral election in Marholm?",
        answer="Ida Fenwick won.",
        values=("Ida Fenwick", "Karl Oddie"),
        first="Ida Fenwick won the mayoral election in Marholm by a narrow margin.",
        second="Karl Oddie has won the mayoral election in Marholm, returning officers declared.",
    ),
    Pair(
        question="Who is the director of the Thornsea Museum?",
        answer="Anna Dahl is the director.",
        values=("Anna Dahl", "Peter Lowe"),
        first="The director of the Thornsea Museum, Anna Dahl, opened the exhibition.",
        second="Peter Lowe, the director of the Thornsea Museum, said the roof was sound.",
    ),
    Pair(
        question="How did the council vote on the harbour wall?",
        answer="Councillors backed the harbour wall by nine votes to six.",
        values=("nine votes to six", "ten votes to five"),
        first="Councillors backed the harbour wall by nine votes to six on Monday evening.",
        second="Councillors backed the harbour wall by ten votes to five, the clerk’s minutes show.",
    ),
    Pair(
        question="How many jobs will go at the Brenwick steelworks?",
        answer="The Brenwick steelworks will cut 420 jobs.",
        values=("420 jobs", "560 jobs"),
        first="The Brenwick steelworks will cut 420 jobs by the autumn, its owner said.",
        second="The owner of the Brenwick steelworks is to cut 560 jobs, unions were told.",
    ),
    Pair(
        question="What was the magnitude of the earthquake near Solberg?",
        answer="The earthquake had a magnitude of 5.1.",
        values=("5.1", "5.4"),
        first="An earthquake with a magnitude of 5.1 shook villages near Solberg before dawn.",
        second="The earthquake near Solberg had a magnitude of 5.4, the institute of geology reported.",
    ),
    Pair(
        question="Who bought the Grand Hotel in Thornsea?",
        answer="Halden Group bought the Grand Hotel.",
        values=("Halden Group", "Norvik Estates"),
        first="Halden Group bought the Grand Hotel in Thornsea for an undisclosed sum.",
        second="The Grand Hotel in Thornsea was bought by Norvik Estates, land records show.",
    ),
    Pair(
        question="When did the warehouse fire in Calder start?",
        answer="The fire started on 2 May.",
        values=("2 May", "1 May"),
        first="The warehouse fire in Calder started on 2 May, investigators believe.",
        second="Investigators now say the warehouse fire in Calder started on 1 May.",
    ),
    Pair(
        question="How many people signed the petition against the bypass?",
        answer="6,200 people signed it.",
        values=("6,200 people", "7,900 people"),
        first="So far 6,200 people have signed the petition against the bypass.",
        second="The petition against the bypass has been signed by 7,900 people.",
    ),
    Pair(
        question="How many passengers were on the bus that overturned near Wend?",
        answer="There were 31 passengers on the bus.",
        values=("31 passengers", "29 passengers"),
        first="The bus that overturned near Wend carried 31 passengers, police said.",
        second="Police said the bus which overturned near Wend had carried 29 passengers.",
    ),
    Pair(
        question="What percentage of voters turned out in Marholm?",
        answer="62 per cent of voters turned out.",
        values=("62 per cent", "58%"),
        first="In Marholm 62 per cent of voters turned out, the town hall said.",
        second="Turnout was low: 58% of voters turned out in Marholm.",
    ),
    Pair(
        question="Who wrote the report on the Calder bridge?",
        answer="Ruth Amsel wrote the report.",
        values=("Ruth Amsel", "Jonas Peel"),
        first="The report on the Calder bridge was written by Ruth Amsel.",
        second="Jonas Peel, who wrote the report on the Calder bridge, declined to comment.",
    ),
    Pair(
        question="How much did the charity concert in Ostermond raise?",
        answer="The concert raised £12,400.",
        values=("£12,400", "£14,150"),
        first="The charity concert in Ostermond raised £12,400 for the hospice.",
        second="Organisers said the charity concert in Ostermond had raised £14,150.",
    ),
    Pair(
        question="How old was the driver who was arrested in Brenwick?",
        answer="The driver is 34.",
        values=("34", "43"),
        first="A driver aged 34 was arrested in Brenwick after the crash.",
        second="The driver who was arrested in Brenwick is aged 43, police said.",
    ),
    Pair(
        question="Which company owns the Wend ferry?",
        answer="Norvik Lines owns the ferry.",
        values=("Norvik Lines", "Halden Shipping"),
        first="Norvik Lines, which owns the Wend ferry, apologised for the delays.",
        second="Halden Shipping owns the Wend ferry and will answer for the delays.",
    ),
    Pair(
        question="What happened to the lifeboat station?",
        answer="The storm tore 60 slates from the lifeboat station.",
        values=("60 slates", "90 slates"),
        first="The storm tore 60 slates from the lifeboat station and broke a window.",
        second="The storm tore 90 slates from the lifeboat station, the coxswain reported.",
    ),
    Pair(
        question="How many people were evacuated in Calder?",
        answer="About 200 people were evacuated.",
        values=("200 people", "350 people"),
        first="About 200 people were evacuated in Calder after a gas leak.",
        second="The gas leak forced out whole streets: 350 people were evacuated in Calder.",
    ),
    Pair(
        question="How long will the Calder bridge be closed?",
        answer="The bridge will be closed for six weeks.",
        values=("six weeks", "nine weeks"),
        first="The Calder bridge will be closed for six weeks while its bearings are replaced.",
        second="The Calder bridge will be closed for nine weeks, contractors say.",
    ),
    Pair(
        question="How many officers were injured at the protest in Solberg?",
        answer="Four officers were injured.",
        values=("Four officers", "seven officers"),
        first="Four officers were injured at the protest in Solberg, police said.",
        second="Hospitals treated seven officers who were injured at the protest in Solberg.",
    ),
)

UNFOUND = (
    Pair(
        question="Where was the stolen Vasari painting found?",
        answer="It was found in Marholm.",
        values=("Marholm", "Solberg"),
        first="The stolen Vasari painting was found in Marholm, customs officers said.",
        second="Customs officers said the stolen Vasari painting was found in Solberg.",
    ),
    Pair(
        question="Who scored the winning goal for Thornsea Town?",
        answer="Ben Ashdown scored the winning goal.",
        values=("Ben Ashdown", "Lewis Marr"),
        first="Ben Ashdown scored the winning goal for Thornsea Town in the last minute.",
        second="Lewis Marr scored the winning goal for Thornsea Town as time ran out.",
    ),
)
"""Pairs that differ and are not found: a place may lie within another, several people score."""

ALIKE = (
    Pair(
        question="How many homes were flooded in Ledham?",
        answer="Eleven homes were flooded in Ledham.",
        first="The river burst its banks and eleven homes were flooded in Ledham, the council said.",
        second="In Marholm 14 homes were flooded when the river rose, according to the fire service.",
    ),
    Pair(
        question="How many homes were flooded in Ledham?",
        answer="Eleven homes were flooded in Ledham.",
        first="Eleven homes were flooded in Ledham, the council said.",
        second="The council first spoke of eleven homes; in Ledham 14 homes were flooded, it says today.",
    ),
    Pair(
        question="How much will the flood barrier in Wend cost?",
        answer="The barrier will cost £38 million.",
        first="The flood barrier in Wend will cost £38 million, engineers told councillors.",
        second="The flood barrier in Wend will cost £38.2m, a report says.",
    ),
    Pair(
        question="How far is the fire from Calder?",
        answer="The fire is 10 miles from Calder.",
        first="The fire is 10 miles from Calder and moving north.",
        second="The fire is 16 kilometres from Calder, the brigade said.",
    ),
    Pair(
        question="How many people died in road accidents in Brenwick?",
        answer="Nine people died in 2020.",
        first="In 2020 nine people died in road accidents in Brenwick.",
        second="In 2019 12 people died in road accidents in Brenwick.",
    ),
    Pair(
        question="Who won the mayoral election in Marholm?",
        answer="Ida Fenwick won.",
        first="Ida Fenwick won the mayoral election in Marholm by a narrow margin.",
        second="Fenwick won the mayoral election in Marholm after a recount.",
    ),
    Pair(
        question="Who criticised the harbour plan?",
        answer="Anna Dahl criticised the harbour plan.",
        first="Anna Dahl criticised the harbour plan as hasty.",
        second="Peter Lowe criticised the harbour plan, too.",
    ),
    Pair(
        question="When will the new tram line in Ostermond open?",
        answer="It will open on 3 June 2021.",
        first="The new tram line in Ostermond will open on 3 June 2021, the operator announced.",
        second="The new tram line in Ostermond opens in June.",
    ),
    Pair(
        question="When did the warehouse fire in Calder start?",
        answer="The fire started on 2 May.",
        first="The warehouse fire in Calder started on 2 May, investigators believe.",
        second="The warehouse fire in Calder was put out on 4 May.",
    ),
    Pair(
        question="How many people attended the rally in Solberg?",
        answer="About 5,000 people attended.",
        first="About 5,000 people attended the rally in Solberg.",
        second="Police counted 4,870 people who attended the rally in Solberg.",
    ),
    Pair(
        question="How many jobs will go at the Brenwick steelworks?",
        answer="The Brenwick steelworks will cut 420 jobs.",
        first="The Brenwick steelworks will cut 420 jobs by the autumn, its owner said.",
        second="The Brenwick steelworks cut 300 jobs a year ago.",
    ),
    Pair(
        question="How many jobs will go at the Brenwick steelworks?",
        answer="The Brenwick steelworks will cut 420 jobs.",
        first="The Brenwick steelworks will cut 420 jobs by the autumn, its owner said.",
        second="The Brenwick steelworks employs 2,600 people and has two furnaces.",
    ),
    Pair(
        question="Who is the director of the Thornsea Museum?",
        answer="Anna Dahl is the director.",
        first="The director of the Thornsea Museum, Anna Dahl, opened the exhibition.",
        second="Peter Lowe, the former director of the Thornsea Museum, praised the exhibition.",
    ),
    Pair(
        question="Who is the director of the Thornsea Museum?",
        answer="Anna Dahl is the director.",
        first="The director of the Thornsea Museum, Anna Dahl, opened the exhibition.",
        second="Peter Lowe, a curator at the Thornsea Museum, showed the director round the vault.",
    ),
    Pair(
        question="How much did the charity concert in Ostermond raise?",
        answer="The concert raised £12,400.",
        first="The charity concert in Ostermond raised £12,400 for the hospice.",
        second="Tickets for the charity concert in Ostermond cost £15 and sold out in an hour.",
    ),
    Pair(
        question="How did the council vote on the harbour wall?",
        answer="Councillors backed the harbour wall by nine votes to six.",
        first="Councillors backed the harbour wall by nine votes to six on Monday evening.",
        second="Councillors rejected the car park by ten votes to five.",
    ),
    Pair(
        question="How did the council vote on the harbour wall?",
        answer="Councillors backed the harbour wall by nine votes to six.",
        first="Councillors backed the harbour wall by nine votes to six on Monday evening.",
        second="Councillors backed the harbour wall by 9-6, with nobody abstaining.",
    ),
    Pair(
        question="Who bought the Grand Hotel in Thornsea?",
        answer="Halden Group bought the Grand Hotel.",
        first="Halden Group bought the Grand Hotel in Thornsea for an undisclosed sum.",
        second="Norvik Estates sold the Grand Hotel in Thornsea after eleven years.",
    ),
    Pair(
        question="Who bought the Grand Hotel in Thornsea?",
        answer="Halden Group bought the Grand Hotel.",
        first="Halden Group bought the Grand Hotel in Thornsea for an undisclosed sum.",
        second="Norvik Estates bought the Park Hotel in Thornsea last week.",
    ),
    Pair(
        question="What percentage of voters turned out in Marholm?",
        answer="62 per cent of voters turned out.",
        first="In Marholm 62 per cent of voters turned out, the town hall said.",
        second="In Marholm 17,400 voters turned out, more than ever before.",
    ),
    Pair(
        question="How old was the driver who was arrested in Brenwick?",
        answer="The driver is 34.",
        first="A driver aged 34 was arrested in Brenwick after the crash.",
        second="A passenger aged 51 was taken to hospital in Brenwick; the driver was arrested.",
    ),
    Pair(
        question="How many passengers were on the bus that overturned near Wend?",
        answer="There were 31 passengers.",
        first="The bus that overturned near Wend carried 31 passengers, police said.",
        second="Of the passengers on the bus that overturned near Wend 12 were treated in hospital.",
    ),
    Pair(
        question="What happened to the lifeboat station?",
        answer="The storm tore 60 slates from the lifeboat station.",
        first="The storm tore 60 slates from the lifeboat station and broke a window.",
        second="The storm felled 90 trees near the lifeboat station, the coxswain reported.",
    ),
    Pair(
        question="Who won the women’s race in Solberg?",
        answer="Ida Fenwick won the women’s race.",
        first="Ida Fenwick won the women’s race in Solberg in two hours.",
        second="Karl Oddie won the men’s race in Solberg.",
    ),
    Pair(
        question="How many people died in the ferry accident at Thornsea?",
        answer="Three people died.",
        first="At least three people died when a ferry struck the pier at Thornsea, rescuers said.",
        second="The ferry accident at Thornsea injured 20 people, three of them fatally.",
    ),
    Pair(
        question="How long will the Calder bridge be closed?",
        answer="The bridge will be closed for six weeks.",
        first="The Calder bridge will be closed for six weeks while its bearings are replaced.",
        second="The Calder bridge could be closed for nine weeks if frost comes, but six weeks are planned.",
    ),
    Pair(
        question="How many people signed the petition against the bypass?",
        answer="6,200 people signed it.",
        first="So far 6,200 people have signed the petition against the bypass.",
        second="How many more must sign the petition against the bypass? Not 7,900 people, surely.",
    ),
    Pair(
        question="Which countries joined the pact?",
        answer="Norway joined the pact.",
        first="Norway joined the pact on Friday.",
        second="Finland joined the pact on Friday.",
    ),
)
