from hypothesis import given
from hypothesis import strategies as st

from index.sentences import paragraph_spans, sentence_spans


def sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in sentence_spans(text)]


def test_abbreviations_and_initials_end_no_sentence():
    assert sentences(
        "U.S. President Ada Holm met Mr. Smith and Ms. Lee at No. 5 Elm St. on Jan. 3. "
        "J. K. Orr, Sen. Bo Lund, D-N.J., and Lt. Gen. Al Voss came at 5 p.m. Tuesday. They left the U.S. "
        "They stayed away."
    ) == [
        "U.S. President Ada Holm met Mr. Smith and Ms. Lee at No. 5 Elm St. on Jan. 3.",
        "J. K. Orr, Sen. Bo Lund, D-N.J., and Lt. Gen. Al Voss came at 5 p.m. Tuesday.",
        "They left the U.S.",
        "They stayed away.",
    ]


def test_closing_marks_stay_with_the_sentence_they_close():
    assert sentences("“We will stay. We will wait.” He left. \"No. 5 it is.\" 'Fine.' They went.") == [
        "“We will stay.",
        "We will wait.”",
        "He left.",
        '"No. 5 it is."',
        "'Fine.'",
        "They went.",
    ]


def test_an_opening_mark_starts_the_next_sentence():
    assert sentences('He agreed, she said. "We… will see." “And then?” she asked. “Who knows.”') == [
        "He agreed, she said.",
        '"We… will see."',
        "“And then?” she asked.",
        "“Who knows.”",
    ]


def test_a_quotation_with_an_exclamation_inside_does_not_part_its_sentence():
    assert sentences('She cried “Stop!” and ran. He shouted "Why?" twice.') == [
        "She cried “Stop!” and ran.",
        'He shouted "Why?" twice.',
    ]


def test_a_loose_mark_closes_what_is_open_and_opens_what_is_not():
    assert sentences("He said: “We will stand up for it. “ Orr left. “ We stay. ” Lund left.") == [
        "He said: “We will stand up for it. “",
        "Orr left.",
        "“ We stay. ”",
        "Lund left.",
    ]


def test_no_sentence_crosses_a_paragraph_break_but_a_line_end_is_white_space():
    assert sentences("  A headline\n \nThe first line\nand the second. More\n\n\n“Words\n\n“and more.”\n") == [
        "A headline",
        "The first line\nand the second.",
        "More",
        "“Words",
        "“and more.”",
    ]


def test_an_empty_text_has_no_sentences():
    assert sentence_spans("") == sentence_spans(" \n\n ") == ()


@given(st.text() | st.text(alphabet=" \n.!?“”\"'aA\ud800é😀(), ", max_size=80))
def test_spans_are_ordered_trimmed_apart_and_cover_every_visible_character(text: str):
    spans = sentence_spans(text)
    position = 0
    for start, end in spans:
        assert text[position:start].strip() == ""
        assert start < end
        assert text[start:end] == text[start:end].strip()
        position = end
    assert text[position:].strip() == ""
    paragraphs = paragraph_spans(text)
    assert all(any(left <= start and end <= right for left, right in paragraphs) for start, end in spans)
