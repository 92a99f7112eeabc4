"""What all formats share: cleaned text, ids that stay, dates with their precision."""

import contextlib
import unicodedata
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.clean import clean_line, clean_text
from index.identity import article_id, canonical_url, outlet_of
from index.published import read_date
from index.values import Published

LAYOUT = st.text(
    st.sampled_from("ab“”é\u0301 \u00a0\u200b\u200d\ufeff\t\r\n\x0b\x85\u2028\u2029\u3000\ud800\x00\u1100\u1161")
)


@given(st.text() | LAYOUT)
def test_cleaning_clean_text_changes_nothing(raw: str) -> None:
    once = clean_text(raw)
    assert clean_text(once) == once


@given(st.text() | LAYOUT)
def test_clean_text_is_nfc_with_single_spaces_and_blank_lines(raw: str) -> None:
    text = clean_text(raw)
    assert unicodedata.is_normalized("NFC", text)
    assert text == text.strip()
    assert not any(layout in text for layout in ("  ", " \n", "\n ", "\n\n\n", "\r", "\t", "\xa0", "\u200b", "\ufeff"))
    text.encode()  # no lone surrogates: SQLite and JSON refuse them


@given(st.text(st.characters(categories=["L", "Nd", "P", "Sm"])))
def test_cleaning_keeps_every_visible_character(raw: str) -> None:
    assert clean_text(raw) == unicodedata.normalize("NFC", raw)


def test_cleaning_keeps_marks_and_paragraphs() -> None:
    raw = "\ufeffShe said: “It’s\u00a0‘fine’ – so far…”  \r\n \r\n\r\nHe\tsoft\xadly agreed.\rNext\u200b line \r\n"
    assert clean_text(raw) == "She said: “It’s ‘fine’ – so far…”\n\nHe softly agreed.\nNext line"


def test_cleaning_drops_what_could_hide_instructions_or_turn_text_around() -> None:
    hidden = "".join(chr(0xE0000 + ord(letter)) for letter in "obey")
    assert clean_text(f"A{hidden} quiet\u202e night") == "A quiet night"


def test_windows_marks_that_passed_for_controls_are_marks_again() -> None:
    assert clean_text("\x93It\x92s shut,\x94 she said \x96 twice\x90.") == "“It’s shut,” she said – twice."


def test_a_line_is_cleaned_to_one_line() -> None:
    assert clean_line(" Two\n\n lines\u2028here ") == "Two lines here"


@pytest.mark.parametrize(
    ("url", "canonical"),
    [
        ("HTTPS://WWW.Example.org:443/News/Story/#top", "https://www.example.org/News/Story"),
        ("http://example.org/?utm_source=a&id=7&fbclid=x&CMP=y", "http://example.org?id=7"),
        ("https://example.org/a?b=2&a=1", "https://example.org/a?a=1&b=2"),
        ("https://example.org:8443/a", "https://example.org:8443/a"),
        ("https://[2001:db8::1]/a", "https://[2001:db8::1]/a"),
        ("javascript:alert(1)", None),
        ("https://", None),
        ("https://example.org:port/", None),
        ("https://[::1/", None),
        ("/relative", None),
    ],
)
def test_addresses_are_made_canonical(url: str, canonical: str | None) -> None:
    assert canonical_url(url) == canonical


@given(
    st.text()
    | st.from_regex(r"https?://[a-zA-Z0-9.\[\]:]{1,12}(/[a-z/]{0,5})?(\?[a-z=&_]{0,20})?(#.*)?", fullmatch=True)
)
def test_a_canonical_address_is_its_own_canonical_address(url: str) -> None:
    canonical = canonical_url(url)
    assert canonical is None or canonical_url(canonical) == canonical


def test_ids_are_the_same_on_every_machine() -> None:
    # As `printf 'example.org/a' | sha256sum` and `printf 'T\\n\\nx' | sha256sum` say.
    assert article_id(url="https://example.org/a", title="T", text="x") == "94584207f807e901"
    assert article_id(url=None, title="T", text="x") == "8ab3f3c96404f3b7"


def test_an_id_depends_on_the_address_alone_where_there_is_one() -> None:
    tracked = article_id(url="http://example.org/a/?utm_medium=feed#x", title="Other", text="corrected")
    assert tracked == article_id(url="https://example.org/a", title="T", text="x")
    assert article_id(url=None, title="T", text="x") != article_id(url=None, title="T", text="y")


def test_the_outlet_is_the_host_without_www() -> None:
    assert outlet_of("https://www.example.org/a") == "example.org"
    assert outlet_of("mailto:a@example.org") is None


@pytest.mark.parametrize(
    ("raw", "value", "precision"),
    [
        ("2021", date(2021, 1, 1), "year"),
        ("2021-05", date(2021, 5, 1), "month"),
        ("May 2021", date(2021, 5, 1), "month"),
        ("Sept. 2021", date(2021, 9, 1), "month"),
        ("1970-01-01", date(1970, 1, 1), "day"),
        ("2021-05-03", date(2021, 5, 3), "day"),
        ("2021/5/3", date(2021, 5, 3), "day"),
        ("20210503", date(2021, 5, 3), "day"),
        ("2021-05-03T00:00:00", date(2021, 5, 3), "day"),
        ("2021-05-03 00:00:00Z", datetime(2021, 5, 3, tzinfo=UTC), "time"),
        ("2021-05-03T10:20:30.5Z", datetime(2021, 5, 3, 10, 20, 30, 500000, tzinfo=UTC), "time"),
        ("2021-05-03 10:20", datetime(2021, 5, 3, 10, 20), "time"),
        ("2021-05-03T23:30:00-05:00", datetime(2021, 5, 3, 23, 30, tzinfo=timezone(-timedelta(hours=5))), "time"),
        ("Mon, 03 May 2021 10:20:30 GMT", datetime(2021, 5, 3, 10, 20, 30, tzinfo=UTC), "time"),
        ("May 3, 2021", date(2021, 5, 3), "day"),
        ("Monday, 3rd Sept. 2021", date(2021, 9, 3), "day"),
        ("3 June 2021", date(2021, 6, 3), "day"),
    ],
)
def test_dates_are_read_with_their_precision(raw: str, value: date, precision: str) -> None:
    published = read_date(raw, found_in="here")
    assert (published.value, published.precision, published.found_in) == (value, precision, "here")
    assert isinstance(published.value, datetime) == isinstance(value, datetime)


def test_a_time_zone_stays_as_given() -> None:
    published = read_date("2021-05-03T23:30:00-05:00", found_in="here")
    assert str(published.value) == "2021-05-03 23:30:00-05:00"
    assert published.day == date(2021, 5, 3)


@pytest.mark.parametrize(
    "raw",
    [
        *("03/04/2021", "2021-13-01", "2021-02-30", "0000", "yesterday", "3 Juni 2021", "Spring 2021", "1e9", ""),
        *("1970-01-01T00:00:00Z", "Thu, 01 Jan 1970 00:00:00 GMT", "0001-01-01T00:00:00"),
    ],
)
def test_what_is_not_surely_a_date_is_refused(raw: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        read_date(raw, found_in="here")


@given(st.text() | st.from_regex(r"\d{1,9}[-/. T:]?\d{0,9}[-/. T:]?\d{0,9}.{0,9}", fullmatch=True))
def test_reading_a_date_gives_a_date_or_a_value_error(raw: str) -> None:
    with contextlib.suppress(ValueError):
        assert isinstance(read_date(raw, found_in="here").day, date)


@given(st.dates(min_value=date(1000, 1, 1)))
def test_every_iso_day_is_read_back(day: date) -> None:
    assert read_date(day.isoformat(), found_in="here") == Published(value=day, precision="day", found_in="here")
