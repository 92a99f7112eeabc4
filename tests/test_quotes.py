"""Quotes of hand-written paragraphs. Everybody in them is invented."""

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
