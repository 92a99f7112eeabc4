"""When was it published? Reads dates as files write them, and says how exact they are.

A date that can be read in two ways (03/04/2021) is not guessed at.
"""

import re
from datetime import date, datetime, time
from email.utils import parsedate_to_datetime

from index.values import Published

_LONGEST = 100
_YEAR = re.compile(r"\d{4}")
_MONTH = re.compile(r"(\d{4})[-/](\d{1,2})")
_MONTH_IN_WORDS = re.compile(r"([a-z]{3,9})\.?,? (\d{4})", re.IGNORECASE)
_DAY = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})|(\d{4})(\d\d)(\d\d)")
_TIME = re.compile(r"\d{4}-?\d\d-?\d\d[T ]+\d\d.*", re.IGNORECASE)
_DAY_IN_WORDS = re.compile(r"(?:[a-z]{3,9},? )?(\d{1,2})(?:st|nd|rd|th)? ([a-z]{3,9})\.?,? (\d{4})", re.IGNORECASE)
_AMERICAN_DAY = re.compile(r"(?:[a-z]{3,9},? )?([a-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})", re.IGNORECASE)
_PLACEHOLDERS = (datetime(1, 1, 1), datetime(1970, 1, 1))
"""What programs write for a time that they do not have: the first there is, and the first that Unix counts."""
_MONTH_NAME = re.compile(
    r"(jan(?:uary)?)|(feb(?:ruary)?)|(mar(?:ch)?)|(apr(?:il)?)|(may)|(june?)|(july?)|(aug(?:ust)?)|(sept?(?:ember)?)"
    r"|(oct(?:ober)?)|(nov(?:ember)?)|(dec(?:ember)?)",
    re.IGNORECASE,
)


def read_date(raw: str, *, found_in: str) -> Published:
    """The date in `raw`; time zones stay as given. Raises ValueError for what is no date, or not surely one.

    Reads ISO 8601 (year, month, day or time; midnight without a zone is taken for a day, which is how tables write
    it), days in English words and the dates of e-mail and RSS (RFC 2822).
    """
    text = " ".join(raw[:_LONGEST].split())
    if _YEAR.fullmatch(text):
        return Published(value=date(int(text), 1, 1), precision="year", found_in=found_in)
    if match := _MONTH.fullmatch(text):
        return Published(value=date(int(match[1]), int(match[2]), 1), precision="month", found_in=found_in)
    if match := _MONTH_IN_WORDS.fullmatch(text):
        return Published(value=date(int(match[2]), _month(match[1]), 1), precision="month", found_in=found_in)
    if day := _day(text):
        return Published(value=day, precision="day", found_in=found_in)
    moment = _moment(text)
    if moment.replace(tzinfo=None) in _PLACEHOLDERS:
        raise ValueError(f"{text!r} stands for no date")
    if moment.tzinfo is None and moment.time() == time():
        return Published(value=moment.date(), precision="day", found_in=found_in)
    return Published(value=moment, precision="time", found_in=found_in)


def _day(text: str) -> date | None:
    if match := _DAY.fullmatch(text):
        year, month, day = (int(part) for part in match.groups() if part)
        return date(year, month, day)
    if match := _DAY_IN_WORDS.fullmatch(text):
        return date(int(match[3]), _month(match[2]), int(match[1]))
    if match := _AMERICAN_DAY.fullmatch(text):
        return date(int(match[3]), _month(match[1]), int(match[2]))
    return None


def _month(word: str) -> int:
    match = _MONTH_NAME.fullmatch(word)
    if match is None or match.lastindex is None:
        raise ValueError(f"{word!r} is no month")
    return match.lastindex


def _moment(text: str) -> datetime:
    if _TIME.fullmatch(text):
        return datetime.fromisoformat(text.upper().replace(" Z", "Z"))
    try:
        return parsedate_to_datetime(text)
    except (TypeError, ValueError, IndexError, OverflowError) as error:
        raise ValueError(f"{text!r} is no date") from error
