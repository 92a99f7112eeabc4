"""Questions to begin with, which the index can answer: whose words it has most of, on what their articles are about."""

import re
from collections.abc import Iterator, Sequence

from assistant.checks.words import name_tokens, names_in
from assistant.question.slots import question_of
from assistant.values import Slots
from index import NewsIndex
from index.countries import country
from index.values import Speaker

_TIMES = frozenset(
    """january february march april may june july august september october november december
    monday tuesday wednesday thursday friday saturday sunday christmas easter""".split()
)
_ADJECTIVES = ("an", "ans", "ese", "ish", "i", "ch")
_MOST = 6


def suggested(news: NewsIndex, speakers: Sequence[Speaker]) -> tuple[str, ...]:
    """A question a speaker, each on another topic; for some there may be none."""
    questions: list[str] = []
    topics: set[str] = set()
    for speaker in speakers:
        topic = next((topic for topic in _topics(news, speaker) if topic not in topics), None)
        if topic is None:
            continue
        topics.add(topic)
        questions.append(question_of(Slots(speaker=speaker.name, topic=topic)) or "")
        if len(questions) == _MOST:
            break
    return tuple(questions)


def _topics(news: NewsIndex, speaker: Speaker) -> Iterator[str]:
    """What the speaker is quoted on more than once: names in headlines and in the words, but for the speaker's own."""
    own = set(name_tokens(speaker.name))
    seen: set[str] = set()
    for quote in reversed(news.said(speaker.name, limit=8)):
        for name in (*_in_headline(news.article(quote.article_id).title), *_within(quote.text)):
            if name in seen or own & set(name_tokens(name)) or not _is_topic(name):
                continue
            seen.add(name)
            if len(news.said(speaker.name, name, limit=2)) == 2:
                yield name


def _in_headline(title: str) -> tuple[str, ...]:
    """The names in it; none where all words have a capital."""
    words = [word for word in title.split() if word[:1].isalpha()]
    return () if sum(word[0].isupper() for word in words) > len(words) / 2 else _within(title)


def _within(text: str) -> tuple[str, ...]:
    """Names that do not begin a sentence, where every word has a capital."""
    return tuple(name for name in names_in(text) if re.search(rf"[a-z,] {re.escape(name)}\b", text))


def _is_topic(name: str) -> bool:
    """No month, no day of the week, no adjective of a country."""
    word = name.lower()
    is_adjective = country(word) not in {None, word} and word.endswith(_ADJECTIVES)
    return len(name) > 2 and name.replace(" ", "").isalpha() and word not in _TIMES and not is_adjective
