"""Quotes of hand-written paragraphs. Everybody in them is invented."""

from hypothesis import given, settings
from hypothesis import strategies as st

from index.quotes import extract_quotes, extract_quotes_from

INVERTED = "“We will rebuild the harbour,” said Mara Ellison, the mayor of Tarn. “It will take ten years.”"


def test_a_quotation_broken_by_its_cue_is_two_quotes_of_one_speaker() -> None:
    first, second = extract_quotes(INVERTED)
    assert (first.text, first.speaker, first.cue) == ("“We will rebuild the harbour,”", "Mara Ellison", "said")
    assert (second.text, second.speaker, second.kind) == ("“It will take ten years.”", "Mara Ellison", "direct")
    assert INVERTED[first.start : first.end] == first.text


def test_a_batch_gives_what_single_texts_give() -> None:
    texts = [INVERTED, "", "Nothing happened.", "Ellison said that the bridge was closed."]
    assert list(extract_quotes_from(texts)) == [extract_quotes(text) for text in texts]


def test_a_mixed_report_keeps_its_marks_and_its_frame_apart() -> None:
    text = "Ellison said the plan was “a gift to the rats” and that she would vote against it."
    (quote,) = extract_quotes(text)
    assert (quote.text, quote.kind, quote.speaker) == (
        "the plan was “a gift to the rats” and that she would vote against it",
        "mixed",
        "Ellison",
    )


def test_the_mention_beside_the_words_is_kept_where_a_pronoun_speaks() -> None:
    text = "Mara Ellison opened the market. She said that it would stay."
    (quote,) = extract_quotes(text)
    assert quote.speaker == "Mara Ellison"
    assert quote.speaker_start is not None
    assert text[quote.speaker_start : quote.speaker_end] == "She"
    assert (quote.text, quote.kind, quote.cue) == ("that it would stay", "indirect", "said")


def test_a_text_without_speech_has_no_quotes() -> None:
    assert extract_quotes("The bridge was closed on Monday. It has two lanes.") == ()
    assert extract_quotes("") == ()


_BITS = st.sampled_from(
    [
        "“",
        "”",
        '"',
        "''",
        "‘",
        "’",
        " ",
        "\n\n",
        ". ",
        ", ",
        "Mara Ellison",
        "he",
        "said",
        "that",
        "it rained",
        ":",
        "no",
    ]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(_BITS, max_size=30).map("".join))
def test_offsets_hold_for_any_disorder_of_marks(text: str) -> None:
    quotes = extract_quotes(text)
    assert all(text[quote.start : quote.end] == quote.text for quote in quotes)
    assert list(quotes) == sorted(quotes, key=lambda quote: (quote.start, quote.end))
    assert all(quote.speaker is None or quote.speaker_start is not None for quote in quotes)
