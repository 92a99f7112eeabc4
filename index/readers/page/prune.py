"""What a page shows around its article, taken out of the tree before the body is looked for.

Navigation, captions, tables of figures, embedded posts, boxes of newsletters, related stories and sharing. An element
that holds much of the page's prose stays whatever its name: a body called "article with-newsletter" is the article.
"""

import re

from index.readers.page.tree import Element, drop, line_of
from index.readers.page.unseen import unseen

_TAGS = (
    "script style noscript template svg iframe object embed video audio picture figure figcaption nav footer form"
    " button input select textarea label dialog aside menu canvas map"
    " amp-ad amp-consent amp-embed amp-sidebar amp-sticky-ad amp-user-notification"
).split()
_EMBEDDED = (
    '//blockquote[contains(@class, "twitter") or contains(@class, "instagram") or contains(@class, "tiktok")'
    ' or contains(@class, "reddit") or contains(@class, "bluesky")]'
)
_WORD = (
    "newsletter|news-letter|subscri|sign-?up|donat|support-us|support-our|related|read-?more|more-on|more-from|also-read"
    "|recommend|recirc|epic|support(?![a-z])|contribut|membership|read-?next|most-?read|sign-?off|outbrain|taboola|promo|trending|most-(?:read|popular|viewed)|popular|latest|you-may|youmay"
    "|caption|credit|copyright|share|sharing|social|follow-us|advert|sponsor|ad-slot|ad-container|ad-unit|commercial"
    "|affiliate|disclaimer|disclosure|comments?(?![a-z])|disqus|discussion|author-(?:bio|info|box|card|desc|profile)|about-(?:the-)?author|bio"
    "|breadcrumb|bread-crumb|kicker|eyebrow|tag-?list|tags|topics|byline|dateline|timestamp|pagination|toolbar|cookie|consent|gdpr"
    "|video-player|jw-?player|audio-player|podcast|table-of-contents|toc|sidebar|widget|masthead"
    "|site-header|site-footer|navigation|menu|skip-link|screen-reader|sr-only|visually-?hidden|print-only|tooltip|modal|popup"
    "|infobox|factbox|poll|quiz|embed|story-source|citation|accordion-ad|nutrition"
)
_NAMING = ("class", "id", "data-component", "data-testid", "data-area")
_NAMED = re.compile(rf"(?:^|[\s_-])(?:{_WORD})", re.I)
# Names that only an article's own text bears, whatever else it is called ("article__story paywall").
_BODY = re.compile(
    r"(?:article|story|post|entry|content|news)[\s_-]*(?:__)?(?:body|text|story|content|copy|paragraphs?)(?![a-z])",
    re.I,
)
_COMMENTS = re.compile(r"(?:^|[\s_-])(?:comments?(?![a-z])|disqus|discussion)", re.I)
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_MUCH = 0.3
_MOST = 0.7
_AN_ARTICLE = 500  # characters of prose
_CELL = 80


def prune(root: Element) -> None:
    """Takes out of the page, in place, what is surely no part of the article."""
    prose = _prose(root)
    much = _MUCH * (prose.get(root, 0) or 1)
    for hidden in tuple(unseen(root)):  # before the style sheets go
        if sum(prose.get(element, 0) for element in hidden) < much:
            drop(hidden)
    for path in (*(f"//{tag}" for tag in _TAGS), _EMBEDDED):
        drop(element for element in root.xpath(path) if prose.get(element, 0) < much)
    for element in root.xpath("//body//*[@class or @id or @data-component or @data-testid or @data-area]"):
        if _is_around(element) and prose.get(element, 0) < (_MOST / _MUCH * much if _is_of_readers(element) else much):
            drop([element])
    drop(_other_articles(root, prose))
    drop(element for element in root.xpath("//p[a] | //li[a] | //h2[a] | //h3[a] | //h4[a]") if _is_a_link(element))
    drop(table for table in root.xpath("//table[not(descendant::table)]") if _holds_figures(table))
    for element in root.xpath("//table | //tbody | //thead | //tr | //td | //th"):
        element.tag = "div"


def _is_around(element: Element) -> bool:
    named = " ".join(element.get(name, "") for name in _NAMING)
    if element.tag in ("html", "body", "main", "article") or _BODY.search(named):
        return False
    return bool(_NAMED.search(_CAMEL.sub("-", named)))


def _is_of_readers(element: Element) -> bool:
    """What readers wrote below an article may be longer than it."""
    return bool(_COMMENTS.search(f"{element.get('class', '')} {element.get('id', '')}"))


def _other_articles(root: Element, prose: dict[Element, int]) -> list[Element]:
    """Articles beside the one with the page's heading, as pages have that never end."""
    all_of_them = root.xpath("//article")
    headed = [article for article in all_of_them if article.xpath(".//h1") and prose.get(article, 0) > _AN_ARTICLE]
    if not headed:
        return []
    kept = {headed[0], *headed[0].iterancestors(), *headed[0].iterdescendants("article")}
    return [article for article in all_of_them if article not in kept]


def _is_a_link(element: Element) -> bool:
    """A line that is one link and no sentence: another story's headline."""
    line, link = line_of(element), line_of(element.xpath("a")[0])
    return line == link and len(line.split()) > 3 and line[-1:] not in '.!?:”"'


def _prose(root: Element) -> dict[Element, int]:
    """For each element that has some, the characters in its paragraphs, which navigation has next to none of."""
    sizes: dict[Element, int] = {}
    for paragraph in root.iter("p"):
        size = len(line_of(paragraph))
        for element in (paragraph, *paragraph.iterancestors()):
            sizes[element] = sizes.get(element, 0) + size
    return sizes


def _holds_figures(table: Element) -> bool:
    """Other tables only lay out prose: they become plain blocks."""
    cells = list(table.iter("td", "th"))
    return sum(len(line_of(cell)) for cell in cells) < _CELL * len(cells)
