"""The plots of a report, as inline SVG: a mean with its interval, and how long questions took."""

import math
from collections.abc import Sequence

from markupsafe import Markup

from assistant.evaluation.statistics import Summary

_WIDTH = 160
_BARS = 24


def interval(found: Summary) -> Markup:
    """A bar from 0 to the mean, of a share from 0 to 1, with its interval as a whisker."""
    picture = Markup(
        '<svg viewBox="0 0 {w} 16" width="{w}" height="16" role="img" aria-label="{label}">'
        '<rect class="track" y="5" width="{w}" height="6" rx="3"/>'
        '<rect class="bar" y="3" width="{mean:.1f}" height="10" rx="2"/>'
        '<path class="whisker" fill="none" d="M{low:.1f} 3v10M{low:.1f} 8H{high:.1f}M{high:.1f} 3v10"/></svg>'
    )
    low, high = (min(_WIDTH - 1, max(1, _WIDTH * value)) for value in (found.low, found.high))
    label = f"{found.mean:.2f}, between {found.low:.2f} and {found.high:.2f}"
    return picture.format(w=_WIDTH, label=label, mean=_WIDTH * min(1, max(0, found.mean)), low=low, high=high)


def histogram(values: Sequence[float], unit: str) -> Markup:
    """How many of the values fall into each of equal steps from 0 to the largest."""
    top = max(values, default=0) or 1.0
    counts = [0] * _BARS
    for value in values:
        counts[min(_BARS - 1, math.floor(value / top * _BARS))] += 1
    bars = Markup("").join(
        Markup('<rect class="bar" x="{}" y="{:.1f}" width="22" height="{:.1f}"/>').format(
            place * 25, 100 - 90 * count / max(counts), 90 * count / max(counts)
        )
        for place, count in enumerate(counts)
    )
    picture = Markup(
        '<svg viewBox="0 0 600 122" width="600" role="img" aria-label="{label}">{bars}'
        '<rect class="track" y="100" width="597" height="1"/><text y="117">0</text>'
        '<text x="597" y="117" text-anchor="end">{top}</text></svg>'
    )
    shown = f"{top:.3g} {unit}"
    return picture.format(label=f"{len(values)} values from 0 to {shown}", bars=bars, top=shown)
