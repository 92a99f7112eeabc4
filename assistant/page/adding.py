"""Articles in, from a browser: what becomes of each file, told step by step while it happens."""

import logging
import queue
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from threading import Thread
from typing import Literal, TypedDict

from assistant.page.site import Site
from assistant.page.texts import Texts
from assistant.page.turns import detail_of, trouble_of
from index import NewsIndex
from index.errors import EmbeddingFailed, OnRecordError, WeightsFailed
from index.values import BuildReport, Problem, Progress

_log = logging.getLogger("onrecord.page")


class Step(TypedDict):
    """A line for the reader, how much is done of all (0 to 1; None: not known), and what could not be used."""

    state: Literal["working", "done", "failed"]
    text: str
    share: float | None
    problems: list[str]


Tell = Callable[[Step], None]
Ended = Callable[[], None]
"""Called when the work is over, whoever still listens to it."""


def add_files(site: Site, paths: Sequence[Path], texts: Texts, ended: Ended) -> Iterator[Step]:
    """Reads the files into the index, made where there is none. They can be searched by their words then."""

    def work(tell: Tell) -> None:
        report = site.desk.create().add(paths, embed=False, progress=lambda done: tell(_progress(done, texts)))
        site.changed()
        tell(_reported(report, texts))

    return _told(site, work, texts, ended)


def finish(site: Site, texts: Texts, ended: Ended) -> Iterator[Step]:
    """Finds the quotations of what is in the index, and makes its vectors. Without the model for these it does too."""

    def work(tell: Tell) -> None:
        news, problems = site.desk.create(), list[str]()
        if error := _complete(news, lambda done: tell(_progress(done, texts))):
            problems += [texts.no_vectors, *_detail(error, site)]
        site.changed()
        tell(Step(state="done", text=texts.all_added, share=1.0, problems=problems))

    return _told(site, work, texts, ended)


def _complete(news: NewsIndex, progress: Callable[[Progress], None]) -> OnRecordError | None:
    """Quotes first: they change what is embedded. Returns why there are no vectors."""
    news.extract_pending(progress)
    try:
        news.embed_pending(progress)
    except (WeightsFailed, EmbeddingFailed) as error:
        return error
    return None


def _detail(error: OnRecordError, site: Site) -> tuple[str, ...]:
    detail = detail_of(error, candid=site.desk.candid)
    brief = error.brief if isinstance(error, WeightsFailed) and detail else detail
    return (brief,) if brief else ()


def _told(site: Site, work: Callable[[Tell], None], texts: Texts, ended: Ended) -> Iterator[Step]:
    """What `work` tells, as it does, in a thread of its own; what it fails with, as its last step.

    It goes on where the browser goes away: half an index is of no use.
    """
    steps: queue.SimpleQueue[Step | None] = queue.SimpleQueue()

    def run() -> None:
        try:
            with site.desk.adding:
                work(steps.put)
        except OnRecordError as error:
            failed = texts.trouble[trouble_of(error)] or texts.not_used
            steps.put(Step(state="failed", text=failed, share=None, problems=[*_detail(error, site)]))
        except Exception:  # noqa: BLE001 - the end of a thread
            _log.exception("adding articles ended by what was not foreseen")
            steps.put(Step(state="failed", text=texts.trouble["unforeseen"], share=None, problems=[]))
        finally:
            ended()
            steps.put(None)

    Thread(target=run, name="adding", daemon=True).start()
    return iter(steps.get, None)


def _progress(progress: Progress, texts: Texts) -> Step:
    total = progress.total
    done = texts.step[progress.stage].format(done=texts.number(progress.done), total=texts.number(total or 0))
    return Step(state="working", text=done, share=progress.done / total if total else None, problems=[])


def _reported(report: BuildReport, texts: Texts) -> Step:
    added = len(report.added) + len(report.updated)
    text = texts.added_article if added == 1 else texts.added_articles.format(n=texts.number(added))
    if not added:
        text = texts.nothing_new
    failed = bool(report.problems) and not (added or report.unchanged)
    problems = [_problem(problem) for problem in report.problems]
    return Step(state="failed" if failed else "done", text="" if failed else text, share=1.0, problems=problems)


def _problem(problem: Problem) -> str:
    """With the file's name alone: its path is a place of ours."""
    name = Path(problem.path).name
    return f"{name}: {problem.reason}" if problem.line is None else f"{name}:{problem.line}: {problem.reason}"
