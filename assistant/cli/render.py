"""Values as text for people: tables, answers, hits, articles. Everything foreign goes through `clean` or `one_line`."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise

from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.table import Table
from rich.text import Text

from assistant.cli.output import clean, one_line
from assistant.values import Answer, Citation, Dropped, Refusal
from index.corrections import Note
from index.values import Article, BuildReport, Hit, IndexStatus, Quote
from index.versions import Change

_STATUS = {
    "grounded": "Every sentence is supported by its sources.",
    "partial": "Part of what the model wrote was not supported and is left out.",
    "quotes_only": "These are the articles' own words, not a model's.",
    "refused": "",
}
_MARGIN = " " * 4
_SHORT = 200
"""Characters of a dropped text that are shown."""


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> Table:
    """A table without lines, which reads well in a pipe too."""
    result = Table(box=None, pad_edge=False, header_style="bold")
    for head in heads:
        result.add_column(head, overflow="fold")
    for row in rows:
        result.add_row(*(Text(one_line(cell)) for cell in row))
    return result


def facts(rows: Iterable[tuple[str, str]]) -> Table:
    """Names on the left, values on the right."""
    result = Table.grid(padding=(0, 2))
    for name, value in rows:
        result.add_row(Text(name, style="bold"), Text(one_line(value)))
    return result


def megabytes(size: int) -> str:
    return f"{size / 1e6:,.1f} MB"


def answer_text(answer: Answer) -> Group:
    """The answer, how far it can be trusted, its sources, and what was left out and why."""
    parts: list[RenderableType] = []
    if answer.refusal is None:
        text = Text(clean(answer.text))
        text.highlight_regex(r"\[\d+\]", "cyan")
        parts += [text, Text("")]
    else:
        parts += _refusal(answer.refusal)
    if (note := _STATUS[answer.status]) and not (answer.notes and answer.status == "quotes_only"):
        parts.append(Text(note, style="green" if answer.status == "grounded" else "yellow"))
    parts += [Text(one_line(note), style="yellow") for note in answer.notes]
    parts += _section("Sources", [_citation(citation) for citation in answer.citations])
    parts += _section("Left out", [_dropped(dropped) for dropped in answer.dropped])
    return Group(*parts)


def source_line(citation: Citation) -> Text:
    """One line that says where a citation is from, and whose words it holds."""
    kind = citation.article_kind if citation.article_kind in {"opinion", "live"} else None
    place = (citation.outlet, _day(citation.published), kind, citation.speaker)
    return _head(f"[{citation.n}]", citation.title, place)


def hit_text(number: int, hit: Hit, carried_by: Sequence[str] = ()) -> Group:
    """A passage, its closest sentences bold. `carried_by` names those that have a copy of it."""
    passage = hit.passage
    how = f"{hit.score:.3f} ({', '.join(hit.by)})"
    day = _day(passage.published) or "undated"
    head = _head(f"{number}.", passage.title, (passage.outlet, day, passage.article_id, how))
    copies = _Indented(Text(one_line(f"also carried by {', '.join(carried_by)}"), style="dim"))
    return Group(head, _Indented(_words(hit)), *([copies] if carried_by else []))


def _words(hit: Hit) -> Text:
    passage, words = hit.passage, Text()
    start, end = (passage.start if place is None else place for place in (hit.focus_start, hit.focus_end))
    cuts = (0, start - passage.start, end - passage.start, len(passage.text))
    for (left, right), style in zip(pairwise(cuts), ("", "bold", ""), strict=True):
        if piece := one_line(passage.text[left:right]):
            words.append(" " if words else "").append(piece, style=style)
    return words


def quote_text(quote: Quote, article: Article | None = None) -> Text:
    """One line: who, how, the words, and the article where it is not plain."""
    who = " ".join(part for part in (quote.speaker or "(nobody named)", quote.cue) if part)
    line = Text.assemble((one_line(who), "bold"), (f" ({quote.kind}): ", "dim"), one_line(quote.text))
    if article is not None:
        day = _published(article)
        place = (article.outlet, day, article.title, article.id)
        line.append("".join(f" · {one_line(part)}" for part in place if part), style="dim")
    return line


def article_text(
    article: Article, quotes: Sequence[Quote], notes: Sequence[Note] = (), copies: Sequence[str] = ()
) -> Group:
    rows = [
        ("id", article.id),
        ("outlet", article.outlet),
        ("published", _published(article)),
        ("byline", ", ".join(article.byline)),
        ("section", article.section),
        ("kind", article.kind),
        ("url", article.url),
        ("version", str(article.version)),
        ("copies", ", ".join(copies)),
        *((note.kind, note.text) for note in notes),
    ]
    parts: list[RenderableType] = [
        Text(one_line(article.title) or "(no title)", style="bold"),
        facts((name, value) for name, value in rows if value),
        Text(""),
        Text(clean(article.text)),
    ]
    return Group(*parts, *_section("Quotes", [quote_text(quote) for quote in quotes]))


def changes_text(article: Article, changes: Sequence[Change]) -> Group:
    """What a version changed in the one before it: what went with a minus, what came with a plus."""
    if article.version == 1:
        return Group(Text("This is the first version: there is none before it."))
    lines: list[RenderableType] = [Text(f"Version {article.version} against version {article.version - 1}:")]
    for change in changes:
        field = "" if change.field == "text" else f"{change.field}: "
        if change.before is not None:
            lines.append(Text(f"- {field}{one_line(change.before)}", style="red"))
        if change.after is not None:
            lines.append(Text(f"+ {field}{one_line(change.after)}", style="green"))
    return Group(*lines)


def report_text(report: BuildReport, status: IndexStatus) -> Group:
    """What one `index` did, and what the index holds now."""
    changes = (("added", report.added), ("updated", report.updated), ("unchanged", report.unchanged))
    done = ", ".join(f"{len(ids):,} {name}" for name, ids in changes if ids) or "No articles found"
    failed = sum(problem.article_id is None for problem in report.problems)
    lines = [Text(f"{done} in {report.seconds:.1f} s.")]
    if report.copies:
        has = "has" if len(report.copies) == 1 else "have"
        lines.append(Text(f"{len(report.copies):,} of these articles {has} copies in the index."))
    if failed:
        lines.append(Text(f"{failed:,} {_plural('input', failed)} could not be used.", style="yellow"))
    if status.vectors_pending or status.quotes_pending:
        lines.append(Text("Quotes or vectors are pending: the next `onrecord index` without --later makes them."))
    lines.append(
        Text(
            f"{one_line(status.path)}: {status.coverage.articles:,} articles, {status.passages:,} passages.",
            style="dim",
        )
    )
    return Group(*lines)


def status_text(status: IndexStatus) -> Table:
    coverage = status.coverage
    days = f"{coverage.first} to {coverage.last}" if coverage.first else "no dates"
    undated = f", {coverage.undated:,} undated" if coverage.undated else ""
    return facts(
        [
            ("index", status.path),
            ("articles", f"{coverage.articles:,} ({days}{undated})"),
            ("passages", f"{status.passages:,}{_pending(status.lexical_pending)}"),
            ("vectors", f"{status.passages - status.vectors_pending:,}{_pending(status.vectors_pending)}"),
            ("quotes", f"{status.quotes:,}{_pending(status.quotes_pending, 'article')}"),
            *(
                [("copies", f"{status.copies:,} {_plural('article', status.copies)} repeating another")]
                if status.copies
                else []
            ),
            ("on disk", megabytes(status.bytes_on_disk)),
            *status.fingerprint.items(),
        ]
    )


def _pending(count: int, what: str = "passage") -> str:
    return f" ({count:,} {_plural(what, count)} pending)" if count else ""


def _plural(noun: str, count: int) -> str:
    return noun if count == 1 else f"{noun}s"


def _refusal(refusal: Refusal) -> list[RenderableType]:
    nearest = [_citation(citation) for citation in refusal.nearest]
    return [Text(one_line(refusal.message), style="yellow"), *_section("Nearest evidence", nearest)]


def _citation(citation: Citation) -> Group:
    words = Text(re.sub(r"\s*\n\s*", "\n", clean(citation.text).strip()))
    byline = f"by {', '.join(citation.byline)}" if citation.byline else ""
    where = Text(one_line(" · ".join(part for part in (byline, citation.url) if part)), style="dim")
    return Group(source_line(citation), _Indented(words), *([_Indented(where)] if where else []))


def _dropped(dropped: Dropped) -> Text:
    text = one_line(dropped.text)
    shown = text if len(text) <= _SHORT else f"{text[:_SHORT]}…"
    return Text(f"- {shown}", style="dim").append(f" ({one_line(dropped.reason)})", style="yellow dim")


def _head(number: str, title: str, place: Sequence[str | None]) -> Text:
    where = "".join(f" · {one_line(part)}" for part in place if part)
    return Text.assemble((f"{number} ", "cyan"), (one_line(title) or "(no title)", "bold"), (where, "dim"))


def _section(title: str, items: Sequence[RenderableType]) -> list[RenderableType]:
    return [Text(""), Text(title, style="bold"), *items] if items else []


@dataclass(frozen=True, slots=True)
class _Indented:
    """Text with a margin on every line. rich's Padding would fill the lines up with spaces, which a pipe keeps."""

    text: Text

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        for line in self.text.wrap(console, max(options.max_width - len(_MARGIN), 1)):
            line.rstrip()
            yield Text(_MARGIN).append_text(line)


def _published(article: Article) -> str:
    """As exactly as it is known: "2021-05" of a month."""
    if article.published is None:
        return ""
    return _day(article.published.value)[: {"year": 4, "month": 7}.get(article.published.precision)]


def _day(published: date | datetime | None) -> str:
    return published.strftime("%Y-%m-%d") if published else ""
