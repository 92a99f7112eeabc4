"""Gold against the index that is asked: what a set expects and no index like this one can give."""

from collections.abc import Sequence

from assistant.evaluation.questions import Question
from index import NewsIndex
from index.errors import UnknownArticle

_SHOWN = 3


def strange_gold(questions: Sequence[Question], news: NewsIndex) -> tuple[str, ...]:
    """A warning where articles that questions expect are not in the index: those questions cannot pass."""
    wanted = {one: question.id for question in questions for one in _articles(question)}
    missing = [(one, id) for one, id in wanted.items() if not _is_held(one, news)]
    if not missing:
        return ()
    some = ", ".join(f"{one!r} (question {id!r})" for one, id in missing[:_SHOWN])
    more = f" and {len(missing) - _SHOWN} more" if len(missing) > _SHOWN else ""
    return (f"The index has no article {some}{more}, which questions expect: is it the right index?",)


def _articles(question: Question) -> list[str]:
    if question.expect is None:
        return []
    entries = (entry if isinstance(entry, list) else [entry] for entry in question.expect.articles)
    return [*(one for entry in entries for one in entry), *(span.article for span in question.expect.spans)]


def _is_held(id: str, news: NewsIndex) -> bool:
    try:
        news.article(id)
    except UnknownArticle:
        return False
    return True
