"""What a reader of pages leaves alone: kickers that look signed, news that looks like a promotion or a signature.

All people, papers and events are fictional.
"""

import json
import time

import pytest

from index.readers.page import page_of

PROSE = (
    "The ferry to Alsund sailed again on Monday after eleven days in the dock, and the first crossing was full before"
    " nine in the morning.",
    "The company says that the new pump was ordered in March, delivered in April and fitted within two days, which is"
    " faster than the contract asks for.",
    "From June two ferries will share the route, and the harbour office expects to know by autumn whether the second"
    " is needed all year.",
)


def page(*lines: str, language: str = "en", head: str = "") -> str:
    body = "".join(f"<p>{line}</p>" for line in lines)
    return f'<html lang="{language}"><head>{head}</head><body><h1>A title of its own</h1>{body}</body></html>'


def text_of(*lines: str, author: str = "Ann Lee", language: str = "en") -> list[str]:
    return page_of(page(*lines, language=language, head=f'<meta name="author" content="{author}">')).text.split("\n\n")


@pytest.mark.parametrize(
    ("language", "kicker"),
    [
        ("de", "Von der Leine bis zum Sund"),
        ("de", "Von Kiesel nach Nordby"),
        ("de", "Von der Leyden besucht Alsund"),
        ("de", "Von Jana Groß empfohlen"),
        ("es", "Por primera vez en Alsund"),
        ("es", "POR PRIMERA VEZ EN ALSUND"),
        ("fr", "Par temps de crise, Moreau"),
        ("it", "Di Marzio vola a Nordby"),
        ("it", "di corsa"),
        ("pt", "Por Alsund"),
        ("en", "By noon the ferry was full"),
        ("en", "By Monday, Moreau will be back"),
        ("en", "By Christmas all boats sail"),
    ],
)
def test_a_kicker_that_begins_like_a_byline_names_nobody(language: str, kicker: str) -> None:
    assert page_of(page(kicker, *PROSE, language=language)).byline == ()


@pytest.mark.parametrize(
    ("language", "line", "names"),
    [
        ("de", "Von Jana Groß und Tim von Ott", ("Jana Groß", "Tim von Ott")),
        ("de", "Von Jana Groß, 3. Mai 2021, 14:05 Uhr", ("Jana Groß",)),
        ("es", "Por Ana de la Cruz", ("Ana de la Cruz",)),
        ("fr", "Propos recueillis par Anna Leroy", ("Anna Leroy",)),
        ("fr", "Par Jean-Luc d’Aubry et Zoé Petit", ("Jean-Luc d’Aubry", "Zoé Petit")),
        ("it", "di Carla Neri", ("Carla Neri",)),
        ("it", "A cura di Carla Neri", ("Carla Neri",)),
        ("en", "By Ann Lee, political editor", ("Ann Lee",)),
        ("en", "By Ann Lee in Nordby", ("Ann Lee",)),
        ("en", "By Reuters", ("Reuters",)),
        ("en", "by Ferrywatcher,", ("Ferrywatcher",)),
        ("en", "by Ferrywatcher, May 3rd 2021", ("Ferrywatcher",)),
        ("en", "Posted by Ferrywatcher on the pier", ("Ferrywatcher",)),
        ("en", "By Robert Moe, Ph.D.", ("Robert Moe, Ph.D.",)),
        ("sv", "Text: Åsa Berg", ("Åsa Berg",)),
    ],
)
def test_names_alone_on_a_line_sign_it_in_the_language_of_the_page(
    language: str, line: str, names: tuple[str, ...]
) -> None:
    assert page_of(page(line, *PROSE, language=language)).byline == names


@pytest.mark.parametrize(
    "news",
    [
        "The paper dropped its paywall in March, a step that rivals with paywalls of their own have so far refused.",
        "People want trusted news, the survey found, but paywalls keep four in ten from reading it.",
        "Our newsroom shrank by half in the years of the paywall, the editor writes in her book on the island press.",
        "The US survey asked who pays: paywalls and trusted news go together for every third reader.",
    ],
)
def test_news_of_paywalls_is_no_appeal(news: str) -> None:
    assert text_of(*PROSE, news) == [*PROSE, news]


def test_two_appeals_to_the_reader_are_one_only_in_a_short_line() -> None:
    appeal = "Your gift of as little as one crown keeps us on the water."
    essay = f"{appeal} {' '.join(PROSE * 2)}"
    assert text_of(*PROSE, appeal) == list(PROSE)
    assert text_of(*PROSE, essay) == [*PROSE, essay]


@pytest.mark.parametrize(
    "entry",
    [
        "3 May 2021: Ferry service stops",
        "9 June 2021: The minister resigns over the contract",
        "Updated plan: ferry sails on 9 June 2021",
        "The pump was fitted in Nordby on April 23, 2021.",
        "3 May 2021: World Harbour Organization names envoy",
    ],
)
def test_an_entry_of_a_timeline_is_kept(entry: str) -> None:
    assert text_of(entry, *PROSE) == [entry, *PROSE]
    assert text_of(entry, *PROSE, author="World Harbour Organization") == [entry, *PROSE]


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("en", "3 May 2021"),
        ("en", "First published on Mon 3 May 2021 08.15 BST"),
        ("en", "Saturday 8 May 2021 05:39, UK"),
        ("en", "Updated May 3, 2021 at 9:15 p.m. Eastern Time"),
        ("en", "Alsund. Updated: 3 May 2021"),
        ("en", "Ann Lee, The Alsund Post, 3 May 2021"),
        ("en", "This story was first published on 3 May 2021."),
        ("de", "Veröffentlicht am Montag, 3. Mai 2021, um 08:15 Uhr"),
        ("fr", "Publié le 3 mai 2021 à 8h15, mis à jour le 5 mai 2021"),
        ("es", "Actualizado el lunes, 3 de mayo de 2021 a las 08:15"),
    ],
)
def test_a_line_that_says_only_when_the_text_appeared_is_no_part_of_it(language: str, line: str) -> None:
    assert text_of(line, *PROSE, language=language) == list(PROSE)


@pytest.mark.parametrize(
    ("author", "news"),
    [
        ("World Harbour Organization", "World Harbour Organization experts will meet in Nordby on Friday to decide."),
        ("World Harbour Organization", "World Harbour Organization reports a shortage of pilots in nine ports."),
        ("World Harbour Organization", "World Harbour Organization warns ports"),
        ("Ministry of Ferries", "Ministry of Ferries is to answer the islands by the end of the month."),
        ("Ann Lee", "Ann Lee Bridge will stay shut until the ice is gone, the harbour office says."),
    ],
)
def test_news_of_whom_a_text_is_signed_by_is_kept(author: str, news: str) -> None:
    assert text_of(*PROSE, news, author=author) == [*PROSE, news]


@pytest.mark.parametrize(
    ("author", "line"),
    [
        ("Ann Lee", "Ann Lee covers ferries and bridges for the Post."),
        ("Ann Lee", "Ann Lee, who grew up on the island, writes about the sea and all who live by it."),
        ("Ann Lee", "Ann Lee has written about the islands since the winter of the great ice."),
        ("World Harbour Organization", "Source: World Harbour Organization"),
    ],
)
def test_what_is_said_of_the_writer_is_no_part_of_the_text(author: str, line: str) -> None:
    assert text_of(*PROSE, line, author=author) == list(PROSE)


def test_a_page_of_many_lines_beside_a_long_description_takes_seconds() -> None:
    described = ("the pump of a ferry which never sailed " * 45_000).strip()
    script = json.dumps({"@type": "NewsArticle", "articleBody": described})
    many = [f"Boat {number} left the harbour of Alsund at noon with all its passengers." for number in range(4_000)]
    hostile = page(*many, head=f'<script type="application/ld+json">{script}</script>')
    began = time.process_time()
    text = page_of(hostile).text
    assert time.process_time() - began < 20
    assert text == described
