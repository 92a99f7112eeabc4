"""The sets of questions that answers are measured on, each with the index it is asked of. What is in them is only read.

`answered`: the index holds the answer. `absent`: it does not, as far as can be known without reading all of it.
"""

import gzip
import json
import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any, cast

import yaml

from assistant.samples import folder as samples
from index.values import Article, Published

Record = dict[str, Any]
Check = Callable[[str], bool]
SAME_NEWS = timedelta(days=10)


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One question. `wanted` says whether a text holds the answer; None: a right answer is a refusal.

    `wrong` says whether it holds a wrong answer that is known. `articles` are those of an index of its own.
    """

    question: str
    wanted: Check | None
    wrong: Check | None = None
    filters: Record = field(default_factory=dict[str, Any])
    history: tuple[str, ...] = ()
    articles: tuple[Article, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Set:
    """Questions of one index: `news` (the one given), `samples`, `hops`, or one for each case."""

    name: str
    index: str
    cases: tuple[Case, ...]

    def sample(self, count: int, seed: int) -> "Set":
        chosen = random.Random(seed).sample(self.cases, min(count, len(self.cases)))
        return Set(name=self.name, index=self.index, cases=tuple(chosen))


def sets(data: Path) -> tuple[Set, ...]:
    """All sets, whole."""
    return (
        Set(name="news, answered", index="news", cases=tuple(_news_answered(data))),
        Set(name="news, none of the above", index="news", cases=tuple(_news_absent(data))),
        Set(name="samples, answered", index="samples", cases=tuple(_of_samples(absent=False))),
        Set(name="samples, absent", index="samples", cases=tuple(_of_samples(absent=True))),
        Set(name="hops, answered", index="hops", cases=tuple(_hops(data, absent=False))),
        Set(name="hops, absent", index="hops", cases=tuple(_hops(data, absent=True))),
        Set(name="news asked of the samples", index="samples", cases=tuple(_elsewhere(_news_answered(data)))),
        Set(
            name="samples asked of the news",
            index="news",
            cases=tuple(_elsewhere(_of_samples(absent=False, home=True))),
        ),
        Set(name="RGB, wrong documents alone", index="own", cases=tuple(_rgb(data, both=False))),
        Set(name="RGB, right and wrong ones", index="own", cases=tuple(_rgb(data, both=True))),
    )


def records(path: Path) -> Iterator[Record]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def hop_articles(data: Path) -> list[Article]:
    """Every piece of evidence of MultiHop-RAG as an article of its own: it has no more of them."""
    return [
        Article(
            id=r["id"], title=r["title"], text=r["text"], published=_published(r.get("date")), outlet=r.get("source")
        )
        for r in records(data / "multihop_rag" / "passages.jsonl.gz")
    ]


def holds(answers: Sequence[str]) -> Check:
    """Whether a text has one of the answers as whole words, in any case, with or without "the", in either number."""
    plain = [re.sub(r"^(?:the|an?)\s+", "", answer.strip("“”\"'. ").lower()) for answer in answers]
    shapes = [re.compile(rf"(?<!\w){re.escape(answer)}(?:s|es)?(?!\w)") for answer in plain if answer]
    return lambda text: any(shape.search(text.lower()) for shape in shapes)


def _news_answered(data: Path) -> Iterator[Case]:
    """Questions with a gold article that has the answer in these words."""
    for q in records(data / "realtimeqa" / "questions.jsonl.gz"):
        if q["article_ids"] and q["gold_has_answer_string"]:
            wrong = [choice for choice in q["choices"] if choice not in q["answers"]]
            yield Case(
                question=q["question"],
                wanted=holds(q["answers"]),
                wrong=holds(wrong),
                filters={"as_of": date.fromisoformat(q["date"])},
            )


def _news_absent(data: Path) -> Iterator[Case]:
    """Those asked for "none of the above", where no article of the days around has the answer: asked openly.

    The data name the evidence by its address; the answer is that of the same question in its other form.
    """
    folder = data / "realtimeqa"
    known = {q["id"]: q for q in records(folder / "questions.jsonl.gz")}
    articles = list(records(folder / "articles.jsonl.gz"))
    addresses = {article["url"] for article in articles}
    dated = [(date.fromisoformat(a["date"]), f"{a['title']} {a['text']}") for a in articles if a["date"]]
    for q in records(folder / "questions_nota.jsonl.gz"):
        original = known.get(q["id"].removesuffix("_nota"))
        if original is None or q["answers"] != ["None of the above"] or original["article_ids"]:
            continue
        asked, has_answer = date.fromisoformat(q["date"]), holds(original["answers"])
        near = (text for day, text in dated if abs(day - asked) <= SAME_NEWS)
        if addresses & set(q["evidence_links"]) or any(has_answer(text) for text in near):
            continue
        yield Case(question=q["question"], wanted=None, wrong=holds(q["choices"][:-1]), filters={"as_of": asked})


def _of_samples(*, absent: bool, home: bool = False) -> Iterator[Case]:
    """Questions about the sample articles; `home`: only those about the invented town, which no other corpus knows."""
    for q in cast(Record, yaml.safe_load((samples().parent / "questions.yaml").read_text()))["questions"]:
        if bool(q.get("unanswerable")) != absent or (home and "world" in q.get("tags", ())):
            continue
        filters = {name: q[name] for name in ("as_of", "since", "until", "outlets", "speaker") if name in q}
        wanted = None if absent else _meets(q["expect"].get("answers", []))
        yield Case(question=q["question"], wanted=wanted, filters=filters, history=tuple(q.get("history", ())))


def _meets(entries: Sequence[Any]) -> Check:
    return lambda text: all(_met(entry, text) for entry in entries)


def _met(entry: Any, text: str) -> bool:
    if isinstance(entry, list):
        return any(_met(one, text) for one in cast(list[Any], entry))
    if isinstance(entry, dict):
        wanted = cast(Record, entry)
        if "regex" in wanted:
            return re.search(wanted["regex"], text) is not None
        numbers = [float(n.replace(",", "")) for n in re.findall(r"\d[\d,]*(?:\.\d+)?", text)]
        return any(abs(n - wanted["number"]) <= wanted.get("tolerance", 0) for n in numbers)
    return holds([str(entry)])(text)


def _hops(data: Path, *, absent: bool) -> Iterator[Case]:
    for q in records(data / "multihop_rag" / "questions.jsonl.gz"):
        if q["unanswerable"] == absent and (absent or q["evidence_ids"]):
            yield Case(question=q["question"], wanted=None if absent else holds(q["answers"]))


def _elsewhere(cases: Iterator[Case]) -> Iterator[Case]:
    """The same questions where nobody can answer them, without the days of home."""
    for case in cases:
        if not case.history:
            yield Case(question=case.question, wanted=None)


def _rgb(data: Path, *, both: bool) -> Iterator[Case]:
    """Of each question three snippets with a falsified answer, and `both`: three with the true one, too."""
    for q in records(data / "rgb" / "en_fact.jsonl.gz"):
        texts = [*q["positive_wrong"][:3], *(q["positive"][3:6] if both else ())]
        articles = tuple(
            Article(id=f"{q['id']}/{n}", title="", text=text.strip(), outlet=f"Outlet {'ABCDEF'[n]}")
            for n, text in enumerate(texts)
        )
        true, false = holds(flat_answers(q["answers"])), holds(flat_answers([q["fake_answer"]]))
        wanted = _all(true, false) if both else false
        yield Case(question=q["question"], wanted=wanted, wrong=None if both else true, articles=articles)


def _all(*checks: Check) -> Check:
    return lambda text: all(check(text) for check in checks)


def flat_answers(answers: Sequence[Any]) -> list[str]:
    return [
        str(one) for answer in answers for one in (cast(list[Any], answer) if isinstance(answer, list) else [answer])
    ]


def _published(text: str | None) -> Published | None:
    return Published(value=date.fromisoformat(text[:10]), found_in="benchmark") if text else None
