"""One turn as HTML: the question, and what is known of its answer, from the search to the checked text."""

from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from markupsafe import Markup

from assistant.citing import written
from assistant.page.feedback import Verdict
from assistant.page.html.differing import differing_html, told_in_line
from assistant.page.html.noted import notes_of
from assistant.page.html.pieces import EMPTY, day, joined, line, link, marker, of_code, safe, short
from assistant.page.html.tools import slots_bar, toolbar, within_line
from assistant.page.noted import Noted, retracted
from assistant.page.texts import Texts
from assistant.page.turns import Turn
from assistant.values import Answer, Citation, Dropped, Refusal, Sentence
from index.values import Coverage, as_day

_WORDS = Markup('<blockquote lang="en"><bdi>{}</bdi></blockquote>')


def question_html(turn: Turn, number: int, texts: Texts) -> str:
    page = Markup('<h2 class="question" id="question-{}" lang="en">{}</h2>{}')
    return str(page.format(number, safe(turn.question), within_line(turn.within, texts)))


def turn_html(
    turn: Turn,
    number: int,
    texts: Texts,
    *,
    conversation: str = "",
    judged: Verdict | None = None,
    onlooker: bool = False,
) -> str:
    """What is known of an answer: while it comes, provisional; at last, checked. `number` counts turns from 1.

    `judged`: what a reader thought of it before. `onlooker`: it was not asked from the page that shows it.
    """
    status = turn.answer.status if turn.answer is not None else ""
    body = _answer(turn.answer, turn, texts) if turn.answer is not None else _unfinished(turn, texts)
    frame = Markup(
        '<div class="turn" data-turn="{number}" data-stage="{stage}" data-status="{status}" data-language="{language}"'
        ' data-conversation="{conversation}" data-question="{question}"{live}>{body}{tools}</div>'
    )
    return str(
        frame.format(
            number=number,
            stage=turn.stage,
            status=status,
            language=texts.language,
            conversation=conversation,
            question=safe(turn.question),
            live=EMPTY if turn.ended else _followed(conversation, number, onlooker),
            body=body,
            tools=toolbar(turn, number, texts, judged) if turn.ended else EMPTY,
        )
    )


def _followed(conversation: str, number: int, onlooker: bool) -> Markup:
    """Where the page's script is told how the turn goes on."""
    live = Markup(' data-live="{}/{}"').format(conversation, number)
    return live + Markup(" data-onlooker") if onlooker else live


def holds(coverage: Coverage, texts: Texts) -> str:
    """What the index holds, in a sentence."""
    n = coverage.articles
    articles = texts.holds_article if n == 1 else texts.holds_articles.format(n=texts.number(n))
    days = ""
    if coverage.first and coverage.last:
        days = texts.holds_day if coverage.first == coverage.last else texts.holds_days
        days = days.format(first=texts.day(coverage.first), last=texts.day(coverage.last))
    undated = texts.holds_undated.format(n=texts.number(coverage.undated)) if coverage.undated else ""
    return texts.holds.format(articles=articles, days=days, undated=undated)


def _unfinished(turn: Turn, texts: Texts) -> Markup:
    if turn.failure is not None:
        alert = Markup('<p class="failure" role="alert"><strong>{}</strong> {} {}</p>')
        trouble = texts.trouble[turn.trouble] if turn.trouble else ""
        return alert.format(texts.no_answer, trouble, of_code(turn.failure, texts))
    return Markup('<div class="live">{}</div>').format(so_far_html(turn, texts))


def so_far_html(turn: Turn, texts: Texts) -> Markup:
    """What is known of an answer while it is written, laid out as it will be, so that nothing jumps at its end."""
    line = Markup('<p class="status progress"><span class="sign" aria-hidden="true">{}</span> {}</p>')
    sign = "■" if turn.stage == "stopped" else "…"
    if turn.cited:
        sources = _found(texts.sources, turn.cited, texts) + _also_read(turn.uncited, texts)
        sources += _told_before(turn.told, turn.sources, texts) if turn.told else EMPTY
    else:
        told = _told(turn.told, turn.sources, texts) if turn.told else EMPTY
        sources = told + _found(texts.found, turn.sources, texts, words=not told)
    return line.format(sign, _progress(turn, texts)) + _so_far(turn, texts) + sources


def only_text_differs(turn: Turn, before: Turn) -> bool:
    """Whether the unchecked text alone has to be put in the place of the one before it."""
    same = turn.stage == before.stage and turn.checked == before.checked and turn.fetched == before.fetched
    return same and bool(turn.text) == bool(before.text)


def _so_far(turn: Turn, texts: Texts) -> Markup:
    """What has passed its checks, as it will stay, and what follows."""
    if not (turn.checked or turn.text):
        return EMPTY
    by_number = {citation.n: citation for citation in turn.cited}
    checked = Markup(" ").join(_sentence(sentence, by_number, texts) for sentence in turn.checked)
    rest = Markup('<span class="unchecked">{}</span>').format(safe(turn.text)) if turn.text else EMPTY
    return Markup('<p class="answer provisional" lang="en">{} {}</p>').format(checked, rest)


@lru_cache(maxsize=64)
def _told(told: tuple[Sentence, ...], sources: tuple[Citation, ...], texts: Texts) -> Markup:
    """The ledger's own words, until a sentence of the model's stands."""
    by_number = {citation.n: citation for citation in sources}
    items = joined(Markup("<li>{}</li>").format(_sentence(sentence, by_number, texts)) for sentence in told)
    return Markup('<ul class="told" lang="en" aria-label="{}">{}</ul>').format(texts.told, items)


def _told_before(told: tuple[Sentence, ...], sources: tuple[Citation, ...], texts: Texts) -> Markup:
    """The same, folded: who was reading them finds them again."""
    fold = Markup("<details><summary>{}</summary>{}</details>")
    return fold.format(texts.told_before.format(n=len(told)), _told(told, sources, texts))


@lru_cache(maxsize=64)
def _found(title: str, sources: tuple[Citation, ...], texts: Texts, *, words: bool = True) -> Markup:
    """What was found for a question: the same at many updates while its answer is written."""
    return _sources(title, sources, texts, words=words)


@lru_cache(maxsize=64)
def _also_read(sources: tuple[Citation, ...], texts: Texts) -> Markup:
    return _folded(texts.also_read, (_source(citation, texts) for citation in sources))


def _progress(turn: Turn, texts: Texts) -> str:
    if turn.fetched is not None:
        done, total = turn.fetched
        return texts.fetching.format(done=texts.number(done / 1e6), total=texts.number(total / 1e6))
    if turn.stage == "stopped" and turn.checked:
        return texts.stopped_after
    return texts.stage[turn.stage]


def _answer(answer: Answer, turn: Turn, texts: Texts) -> Markup:
    if answer.refusal is not None:
        parts = _refused(answer, answer.refusal, turn, texts)
    else:
        # Where the answer is the articles' words, its sources need not repeat them.
        words = answer.status != "quotes_only"
        parts = (
            _sentences(answer, turn.noted, texts),
            _withdrawn(answer, turn.noted, texts),
            differing_html(answer, turn.noted, texts),
            *(_note(text, texts) for text in answer.notes),
            slots_bar(answer.standalone_question, turn.parts, texts),
            _sources(texts.sources, answer.citations, texts, turn.noted, words=words),
            _folded(texts.left_out, (_dropped(dropped, texts) for dropped in answer.dropped)),
            _folded(texts.also_read, (_source(citation, texts, turn.noted) for citation in answer.consulted)),
            _freshness(answer, texts),
        )
    return joined((_status(answer, texts), *parts))


def _refused(answer: Answer, refusal: Refusal, turn: Turn, texts: Texts) -> tuple[Markup, ...]:
    shown = {(citation.article_id, citation.start, citation.end) for citation in refusal.nearest}
    rest = [c for c in answer.consulted if (c.article_id, c.start, c.end) not in shown]
    return (
        Markup('<p class="refusal">{}</p>').format(safe(texts.why_refused(answer, refusal))),
        *(_note(text, texts) for text in answer.notes),
        slots_bar(answer.standalone_question, turn.parts, texts),
        _sources(texts.nearest, refusal.nearest, texts, turn.noted),
        _folded(texts.also_read, (_source(citation, texts, turn.noted) for citation in rest)),
        _freshness(answer, texts),
    )


def _status(answer: Answer, texts: Texts) -> Markup:
    sign, name, meaning = texts.status[answer.status]
    line = Markup('<p class="status"><span class="sign" aria-hidden="true">{}</span> <strong>{}</strong> {}</p>')
    return line.format(sign, name, meaning)


def _withdrawn(answer: Answer, noted: tuple[Noted, ...], texts: Texts) -> Markup:
    """A warning where the answer rests on an article that was retracted."""
    gone = retracted(noted)
    numbers = [f"[{citation.n}]" for citation in answer.citations if citation.article_id in gone]
    warning = Markup('<p class="withdrawn" role="note"><span aria-hidden="true">⚠</span> {}</p>')
    return warning.format(texts.rests_on_retracted.format(numbers=", ".join(numbers))) if numbers else EMPTY


def _sentences(answer: Answer, noted: tuple[Noted, ...], texts: Texts) -> Markup:
    """Running text; where code only lists the articles' words, a list. What articles differ on is shown apart."""
    by_number = {citation.n: citation for citation in answer.citations}
    sentences = [_sentence(sentence, by_number, texts, noted) for sentence in told_in_line(answer)]
    if answer.status != "quotes_only":
        return Markup('<p class="answer" lang="en">{}</p>').format(Markup(" ").join(sentences))
    items = joined(Markup("<li>{}</li>").format(sentence) for sentence in sentences)
    return Markup('<ul class="answer" lang="en">{}</ul>').format(items)


def _sentence(
    sentence: Sentence, by_number: dict[int, Citation], texts: Texts, noted: tuple[Noted, ...] = ()
) -> Markup:
    cited = [by_number[n] for n in sentence.citations if n in by_number]
    gone = retracted(noted)
    markers = joined(marker(citation, texts, retracted=citation.article_id in gone) for citation in cited)
    return Markup("{}\N{NO-BREAK SPACE}{}{}").format(safe(sentence.text), markers, _when(sentence, cited, texts))


def _when(sentence: Sentence, cited: list[Citation], texts: Texts) -> Markup:
    """The day of the claim: that of its newest source, unless the sentence says it; what code puts together does."""
    days = _days(cited)
    if not days or sentence.by == "code" or written(days[-1]) in sentence.text:
        return EMPTY
    claimed = Markup('<time class="when" datetime="{}" lang="{}">{}</time>')
    return claimed.format(days[-1].isoformat(), texts.language, texts.day(days[-1]))


def _days(citations: Iterable[Citation]) -> list[date]:
    """The days of the cited articles, in order."""
    published = (citation.published for citation in citations)
    return sorted({as_day(day) for day in published if day})


def _sources(
    title: str, citations: tuple[Citation, ...], texts: Texts, noted: tuple[Noted, ...] = (), *, words: bool = True
) -> Markup:
    items = joined(_source(citation, texts, noted, words=words) for citation in citations)
    return Markup('<h3>{}</h3><ol class="sources">{}</ol>').format(title, items) if citations else EMPTY


def _source(citation: Citation, texts: Texts, noted: tuple[Noted, ...] = (), *, words: bool = True) -> Markup:
    """One source: its number, whose words these are and how they stand there, where, and what was put right there."""
    who = Markup("<strong><bdi>{}</bdi></strong>, ").format(safe(citation.speaker)) if citation.speaker else EMPTY
    tag = texts.article_kind.get(citation.article_kind)
    item = Markup(
        '<li data-kind="{kind_is}">{marker} <span class="who">{who}{kind}{tag}</span>{words}'
        '<p class="where">{where} {link}</p>{notes}</li>'
    )
    return item.format(
        kind_is=citation.kind,
        marker=marker(citation, texts, retracted=citation.article_id in retracted(noted)),
        who=who,
        kind=texts.kind[citation.kind],
        tag=Markup(' <span class="tag">{}</span>').format(tag) if tag else EMPTY,
        words=_WORDS.format(short(citation.text)) if words else EMPTY,
        where=line(citation.title or texts.untitled, citation.outlet, day(citation.published, texts)),
        link=link(citation.url, texts.original),
        notes=notes_of(citation.article_id, noted, texts),
    )


def _dropped(dropped: Dropped, texts: Texts) -> Markup:
    item = Markup('<li><del lang="en">{}</del> <em>{}</em></li>')
    return item.format(short(dropped.text), of_code(dropped.reason, texts))


def _note(text: str, texts: Texts) -> Markup:
    return Markup('<p class="note">{}</p>').format(of_code(text, texts))


def _folded(title: str, items: Iterable[Markup]) -> Markup:
    """A list that is unfolded on demand; nothing where it is empty."""
    entries = list(items)
    fold = Markup('<details><summary>{}</summary><ul class="sources">{}</ul></details>')
    return fold.format(title.format(n=len(entries)), joined(entries)) if entries else EMPTY


def _freshness(answer: Answer, texts: Texts) -> Markup:
    """Of when the cited articles are, and what there was to choose from."""
    if answer.coverage is None:
        return EMPTY
    days, drawn = _days(answer.citations), ""
    if days:
        form = texts.drawn_from if len(days) > 1 else texts.drawn_from_day
        drawn = form.format(first=texts.day(days[0]), last=texts.day(days[-1]))
    return Markup('<p class="coverage">{} {}</p>').format(drawn, holds(answer.coverage, texts))
