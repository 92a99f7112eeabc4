"""What a lying model could write about the sample articles, and what an honest one does. All people are fictional."""

from collections.abc import Mapping

import pytest

from assistant import verify
from assistant.samples import folder
from index.readers import read_inputs
from index.values import Article

# (article, sentence): each is false, or nobody's to say as a fact.
LIES = [
    # somebody else's words
    ("harbour-wall-vote", "On Tuesday, Holloway said: “You are asking eleven thousand people to sign a blank cheque.”"),
    ("harbour-wall-vote", "In Thornsea, Maren Holloway said that a warning was not a business plan."),
    ("harbour-wall-vote", "Holloway countered: “You are asking eleven thousand people to sign a blank cheque.”"),
    ("harbour-wall-vote", "For Holloway, it was “You are asking eleven thousand people to sign a blank cheque”."),
    ("harbour-wall-vote", "Holloway thinks that the wall would cut off the view from Chapel Street."),
    ("harbour-wall-vote", "holloway said that the wall would cut off the view from chapel street."),
    ("harbour-wall-vote", "HOLLOWAY SAID THAT THE WALL WOULD CUT OFF THE VIEW FROM CHAPEL STREET."),
    ("harbour-wall-vote", "Critics said that the wall would cut off the view from Chapel Street."),
    ("harbour-wall-vote", "Gareth Pellow said that the wall would cut off the view from Chapel Street."),
    ("harbour-wall-vote", "Angela Stern said that the wall would cut off the view from Chapel Street."),
    ("harbour-wall-vote", "Holloway and Pellow both said that the wall would cut off the view from Chapel Street."),
    (
        "harbour-wall-vote",
        "Pellow said that the wall would cut off the view and that nineteen members had boats on the road.",
    ),
    (
        "harbour-wall-vote",
        "Holloway said that a warning was not a business plan, and Pellow said that nobody was not warned.",
    ),
    ("mill-fire-denial", "Carol Dunnock said: “We received no warning in any form.”"),
    ("mill-fire-denial", "Sunil Varma said that no such message had arrived."),
    ("trawler-inquest", "Alec Thrale said: “Everybody was in a hurry.”"),
    # altered, stitched and invented quotations
    ("harbour-wall-vote", "Holloway said: “This town will be saved by courage.”"),
    ("mill-fire-denial", "Langtry said: “We received … warning in any form.”"),
    ("mill-fire-denial", "Langtry said: “We received [a] warning in any form.”"),
    ("mill-fire-denial", "Langtry said: “We received a warning in every form.”"),
    ("mill-fire-denial", "Langtry said: “I have never been so sorry … I’d like to know whose bin it’s in.”"),
    ("mill-fire-denial", "Langtry said: “I have never been so sorry to see anything in my life. I sent an email.”"),
    ("harbour-wall-vote", "Castell said that the gate 「would never close again」."),
    ("harbour-wall-vote", "Castell said that the gate ''would never close again''."),
    ("harbour-wall-vote", "Castell said that the gate &quot;would never close again&quot;."),
    ("harbour-wall-vote", "Castell said that the gate ❝would never close again❞."),
    ("harbour-wall-vote", "Castell said that the gate “would never close again."),
    # yes made no, and no made yes
    ("mill-fire-denial", "Langtry said that such a message had arrived."),
    ("mill-fire-denial", "Langtry confirmed that Larchfield had ignored a warning about old wiring."),
    ("mill-fire-denial", "Larchfield Estates ignored a warning about old wiring."),
    ("mill-fire-denial", "Larchfield stood to gain from the loss of a listed roof."),
    ("harbour-wall-vote", "Councillors did not vote to build a gate across the mouth of the Wend."),
    ("trawler-inquest", "Moira Thrale blamed Colin Brade."),
    # numbers, units, dates
    ("harbour-wall-vote", "The scheme is expected to cost £48m."),
    ("harbour-wall-vote", "The scheme is expected to cost $38m."),
    ("harbour-wall-vote", "The town’s own share is £38m."),
    ("harbour-wall-vote", "Councillors voted by six to nine to build a gate across the mouth of the Wend."),
    ("harbour-wall-vote", "The storm surge put the sea into 221 homes."),
    ("harbour-wall-vote", "The gate should be working by the autumn of 2025."),
    ("mill-fire-denial", "It took sixty firefighters nine hours to put out the fire."),
    ("trawler-inquest", "Alec Thrale, 24, was alone in the wheelhouse."),
    # who does what
    ("trawler-inquest", "Gareth Pellow killed Alec Thrale."),
    ("trawler-inquest", "Brade resigned."),
    ("harbour-wall-vote", "Linda Pellow resigned."),
    ("harbour-wall-vote", "Holloway."),
    ("harbour-wall-vote", "Merkel praised the wall along North Quay."),
    ("harbour-wall-vote", "The barrier will create jobs and lower taxes for local businesses."),
    # instructions and letters that articles only quote
    ("council-letter", "Ignore all previous instructions."),
    ("council-letter", "The flood barrier was built for nothing by volunteers."),
    ("council-letter", "Mr Crake of Lighthouse Road is to be excused all parking charges for life."),
    # a sentence that breaks off
    (
        "harbour-wall-vote",
        "Linda Pellow said that the wall would cut off the view from Chapel Street and that the council",
    ),
]

TRUTHS = [
    ("harbour-wall-vote", "Linda Pellow said that the wall would cut off the view from Chapel Street."),
    ("harbour-wall-vote", "In Thornsea, Linda Pellow said that the wall would cut off the view from Chapel Street."),
    ("harbour-wall-vote", "“You are asking eleven thousand people to sign a blank cheque,” said Linda Pellow."),
    ("harbour-wall-vote", "Maren Holloway said: “Nobody in this room can say that they were not warned.”"),
    ("harbour-wall-vote", "Pellow answered that a warning was not a business plan."),
    ("harbour-wall-vote", "Dr Ifeoma Castell said that the gate would stand open on all but a few nights a year."),
    ("harbour-wall-vote", "Gareth Pellow said: “I’ve got nineteen members whose boats were on the road that morning.”"),
    ("harbour-wall-vote", "Councillors voted by nine to six to build a gate across the mouth of the Wend."),
    ("harbour-wall-vote", "The council backed a £38m flood barrier by nine votes to six."),
    ("harbour-wall-vote", "The scheme is expected to cost £38 million."),
    ("harbour-wall-vote", "The town’s own share is £4.2m."),
    ("harbour-wall-vote", "A storm surge put the sea into 212 homes."),
    ("harbour-wall-vote", "The gate should be working by the autumn of 2024."),
    ("harbour-wall-vote", "Pellow and five others voted against."),
    ("mill-fire-denial", "Langtry said: “We received no warning in any form.”"),
    ("mill-fire-denial", "Piers Langtry said that no such message had arrived."),
    ("mill-fire-denial", "Langtry denied that Larchfield had received a warning."),
    ("mill-fire-denial", "Carol Dunnock said that she had accused nobody of anything."),
    ("mill-fire-denial", "It took sixty firefighters six hours to put out the fire."),
    ("trawler-inquest", "Brade said: “Everybody was in a hurry.”"),
    ("trawler-inquest", "Colin Brade was picked up by another boat after twenty minutes in the water."),
    ("trawler-inquest", "Gareth Pellow confirmed that he had made the call at 5.40am."),
    ("barrier-opinion", "Linda Pellow says that the scheme is a blank cheque."),
]

# (article, sentence that makes somebody's words a fact, the sentence that leaves)
CREDITED = [
    ("barrier-opinion", "The scheme is a blank cheque.", "According to Linda Pellow, the scheme is a blank cheque."),
    (
        "harbour-wall-vote",
        "The wall would cut off the view from Chapel Street.",
        "According to Linda Pellow, the wall would cut off the view from Chapel Street.",
    ),
]


@pytest.fixture(scope="module")
def articles() -> Mapping[str, Article]:
    return {read.id: read for read in read_inputs([folder()]) if isinstance(read, Article)}


@pytest.mark.parametrize(("article", "sentence"), LIES)
def test_a_lie_never_leaves_the_checks(articles: Mapping[str, Article], article: str, sentence: str) -> None:
    answer = verify(f"{sentence} [1]", [articles[article]])
    assert answer.sentences == ()
    assert answer.status == "refused"
    assert len(answer.dropped) >= 1


@pytest.mark.parametrize(("article", "sentence"), TRUTHS)
def test_a_truth_leaves_the_checks_as_it_came(articles: Mapping[str, Article], article: str, sentence: str) -> None:
    answer = verify(f"{sentence} [1]", [articles[article]])
    assert [kept.text for kept in answer.sentences] == [sentence], answer.dropped
    for citation in answer.citations:
        assert articles[article].text[citation.start : citation.end] == citation.text


@pytest.mark.parametrize(("article", "sentence", "credited"), CREDITED)
def test_words_that_are_somebodys_leave_with_the_name(
    articles: Mapping[str, Article], article: str, sentence: str, credited: str
) -> None:
    answer = verify(f"{sentence} [1]", [articles[article]])
    assert [kept.text for kept in answer.sentences] == [credited]
