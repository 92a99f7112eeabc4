"""Pages as the systems of many newsrooms lay them out, and in five languages: title, day, names and body of each.

All pages in tests/pages are our own writing, about the same ferry; so are the people and the papers.
"""

import re
from datetime import date
from pathlib import Path

import pytest

from index.readers import read_article

PAGES = Path(__file__).parent / "pages"
FERRY = "Ferry back after eleven days"
ENGLISH = (
    "The ferry to Alsund sailed again on Monday after eleven days in the dock, and the first crossing was full"
    " before nine in the morning.",
    "“We counted the days,” said Mara Voss, who runs the bakery at the landing, and who had thrown away four "
    "batches of bread in the first week alone.",
    "The company says that the new pump was ordered in March, delivered in April and fitted within two days, "
    "which is faster than the contract asks for.",
    "From June two ferries will share the route, and the harbour office expects to know by autumn whether the "
    "second is needed all year.",
)
GERMAN = (
    "Die Fähre nach Alsund fährt seit Montag wieder, nach elf Tagen im Dock, und die erste Überfahrt war schon"
    " vor neun Uhr ausgebucht.",
    "»Wir haben die Tage gezählt«, sagte Mara Voß, der die Bäckerei am Anleger gehört und die allein in der "
    "ersten Woche vier Bleche Brot wegwerfen musste.",
    "Die Reederei teilt mit, die neue Pumpe sei im März bestellt, im April geliefert und binnen zwei Tagen "
    "eingebaut worden, schneller als im Vertrag vereinbart.",
    "Vom Juni an sollen sich zwei Schiffe die Strecke teilen, und das Hafenamt will bis zum Herbst wissen, ob "
    "das zweite das ganze Jahr über gebraucht wird.",
)
FRENCH = (
    "Le ferry d’Alsund navigue de nouveau depuis lundi, après onze jours au bassin, et la première traversée "
    "affichait complet avant neuf heures du matin.",
    "« Nous avons compté les jours », raconte Mara Voss, qui tient la boulangerie de l’embarcadère et qui a "
    "jeté quatre fournées de pain la première semaine.",
    "La compagnie indique que la nouvelle pompe a été commandée en mars, livrée en avril et montée en deux "
    "jours, plus vite que ne l’exige le contrat.",
    "À partir de juin, deux navires se partageront la ligne, et le bureau du port veut savoir d’ici à "
    "l’automne si le second est nécessaire toute l’année.",
)
SPANISH = (
    "El transbordador de Alsund navega de nuevo desde el lunes, tras once días en el dique, y la primera "
    "travesía se llenó antes de las nueve de la mañana.",
    "«Contábamos los días», dijo Mara Voss, que lleva la panadería del muelle y que tuvo que tirar cuatro "
    "hornadas de pan solo en la primera semana.",
    "La compañía explica que la nueva bomba se encargó en marzo, llegó en abril y se montó en dos días, más "
    "deprisa de lo que pide el contrato.",
    "Desde junio dos barcos compartirán la ruta, y la oficina del puerto espera saber en otoño si el segundo "
    "hace falta durante todo el año.",
)
ITALIAN = (
    "Il traghetto per Alsund naviga di nuovo da lunedì, dopo undici giorni in bacino, e la prima traversata "
    "era al completo prima delle nove del mattino.",
    "«Contavamo i giorni», ha detto Mara Voss, che gestisce il panificio del molo e che nella prima settimana "
    "ha buttato via quattro infornate di pane.",
    "La compagnia dice che la nuova pompa è stata ordinata a marzo, consegnata ad aprile e montata in due "
    "giorni, più in fretta di quanto chieda il contratto.",
    "Da giugno due navi si divideranno la rotta, e l'ufficio del porto conta di sapere entro l'autunno se la "
    "seconda serve per tutto l'anno.",
)


@pytest.mark.parametrize(
    ("name", "title", "byline", "text"),
    [
        ("amp", FERRY, "Ann Lee", ENGLISH),
        ("appeal_below", FERRY, "Ann Lee", ENGLISH),
        ("aside_meta", FERRY, "Ann Lee", ENGLISH),
        ("bare", FERRY, "Ann Lee", ENGLISH),
        ("french", "Le ferry d’Alsund de retour après onze jours", "Anna Leroy", FRENCH),
        (
            "german_magazine",
            "Alsund: Fähre nach Alsund fährt wieder",
            "Jana Groß",
            ("Elf Tage lag sie im Dock. Nun ist die erste Überfahrt ausgebucht.", *GERMAN),
        ),
        ("german_no_metadata", "Fähre nach Alsund fährt wieder", "Jana Groß", GERMAN),
        ("italian", "Il traghetto di Alsund torna dopo undici giorni", "Carla Neri", ITALIAN),
        ("layout_table", FERRY, "Ann Lee", ENGLISH),
        (
            "live_blog",
            "Ferry to Alsund: live",
            "Ann Lee",
            ("Ship leaves the dock", *ENGLISH[:2], "Queue at the landing", *ENGLISH[2:]),
        ),
        ("microdata", FERRY, "Ann Lee", ENGLISH),
        ("newsletter", FERRY, "Ann Lee", ("And a second ship comes in June", *ENGLISH)),
        ("numbered_divs", FERRY, "Ann Lee", ENGLISH),
        ("spanish", "El transbordador de Alsund vuelve tras once días", "Lucía Sanz", SPANISH),
        (
            "story_page",
            FERRY,
            "ANN LEE",
            (f"ALSUND (Post) — {ENGLISH[0]}", *ENGLISH[1:], "Orr reported from Nordby."),
        ),
        ("text_blocks", FERRY, "Ann Lee", ENGLISH),
        ("wordpress", FERRY, "Ann Lee", ENGLISH),
    ],
)
def test_a_page_of_any_layout_is_read(name: str, title: str, byline: str, text: tuple[str, ...]) -> None:
    (article,) = read_article((PAGES / f"{name}.html").read_bytes(), content_type="text/html; charset=utf-8")
    assert article.published is not None
    assert (article.title, article.published.day, article.byline) == (title, date(2021, 5, 3), (byline,))
    assert article.text.split("\n\n") == list(text)


@pytest.mark.parametrize(
    ("raw", "day"),
    [
        ("1620029700", 3),
        ("1620029700000", 3),
        ("20210503081500", 3),
        ("2021-05-03T08:15:00+02:00[Europe/Berlin]", 3),
        ("2021-05-03 08:15:00 UTC", 3),
        ("2021/05/03 08:15", 3),
        ("03.05.2021, 08.15 Uhr", 3),
        ("3-May-2021", 3),
        ("2021年5月3日", 3),
        ("5/13/2021 8:15:00 PM", 13),
        ("03/04/2021", None),
    ],
)
def test_machines_write_days_in_many_ways(raw: str, day: int | None) -> None:
    page = (PAGES / "bare.html").read_text("utf-8").replace("<p>3 May 2021</p>", "")
    page = page.replace("<title>", f'<meta name="date" content="{raw}"><title>')
    (article,) = read_article(page.encode(), content_type="text/html; charset=utf-8")
    assert (article.published and article.published.day) == (date(2021, 5, day) if day else None)


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("de", "3. Mai 2021"),
        ("fr", "Modifié le 5 mai 2021, publié le 3 mai 2021"),
        ("fr", "03/05/2021"),
        ("nl", "3 mei 2021"),
        ("pl", "3 maja 2021"),
        ("pt-BR", "3 de maio de 2021"),
        ("ru", "3 мая 2021, 12:00"),
        ("sv", "3 maj 2021"),
        ("tr", "3 Mayıs 2021"),
        ("ja", "2021年5月3日"),
    ],
)
def test_a_day_is_read_in_the_language_of_the_page(language: str, written: str) -> None:
    page = (PAGES / "bare.html").read_text("utf-8").replace("3 May 2021", written)
    page = page.replace("<html>", f'<html lang="{language}">')
    (article,) = read_article(page.encode(), content_type="text/html; charset=utf-8")
    assert article.published is not None
    assert article.published.day == date(2021, 5, 3)


@pytest.mark.parametrize(
    "sentence",
    [
        "The commission approved the merger of the two ferry lines on Tuesday, and the islands were told by noon.",
        "The US commission on ferries wants a newsletter for every harbour, its chairwoman wrote in her report.",
        "About 4,000 people had subscribed to the ferry's alerts by Monday, twice as many as in the year before.",
        "Sie schickte die E-Mail am Montag, und am Dienstag lag die Fähre wieder im Dock, ganz ohne Fahrgäste.",
    ],
)
def test_a_sentence_with_a_word_of_promotions_is_kept(sentence: str) -> None:
    page = (PAGES / "bare.html").read_text("utf-8").replace("</body>", f"<p>{sentence}</p></body>")
    (article,) = read_article(page.encode(), content_type="text/html; charset=utf-8")
    assert article.text.split("\n\n") == [*ENGLISH, sentence]


def test_a_block_that_is_named_for_links_is_part_of_the_article_between_its_paragraphs() -> None:
    page = (PAGES / "german_magazine.html").read_text("utf-8").replace("RichText--iconLinks", "links")
    (article,) = read_article(page.encode(), content_type="text/html; charset=utf-8")
    assert article.text.split("\n\n")[1:] == list(GERMAN)


def test_the_paragraph_that_a_page_describes_itself_by_leads_to_its_article() -> None:
    described = f'<meta name="description" content="{ENGLISH[0]}"><title>'
    page = (PAGES / "appeal_below.html").read_text("utf-8").replace("<title>", described)
    about = "The paper was founded in the winter of the great ice by two brothers, and has been printed ever since, "
    about += "first in a boathouse, then above the bakery, and for the last thirty years in the old customs house."
    more = "Until then the timetable of the winter holds, and tickets of the last eleven days can be used all year."
    page = page.replace(f"<p>{ENGLISH[3]}</p>", f"<p>{ENGLISH[3]}</p></div></div><div><div><p>{more}</p>")
    page = re.sub(
        r"<p>At the Alsund Post.*too\.</p>", f"<article><p>{about}</p><p>{about}!</p></article>", page, flags=re.S
    )
    (article,) = read_article(page.encode(), content_type="text/html; charset=utf-8")
    assert article.text.split("\n\n") == [*ENGLISH, more]


def test_the_day_of_an_address_yields_to_a_time_with_a_zone() -> None:
    page = (PAGES / "bare.html").read_text("utf-8")
    page = page.replace("<p>3 May 2021</p>", '<p><time datetime="2021-05-03T23:30:00-05:00">yesterday</time></p>')
    (article,) = read_article(page.encode(), url="https://post.example/2021-05-04/ferry", content_type="text/html")
    assert article.published is not None
    assert article.published.day == date(2021, 5, 3)


@pytest.mark.parametrize(
    ("line", "language", "names"),
    [
        ("By Ann Lee, Post Staff Writer", "en", ("Ann Lee",)),
        ("From staff reports", "en", ()),
        ("Ann Lee Ann Lee", "en", ("Ann Lee",)),
        ("Von Jana Groß und Tim Ott", "de", ("Jana Groß", "Tim Ott")),
        ("Par Anna Leroy et Luc Petit", "fr", ("Anna Leroy", "Luc Petit")),
        ("Por José Ortega y Mara Sanz", "es", ("José Ortega", "Mara Sanz")),
        ("Redaktion Alsund", "de", ()),
    ],
)
def test_a_byline_is_read_in_the_language_of_the_page(line: str, language: str, names: tuple[str, ...]) -> None:
    page = (PAGES / "bare.html").read_text("utf-8").replace("<html>", f'<html lang="{language}">')
    page = page.replace("<p>By Ann Lee</p>", f'<p class="byline">{line}</p>')
    (article,) = read_article(page.encode(), content_type="text/html; charset=utf-8")
    assert article.byline == names
