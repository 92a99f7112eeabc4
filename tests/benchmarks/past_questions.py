"""Fifty questions about the past over the RealTimeQA articles: (asked on, question, article that answers it, answer).

Written for this project from facts that the articles report; each is asked years after its article. Forty name a month
or a year; the last ten name no time at all.
"""

from typing import NamedTuple

UNDATED = 10
"""So many, the last, name no time."""


class PastQuestion(NamedTuple):
    asked: str
    question: str
    article_id: str
    answer: str


PAST_QUESTIONS = tuple(
    PastQuestion(*fields)
    for fields in (
        ("2022-06-15", "By how much did tourism to Florida fall in the third quarter of 2020?", "rtqa/a022252", "32"),
        ("2021-09-01", "What hourly wage did fast-food workers strike for in April 2015?", "rtqa/a018027", "$15"),
        ("2022-03-01", "Which group endorsed Kerri Harris against Tom Carper in July 2018?", "rtqa/a017515", "Working"),
        ("2022-08-20", "Whales of which species were found to be rare in the Gulf in 2014?", "rtqa/a023706", "Bryde"),
        ("2022-11-18", "Which airlines capped Puerto Rico fares in January 2020?", "rtqa/a020078", "JetBlue"),
        ("2021-12-20", "Why were county police foot patrols not expanded in 2017?", "rtqa/a018542", "grant"),
        ("2023-05-05", "Which magazine took a billionaire's rank from Kylie Jenner in 2020?", "rtqa/a005885", "Forbes"),
        (
            "2022-07-20",
            "Which city was chosen in July 2018 to host the 2026 Final Four?",
            "rtqa/a007018",
            "Indianapolis",
        ),
        ("2023-03-08", "Who gave his first State of the State address in Tennessee in 2019?", "rtqa/a003056", "Lee"),
        ("2022-05-01", "Whose factory did Venezuela seize in April 2017?", "rtqa/a017214", "General Motors"),
        ("2022-11-25", "Who scored Croatia's penalty against Nigeria in June 2018?", "rtqa/a011683", "Modric"),
        ("2022-12-28", "How many lost power in the bomb cyclone of February 2019?", "rtqa/a004960", "550,000"),
        ("2022-09-10", "What was Fiat Chrysler investigated for in July 2016?", "rtqa/a002909", "fraud"),
        ("2023-02-10", "Who introduced Barack Obama at the courage award in May 2017?", "rtqa/a021295", "Schlossberg"),
        ("2022-04-10", "What nickname did Tiger Woods and Lindsey Vonn get in 2013?", "rtqa/a001458", "Liger"),
        (
            "2022-08-01",
            "Which union prepared a strike against AT&T in April 2018?",
            "rtqa/a024215",
            "Communications Work",
        ),
        ("2022-10-05", "Which company was cited in 2016 for polluting Beaverdam Creek?", "rtqa/a017536", "Allen Harim"),
        ("2022-06-20", "Which state let drivers pump their own gas in March 2020?", "rtqa/a000749", "Oregon"),
        ("2022-09-30", "Who bought the Carolina Panthers in May 2018?", "rtqa/a002003", "Tepper"),
        ("2022-05-15", "Which study of 2015 found fewer Christians in America?", "rtqa/a020395", "Pew"),
        ("2022-11-10", "Whom did Beto O'Rourke run against in November 2018?", "rtqa/a024564", "Cruz"),
        (
            "2022-02-25",
            "Over which country was Trump's Senate trial that ended in February 2020?",
            "rtqa/a000452",
            "Ukraine",
        ),
        ("2022-01-09", "At what age did Kirk Douglas die in 2020?", "rtqa/a017714", "103"),
        ("2022-07-17", "What number did the FCC approve for suicide prevention in July 2020?", "rtqa/a010956", "988"),
        ("2022-06-14", "How many Tonys did Kinky Boots win in June 2013?", "rtqa/a021750", "six"),
        ("2022-08-15", "How were Australian parents punished for unvaccinated children in 2018?", "rtqa/a002670", "28"),
        (
            "2022-10-27",
            "Which rock did Australia decide in November 2017 to close to climbers?",
            "rtqa/a009236",
            "Uluru",
        ),
        (
            "2022-10-12",
            "How large were the goods that US tariffs hit in September 2018?",
            "rtqa/a020094",
            "$200 billion",
        ),
        ("2022-06-01", "In which round did the Williams sisters lose in Paris in May 2014?", "rtqa/a022311", "second"),
        ("2022-09-12", "Which sandwich offer did Subway give up in September 2018?", "rtqa/a003563", "Footlong"),
        ("2022-03-15", "How many US soldiers were hurt over South Sudan in December 2013?", "rtqa/a007655", "four"),
        (
            "2021-07-01",
            "How many vehicles did Chrysler add to its Takata recall in December 2014?",
            "rtqa/a000639",
            "3.3 million",
        ),
        ("2022-11-02", "Where in Las Vegas did Usher plan in September 2020 to sing?", "rtqa/a001659", "Colosseum"),
        ("2022-11-05", "Which agency did Kyrie Irving turn to in June 2019?", "rtqa/a004471", "Roc Nation"),
        ("2022-02-01", "What profit did FCA US make in 2014?", "rtqa/a000645", "$2.4 billion"),
        (
            "2021-10-10",
            "Over which beer garden did Wilmington argue in July 2016?",
            "rtqa/a014626",
            "Constitution Yards",
        ),
        ("2022-06-29", "Which big snakes did Florida want to ban in October 2018?", "rtqa/a000983", "anaconda"),
        ("2022-12-01", "How old was Little Richard when he died in May 2020?", "rtqa/a022167", "87"),
        ("2022-12-21", "On which weekday was the winter solstice in 2017?", "rtqa/a004881", "Thursday"),
        (
            "2022-08-30",
            "Which company was reported in May 2019 to have known of the dangers of PFAS?",
            "rtqa/a005754",
            "3M",
        ),
        ("2022-08-26", "What was the cocaine hidden in at the Port of Wilmington?", "rtqa/a015308", "pineapple"),
        ("2022-07-04", "In which city did the futures pits close after 170 years?", "rtqa/a003561", "Chicago"),
        ("2022-11-24", "Why is Thanksgiving always on a Thursday?", "rtqa/a011325", "Thursday"),
        ("2022-08-23", "Which receiver of the Giants announced his retirement at 31?", "rtqa/a000791", "Cruz"),
        ("2022-07-27", "With which team did Amar'e Stoudemire end his career?", "rtqa/a008244", "Knicks"),
        ("2022-06-30", "Which park opened the raft ride with the tallest drop?", "rtqa/a008133", "SeaWorld"),
        ("2022-12-02", "How strong was the earthquake near Anchorage?", "rtqa/a001677", "7.0"),
        ("2022-05-25", "Which garment of their patients did hospitals rethink?", "rtqa/a015137", "gown"),
        ("2022-10-24", "What is the Festival of Lights and how is it celebrated?", "rtqa/a002128", "Diwali"),
        (
            "2022-03-31",
            "Which museum exhibit recalled disasters of the 20th century in New Jersey?",
            "rtqa/a014429",
            "Morris",
        ),
    )
)
