"""What an article says of its own corrections is known for what it is; what others say of theirs is none."""

import pytest

from index import Article
from index.corrections import notes_of

NOTES = {
    "correction": [
        "Correction: An earlier version of this article said that forty boats sank.",
        "CORRECTION (May 4): The ferry has two decks.",
        "Corrections and clarifications 4 May 2021: The ferry has two decks.",
        "This article has been corrected to say that the ferry has two decks.",
        "This story was updated to correct the spelling of the captain's name.",
        "• This article was amended on 4 May 2021 because the ferry has two decks.",
        "Editor’s note: A previous version of this story misstated how many boats sank.",
        "(Corrects spelling of the captain's name in paragraph 3)",
        "The original version of this report gave another figure.",
    ],
    "clarification": [
        "Clarification: the council has not voted yet.",
        "This article has been updated to clarify that the council has not voted.",
    ],
    "update": [
        "This article has been updated to include a statement by the council.",
        "This story was updated with the council's answer.",
    ],
    "retraction": [
        "Retraction: the Daily Tide withdraws this report, which it could not confirm.",
        "Editor's note: This article has been retracted.",
        "The Daily Tide has retracted this story, as its source was not who he said he was.",
    ],
}
NONE = [
    "Correction territory is near: shares fell by nine per cent.",
    "The market correction: what it means for the harbour.",
    "An earlier version of this bill failed in the council by one vote.",
    "“This article has been corrected to please the council,” said Idris Kell.",
    "The journal retracted the paper, and its authors agreed.",
    "The timetable was updated to include a late ferry.",
    "He was sent to a house of correction in 1821.",
]


@pytest.mark.parametrize(("kind", "note"), [(kind, note) for kind, notes in NOTES.items() for note in notes])
def test_a_note_is_found_where_it_stands(kind: str, note: str) -> None:
    article = Article(id="a", title="Ferry", text=f"The ferry sank.\n\n{note}\n\nNobody was hurt.")
    (found,) = notes_of(article)
    assert (found.kind, found.text, found.start, found.end) == (kind, note, 17, 17 + len(note))


@pytest.mark.parametrize("paragraph", NONE)
def test_what_only_sounds_like_a_note_is_none(paragraph: str) -> None:
    assert notes_of(Article(id="a", title="Ferry", text=f"The ferry sank.\n\n{paragraph}")) == ()
