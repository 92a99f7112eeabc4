"""Markdown with YAML front matter. The body becomes plain text whose paragraphs are the document's blocks.

Gone: front matter, images with their captions, rules, HTML tags and comments, link targets, link definitions, the
marks of headings, emphasis, lists, quotes and code. Kept: every other word, headings and list items as paragraphs.
"""

import html
import re
from collections.abc import Iterator, Sequence
from typing import cast

from pydantic import ValidationError

from index.clean import clean_line
from index.errors import Malformed
from index.readers.charset import decoded
from index.readers.record import Record, articles, reason
from index.readers.source import Source
from index.values import Article, Problem

_FRONT_MATTER = re.compile(r"---[ \t]*\r?\n(.*?\r?\n)??(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_MAX_FRONT_MATTER = 64 * 1024
_MAX_BYTES = 2 * 1024 * 1024  # parsing takes up to 20 s a MB where every character is a mark
# Each alternative ends at its closing mark or else at the end of the text, so that no text is scanned twice.
_NO_WORDS = re.compile(r"<!--(?:.*?-->|.*)|<(script|style)\b(?:.*?</\1\s*>|.*)|<[^>]*>?", re.DOTALL | re.IGNORECASE)


def read(source: Source) -> Iterator[Article | Problem]:
    try:
        text, charset = decoded(source.read(limit=_MAX_BYTES))
    except Malformed as error:
        raise source.unreadable(str(error)) from error
    fields, body = split_front_matter(text, source)
    title, paragraphs = _headed(_blocks(body), cast(object, fields.get("title")))
    try:
        record = Record.model_validate({**fields, "title": title, "text": "\n\n".join(paragraphs)})
    except ValidationError as error:
        raise source.unreadable(f"front matter: {reason(error)}") from error
    yield from articles(record, source, found_in="front matter", charset=charset)


def split_front_matter(text: str, source: Source) -> tuple[dict[str, object], str]:
    """The fields between the `---` lines, all as strings or lists, and the body. Raises Unreadable for bad YAML.

    YAML's own types are not used: they would turn the outlet `no` into False and the id `007` into 7.
    """
    match = _FRONT_MATTER.match(text)
    if match is None or not match[1]:
        return {}, text[match.end() :] if match else text
    if len(match[1]) > _MAX_FRONT_MATTER:
        raise source.unreadable(f"the front matter is longer than {_MAX_FRONT_MATTER // 1024} kB")
    import yaml

    try:
        fields = cast(
            object, yaml.load(match[1], yaml.BaseLoader)
        )  # BaseLoader makes strings, lists, dicts, no objects
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 2 if error.problem_mark else None
        raise source.unreadable(f"the front matter is not valid YAML: {error.problem}", line=line) from error
    except (yaml.YAMLError, RecursionError) as error:
        raise source.unreadable("the front matter is not valid YAML") from error
    if not isinstance(fields, dict):
        raise source.unreadable("the front matter has no `name: value` lines", line=2)
    return cast(dict[str, object], fields), text[match.end() :]


def _headed(blocks: Sequence[tuple[str, str]], title: object) -> tuple[object, list[str]]:
    """The title and the paragraphs below it: a first heading is the title where none is given, or says it again."""
    paragraphs = [words for _, words in blocks]
    if blocks and blocks[0][0] == "h1" and (not title or clean_line(str(title)) == clean_line(paragraphs[0])):
        return paragraphs[0], paragraphs[1:]
    return title, paragraphs


def _blocks(body: str) -> list[tuple[str, str]]:
    """(tag, plain text) of each block that has words."""
    from markdown_it import MarkdownIt

    # Four spaces in front of a paragraph are an accident in news, not code.
    parser = MarkdownIt("commonmark").disable("code")
    blocks: list[tuple[str, str]] = []
    tag = ""
    for token in parser.parse(body):
        if token.type.endswith("_open"):
            tag = token.tag
        elif token.type == "inline":
            blocks.append((tag, "".join(_words(child.type, child.content) for child in token.children or ())))
        elif token.type == "html_block":
            blocks.append(("", html.unescape(_NO_WORDS.sub(" ", token.content))))
        elif token.type == "fence":
            blocks.append(("", token.content))
    return [(tag, words) for tag, words in blocks if words.strip()]


def _words(kind: str, content: str) -> str:
    if kind in ("text", "code_inline"):
        return content
    return {"softbreak": " ", "hardbreak": "\n"}.get(kind, "")
