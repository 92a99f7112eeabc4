"""Which column of a table, or key of a JSON object, is which field: as the user says, else by the usual names."""

import math
import re
from collections.abc import Mapping
from typing import cast

from index.readers.record import Record

Columns = Mapping[str, str]
"""The user's name for a field, by field: `{"text": "body"}`."""

_USUAL: Mapping[str, str] = {
    "text": "text body content article maintext articletext fulltext articlebody story contenttext bodytext"
    " plaintext document passage texte texto testo tekst inhalt artikel contenido contenu",
    "title": "title headline head heading articletitle newstitle hl name titel überschrift titre título titulo titolo"
    " kop tytuł",
    "date": "date published publicationdate publishedat datepublished pubdate publishdate datepublish publisheddate"
    " publishedtime datetime timestamp createdat time created articledate day datum veröffentlicht erschienen fecha",
    "outlet": "outlet publication publisher newspaper newssource source sourcename site sitename website sourcedomain"
    " domain media paper provider quelle zeitung medium fuente medio journal testata fonte bron",
    "byline": "byline author authors journalist reporter writer by creator autor autoren autorin auteur auteurs autore"
    " autori autores",
    "url": "url link canonicalurl articleurl weburl permalink uri href sourceurl enlace lien adresse",
    "section": "section category newsdesk desk topic department rubric ressort rubrik rubrique sección sezione",
    "kind": "kind typeofmaterial",
    "language": "language lang sprache langue idioma lingua taal",
}
"""By their letters alone: `publishedAt`, `published_at` and `Published At` are one name."""
_FIELDS = frozenset(Record.model_fields)
_PARTING = re.compile(r"[\s._\-]+")


def fields_of(row: Mapping[str, object], columns: Columns) -> dict[str, object]:
    """The row's values by our names for them; empty ones are left out.

    A column named `id` is not ours unless the user says so: in most tables it counts rows, and two tables would
    overwrite each other's articles.
    """
    by_name = {_name(name): value for name, value in row.items() if not _is_empty(value)}
    fields: dict[str, object] = {}
    for field, names in _USUAL.items():
        if field not in columns:
            value = next((by_name[name] for name in names.split() if name in by_name), None)
            if value is not None:
                fields[field] = value
    for field, column in columns.items():
        value = row.get(column, by_name.get(_name(column)))
        if not _is_empty(value):
            fields[field] = value
    return {name: _plain(value) for name, value in fields.items()}


def text_column(names: list[str], columns: Columns) -> str | None:
    """The column that holds the text, or None: then nothing of the table can be used."""
    if "text" in columns:
        return columns["text"] if columns["text"] in names else None
    known = {_name(name): name for name in names}
    return next((known[name] for name in _USUAL["text"].split() if name in known), None)


def known_columns(names: list[str], columns: Columns) -> list[str]:
    """Those of a table's columns from which a field may come, each once."""
    usual = {name for several in _USUAL.values() for name in several.split()} | {
        _name(name) for name in columns.values()
    }
    return list(dict.fromkeys(name for name in names if _name(name) in usual))


def unknown_fields(columns: Columns) -> list[str]:
    """What the user calls a field and is none."""
    return sorted(set(columns) - _FIELDS)


def _name(raw: str) -> str:
    return _PARTING.sub("", raw.lower())


def _is_empty(value: object) -> bool:
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return True
    return isinstance(value, str) and value.strip().lower() in ("", "nan", "none", "null", "n/a")


def _plain(value: object) -> object:
    """Names as texts: people come as objects with a name, or as a list that a table wrote as text."""
    if isinstance(value, Mapping):
        named = cast(Mapping[str, object], value)
        return next((named[key] for key in ("name", "original", "main", "value") if named.get(key)), "")
    if isinstance(value, list | tuple):
        items = [_plain(item) for item in cast(list[object], value)]
        return [str(item) for item in items if not _is_empty(item)]
    if isinstance(value, str) and value.startswith("['") and value.endswith("']"):
        return [part.strip(" '\"") for part in value[1:-1].split("', '")]
    return str(value) if not isinstance(value, str) else value
