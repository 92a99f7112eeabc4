"""A value found on a page with where it stood, and which of several holds: the one that most places agree on."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """`where` names the place ("JSON-LD", "meta og:title"); of a decided value, all places that agree, by comma."""

    value: str
    where: str
    weight: float = 1.0


def decided(candidates: Iterable[Found], key: Callable[[str], str]) -> Found | None:
    """The value with most weight behind it, written as its first place has it; None where there is no candidate.

    Values with the same key agree. A place counts once however often it says something; ties go to the first.
    """
    groups: dict[str, dict[str, Found]] = {}
    for found in candidates:
        if found.value:
            groups.setdefault(key(found.value), {}).setdefault(found.where, found)
    if not groups:
        return None
    places = max(groups.values(), key=lambda group: sum(found.weight for found in group.values()))
    first = next(iter(places.values()))
    weight = sum(found.weight for found in places.values())
    return Found(value=first.value, where=", ".join(places), weight=weight)
