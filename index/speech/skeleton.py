"""A paragraph as the parser reads it: every whole quotation becomes two words, of fragments only the marks go.

What people say in quotation marks is never parsed: it costs time, and its verbs and names lead the parse of the frame
astray. `"It works," said Ana Roe.` is parsed right nearly always, whatever stood in the marks.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass, field

from index.datelines import after_dateline
from index.speech.marks import Region, regions

_WORD = re.compile(r"\w[\w’'-]*")
_ENDS_WHOLE = re.compile(r"(?:[,.?!…]|--?|[—–])[\s’']*$")
_SENTENCE_BREAK = re.compile(r"[.!?…][”\"’']?\s+(?=[A-Z“\"‘\[(])")
_LEADS_IN = re.compile(r"[,:—–-]$")
_NO_LEAD = re.compile(
    r"\b(?:a|an|the|this|that|these|those|his|her|their|its|our|my|your|of|for|as|to|in|on|with|and|or)$", re.I
)
_VERBS = (
    "said says told tells asked asks wrote writes added adds tweeted posted replied continued declared demanded "
    "wondered thundered quipped fumed shouted yelled cried screamed joked exclaimed retorted inquired queried "
    "mused snapped shot pleaded begged insisted argued challenged pressed countered chimed remarked commented "
    "responded answered explained noted observed recalled warned urged concluded announced lamented complained "
    "sighed laughed whispered hissed roared bellowed barked growled called chanted prayed protested objected "
    "ventured offered interjected interrupted boasted bragged raged railed seethed teased deadpanned suggested "
    "claimed stressed reasoned speculated asserted maintained repeated reiterated agreed admitted questioned "
    "summed texted"
)
"""What may stand behind "…?" and a name; whatever else does begins a sentence of its own."""
_GOES_ON = re.compile(rf"\s*(?:[a-z]|(?:[\w.’'-]+\s+){{0,6}}?(?:{'|'.join(_VERBS.split())})\b)")
_INTERRUPTED = re.compile(
    r",[”\"’']\s+(?:[\w.’'-]+\s+){0,5}(?:said|says|told|added|adds|asked|wrote|replied|explained|continued)\b[^“”\".]{0,80},$"
)
"""The reporter's words inside a quotation that goes on: “The harbour,” said Roe, “will open.”"""


@dataclass(frozen=True, slots=True)
class Segment:
    """`text` of the skeleton from `at` on stands for `start:end` of the article; `whole` where it stands for a
    quotation.
    """

    at: int
    text: str
    start: int
    end: int
    whole: bool = False


@dataclass(slots=True)
class Skeleton:
    """One paragraph, `start:end` of the article, with its quoted regions and the text to parse."""

    start: int
    end: int
    regions: list[Region]
    segments: list[Segment] = field(default_factory=list[Segment])
    text: str = ""

    def origin(self, position: int, *, last: bool = False) -> int:
        """The article's offset of a skeleton's character; for `last`, of the end of what it stands for."""
        at = bisect_right([segment.at for segment in self.segments], position) - 1
        segment = self.segments[max(at, 0)]
        if segment.whole:
            return segment.end if last else segment.start
        offset = segment.start + position - segment.at
        return offset + 1 if last else offset

    def whole_at(self, position: int) -> Segment | None:
        """The whole quotation that a skeleton's character stands for, None in ordinary text."""
        at = bisect_right([segment.at for segment in self.segments], position) - 1
        segment = self.segments[max(at, 0)]
        return segment if segment.whole else None

    def ends_marks(self, start: int, end: int) -> bool:
        """Whether `start:end` of the article ends with the last word of a quotation."""
        return any(
            region.start <= start and end <= region.end and end >= region.inner_end - 2 for region in self.regions
        )

    def append(self, text: str, start: int, end: int, *, whole: bool = False) -> None:
        if text:
            self.segments.append(Segment(len(self.text), text, start, end, whole))
            self.text += text


def build(text: str, start: int, end: int) -> Skeleton:
    """The skeleton of the paragraph `text[start:end]`."""
    skeleton = Skeleton(start, end, regions(text, start, end))
    position = after_dateline(text, start, end)
    for region in skeleton.regions:
        _keep(skeleton, text, position, region.start)
        if is_whole(text, region, start):
            skeleton.append(_stand_in(text, region, end), region.start, region.end, whole=True)
        else:
            stop = _first_sentence(text, region)
            _keep(skeleton, text, region.inner_start, stop)
        position = region.end
    _keep(skeleton, text, position, end)
    return skeleton


def is_title(text: str, region: Region) -> bool:
    """Whether a region is capitalised as a title of a work or a name is: "Morning Joe", "The Art of Losing"."""
    words = _WORD.findall(text[region.inner_start : region.inner_end])
    long = [word for word in words if len(word) > 3]
    return 0 < len(words) <= 10 and bool(long) and words[0][0].isupper() and all(not word[0].islower() for word in long)


def _keep(skeleton: Skeleton, text: str, start: int, end: int) -> None:
    skeleton.append(re.sub(r"\s", " ", text[start:end]), start, end)


def is_whole(text: str, region: Region, start: int) -> bool:
    """Whether a region is a quotation on its own, not words inside the reporter's sentence."""
    inner = text[region.inner_start : region.inner_end]
    before = text[start : region.start].rstrip()
    if is_title(text, region) and before and before[-1] not in ".?!:":
        return False
    words = len(_WORD.findall(inner))
    first = next((char for char in inner if char.isalnum()), "a")
    upper = not first.islower()
    ends = bool(_ENDS_WHOLE.search(inner)) or text[region.end : region.end + 1] in {",", "."}
    if not before or before[-1] in '.?!”"’':
        return ends and words > 0
    if before.endswith(":"):
        return words > 2 or upper
    if _LEADS_IN.search(before):
        return words >= (2 if ends and (upper or _INTERRUPTED.search(before)) else 5)
    return upper and ends and words >= 4 and not _NO_LEAD.search(before)


def _stand_in(text: str, region: Region, end: int) -> str:
    inner = text[region.inner_start : region.inner_end].rstrip(" ’'")
    last = inner[-1:]
    goes_on = re.compile(r"\s*[a-z]") if last == "." else _GOES_ON
    if last in "…—–-" or (last in "?!." and goes_on.match(text[region.end : end])):
        last = ","
    elif last not in "?!.,":
        last = "" if text[region.end : region.end + 1] in {",", "."} else ","
    return f'"It works{last}"'


def _first_sentence(text: str, region: Region) -> int:
    """The end of the first sentence of a fragment: the parser needs no more to see what it belongs to."""
    found = _SENTENCE_BREAK.search(text, region.inner_start, region.inner_end)
    if found is None or found.start() - region.inner_start < 15:
        return region.inner_end
    return found.start() + 1
