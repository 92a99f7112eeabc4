"""How good and how fast answers are, beside the same model with a plain prompt over the same passages. Asserts nothing.

python -m tests.benchmarks.answers --data DATA --index INDEX [--count N] [--plain M] [--only SET] [--show FILE]

INDEX holds the 6,000 RealTimeQA articles; the others are made in the run. `--count` questions of each set are drawn by
`--seed`; `--plain` of them are also put to the plain prompt. Right is an answer that holds the gold answer's words
(each side's own text, extracts included) and is no refusal. Citation figures are by the checks, on what is cited alone.
`--replies` keeps what the model wrote; times are of fresh replies only. `--show` writes every answer with its sources
to a file, to be read.
"""

import argparse
import os
import platform
import re
import tempfile
from collections.abc import Generator, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from time import perf_counter
from typing import TextIO

from assistant import Assistant, Settings
from assistant.checks import Draft
from assistant.evaluation.measuring import source_of, told
from assistant.evidence import Source
from assistant.model import Message
from assistant.model.llama import EmbeddedModel
from assistant.reply.reading import drafts
from assistant.samples import folder as samples
from assistant.values import Answer, Checked, Citation, Sentence, Sources, Text
from index import NewsIndex, open_index
from index.values import Article
from tests.benchmarks.answer_scores import Given, Score, refusals
from tests.benchmarks.answer_sets import Case, Set, hop_articles, sets
from tests.benchmarks.kept_model import KeptModel

PLAIN = """Answer the question from these passages, and cite them with [n].
If they do not hold the answer, say that you don't know.

{passages}

Question: {question}"""
_DOES_NOT_KNOW = re.compile(
    r"\b(?:do(?:es)?n['’]t|do(?:es)? not|cannot|can['’]t|could not|couldn['’]t)\s+(?:know|hold|contain|provide|specify|"
    r"mention|state|say|have|give|include|answer|determine|explicitly)|\bnot\s+(?:mentioned|specified|provided|stated|"
    r"given|known|available|enough|explicitly)|\bno (?:information|mention|answer|specific)|"
    r"\bunable to (?:answer|determine|find|provide)|\bunknown\b",
    re.IGNORECASE,
)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--data", type=Path, required=True)
    options.add_argument("--index", type=Path, required=True)
    options.add_argument("--count", type=int, default=40)
    options.add_argument("--plain", type=int, default=40)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--extracts", action="store_true", help="no model: ours by the articles' own words alone")
    options.add_argument("--threads", type=int, help="of the embedded model")
    options.add_argument("--only", help="sets whose name has this")
    options.add_argument("--replies", type=Path)
    options.add_argument("--show", type=Path)
    given = options.parse_args()
    print(f"{platform.platform()}, Python {platform.python_version()}, {os.cpu_count()} cores, load {os.getloadavg()}")
    with ExitStack() as stack:
        show = stack.enter_context(given.show.open("w")) if given.show else None
        model = KeptModel(EmbeddedModel(threads=given.threads), given.replies)
        stack.callback(model.close)
        chosen = [one for one in sets(given.data) if not given.only or given.only in one.name]
        news = _indexes(given.data, given.index, {one.index for one in chosen}, stack)
        ours: list[Score] = []
        plains: list[Score] = []
        for one in chosen:
            side = _Sides(model, news, show, extracts=given.extracts)
            side.of(one.sample(given.count, given.seed), 0 if given.extracts else given.plain)
            print(f"{one.name}: {side.ours.asked} of {len(one.cases)}\n{side.ours.row('ours')}")
            if side.plain.asked:
                print(side.plain.row("plain"))
            print(side.ours.times(), flush=True)
            ours.append(side.ours)
            plains.append(side.plain)
        print(f"all sets, ours, {refusals(ours)}")
        if not given.extracts:
            print(f"all sets, plain, {refusals(plains)}")


class _Sides:
    """Both sides over one set."""

    def __init__(self, model: KeptModel, news: dict[str, NewsIndex], show: TextIO | None, *, extracts: bool) -> None:
        self.ours = self.plain = Score(absent=False)
        self._settings = Settings(llm=not extracts)
        self._model, self._news, self._show = model, news, show

    def of(self, one: Set, plain: int) -> None:
        absent = one.cases[0].wanted is None
        self.ours, self.plain = Score(absent=absent), Score(absent=absent)
        for place, case in enumerate(one.cases):
            with _index_of(one, case, self._news) as news:
                ours, sources = self._ours(case, news)
                self._tell(case, "ours", ours, self.ours)
                if place < plain:
                    self._tell(case, "plain", self._plain(case, sources), self.plain)

    def _ours(self, case: Case, news: NewsIndex) -> tuple[Given, tuple[Source, ...]]:
        began, sources_after, first = perf_counter(), 0.0, None
        self._model.fresh = True
        shown: tuple[Citation, ...] = ()
        for event in Assistant(news, self._settings, self._model).stream(
            case.question, history=case.history, **case.filters
        ):
            if isinstance(event, Sources):
                sources_after, shown = perf_counter() - began, event.citations
                first = sources_after if event.sentences else None
            elif isinstance(event, Text):
                first = first or (perf_counter() - began if event.sentences else None)
            else:
                end = perf_counter() - began
                seconds = (sources_after, first or end, end) if self._model.fresh else (sources_after, None, None)
                return _given(event, news, seconds), tuple(source_of(c, news) for c in shown)
        raise AssertionError("a stream of events ends with Checked")

    def _plain(self, case: Case, sources: tuple[Source, ...]) -> Given:
        passages = "\n\n".join(f"[{source.n}] {source.text}" for source in sources)
        prompt = Message(role="user", content=PLAIN.format(passages=passages, question=case.question))
        text = self._model.complete((prompt,), max_tokens=self._settings.answer_tokens).text
        return Given(text=text, refused=bool(_DOES_NOT_KNOW.search(text)), drafts=drafts(text), sources=sources)

    def _tell(self, case: Case, name: str, given: Given, score: Score) -> None:
        right = case.wanted is not None and case.wanted(given.text)
        wrong = case.wrong is not None and not right and case.wrong(given.text)
        score.add(given, right=right, wrong=wrong)
        if self._show:
            verdict = (
                "refused" if given.refused else "right" if right else "no gold" if case.wanted is None else "not right"
            )
            cited = (
                "".join(f"\n    [{s.n}] {s.article.outlet} {s.text!r}" for s in given.sources) if name == "ours" else ""
            )
            left_out = "".join(f"\n    left out: {one}" for one in given.dropped)
            self._show.write(f"Q {case.question}\n  {name}, {verdict}: {given.text}{cited}{left_out}\n")
            self._show.flush()


def _given(event: Checked, news: NewsIndex, seconds: tuple[float, float | None, float | None]) -> Given:
    answer: Answer = event.answer
    return Given(
        text=answer.text,
        refused=answer.status == "refused",
        drafts=tuple(Draft(text=told(s), sources=s.citations) for s in answer.sentences if not _is_version(s, answer)),
        sources=tuple(source_of(citation, news) for citation in answer.citations),
        dropped=tuple(f"{one.text} ({one.reason})" for one in answer.dropped),
        seconds=seconds,
    )


def _is_version(sentence: Sentence, answer: Answer) -> bool:
    """Whether code set it beside another article's account: an extract, which `disagreements` measures."""
    versions = (version.text for one in answer.disagreements for version in one.versions)
    return sentence.by == "code" and any(f"“{text}”" in sentence.text for text in versions)


@contextmanager
def _index_of(one: Set, case: Case, news: dict[str, NewsIndex]) -> Generator[NewsIndex]:
    if one.index != "own":
        yield news[one.index]
        return
    with _made(case.articles) as made:
        yield made


def _indexes(data: Path, folder: Path, wanted: set[str], stack: ExitStack) -> dict[str, NewsIndex]:
    """The indexes that the sets ask, made or opened until the end of the stack."""
    news: dict[str, NewsIndex] = {}
    if "news" in wanted:
        news["news"] = stack.enter_context(open_index(folder, create=False))
    if "samples" in wanted:
        news["samples"] = stack.enter_context(_made([samples()]))
    if "hops" in wanted:
        news["hops"] = stack.enter_context(_made(hop_articles(data)))
    print(", ".join(f"index {name}: {one.coverage().articles:,} articles" for name, one in news.items()), flush=True)
    return news


@contextmanager
def _made(
    inputs: "Iterator[Path | Article] | list[Path] | list[Article] | tuple[Article, ...]",
) -> Generator[NewsIndex]:
    with tempfile.TemporaryDirectory() as folder, open_index(folder) as news:
        news.add(inputs)
        yield news


if __name__ == "__main__":
    main()
