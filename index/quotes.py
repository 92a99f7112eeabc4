"""Who said what: the quotes of an article's text. Reads text only; knows no index and no model.

Direct speech is found by its marks and never parsed; a parser reads the frame around it ("…, said Ana Roe"), a small
learned model weighs what could be a report, rules give standing quotations and pronouns their speakers.
"""

from collections.abc import Iterable, Iterator
from itertools import tee

from index.values import Quote


def extract_quotes(text: str) -> tuple[Quote, ...]:
    """The quotes of one text, by start; `article_id` is "". A process's first call loads the parser (about 1 s)."""
    return next(extract_quotes_from([text]))


def extract_quotes_from(texts: Iterable[str]) -> Iterator[tuple[Quote, ...]]:
    """The quotes of each text, in order: one load of the parser, paragraphs parsed in batches across texts."""
    from index.parsing import parse
    from index.speech.articles import prepared, quotes
    from index.speech.word_names import restored, shown

    for_parser, for_quotes = tee(map(prepared, texts))
    parses = parse(text for article in for_parser for text in shown([part.text for part in article.skeletons]))
    for article in for_quotes:
        yield quotes(article, [restored(next(parses), part.text) for part in article.skeletons])
