"""A run as one HTML file that needs no network: figures, plots, every question with its answer, sources and faults.

`Markup.format` and `Markup.join` escape whatever is not Markup itself, so what articles, models and question sets hold
can only ever be text. The file's own style and script are the only ones that its policy lets run.
"""

from base64 import b64encode
from collections.abc import Iterable, Iterator
from hashlib import sha256
from importlib.resources import files
from typing import cast

from markupsafe import Markup

from assistant.evaluation.comparing import Change, Comparison
from assistant.evaluation.evaluations import Evaluation
from assistant.evaluation.measures import MEASURES
from assistant.evaluation.outcomes import Result
from assistant.evaluation.plots import histogram, interval
from assistant.values import Citation

_EMPTY = Markup("")
_PAGE = Markup(
    '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src '{style_hash}'; "
    "script-src '{script_hash}'; base-uri 'none'; form-action 'none'\">"
    '<meta name="viewport" content="width=device-width, initial-scale=1"><title>{title}</title>'
    "<style>{style}</style></head><body><main>{body}</main><script>{script}</script></body></html>\n"
)


def html(evaluation: Evaluation) -> str:
    """The whole file."""
    folder = files("assistant.evaluation")
    style, script = (folder.joinpath(f"report.{kind}").read_text("utf-8") for kind in ("css", "js"))
    return str(
        _PAGE.format(
            style_hash=_hash(style),
            script_hash=_hash(script),
            title=f"{evaluation.name}: evaluation",
            style=Markup(style),
            script=Markup(script),
            body=_joined((*_head(evaluation), *_against(evaluation.comparison), _questions(evaluation))),
        )
    )


def _hash(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"


def _joined(parts: Iterable[Markup]) -> Markup:
    return _EMPTY.join(parts)


def _head(evaluation: Evaluation) -> Iterator[Markup]:
    count = len(evaluation.results)
    heading = Markup("<h1>{}: {} of {} questions passed</h1>")
    yield heading.format(evaluation.name, evaluation.passed, count)
    if not evaluation.complete:
        yield Markup('<p class="bad">Not complete: {} of {} questions were asked.</p>').format(count, evaluation.asked)
    yield from (Markup('<p class="bad">{}</p>').format(warning) for warning in evaluation.warnings)
    if silent := evaluation.silent:
        yield Markup('<p class="bad">The model did not answer {} of these questions: {}</p>').format(
            len(silent), silent[0].silent
        )
    for threshold, found in evaluation.missed:
        yield Markup('<p class="bad">Missed: {}, but it is {}.</p>').format(str(threshold), found)
    yield Markup("<dl>{}</dl>").format(
        _joined(Markup("<dt>{}</dt><dd>{}</dd>").format(*pair) for pair in evaluation.setup.items())
    )
    tiles = ((name, evaluation.summaries[name]) for name in _TILES if name in evaluation.summaries)
    yield Markup('<div class="tiles">{}</div>').format(
        _joined(Markup('<div class="tile"><b>{:.2f}</b>{}</div>').format(found.mean, name) for name, found in tiles)
    )
    yield _figures(evaluation)
    seconds = [result.figures["seconds"] for result in evaluation.results if "seconds" in result.figures]
    yield Markup("<h2>Seconds to the checked answer</h2>{}").format(histogram(seconds, "s"))


_TILES = ("answer", "recall@5", "citation_recall", "citation_precision", "fidelity", "refusal_recall", "false_refusals")


def _figures(evaluation: Evaluation) -> Markup:
    row = Markup(
        '<tr><th scope="row">{}</th><td class="n">{:.3f} {}</td><td>{}</td><td class="n">{:.3f}–<wbr>{:.3f}</td>'
        '<td class="n">{}</td><td class="says">{}</td></tr>'
    )
    rows = (
        row.format(
            _broken(name),
            found.mean,
            MEASURES[name].unit,
            _EMPTY if MEASURES[name].unit else interval(found),
            found.low,
            found.high,
            found.n,
            MEASURES[name].says,
        )
        for name, found in evaluation.summaries.items()
    )
    head = Markup(
        '<h2>Figures</h2><div class="scroll" tabindex="0" role="region" aria-label="Figures">'
        '<table><tr><th>Measure</th><th class="n">Mean</th><th></th>'
        '<th class="n">95 % interval</th><th class="n">Questions</th>'
        '<th class="says">What it says</th></tr>{}</table></div>'
    )
    return head.format(_joined(rows))


def _broken(name: str) -> Markup:
    """A measure's name that a narrow column may break."""
    return Markup("_<wbr>").join(name.split("_"))


def _against(comparison: Comparison | None) -> Iterator[Markup]:
    if comparison is None:
        return
    row = Markup(
        '<tr><th scope="row">{}</th><td class="n {}">{:+.3f}</td><td class="n">{:+.3f} to {:+.3f}</td>'
        '<td class="n">{:.3f}</td><td class="n">{}</td></tr>'
    )
    rows = (
        row.format(
            _broken(name), "bad" if name in comparison.worsened else "", one.mean, one.low, one.high, one.p, one.n
        )
        for name, one in comparison.differences.items()
    )
    head = Markup(
        '<h2>Against the baseline {}</h2><div class="scroll" tabindex="0" role="region" aria-label="Differences">'
        '<table><tr><th>Measure</th><th class="n">Difference</th>'
        '<th class="n">95 % interval</th><th class="n">p</th><th class="n">Questions</th></tr>{}</table></div>'
    )
    yield head.format(comparison.path, _joined(rows))
    yield Markup('<p class="{}">{}</p>').format("bad" if comparison.worse else "", comparison.told)
    for title, ids in comparison.lists():
        yield Markup("<p>{}: {}.</p>").format(title, ", ".join(ids))


def _questions(evaluation: Evaluation) -> Markup:
    changes = {change.id: change for change in evaluation.comparison.changes} if evaluation.comparison else {}
    tags = sorted({tag for result in evaluation.results for tag in result.question.tags})
    return Markup("<h2>Questions</h2>{}{}").format(
        _filters(tags, compared=evaluation.comparison is not None),
        _joined(_question(result, changes.get(result.question.id)) for result in evaluation.results),
    )


def _filters(tags: Iterable[str], *, compared: bool) -> Markup:
    verdicts = _select("verdict", "Verdict", (("", "all"), ("failed", "failed"), ("passed", "passed")))
    tagged = _select("tag", "Tag", (("", "all"), *((tag, tag) for tag in tags)))
    states = (("", "all"), ("lost", "no more passed"), ("won", "newly passed"), ("changed", "other figures"))
    changed = _select("changed", "Against the baseline", states) if compared else _EMPTY
    words = Markup('<label>Words <input name="words" type="search"></label>')
    return Markup('<form id="filters">{}{}{}{}<output id="shown" class="dim"></output></form>').format(
        verdicts, tagged, changed, words
    )


def _select(name: str, label: str, options: Iterable[tuple[str, str]]) -> Markup:
    choices = _joined(Markup('<option value="{}">{}</option>').format(*option) for option in options)
    return Markup('<label>{} <select name="{}">{}</select></label>').format(label, name, choices)


def _question(result: Result, change: Change | None) -> Markup:
    question, answer = result.question, result.outcome.answer
    row = Markup(
        '<details class="question" data-verdict="{verdict}" data-tags="{tags}" data-changed="{changed}">'
        '<summary><b class="{tone}">{mark}</b> {text} <span class="dim">{id} · {status}</span> {failed}</summary>'
        '{history}<p class="text">{answer}</p>{expected}{before}{sources}{dropped}<p>{figures}</p></details>'
    )
    return row.format(
        verdict="passed" if result.passed else "failed",
        tags="\n".join(question.tags),
        changed=_kind_of(change),
        tone="good" if result.passed else "bad",
        mark="✓" if result.passed else "✗",
        text=question.question,
        id=question.id,
        status=answer.status,
        failed=_joined(_chip(name, tone="bad") for name in (*(("no model",) if result.silent else ()), *result.failed)),
        history=_joined(Markup('<p class="dim">Before: {}</p>').format(one) for one in question.history),
        answer=answer.text,
        expected=_expected(result),
        before=_before(change),
        sources=_joined(_source(citation) for citation in answer.citations),
        dropped=_joined(Markup("<p><del>{}</del> ({})</p>").format(one.text, one.reason) for one in answer.dropped),
        figures=_joined(_chip(f"{name} {value:.3g}") for name, value in result.figures.items()),
    )


def _kind_of(change: Change | None) -> str:
    if change is None:
        return ""
    return "changed" if change.passed_before == change.passed_now else "won" if change.passed_now else "lost"


def _chip(text: str, *, tone: str = "") -> Markup:
    return Markup('<span class="chip {}">{}</span>').format(tone, text)


def _expected(result: Result) -> Markup:
    question = result.question
    gold = (
        question.expect.model_dump(exclude_defaults=True) if question.expect else {"refusal": question.reason or "any"}
    )
    facts = (Markup("<dt>{}</dt><dd>{}</dd>").format(name, _plain(value)) for name, value in gold.items())
    judged = Markup("<dt>judge</dt><dd>{}</dd>").format(result.remark) if result.remark else _EMPTY
    return Markup('<p class="dim">Expected</p><dl>{}{}</dl>').format(_joined(facts), judged)


def _plain(value: object) -> str:
    """Gold in words: alternatives with "or" between them, one point a semicolon."""
    if isinstance(value, list):
        points = cast("list[object]", value)
        alternatives = (cast("list[object]", one) if isinstance(one, list) else [one] for one in points)
        return "; ".join(" or ".join(map(_plain, one)) for one in alternatives)
    return str(value)


def _before(change: Change | None) -> Markup:
    if change is None:
        return _EMPTY
    figures = _joined(_chip(f"{name} {then:.3g} → {now:.3g}") for name, then, now in change.figures)
    return Markup('<p class="dim">In the baseline</p><p class="text">{}</p><p>{}</p>').format(change.before, figures)


def _source(citation: Citation) -> Markup:
    day = str(citation.published)[:10] if citation.published else "undated"
    where = " · ".join(part for part in (citation.title, citation.outlet, day, citation.speaker) if part)
    return Markup('<blockquote>[{}] {}<br><span class="dim"><bdi>{}</bdi></span></blockquote>').format(
        citation.n, citation.text, where
    )
