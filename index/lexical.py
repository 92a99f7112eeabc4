"""The door to Tantivy: a BM25 index of passages by key, with English stems. Every query is built from words.

It holds nothing that is not in the database, and it knows no articles. One writer at a time (the index's lock sees to
it), any number of readers.
"""

import re
from collections.abc import Collection, Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import tantivy
from tantivy import FieldType, Filter, Occur, Query

from index.errors import IndexDamaged, IndexFailed
from index.filters import Filters, folded
from index.store import StoredPassage

_UNDATED = 0  # no ordinal of a day
_HEAP = 64_000_000  # bytes; more makes adding no faster
# Measured on 177 questions with a known article among 6,000: MRR .545 without the title, .628 with it at 0.7; summed
# over fields it is .628, by the best field .617, in twice the time. The others help questions that name them.
_FIELDS = {"text": 1.0, "title": 0.7, "speakers": 0.3, "outlet": 0.2, "date": 0.2}
_UNSEEN = 20  # passages that a small index is thought to lack: one alone tells no word rare or common
_MOST_WORDS = 64  # of a query; the rest of a longer one is not looked for
_MONTHS = "January February March April May June July August September October November December".split()
_PHRASE = re.compile(r'["“”„«»]([^"“”„«»]+)["“”„«»]')


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    # An integer, not an unsigned: deleting by an unsigned term silently deletes nothing (tantivy 0.27).
    builder.add_integer_field("key", indexed=True, fast=True)
    builder.add_integer_field("day", indexed=True, fast=True)
    builder.add_text_field("outlet_name", tokenizer_name="raw", index_option="basic")
    for name in _FIELDS:
        builder.add_text_field(name, tokenizer_name="news")
    return builder.build()


def _analyzer(*, without_stopwords: bool = False) -> tantivy.TextAnalyzer:
    builder = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
    for step in (Filter.remove_long(40), Filter.lowercase(), Filter.ascii_fold()):
        builder = builder.filter(step)
    if without_stopwords:
        builder = builder.filter(Filter.stopword("english"))
    return builder.filter(Filter.stemmer("english")).build()


@cache
def _stemmer(*, without_stopwords: bool) -> tantivy.TextAnalyzer:
    return _analyzer(without_stopwords=without_stopwords)


def stems(text: str) -> list[str]:
    """The words of `text` as the index holds them: lower case, no accents, English stems."""
    return _stemmer(without_stopwords=False).analyze(text)


def content_stems(text: str) -> list[str]:
    """The same without articles, conjunctions and the like."""
    return _stemmer(without_stopwords=True).analyze(text)


class LexicalIndex:
    """An open Tantivy index in the folder `path`, which is made where absent."""

    def __init__(self, path: Path) -> None:
        self._path = path
        path.mkdir(exist_ok=True)
        self._schema = _schema()
        try:
            self._index = tantivy.Index(self._schema, path=str(path))
        except (ValueError, OSError) as error:
            raise IndexDamaged(f"{str(path)!r} cannot be read: {error}; delete it, it is built again") from error
        self._index.register_tokenizer("news", _analyzer())
        self._words = _analyzer()
        self._content_words = _analyzer(without_stopwords=True)

    def write(self, passages: Iterable[StoredPassage], remove: Sequence[int]) -> None:
        """Hold `passages`, in place of what is held of them, and no more what has a key in `remove`: all or nothing."""
        try:
            writer = self._index.writer(_HEAP, 1)
            if remove:
                writer.delete_documents_by_query(Query.term_set_query(self._schema, "key", list(remove)))
            for stored in passages:
                writer.add_document(_document(stored))
            writer.commit()
            self._index.reload()
            writer.wait_merging_threads()  # a writer that is only dropped breaks them off: segments pile up for ever
        except (ValueError, OSError) as error:
            raise IndexFailed(f"{str(self._path)!r} cannot be written: {error}; is there room on the disk?") from error
        self._index.reload()

    def clear(self) -> None:
        writer = self._index.writer(_HEAP, 1)
        writer.delete_all_documents()
        writer.commit()
        self._index.reload()

    def count(self) -> int:
        self._index.reload()
        return self._index.searcher().num_docs

    def keys(self) -> set[int]:
        """The keys of all passages held."""
        return set(self.keys_admitted(Filters(), max(1, self.count())))

    def share(self, stems: Collection[str]) -> float:
        """The share of passages, above 0 to 1, whose text holds any of the stems: at most that, as they may meet."""
        searcher = self._index.searcher()
        held = sum(searcher.doc_freq("text", stem) for stem in stems)
        return min(1.0, (held + 1) / (searcher.num_docs + _UNSEEN))

    def search(self, query: str, limit: int, filters: Filters) -> list[tuple[int, float]]:
        """Keys and BM25 scores of at most `limit` passages, best first; nothing for a query without words."""
        built = self._query(query)
        if built is None:
            return []
        self._index.reload()  # another process may have written
        searcher = self._index.searcher()
        hits = searcher.search(self._filtered(built, filters), limit, count=False).hits
        keys = searcher.fast_field_values("key", [address for _, address in hits])
        return [(int(key), score) for key, (score, _) in zip(keys, hits, strict=True) if key is not None]

    def admitted(self, filters: Filters) -> int:
        """How many passages `filters` admits, those too whose several speakers bear the words of one name."""
        self._index.reload()
        found: Any = self._index.searcher().search(self._filtered(Query.all_query(), filters), 1, count=True)
        return found.count  # which tantivy's annotations lack

    def keys_admitted(self, filters: Filters, most: int) -> list[int]:
        """The keys of those, `most` at most, in no order: 0.3 ms a thousand."""
        searcher = self._index.searcher()
        hits = searcher.search(self._filtered(Query.all_query(), filters), most, count=False).hits
        return [int(key) for key in searcher.fast_field_values("key", [address for _, address in hits]) if key]

    def _query(self, text: str) -> Query | None:
        """Every word in every field, phrases in quotation marks besides; None where there is no word."""
        words = self._content_words.analyze(text) or self._words.analyze(text)
        parts = [self._word(name, word) for word in dict.fromkeys(words[:_MOST_WORDS]) for name in _FIELDS]
        phrases = (self._words.analyze(found) for found in _PHRASE.findall(text))
        parts += [self._phrase(phrase) for phrase in phrases if len(phrase) > 1]
        return Query.boolean_query([(Occur.Should, part) for part in parts]) if parts else None

    def _word(self, field: str, word: str) -> Query:
        return Query.boost_query(Query.term_query(self._schema, field, word), _FIELDS[field])

    def _phrase(self, words: list[str]) -> Query:
        # More than one word: tantivy panics, past any `except Exception`, on a phrase of one.
        return Query.boost_query(Query.phrase_query(self._schema, "text", list(words)), 2.0)

    def _filtered(self, query: Query, filters: Filters) -> Query:
        must = [query]
        if filters.since or filters.until:
            must.append(Query.const_score_query(self._days(filters), 0.0))
        if filters.outlets:
            names = [folded(outlet) for outlet in filters.outlets]
            must.append(Query.const_score_query(Query.term_set_query(self._schema, "outlet_name", names), 0.0))
        for word in self._words.analyze(folded(filters.speaker or "")):
            must.append(Query.const_score_query(Query.term_query(self._schema, "speakers", word), 0.0))
        return Query.boolean_query([(Occur.Must, part) for part in must])

    def _days(self, filters: Filters) -> Query:
        first = filters.since.toordinal() if filters.since else None
        last = filters.until.toordinal() if filters.until else None
        dated = Query.range_query(self._schema, "day", FieldType.Integer, first or _UNDATED + 1, last)
        undated = Query.term_query(self._schema, "day", _UNDATED)
        return Query.boolean_query([(Occur.Should, dated), (Occur.Should, undated)])


def _document(stored: StoredPassage) -> tantivy.Document:
    passage = stored.passage
    day = passage.published
    document = tantivy.Document()
    document.add_integer("key", stored.key)
    document.add_integer("day", day.toordinal() if day else _UNDATED)
    document.add_text("outlet_name", folded(passage.outlet or ""))
    document.add_text("text", passage.text)
    document.add_text("title", passage.title)
    document.add_text("speakers", "\n".join(stored.speakers))
    document.add_text("outlet", passage.outlet or "")
    document.add_text("date", f"{day.day} {_MONTHS[day.month - 1]} {day.year}" if day else "")
    return document
