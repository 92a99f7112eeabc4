"""Where articles differ, as HTML: each version beside the others, with who tells it, when, and in which words."""

import re

from markupsafe import Markup

from assistant.page.html.pieces import EMPTY, joined, marker, safe, short
from assistant.page.noted import Noted, retracted
from assistant.page.texts import Texts
from assistant.values import Answer, Citation, Disagreement, Sentence, Version
from index.sentences import sentence_spans


def differing_html(answer: Answer, noted: tuple[Noted, ...], texts: Texts) -> Markup:
    """What the articles differ on; nothing where they agree."""
    citations = {citation.n: citation for citation in answer.citations}
    return joined(_differing(one, citations, noted, texts) for one in answer.disagreements)


def told_in_line(answer: Answer) -> tuple[Sentence, ...]:
    """The sentences of an answer without those that tell the versions one after the other."""
    versions = [version for one in answer.disagreements for version in one.versions]
    return tuple(sentence for sentence in answer.sentences if not any(_tells(sentence, one) for one in versions))


def _tells(sentence: Sentence, version: Version) -> bool:
    told = sentence.by == "code" and sentence.citations == (version.n,)
    return told and sentence.text.endswith(f": “{version.text}”.")


def _differing(one: Disagreement, citations: dict[int, Citation], noted: tuple[Noted, ...], texts: Texts) -> Markup:
    page = Markup(
        '<section class="differ" data-kind="{kind}"><h3><span aria-hidden="true">⇄</span> {title}</h3>'
        '<p class="about" lang="en"><bdi>{about}</bdi></p><ul class="versions">{versions}</ul></section>'
    )
    items = joined(_version(version, citations.get(version.n), noted, texts) for version in one.versions)
    return page.format(kind=one.kind, title=texts.differ[one.kind], about=short(one.about), versions=items)


def _version(version: Version, citation: Citation | None, noted: tuple[Noted, ...], texts: Texts) -> Markup:
    item = Markup(
        '<li><p class="who"><strong><bdi>{outlet}</bdi></strong> <span class="when">{day}</span> {tags}</p>'
        '<blockquote lang="en"><bdi>{words}</bdi></blockquote><p class="where">{marker} {others}</p></li>'
    )
    kind = texts.article_kind.get(version.article_kind)
    tags = (texts.later if version.later else None, kind)
    others = texts.version_other if version.others == 1 else texts.version_others
    return item.format(
        outlet=safe(version.outlet or (citation.title if citation else "") or texts.untitled),
        day=texts.day(version.day) if version.day else texts.undated,
        tags=joined(Markup('<span class="tag">{}</span> ').format(tag) for tag in tags if tag),
        words=_words(version.text, citation.text if citation else ""),
        marker=marker(citation, texts, retracted=citation.article_id in retracted(noted)) if citation else EMPTY,
        others=others.format(n=version.others) if version.others else "",
    )


def _words(value: str, text: str) -> Markup:
    """The sentence of the text that holds the value, which is marked in it; the value alone where none does."""
    marked = Markup("{}<mark>{}</mark>{}")
    held = re.compile(rf"(?<!\w){re.escape(value)}(?!\w)")
    for start, end in sentence_spans(text):
        if found := held.search(text, start, end):
            before, after = text[start : found.start()], text[found.end() : end]
            return marked.format(safe(before), safe(value), safe(after))
    return marked.format("", safe(value), "")
