import re
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from index.nodes import embedded_text, node_of
from index.passages import passages_of
from index.values import Article, Published


def article(text: str) -> Article:
    return Article(
        id="a1",
        title="Ferry late",
        text=text,
        outlet="Post",
        published=Published(value=date(2024, 3, 5), found_in="test"),
    )


def sentence(words: int) -> str:
    return " ".join(["Word", *["word"] * (words - 2), "ends."])


def sizes(text: str) -> list[int]:
    return [len(passage.text.split()) for passage in passages_of(article(text))]


def test_paragraphs_are_kept_whole_where_they_fit():
    assert sizes("\n\n".join([sentence(50)] * 6)) == [150, 150]


def test_a_long_paragraph_is_cut_between_sentences():
    assert sizes(" ".join([sentence(50)] * 7)) == [150, 150, 50]
    assert sizes(" ".join([sentence(70)] * 6)) == [140, 140, 140]


def test_a_sentence_longer_than_a_passage_is_cut_between_words():
    assert sizes(sentence(500)) == [180, 180, 140]


def test_a_last_passage_of_a_few_words_joins_the_one_before_it():
    assert sizes("\n\n".join([sentence(150), sentence(20)])) == [170]
    assert sizes("\n\n".join([sentence(170), sentence(20)])) == [190]


def test_a_script_without_spaces_is_cut_by_characters():
    assert [len(passage.text) for passage in passages_of(article("长" * 4000))] == [1200, 1200, 1600]


def test_a_passage_carries_title_date_outlet_and_the_last_speaker_before_it():
    first, second = passages_of(
        article("\n\n".join([f"Per Holm said it. {sentence(150)}", f"He insisted. {sentence(150)}"]))
    )
    assert (first.speaker, second.speaker) == (None, "Per Holm")
    assert (second.title, second.published, second.outlet) == ("Ferry late", date(2024, 3, 5), "Post")


@given(st.text() | st.text(alphabet="ab .\n“”\u2029\x85\x1cÀ😀", max_size=3000))
def test_every_passage_is_exactly_the_text_at_its_offsets_and_nothing_visible_is_left_out(text: str):
    position = 0
    for passage in passages_of(article(text)):
        assert text[position : passage.start].strip() == ""
        assert passage.text == text[passage.start : passage.end] == passage.text.strip() != ""
        position = passage.end
    assert text[position:].strip() == ""


def test_a_node_has_the_offsets_of_its_passage_and_its_context_as_metadata():
    text = "\n\n".join([f"Per Holm said it. {sentence(150)}", f"He insisted. {sentence(150)}"])
    node = node_of(passages_of(article(text))[1])
    assert text[node.start_char_idx : node.end_char_idx] == node.text
    assert node.metadata == {"title": "Ferry late", "date": "2024-03-05", "outlet": "Post", "speaker": "Per Holm"}
    assert node.ref_doc_id == "a1"


def test_title_date_and_speaker_are_embedded_with_the_text():
    text = "\n\n".join([f"Per Holm said it. {sentence(150)}", f"He insisted. {sentence(150)}"])
    assert re.fullmatch(
        r"Ferry late\n2024-03-05\nPer Holm\n\nHe insisted\. Word.*ends\.", embedded_text(passages_of(article(text))[1])
    )
