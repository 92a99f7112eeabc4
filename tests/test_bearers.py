"""What hangs on a noun is not whom it means: somebody's lawyer, spokesman, rival or firm. All people are invented."""

import pytest

from assistant import verify
from index.values import Article

CASES: list[tuple[str, list[str], list[str]]] = [
    (
        "A lawyer for Oda Brand was arrested in Selm on Monday. Brand has not commented. She returned from a "
        "trip abroad last week.",
        ["Oda Brand was arrested in Selm on Monday.", "Brand was arrested on Monday."],
        ["A lawyer for Oda Brand was arrested in Selm on Monday.", "Oda Brand's lawyer was arrested on Monday."],
    ),
    (
        "A man who had met Tilo Kern twice was arrested at the harbour on Friday, police said. Kern was told "
        "by telephone.",
        ["Tilo Kern was arrested at the harbour on Friday, police said.", "Tilo Kern was arrested at the harbour."],
        [
            "A man who had met Tilo Kern twice was arrested at the harbour on Friday, police said.",
            "A man who had met Kern was arrested at the harbour on Friday, according to police.",
        ],
    ),
    (
        "A spokesman for Mayor Ines Hollin resigned on Tuesday after a row over buses. Hollin thanked him for"
        " his work.",
        [
            "Mayor Ines Hollin resigned on Tuesday after a row over buses.",
            "Ines Hollin resigned after a row over buses.",
        ],
        ["A spokesman for Ines Hollin resigned on Tuesday.", "Hollin's spokesman resigned after a row over buses."],
    ),
    (
        "Marl Deeks's rival won the race for the seat in Ostley. Deeks said he would stand again in four years.",
        ["Marl Deeks won the race for the seat in Ostley."],
        ["Marl Deeks's rival won the race for the seat in Ostley.", "A rival of Marl Deeks won the race for the seat."],
    ),
    (
        "A firm owned by Petra Aldin was fined 40,000 crowns for dumping oil. The firm will appeal.",
        ["Petra Aldin was fined 40,000 crowns for dumping oil.", "Petra Aldin was fined for dumping oil."],
        [
            "A firm owned by Petra Aldin was fined 40,000 crowns for dumping oil.",
            "Petra Aldin's firm was fined 40,000 crowns for dumping oil.",
        ],
    ),
    (
        "The driver of a car rented by Jonas Wick died in the crash near Dornby. Wick was not in the car.",
        ["Jonas Wick died in the crash near Dornby.", "Wick died in the crash."],
        ["The driver of a car rented by Jonas Wick died in the crash near Dornby."],
    ),
    (
        "A former adviser to Lena Storr pleaded guilty to fraud in March. Storr left office in 2019.",
        ["Lena Storr pleaded guilty to fraud in March.", "Lena Storr pleaded guilty to fraud."],
        [
            "A former adviser to Lena Storr pleaded guilty to fraud in March.",
            "A former Storr adviser pleaded guilty to fraud in March.",
        ],
    ),
    (
        "Two men accused of threatening Judge Arno Pell were jailed for six years on Wednesday. Pell was not in court.",
        ["Judge Arno Pell was jailed for six years on Wednesday.", "Arno Pell was jailed for six years."],
        ["Two men accused of threatening Arno Pell were jailed for six years."],
    ),
    (
        "Supporters of Rika Sand stormed the town hall on Sunday and broke eleven windows. Sand called for calm.",
        [
            "Rika Sand stormed the town hall on Sunday and broke eleven windows.",
            "Rika Sand stormed the town hall on Sunday.",
        ],
        ["Supporters of Rika Sand stormed the town hall on Sunday.", "Rika Sand's supporters broke eleven windows."],
    ),
    (
        "The brother of the singer Milo Trent has died of a heart attack at the age of 52. Trent cancelled "
        "two concerts.",
        [
            "Milo Trent has died of a heart attack at the age of 52.",
            "The singer Milo Trent has died of a heart attack.",
        ],
        [
            "The brother of Milo Trent has died of a heart attack at the age of 52.",
            "Milo Trent's brother died of a heart attack.",
        ],
    ),
    (
        "Police arrested a bodyguard of Senator Vera Coyle at the airport. They found a pistol in his bag.",
        ["Police arrested Senator Vera Coyle at the airport.", "Vera Coyle was arrested at the airport."],
        [
            "Police arrested a bodyguard of Vera Coyle at the airport.",
            "A bodyguard of Senator Vera Coyle was arrested at the airport.",
        ],
    ),
    (
        "The court sentenced a journalist critical of President Hugo Maas to three years in prison. Maas did "
        "not react.",
        ["The court sentenced President Hugo Maas to three years in prison."],
        [
            "The court sentenced a journalist critical of Hugo Maas to three years in prison.",
            "A journalist critical of President Maas was sentenced to three years in prison.",
        ],
    ),
    (
        "A company linked to Gavin Roth has gone bankrupt, owing 9m crowns to its suppliers.",
        ["Gavin Roth has gone bankrupt, owing 9m crowns to its suppliers.", "Gavin Roth has gone bankrupt."],
        ["A company linked to Gavin Roth has gone bankrupt."],
    ),
    (
        "The woman suing Dario Finn was hurt in a fall on Thursday. She broke her arm.",
        ["Dario Finn was hurt in a fall on Thursday."],
        ["The woman suing Dario Finn was hurt in a fall on Thursday.", "The woman suing Finn broke her arm."],
    ),
    (
        "Mayor Ada Quill, whose deputy was charged with theft, opened the new bridge on Saturday.",
        ["Mayor Ada Quill was charged with theft.", "Ada Quill's deputy opened the new bridge on Saturday."],
        ["Ada Quill opened the new bridge on Saturday.", "Mayor Ada Quill's deputy was charged with theft."],
    ),
    (
        "An aide who worked for Rufus Amery for ten years has been charged with bribery. Amery's husband, a "
        "dentist, declined to speak.",
        ["Rufus Amery has been charged with bribery.", "Amery's husband has been charged with bribery."],
        [
            "An aide who worked for Rufus Amery has been charged with bribery.",
            "An Amery aide has been charged with bribery.",
        ],
    ),
    (
        "The Selm Herald reported that the accountant of a club run by Nadia Frost had stolen 12,000 crowns.",
        [
            "The Selm Herald reported that Nadia Frost had stolen 12,000 crowns.",
            "Nadia Frost had stolen 12,000 crowns, the Selm Herald reported.",
        ],
        ["The Selm Herald reported that the accountant of a club run by Nadia Frost had stolen 12,000 crowns."],
    ),
    (
        "One of Lars Ekby's sons was rescued from the river on Saturday. Ekby thanked the crew of the lifeboat.",
        ["Lars Ekby was rescued from the river on Saturday.", "Ekby was rescued from the river."],
        [
            "One of Lars Ekby's sons was rescued from the river on Saturday.",
            "A son of Lars Ekby was rescued from the river on Saturday.",
        ],
    ),
    (
        "Mira Holt, a friend of the painter Otis Vane, was killed by a falling tree on Sunday.",
        ["Otis Vane was killed by a falling tree on Sunday.", "The painter Otis Vane was killed by a falling tree."],
        [
            "Mira Holt was killed by a falling tree on Sunday.",
            "Mira Holt, a friend of Otis Vane, was killed by a falling tree.",
        ],
    ),
    (
        "A protester who threw an egg at Minister Carl Ost was fined 200 crowns by a court in Selm.",
        ["Minister Carl Ost was fined 200 crowns by a court in Selm.", "A court in Selm fined Carl Ost 200 crowns."],
        [
            "A protester who threw an egg at Carl Ost was fined 200 crowns.",
            "A court in Selm fined a protester who threw an egg at Carl Ost.",
        ],
    ),
    (
        "The largest donor to Greta Lohm's campaign has been banned from trading for two years.",
        ["Greta Lohm has been banned from trading for two years."],
        ["The largest donor to Greta Lohm's campaign has been banned from trading for two years."],
    ),
    (
        "Thieves stole a painting from the cousin of Prince Aldo Ferra in May. Ferra called it a sad day.",
        ["Thieves stole a painting from Prince Aldo Ferra in May.", "Thieves stole a painting from Ferra."],
        ["Thieves stole a painting from the cousin of Aldo Ferra in May."],
    ),
    (
        "The Ostley Museum bought the boat from a neighbour of Ruth Clave for 300 crowns.",
        [
            "The Ostley Museum bought the boat from Ruth Clave for 300 crowns.",
            "Ruth Clave sold the boat to the Ostley Museum for 300 crowns.",
        ],
        ["The Ostley Museum bought the boat from a neighbour of Ruth Clave."],
    ),
    (
        "A startup backed by Finn Corrie's Tallow Fund collapsed last week with debts of 30m crowns.",
        [
            "Finn Corrie collapsed last week with debts of 30m crowns.",
            "The Tallow Fund collapsed last week with debts of 30m crowns.",
        ],
        ["A startup backed by the Tallow Fund collapsed last week with debts of 30m crowns."],
    ),
    (
        "Hilda Bask and a colleague of Emil Roan were elected to the board on Thursday.",
        [
            "Emil Roan was elected to the board on Thursday.",
            "Hilda Bask and Emil Roan were elected to the board on Thursday.",
        ],
        [
            "Hilda Bask was elected to the board on Thursday.",
            "Hilda Bask and a colleague of Emil Roan were elected to the board.",
        ],
    ),
    (
        "Bea Marsh's report criticised the harbour company. The board of the Wend Museum approved the sale. "
        "Ann Tolle's team won the cup.",
        [],
        [
            "Bea Marsh criticised the harbour company.",
            "The Wend Museum approved the sale.",
            "Ann Tolle won the cup with her team.",
            "Bea Marsh's report criticised the harbour company.",
        ],
    ),
    (
        "Researchers at the University of Dornby have found a new kind of moth. A spokesman for the Dornby "
        "Water Company resigned.",
        ["The Dornby Water Company resigned."],
        [
            "The University of Dornby has found a new kind of moth.",
            "Researchers at the University of Dornby have found a new kind of moth.",
        ],
    ),
    (
        "The man convicted of killing Joan Perrin has escaped from prison. The widow of Joan Perrin's brother"
        " is under guard.",
        [
            "Joan Perrin has escaped from prison.",
            "Joan Perrin is under guard.",
            "Joan Perrin's brother is under guard.",
        ],
        [
            "The man convicted of killing Joan Perrin has escaped from prison.",
            "The widow of Joan Perrin's brother is under guard.",
        ],
    ),
    (
        "Senator Lou Brack's chief of staff, Amy Tarn, resigned on Friday over the leak.",
        ["Senator Lou Brack resigned on Friday over the leak.", "Lou Brack resigned over the leak."],
        [
            "Amy Tarn resigned on Friday over the leak.",
            "Lou Brack's chief of staff resigned on Friday over the leak.",
            "Amy Tarn, chief of staff of Lou Brack, resigned on Friday.",
        ],
    ),
    (
        "Ivar Stold, who accused Judge Nell Hake of bias, was removed from the case. Hake stays.",
        ["Judge Nell Hake was removed from the case.", "Nell Hake was removed from the case."],
        [
            "Ivar Stold was removed from the case.",
            "Ivar Stold, who accused Nell Hake of bias, was removed from the case.",
        ],
    ),
    (
        "Three people, including Ann Dahl, were arrested on Monday. A boat called the Lark sank off Selm.",
        [],
        ["Ann Dahl was arrested on Monday.", "The Lark sank off Selm."],
    ),
]
"""An article, what it does not say of whom the sentence names, and what it says."""


def stands(sentence: str, text: str) -> bool:
    answer = verify(f"{sentence} [1]", [Article(id="a", title="A report", text=text)])
    return bool(answer.sentences) and not answer.dropped


@pytest.mark.parametrize(("text", "sentence"), [(text, lie) for text, lies, _ in CASES for lie in lies])
def test_what_is_told_of_another_is_not_told_of_whom_the_other_has_to_do_with(text: str, sentence: str) -> None:
    assert not stands(sentence, text)


@pytest.mark.parametrize(("text", "sentence"), [(text, truth) for text, _, truths in CASES for truth in truths])
def test_whom_a_noun_means_keeps_what_is_told_of_them(text: str, sentence: str) -> None:
    assert stands(sentence, text)
