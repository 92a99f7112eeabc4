from datetime import UTC, date, datetime
from io import StringIO

from rich.console import Console, RenderableType

from assistant.cli.render import answer_text, article_text, hit_text, quote_text, source_line
from assistant.values import Answer, Citation, Dropped, Refusal, Sentence
from index.values import Article, Hit, Passage, Published, Quote

HOSTILE = "[bold]\x1b]0;owned\x07[/bold]\n[9] Fake source\x9b2J"
HARMLESS = "[bold]\ufffd]0;owned\ufffd[/bold] [9] Fake source\ufffd2J"
CITATION = Citation(
    n=1, article_id="bridge", title="Bridge closed", outlet="Sample Post", byline=("Ida Moe", "Jan Lie"),
    published=datetime(2021, 5, 3, 9, 30, tzinfo=UTC), url="https://example.org/bridge", start=0, end=22,
    text="“It will stay closed.”", speaker="Runa Dahl", kind="direct",
)  # fmt: skip


def shown(renderable: RenderableType, width: int = 100_000) -> list[str]:
    console = Console(file=StringIO(), width=width, markup=False, highlight=False, emoji=False)
    console.print(renderable)
    assert isinstance(console.file, StringIO)
    return [line.rstrip() for line in console.file.getvalue().splitlines()]


def answer(**fields: object) -> Answer:
    plain = {"question": "Q", "standalone_question": "Q", "as_of": None, "text": ""}
    return Answer(**{**plain, **fields})  # pyright: ignore[reportArgumentType]


def test_an_answer_is_its_text_its_standing_and_every_source_with_its_words():
    said = Sentence(text="Dahl said it will stay closed.", citations=(1,))
    value = answer(text="Dahl said it will stay closed. [1]", sentences=(said,), citations=(CITATION,))
    assert shown(answer_text(value)) == [
        "Dahl said it will stay closed. [1]",
        "",
        "Every sentence is supported by its sources.",
        "",
        "Sources",
        "[1] Bridge closed · Sample Post · 2021-05-03 · Runa Dahl",
        "    “It will stay closed.”",
        "    by Ida Moe, Jan Lie · https://example.org/bridge",
    ]


def test_what_was_dropped_is_listed_with_the_reason_and_cut_when_long():
    value = answer(
        text="It is closed. [1]",
        sentences=(Sentence(text="It is closed.", citations=(1,)),),
        dropped=(Dropped(text="It fell.", reason="in no source"), Dropped(text="x" * 300, reason="too much")),
        notes=("No date was given.",),
    )
    assert shown(answer_text(value))[2:] == [
        "Part of what the model wrote was not supported and is left out.",
        "No date was given.",
        "",
        "Left out",
        "- It fell. (in no source)",
        f"- {'x' * 200}… (too much)",
    ]


def test_a_refusal_is_its_message_and_the_nearest_evidence():
    refusal = Refusal(reason="speaker_absent", message="Nobody named Merkel speaks here.", nearest=(CITATION,))
    assert shown(answer_text(answer(refusal=refusal))) == [
        "Nobody named Merkel speaks here.",
        "",
        "Nearest evidence",
        "[1] Bridge closed · Sample Post · 2021-05-03 · Runa Dahl",
        "    “It will stay closed.”",
        "    by Ida Moe, Jan Lie · https://example.org/bridge",
    ]


def test_opinion_is_called_opinion():
    citation = Citation(
        n=2, article_id="a", title="Enough", outlet=None, byline=(), published=None, url=None, start=0, end=1,
        text="x", article_kind="opinion",
    )  # fmt: skip
    assert shown(source_line(citation)) == ["[2] Enough · opinion"]


def test_a_hit_says_where_it_is_from_and_how_it_was_found():
    passage = Passage(
        article_id="bridge", start=0, end=9, text="It\nis shut.", title="", published=date(2021, 5, 3), outlet=None,
        speaker=None,
    )  # fmt: skip
    assert shown(hit_text(3, Hit(passage=passage, score=0.031, rank={"lexical": 1, "dense": 2}))) == [
        "3. (no title) · 2021-05-03 · bridge · 0.031 (lexical, dense)",
        "    It is shut.",
    ]


def test_an_article_shows_what_is_known_of_it_and_nothing_else():
    article = Article(
        id="bridge", title="Bridge closed", text="First.\n\nSecond.", byline=("Ida Moe",),
        published=Published(value=date(2021, 5, 3), found_in="front matter"),
    )  # fmt: skip
    quote = Quote(article_id="bridge", start=0, end=6, text="First.", speaker=None, cue="said", kind="indirect")
    assert shown(article_text(article, [quote])) == [
        "Bridge closed",
        "id         bridge",
        "published  2021-05-03",
        "byline     Ida Moe",
        "kind       unknown",
        "version    1",
        "",
        "First.",
        "",
        "Second.",
        "",
        "Quotes",
        "(nobody named) said (indirect): First.",
    ]


def test_neither_articles_nor_models_can_steer_the_terminal_or_fake_a_line():
    citation = Citation(
        n=1, article_id=HOSTILE, title=HOSTILE, outlet=HOSTILE, byline=(HOSTILE,), published=None, url=HOSTILE,
        start=0, end=1, text=HOSTILE, speaker=HOSTILE,
    )  # fmt: skip
    value = answer(
        text=HOSTILE, citations=(citation,), notes=(HOSTILE,), dropped=(Dropped(text=HOSTILE, reason=HOSTILE),),
        refusal=Refusal(reason="nothing_relevant", message=HOSTILE, nearest=(citation,)),
    )  # fmt: skip
    article = Article(id=HOSTILE, title=HOSTILE, text=HOSTILE, outlet=HOSTILE, byline=(HOSTILE,), url=HOSTILE)
    quote = Quote(article_id="a", start=0, end=1, text=HOSTILE, speaker=HOSTILE, cue=HOSTILE, kind="direct")
    lines = [
        *shown(answer_text(value)),
        *shown(article_text(article, [quote])),
        *shown(quote_text(quote, article)),
    ]
    assert [char for line in lines for char in line if not char.isprintable()] == []
    assert shown(source_line(citation)) == [f"[1] {HARMLESS} · {HARMLESS} · {HARMLESS}"]


def test_the_words_of_a_source_stay_indented_on_a_narrow_terminal():
    lines = shown(answer_text(answer(citations=(CITATION,))), width=24)
    assert lines[lines.index("Sources") + 1 :] == [
        "[1] Bridge closed ·",
        "Sample Post · 2021-05-03",
        "· Runa Dahl",
        "    “It will stay",
        "    closed.”",
        "    by Ida Moe, Jan Lie",
        "    ·",
        "    https://example.org/",
        "    bridge",
    ]
