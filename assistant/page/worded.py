"""What code itself says of an answer, in English, told in another language of the page: notes, refusals, reasons.

Each sentence is known by its form; names, figures and words in it stay as they are, days are written anew. What is not
known here is shown in English.
"""

import re
from collections.abc import Callable, Sequence
from datetime import date

_DAY = re.compile(
    r"(\d{1,2}) (January|February|March|April|May|June|July|August|September|October|November|December) (\d{4})"
)
_ENGLISH: tuple[str, ...] = tuple(
    "January February March April May June July August September October November December".split()
)

Worded = tuple[tuple[re.Pattern[str], str], ...]


def worded(forms: Sequence[tuple[str, str]]) -> Worded:
    """Pairs of an English form, in which `*` stands for anything, and of a text with `{0}`, `{1}` in its place."""
    return tuple((re.compile(re.escape(form).replace(r"\*", "(.+)"), re.DOTALL), text) for form, text in forms)


def told(sentence: str, forms: Worded, day: Callable[[date], str]) -> str | None:
    """The sentence in the language of the forms; None where it has none of them. `day` writes a day."""

    def written(found: re.Match[str]) -> str:
        try:
            return day(date(int(found[3]), _ENGLISH.index(found[2]) + 1, int(found[1])))
        except ValueError:
            return found[0]

    for form, text in forms:
        if found := form.fullmatch(sentence):
            return text.format(*(_DAY.sub(written, part) for part in found.groups()))
    return None


GERMAN_FORMS = worded(
    [
        ("Name a speaker or a topic.", "Nennen Sie eine Person oder ein Thema."),
        # Notes
        (
            "No language model was asked: these are the articles' own words.",
            "Kein Sprachmodell wurde gefragt: Das sind die Worte der Artikel selbst.",
        ),
        ("The language model gave no answer: *", "Das Sprachmodell gab keine Antwort: {0}"),
        ("The language model gave no answer.", "Das Sprachmodell gab keine Antwort."),
        ("The language model gave no whole answer: *", "Das Sprachmodell gab keine vollständige Antwort: {0}"),
        ("The language model gave no whole answer.", "Das Sprachmodell gab keine vollständige Antwort."),
        (
            "The language model's answer was cut at its longest length.",
            "Die Antwort des Sprachmodells wurde bei ihrer größten Länge abgeschnitten.",
        ),
        (
            "The language model found no answer in these passages; they are the closest there are.",
            "Das Sprachmodell fand in diesen Stellen keine Antwort; es sind die nächstliegenden.",
        ),
        (
            "The model that judges gave no verdict: sentences stand or fall by the checks alone.",
            "Das urteilende Modell gab kein Urteil: Über die Sätze entscheiden allein die Prüfungen.",
        ),
        ("* may be any of * people here: *.", "{0} kann hier jede von {1} Personen sein: {2}."),
        (
            "The newest article is of *: what happened after it, up to *, is not in this answer.",
            "Der neueste Artikel ist vom {0}: Was danach bis zum {1} geschah, steht nicht in dieser Antwort.",
        ),
        (
            "Searching by words alone, without the embedding model: *",
            "Gesucht wird nur nach Worten, ohne das Modell für Bedeutungen: {0}",
        ),
        (
            "Searching by words alone, without the embedding model.",
            "Gesucht wird nur nach Worten, ohne das Modell für Bedeutungen.",
        ),
        (
            "Passages without vectors are found by their words alone: `onrecord index` makes them.",
            "Abschnitte ohne Vektoren werden nur nach ihren Worten gefunden: `onrecord index` ergänzt sie.",
        ),
        (
            "Hits are in the index's own order, without the re-ranker: *",
            "Die Treffer stehen in der Reihenfolge des Index: {0}",
        ),
        (
            "Hits are in the index's own order, without the re-ranker.",
            "Die Treffer stehen in der Reihenfolge des Index.",
        ),
        (
            "The quotes of 1 article is not extracted yet: `onrecord index` does it.",
            "Die Zitate eines Artikels sind noch nicht erfasst: `onrecord index` tut es.",
        ),
        (
            "The quotes of * articles are not extracted yet: `onrecord index` does it.",
            "Die Zitate von {0} Artikeln sind noch nicht erfasst: `onrecord index` tut es.",
        ),
        ("What went wrong here is in the log of the server.", "Was hier schiefging, steht im Protokoll des Servers."),
        # Why a question cannot be asked
        ("the question is empty: *", "Die Frage ist leer."),
        (
            "since * is after until *: no day is both; swap them",
            "Der Anfang {0} liegt nach dem Ende {1}: Kein Tag ist beides.",
        ),
        ("* is after *: no day is both", "Der Anfang {0} liegt nach dem Ende {1}: Kein Tag ist beides."),
        # Refusals
        (
            "* writes in these articles, but nobody quotes them.",
            "{0} schreibt in diesen Artikeln, wird aber nirgends zitiert.",
        ),
        ("Nobody called * speaks in these articles.", "Niemand namens {0} kommt in diesen Artikeln zu Wort."),
        (
            "These articles quote *, but they hold nothing on this: *.",
            "Diese Artikel zitieren {0}, enthalten aber nichts dazu: {1}.",
        ),
        (
            "These articles mention * but hold no words of theirs.",
            "Diese Artikel erwähnen {0}, enthalten aber keine eigenen Worte.",
        ),
        (
            "There is nothing that answers this in these articles.",
            "In diesen Artikeln steht nichts, was das beantwortet.",
        ),
        ("There is no word about * in these articles.", "Über {0} steht in diesen Artikeln kein Wort."),
        ("No article on this names * together.", "Kein Artikel dazu nennt {0} zusammen."),
        ("No article on this names *.", "Kein Artikel dazu nennt {0}."),
        ("Nothing found answers this.", "Nichts Gefundenes beantwortet das."),
        ("Words of * are outside the days asked for.", "Worte von {0} gibt es nur außerhalb der gefragten Zeit."),
        (
            "What there is on this is outside the days asked for.",
            "Was es dazu gibt, liegt außerhalb der gefragten Zeit.",
        ),
        ("Words of * are in other outlets than *.", "Worte von {0} gibt es nur in anderen Medien als {1}."),
        ("What there is on this is in other outlets than *.", "Was es dazu gibt, steht in anderen Medien als {0}."),
        # Why a sentence was left out
        ("the sources do not say this", "das sagen die Quellen nicht"),
        ("the sources do not say “*”", "„{0}“ sagen die Quellen nicht"),
        ("the source does not name *", "die Quelle nennt {0} nicht"),
        ("the source does not have the number * for this", "die Quelle hat die Zahl {0} nicht dafür"),
        ("the source does not have the number *", "die Quelle hat die Zahl {0} nicht"),
        ("the source does not have the date *", "die Quelle hat das Datum {0} nicht"),
        ("the source does not have * say this", "in der Quelle sagt das nicht {0}"),
        ("the source does not have “*”", "die Quelle hat „{0}“ nicht"),
        ("the source says “*” of *, not of *", "die Quelle sagt „{0}“ von {1}, nicht von {2}"),
        ("the source says *, not *", "die Quelle sagt {0}, nicht {1}"),
        (
            "the source says yes where this says no, or no where this says yes",
            "die Quelle sagt Ja, wo dies Nein sagt, oder Nein, wo dies Ja sagt",
        ),
        ("the source says no where this says yes", "die Quelle sagt Nein, wo dies Ja sagt"),
        ("the source says the opposite of “*”", "die Quelle sagt das Gegenteil von „{0}“"),
        ("the source has it the other way round: “*”", "in der Quelle steht es umgekehrt: „{0}“"),
        ("the source does not say that it is so: “*”", "die Quelle sagt nicht, dass es so ist: „{0}“"),
        (
            "the source only reports these words, and does not say that they are so",
            "die Quelle gibt diese Worte nur wieder und sagt nicht, dass es so ist",
        ),
        ("no source has “*” as a quotation", "in keiner Quelle steht „{0}“ als Zitat"),
        ("no source has “*”", "in keiner Quelle steht „{0}“"),
        ("no source is of *", "keine Quelle ist von {0}"),
        ("said by *, not by *", "gesagt hat es {0}, nicht {1}"),
        ("said by *", "gesagt hat es {0}"),
        (
            "the article says this only in an order to machines that read it",
            "der Artikel sagt das nur in einer Anweisung an Maschinen, die ihn lesen",
        ),
        ("these are not the words of *", "das sind nicht die Worte von {0}"),
        ("the sentence does not say who speaks", "der Satz sagt nicht, wer spricht"),
        ("the sentence states nothing", "der Satz sagt nichts aus"),
        ("the sentence breaks off", "der Satz bricht ab"),
        ("it names no source and no source says it", "er nennt keine Quelle, und keine sagt es"),
        (
            "the model that judges finds that the sources do not say this",
            "das urteilende Modell findet, dass die Quellen das nicht sagen",
        ),
    ]
)
