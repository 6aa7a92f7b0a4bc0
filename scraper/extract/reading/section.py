"""The section an article stands in: the last item of the breadcrumb, or what the head says."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from scraper.extract.reading.fact_lines import facts_of, menu_of
from scraper.extract.reading.line_stamps import line_stamp
from scraper.extract.reading.section_labels import HOME, HOST, OVER, SEPARATOR, beside_stamp, name_over
from scraper.extract.wording import key
from scraper.extract.zones import within
from scraper.patterns import regex
from scraper.vietnamese import collapse, fold_tone

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from collections.abc import Set as AbstractSet

    from lxml import etree

    from scraper.extract.lines import Anchor, Line
    from scraper.extract.metadata import Metadata

_LONE_LABEL = regex(r"(?:chuyên mục|danh mục|thể loại)\s?:?", re.IGNORECASE)
_NEAR = 14  # lines under the headline
_OTHERS = frozenset({"nav", "header", "related", "aside", "pager"})  # whose links name others' categories
_MOST_CRUMBS = 5
_HERE = regex(r"^\s*(?:bạn đang (?:ở|xem)(?: đây)?|you are here|vị trí(?: hiện tại)?)\s?:?\s*", re.IGNORECASE)
_OPENS = regex(
    r"(?:bạn đang ở|you are here)\b|(?:trang (?:chủ|nhất|đầu)|đầu trang|home)\s?(?:[>»›→/\\|]|::)|trang (?:chủ|"
    r"nhất)(?=[^\W\d_]|"
    r"\s\w)(?!.{0,3}$)"
)
_LABELLED = regex(
    r"(?:^|[|•·]\s?)(?:(?:chuyên mục|danh mục|thể loại|nhóm tin|nhóm|category)\s?:|(?:đăng trong|trong (?:chuyên )?mục|"
    r"posted in)\s?:?)\s?([^:|•·\d]{2,60}?)(?=\s?(?:[|•·]|$)|\s(?:ngày|lúc|vào|bởi)\s|\s-\s\d)",
    re.IGNORECASE,
)
# WordPress's first themes: "Bài này được viết vào ngày ... trong mục ...", "This entry was posted ... filed under ...".
_FILED = regex(
    r"^(?:bài (?:này|viết này)|this (?:entry|post)) .{10,90}?(?:trong (?:chuyên )?mục|(?:is|was) filed under)\s"
    r"([^.,|\d]{2,60}?)(?=\.|,|$)",
    re.IGNORECASE,
)
_LONGEST_FACTS = 600  # characters of a line in which a label is looked for
_LONGEST, _LONGEST_ITEM = 80, 60  # characters of an item of a breadcrumb, of a menu
_SHORT_FORM = 12  # characters from which an item that stands in the headline is its short form
_WORD = regex(r"\w+")
_FEWEST_WORDS = 4  # of an item that leaves out words of the headline
_ROOTS = frozenset({"/", "./", "index.html", "/index.html", "/index.php"})
_MOST_MARKED = 3  # items of a menu; more of them are tabs
_LONGEST_CLASS = 400  # characters
_ACTIVE = regex(r"(?:^|[\s_-])(?:active|current|selected|actived)(?:$|[\s_-](?!parent|ancestor))")


def breadcrumb(lines: Sequence[Line], anchors: Sequence[Anchor]) -> list[str]:
    """Return the items of the first breadcrumb of a page, without the home page.

    Args:
        lines: all lines of the page.
        anchors: its links; their texts are the items where nothing else parts them.
    """
    counts = Counter(anchor.index for anchor in anchors)
    found = (line for line in _breadcrumb_lines(lines, anchors) if counts[line.index] > 1 or not line_stamp(line, None))
    return steps(part for line in found for part in _items(line, anchors))


def steps(parts: Iterable[str]) -> list[str]:
    """Return the items of a breadcrumb without the home page and what is no item."""
    items: list[str] = []
    for part in parts:
        item = collapse(_HERE.sub("", part)).strip(" :,-–»/>")
        if len(item) < 2 or len(item) > _LONGEST or HOST.fullmatch(item.lower()) or HOME.fullmatch(fold_tone(item)):
            continue
        if not items or items[-1] != item:
            items.append(item)
    return items


def _breadcrumb_lines(lines: Sequence[Line], anchors: Sequence[Anchor]) -> list[Line]:
    """Return the lines of the first breadcrumb: what mark-up calls so, else a line that opens with the home page."""
    found: list[Line] = []
    for line in lines:
        if line.kind == "image" or not within(line.zone, "breadcrumb"):
            continue
        if found and line.index - found[-1].index > 3:
            break  # a second one, in the foot or for mobile screens
        found.append(line)
    if found:
        return found
    unmarked = [
        line
        for line in lines
        if line.place == "" and line.kind != "image" and len(line.text) < 300 and _OPENS.match(fold_tone(line.text))
    ]
    unmarked = [line for line in unmarked if len(_items(line, anchors)) <= _MOST_CRUMBS + 1]  # more make a menu
    parted = [line for line in unmarked if len(SEPARATOR.split(line.text)) > 1]
    return (parted or unmarked)[:1]


def _items(line: Line, anchors: Sequence[Anchor]) -> list[str]:
    parts = [part for part in SEPARATOR.split(line.text) if part]
    linked = [anchor.words for anchor in anchors if anchor.index == line.index]
    linked = [text for text in linked if text]
    if len(parts) >= max(len(linked), 2) or not linked:
        return parts
    rest = line.text
    for text in linked:
        rest = rest.rpartition(text)[2] if text in rest else rest
    return [*linked, rest]


def find_section(
    lines: Sequence[Line],
    anchors: Sequence[Anchor],
    metadata: Metadata,
    headline: tuple[Line | None, str | None],
    crumbs: Sequence[str],
    titles: Sequence[str],
) -> str | None:
    """Return the section: the breadcrumb's last item, the head's word, a label by the headline, the menu's marked item.

    Args:
        lines: all lines of the page.
        anchors: its links.
        metadata: its head.
        headline: the line that prints the headline, and the headline; in a breadcrumb it is no section.
        crumbs: what :func:`breadcrumb` gives.
        titles: what the head gives as titles (:func:`scraper.extract.reading.page_names.head_titles`).
    """
    title, own = headline[0], key(headline[1] or "")
    sites = _site_names(lines, anchors) if crumbs else frozenset()
    sections = [
        item
        for item in crumbs
        if key(item) != own
        and key(item) not in sites
        and (len(item) < 20 or not own.startswith(key(item.rstrip(".…"))))
    ]
    # The page's own item may be a short form of the headline, or what the head calls the page.
    heads = {key(head) for head in titles}
    if len(sections) > 1 and sections[-1] == crumbs[-1] and key(sections[-1]) in heads:
        sections.pop()
    if len(sections) > 1 and sections[-1] == crumbs[-1] and _is_short_form(sections[-1], headline[1] or "", anchors):
        sections.pop()
    if sections:
        return sections[-1]
    written = [item for item in steps(metadata.crumbs) if key(item) != own]
    if written:
        return written[-1]
    said = metadata.get("article:section", "itemprop:articlesection") or metadata.article_text("articleSection")
    if said and len(said) <= _LONGEST and not HOME.fullmatch(fold_tone(said)):
        return said
    if title is None:
        return _active_item(anchors)
    under = lines[title.index + 1 :]
    prose = (line.index for line in under if line.prose and not line.place and line_stamp(line, None) is None)
    first = next(prose, title.index + _NEAR)
    return (
        _category(anchors, title.index - OVER, first + _NEAR)
        or name_over(lines, title, anchors, heads - {own})
        or facts_of(lines, title, first, menu_of(lines)).section
        or _under(lines, title)
        or name_over(lines, title, anchors, heads - {own}, labels=True)
        or _active_item(anchors)
    )


def _category(anchors: Sequence[Anchor], start: int, stop: int) -> str | None:
    """Return the text of the link that is the article's category by its ``rel``: by the headline, or the only one."""
    found = [
        (anchor.index, anchor.words)
        for anchor in anchors
        if "category" in (anchor.element.get("rel") or "").lower().split() and anchor.place not in _OTHERS
    ]
    near = [text for index, text in found if start <= index <= stop and 2 <= len(text) <= _LONGEST_ITEM]
    if near:
        return near[0]
    texts = {text for _, text in found}
    return texts.pop() if len(texts) == 1 else None


def _is_short_form(item: str, headline: str, anchors: Sequence[Anchor]) -> bool:
    """Tell whether an item of the breadcrumb is made of the headline's words and leads nowhere else on the page.

    The words stand in the headline as they are, or in their order with others between them.
    """
    if len(item) < _SHORT_FORM or not (key(item) in key(headline) or _skips_words_of(item, headline)):
        return False
    return not any(anchor.element.get("href") and anchor.words == item for anchor in anchors)


def _skips_words_of(item: str, headline: str) -> bool:
    words = _WORD.findall(fold_tone(item))
    following = iter(_WORD.findall(fold_tone(headline)))
    return len(words) >= _FEWEST_WORDS and all(word in following for word in words)


def _site_names(lines: Sequence[Line], anchors: Sequence[Anchor]) -> AbstractSet[str]:
    """Return the keys of what links to the home page, or heads the page's own header: the site's name, no section."""
    linked = {key(anchor.words) for anchor in anchors if (anchor.element.get("href") or "").strip() in _ROOTS}
    heads = {key(line.text) for line in lines if line.place == "header" and line.kind == "heading" and line.linked}
    return linked | heads


def _active_item(anchors: Sequence[Anchor]) -> str | None:
    """Return the item of the menu that is marked as where the page stands; of a menu with levels the lowest.

    Where nothing is marked, or only the home page (many templates mark it always), a menu says nothing.
    """
    items: list[str] = []
    for anchor in anchors:
        if anchor.place not in {"nav", "header", "aside", ""} or not _is_marked(anchor.element):
            continue
        text = anchor.words
        if 2 <= len(text) <= _LONGEST_ITEM and not HOME.fullmatch(fold_tone(text)) and text not in items:
            items.append(text)
    return items[-1] if 1 <= len(items) <= _MOST_MARKED else None


def _is_marked(element: etree._Element) -> bool:
    if element.get("aria-current") == "page" or _ACTIVE.search((element.get("class") or "")[:_LONGEST_CLASS].lower()):
        return True
    item = element.getparent()
    return (
        item is not None
        and item.tag == "li"
        and bool(_ACTIVE.search((item.get("class") or "")[:_LONGEST_CLASS].lower()))
    )


def _in_own_foot(line: Line, title: Line) -> bool:
    """Tell whether a line stands in a foot that the article has within the element around its headline."""
    if line.place != "footer" or line.zone is None:
        return False
    around = line.zone.element.getparent()
    return around is not None and around.tag not in {"body", "html"} and around in title.node.iterancestors()


def _under(lines: Sequence[Line], title: Line) -> str | None:
    """Return what stands under the headline: a fact ("Chuyên mục: ..."), or a breadcrumb that comes after it."""
    trail: list[str] = []
    labelled = has_begun = False
    for line in lines[title.index + 1 :]:
        if line.kind == "image":
            continue
        has_begun = has_begun or bool(line.prose and not line.place)
        found = _LABELLED.search(line.text[:_LONGEST_FACTS]) or _FILED.search(line.text)
        if found is not None and (line.place not in {"related", "aside", "footer"} or _in_own_foot(line, title)):
            return collapse(found[1])
        if (
            not has_begun
            and line.index <= title.index + _NEAR
            and not line.place
            and (beside := beside_stamp(line)) is not None
        ):
            return beside
        if labelled and len(line.text) <= 60:
            return line.text
        labelled = _LONE_LABEL.fullmatch(line.text) is not None and line.index - title.index <= _NEAR
        if line.index - title.index > _NEAR:
            if line.place in {"related", "aside", "footer"} and not _in_own_foot(line, title):
                break
            continue
        if line.linked and HOME.fullmatch(fold_tone(line.text).strip(" /|»>")):
            trail = [""]
        elif trail and line.linked and len(line.text) <= 60:
            trail.append(line.text.strip(" /|»>"))
        elif trail:
            return trail[-1] or None
    return None
