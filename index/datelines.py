"""The dateline that a report begins with: "SEOUL, South Korea (AP) — ", "(CNN) ", "London CNN — ". Pure."""

import re

_WIRE = r"(?:AP|AFP|UPI|CNN|BBC|PA|dpa|Reuters|Bloomberg|ANSA|TASS|Xinhua|Kyodo)(?: Business| News)?"
_PLACE = r"[A-ZÀ-Þ][\w.’'-]*(?:[ /](?:(?:of|de|la|do)\s)?[A-ZÀ-Þ][\w.’'-]*){0,3}"
_CITY = r"[A-ZÀ-Þ]{2}[A-ZÀ-Þ.’'-]*(?: [A-ZÀ-Þ][A-ZÀ-Þ.’'-]+){0,3}"
_REGION = rf"(?:,\s+{_PLACE}){{0,2}}"
_DAY = r"(?:,?\s+[A-Z][a-z]{2,8}\.? \d{1,2})?"
_DASH = r"\s*(?:--|[—–])\s*"
_DATELINE = re.compile(
    rf"(?:{_PLACE}{_REGION}{_DAY}\s+)?(?:\({_WIRE}\)(?:{_DASH}|\s+-\s+|\s+)|{_WIRE}{_DASH})(?![\sa-zß-ÿ])"
    rf"|{_CITY}{_REGION}{_DAY}(?:\s+\([^()\n]{{2,30}}\))?(?:{_DASH}|\s+-\s+)(?=[A-ZÀ-Þ“\"‘'])"
)


def after_dateline(text: str, start: int, end: int) -> int:
    """Where `text[start:end]` goes on behind its dateline; `start` where it has none, or nothing else."""
    found = _DATELINE.match(text, start, end)
    return found.end() if found and found.end() < end else start
