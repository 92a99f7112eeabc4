import json
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from assistant.jsonable import dumps, jsonable
from assistant.values import Answer, Citation, Dropped, Refusal, Sentence
from index.values import Article, Hit, IndexStatus, Passage, Published

PASSAGE = Passage(
    article_id="a1", start=0, end=4, text="Rain", title="Rain in Lunde", published=date(2021, 5, 3), outlet=None,
    speaker=None,
)  # fmt: skip


def test_a_sentence_is_its_fields_in_order_and_then_its_outcome():
    value = json.loads(dumps(Sentence(text="Rain fell.", citations=(1, 2))))
    assert list(value.items()) == [
        ("text", "Rain fell."), ("citations", [1, 2]), ("repairs", []), ("by", "model"), ("outcome", "verified"),
    ]  # fmt: skip


def test_a_hit_says_by_which_retrievers_it_was_found():
    assert jsonable(Hit(passage=PASSAGE, score=0.5, rank={"lexical": 1, "dense": 4})) == {
        "passage": {
            "article_id": "a1", "start": 0, "end": 4, "text": "Rain", "title": "Rain in Lunde",
            "published": "2021-05-03", "outlet": None, "speaker": None,
        },
        "score": 0.5,
        "rank": {"lexical": 1, "dense": 4},
        "focus_start": None,
        "focus_end": None,
        "copies": [],
        "by": ["lexical", "dense"],
        "focus": "Rain",
    }  # fmt: skip


def test_the_status_of_an_answer_is_computed_from_what_it_holds():
    citation = Citation(
        n=1,
        article_id="a1",
        title="Rain",
        outlet=None,
        byline=(),
        published=None,
        url=None,
        start=0,
        end=4,
        text="Rain",
    )
    said = Sentence(text="Rain fell.", citations=(1,))
    grounded = Answer(question="Q", standalone_question="Q", as_of=None, text="Rain fell. [1]", sentences=(said,))
    partial = Answer(
        question="Q", standalone_question="Q", as_of=date(2021, 5, 4), text="Rain fell. [1]", sentences=(said,),
        citations=(citation,), dropped=(Dropped(text="Snow fell.", reason="in no article"),),
    )  # fmt: skip
    refused = Answer(
        question="Q", standalone_question="Q", as_of=None, text="", refusal=Refusal(reason="index_empty", message="No.")
    )
    statuses = [json.loads(dumps(answer))["status"] for answer in (grounded, partial, refused)]
    assert statuses == ["grounded", "partial", "refused"]
    assert json.loads(dumps(partial))["as_of"] == "2021-05-04"


def test_times_keep_their_zone_and_days_stay_days():
    stamped = Published(value=datetime(2021, 5, 3, 9, 30, tzinfo=UTC), precision="time", found_in="JSON-LD")
    article = Article(id="a1", title="T", text="Rain", published=stamped, byline=("Ida Moe",))
    value = json.loads(dumps(article))
    assert value["published"] == {
        "value": "2021-05-03T09:30:00+00:00", "precision": "time", "found_in": "JSON-LD", "day": "2021-05-03",
    }  # fmt: skip
    assert value["byline"] == ["Ida Moe"]


def test_paths_are_strings_and_containers_nest():
    assert jsonable({"folder": Path("a/b"), "rows": ([1, None], (True, 0.5))}) == {
        "folder": "a/b",
        "rows": [[1, None], [True, 0.5]],
    }


def test_an_inherited_property_is_written_once():
    @dataclass(frozen=True)
    class Base:
        name: str

        @property
        def loud(self) -> str:
            return self.name.upper()

        @property
        def _hidden(self) -> str:
            return "never"

    @dataclass(frozen=True)
    class Child(Base):
        @property
        def loud(self) -> str:
            return self.name + "!"

    assert jsonable(Child("rain")) == {"name": "rain", "loud": "rain!"}


@pytest.mark.parametrize("value", [{1, 2}, b"bytes", object(), {1: "a"}, IndexStatus])
def test_what_has_no_json_form_is_an_error(value: object):
    with pytest.raises(TypeError):
        jsonable(value)


def test_a_number_that_json_does_not_know_is_an_error():
    with pytest.raises(ValueError, match="Out of range"):
        dumps(float("nan"))


def test_no_control_character_is_printed_and_none_is_lost():
    text = "".join(map(chr, range(0xA1))) + "“é” 🙂"
    printed = dumps({"text": text})
    assert [char for char in printed if char != "\n" and not char.isprintable()] == ["\xa0"]
    assert "“é” 🙂" in printed
    assert json.loads(printed) == {"text": text}


def test_half_a_surrogate_pair_can_be_printed_as_utf_8():
    assert json.loads(dumps("\udc80").encode()) == "\udc80"


def test_ascii_only_json_says_the_same():
    assert dumps("“é”", ascii_only=True) == '"\\u201c\\u00e9\\u201d"'
