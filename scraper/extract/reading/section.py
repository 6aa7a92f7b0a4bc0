"""The section an article stands in: the last item of the breadcrumb, or what the head says."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scraper.extract.reading.fact_lines import facts_of, is_section_name, menu_of
from scraper.extract.reading.line_stamps import line_stamp
from scraper.extract.reading.page_names import head_titles
from scraper.extract.reading.region import is_headline_of_another
from scraper.extract.reading.site_names import is_generic
from scraper.extract.wording import ends_sentence, is_info_line, is_junk, is_name_line, is_office_line, key
from scraper.extract.zones import within
from scraper.vietnamese import collapse, fold_tone

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from lxml import etree

    from scraper.extract.lines import Anchor, Line
    from scraper.extract.metadata import Metadata

_SEPARATOR = re.compile(r"\s*(?:[>»›→/\\|]+|::|(?<=\s):(?=\s)|\s[-–]\s(?=trang chủ))\s*", re.IGNORECASE)
_HOME = re.compile(
    r"(?:(?:về )?trang (?:chủ|nhất|đầu)|đầu trang|home(?:page)?|(?:cổng|trang) (?:thông tin|tin|ttđt|tttđt)\b.*|"
    r"bạn đang (?:ở|"
    r"xem)(?: đây)?|chi tiết(?: (?:tin|bài viết|bài|tin tức|văn bản))?|"
    r"you are here|vị trí(?: hiện tại)?|xem tin|nội dung|skip to.*)\s*:?"
)
_HOST = re.compile(r"(?:[a-z0-9-]{1,63}\.){1,6}(?:vn|com|net|org|info)")
_TOOLS = frozenset({"quay lại", "trở lại", "in", "in trang", "in bài viết", "english", "đăng nhập", "a-", "a+", "rss"})
_LONE_LABEL = re.compile(r"(?:chuyên mục|danh mục|thể loại)\s?:?", re.IGNORECASE)
_NEAR, _OVER = 14, 6  # lines under and over the headline
_OTHERS = frozenset({"nav", "header", "related", "aside", "pager"})  # whose links name others' categories
_EDGES = " \t\xa0/|»›«>♦◆■●•★*–—-"
_LONGEST_LABEL = 40  # characters of a label over the headline that is set apart by nothing
_MOST_CRUMBS = 5
_MOST_SKIPPED = 3  # lines of buttons, names and kickers over the headline
_MOST_UNMARKED = 3  # links between the home page and the headline, each on a line of its own; more of them are a menu
_HERE = re.compile(r"^\s*(?:bạn đang (?:ở|xem)(?: đây)?|you are here|vị trí(?: hiện tại)?)\s?:?\s*", re.IGNORECASE)
_OPENS = re.compile(
    r"(?:bạn đang ở|you are here)\b|(?:trang (?:chủ|nhất|đầu)|đầu trang|home)\s?(?:[>»›→/\\|]|::)|trang (?:chủ|"
    r"nhất)(?=[^\W\d_]|"
    r"\s\w)(?!.{0,3}$)"
)
_LABELLED = re.compile(
    r"(?:^|[|•·]\s?)(?:(?:chuyên mục|danh mục|thể loại|nhóm tin|nhóm|category)\s?:|(?:đăng trong|trong (?:chuyên )?mục|"
    r"posted in)\s?:?)\s?([^:|•·\d]{2,60}?)(?=\s?(?:[|•·]|$)|\s(?:ngày|lúc|vào|bởi)\s|\s-\s\d)",
    re.IGNORECASE,
)
_LONGEST, _LONGEST_ITEM = 80, 60  # characters of an item of a breadcrumb, of a menu
_SHORT_FORM = 12  # characters from which an item that stands in the headline is its short form
_MOST_MARKED = 3  # items of a menu; more of them are tabs
_ACTIVE = re.compile(r"(?:^|[\s_-])(?:active|current|selected|actived)(?:$|[\s_-](?!parent|ancestor))")


def breadcrumb(lines: Sequence[Line], anchors: Sequence[Anchor]) -> list[str]:
    """Return the items of the first breadcrumb of a page, without the home page.

    Args:
        lines: all lines of the page.
        anchors: its links; their texts are the items where nothing else parts them.
    """
    found = (line for line in _breadcrumb_lines(lines, anchors) if line.link_chars or line_stamp(line, None) is None)
    return steps(part for line in found for part in _items(line, anchors))


def steps(parts: Iterable[str]) -> list[str]:
    """Return the items of a breadcrumb without the home page and what is no item."""
    items: list[str] = []
    for part in parts:
        item = collapse(_HERE.sub("", part)).strip(" :,-–»/>")
        if len(item) < 2 or len(item) > _LONGEST or _HOST.fullmatch(item.lower()) or _HOME.fullmatch(fold_tone(item)):
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
    parted = [line for line in unmarked if len(_SEPARATOR.split(line.text)) > 1]
    return (parted or unmarked)[:1]


def _items(line: Line, anchors: Sequence[Anchor]) -> list[str]:
    parts = [part for part in _SEPARATOR.split(line.text) if part]
    linked = [_text_of(anchor) for anchor in anchors if anchor.index == line.index]
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
) -> str | None:
    """Return the section: the breadcrumb's last item, the head's word, a label by the headline, the menu's marked item.

    Args:
        lines: all lines of the page.
        anchors: its links.
        metadata: its head.
        headline: the line that prints the headline, and the headline; in a breadcrumb it is no section.
        crumbs: what :func:`breadcrumb` gives.
    """
    title, own = headline[0], key(headline[1] or "")
    sections = [
        item for item in crumbs if key(item) != own and (len(item) < 20 or not own.startswith(key(item.rstrip(".…"))))
    ]
    # The page's own item may be a short form of the headline, or what the head calls the page.
    heads = {key(head) for head in head_titles(metadata)}
    if len(sections) > 1 and sections[-1] == crumbs[-1] and key(sections[-1]) in heads:
        sections.pop()
    if len(sections) > 1 and sections[-1] == crumbs[-1] and _is_short_form(sections[-1], own, anchors):
        sections.pop()
    if sections:
        return sections[-1]
    written = [item for item in steps(metadata.crumbs) if key(item) != own]
    if written:
        return written[-1]
    said = metadata.get("article:section", "itemprop:articlesection") or metadata.article_text("articleSection")
    if said and len(said) <= _LONGEST and not _HOME.fullmatch(fold_tone(said)):
        return said
    if title is None:
        return _active_item(anchors)
    first = next(
        (line.index for line in lines[title.index + 1 :] if line.prose and not line.place), title.index + _NEAR
    )
    beside = (
        _category(anchors, title.index - _OVER, first + _NEAR)
        or _over(lines, title, anchors, heads - {own})
        or facts_of(lines, title, first, menu_of(lines)).section
    )
    return beside or _under(lines, title) or _active_item(anchors)


def _category(anchors: Sequence[Anchor], start: int, stop: int) -> str | None:
    """Return the text of the link that is the article's category by its ``rel``: by the headline, or the only one."""
    found = [
        (anchor.index, _text_of(anchor))
        for anchor in anchors
        if "category" in (anchor.element.get("rel") or "").lower().split() and anchor.place not in _OTHERS
    ]
    near = [text for index, text in found if start <= index <= stop and 2 <= len(text) <= _LONGEST_ITEM]
    if near:
        return near[0]
    texts = {text for _, text in found}
    return texts.pop() if len(texts) == 1 else None


def _is_short_form(item: str, own: str, anchors: Sequence[Anchor]) -> bool:
    """Tell whether an item of the breadcrumb is made of the headline's words and leads nowhere else on the page."""
    if len(item) < _SHORT_FORM or key(item) not in own:
        return False
    return not any(anchor.element.get("href") and _text_of(anchor) == item for anchor in anchors)


def _text_of(anchor: Anchor) -> str:
    return collapse("".join(anchor.element.itertext()))


def _active_item(anchors: Sequence[Anchor]) -> str | None:
    """Return the item of the menu that is marked as where the page stands; of a menu with levels the lowest.

    Where nothing is marked, or only the home page (many templates mark it always), a menu says nothing.
    """
    items: list[str] = []
    for anchor in anchors:
        if anchor.place not in {"nav", "header", "aside", ""} or not _is_marked(anchor.element):
            continue
        text = _text_of(anchor)
        if 2 <= len(text) <= _LONGEST_ITEM and not _HOME.fullmatch(fold_tone(text)) and text not in items:
            items.append(text)
    return items[-1] if 1 <= len(items) <= _MOST_MARKED else None


def _is_marked(element: etree._Element) -> bool:
    if element.get("aria-current") == "page" or _ACTIVE.search((element.get("class") or "").lower()):
        return True
    item = element.getparent()
    return item is not None and item.tag == "li" and bool(_ACTIVE.search((item.get("class") or "").lower()))


def _over(
    lines: Sequence[Line], title: Line, anchors: Sequence[Anchor], heads: Collection[str], *, labels: bool = False
) -> str | None:
    """Return what stands over the headline and names the section.

    It is a lone link or heading, the name of a link of the menu, or an unmarked breadcrumb. A longer run of links is a
    menu, unless it begins with the home page.

    Args:
        lines: all lines of the page.
        title: the line that prints the headline.
        anchors: the page's links.
        heads: the keys of the titles in the head.
        labels: whether a plain short line that stands by itself counts, too.
    """
    run: list[str] = []
    menu = {*heads} | {
        key(_text_of(anchor)) for anchor in anchors if anchor.index < title.index - _OVER and anchor.element.tag == "a"
    }
    home = False
    skipped = 0
    for line in reversed(lines[max(title.index - 12, 0) : title.index]):
        if line.kind in {"image", "caption"}:
            continue
        folded = fold_tone(line.text).strip(_EDGES)
        if not run and (beside := _beside_stamp(line)) is not None:
            return beside
        if not run and (folded in _TOOLS or _is_fact(line)):
            continue
        if not run and skipped < _MOST_SKIPPED and _is_no_label(line, menu):
            skipped += 1
            continue
        if line.place or not 2 <= len(line.text) <= 60 or _in_another_column(line, title):
            break
        if _HOME.fullmatch(folded):
            home = True
            break
        if not line.linked and (
            run
            or not (
                _names_section(line, title, menu) or _is_trail(line.text) or (labels and _is_lone_label(line, lines))
            )
        ):
            break
        run.append(_SEPARATOR.split(line.text.strip(_EDGES))[-1])
        alone = line.kind == "heading" or line.text[0] in "/|»>›" or _SEPARATOR.search(line.text)
        if len(run) == 1 and (not line.linked or alone):
            break  # it says so by itself; what stands over it is a menu
    if not run or (len(run) > 1 and (skipped or not home)) or len(run) > _MOST_UNMARKED or is_generic(run[0]):
        return None
    return run[0]


def _is_no_label(line: Line, menu: Collection[str]) -> bool:
    """Tell whether a short line over the headline is a button, a kicker or the writer's name, and names no section."""
    if line.place == "tools":
        return True
    if line.place or len(line.text) > _LONGEST_ITEM or any(map(str.isdigit, line.text)) or is_headline_of_another(line):
        return False
    text = collapse(_SEPARATOR.split(line.text.strip(_EDGES))[-1])
    is_name = is_name_line(text) and not text.isupper() and text == line.text.strip(_EDGES)
    return key(text) not in menu and (is_name or not is_section_name(text)) and not _HOME.fullmatch(fold_tone(text))


def _is_trail(text: str) -> bool:
    """Tell whether a short line is a breadcrumb by its marks alone ("Tin tức » Tin kinh tế")."""
    return any(mark in text for mark in "»›>→")


def _is_fact(line: Line) -> bool:
    """Tell whether a line over a headline is a stamp, a fact or a button ("In trang này"), and names no section."""
    if is_info_line(line.text) or is_junk(line.text) or _HOST.fullmatch(line.text.lower()):
        return True
    return line_stamp(line, None) is not None


def _in_another_column(line: Line, title: Line) -> bool:
    """Tell whether a line stands in another cell of the row of a layout table in which the headline stands."""
    around: set[etree._Element] = {title.node, *title.node.iterancestors("td", "tr")}
    inner = line.node
    for node in (line.node, *line.node.iterancestors()):
        if node in around:
            return node.tag == "tr" and inner.tag == "td"
        inner = node
    return False


def _names_section(line: Line, title: Line, menu: Collection[str]) -> bool:
    """Tell whether a line over the headline that is no link names a section by its look, its place or the menu."""
    sibling = line.node.getparent() is title.node.getparent() and line.node is not title.node
    return (
        line.kind == "heading"
        or (line.bold and line.text.isupper())
        or (sibling and not ends_sentence(line.text))
        or key(line.text) in menu
    )


def _is_lone_label(line: Line, lines: Sequence[Line]) -> bool:
    """Tell whether a short line over the headline stands by itself: no other plain short line is right above it."""
    if len(line.text) > _LONGEST_LABEL or not is_section_name(line.text.strip(_EDGES)):
        return False
    above = lines[max(line.index - 1, 0) : line.index]
    return not any(one.kind == "text" and not one.linked and len(one.text) <= _LONGEST_LABEL for one in above)


def _beside_stamp(line: Line) -> str | None:
    """Return the short label that stands on one line before the stamp ("Đô thị 06/01/2026 11:21").

    It is a link, or an element of its own that is no name: a name there is the writer's.
    """
    stamp = line_stamp(line, None) if line.pieces else None
    if stamp is None:
        return None
    rest = collapse(" ".join(line.pieces).replace(stamp.text, " ")).strip(" ·•|-–,/()[]")
    if not 2 <= len(rest) <= 40:
        return None
    if line.link_chars:
        return rest if abs(len(rest) - line.link_chars) <= 2 else None
    first = next((piece for piece in map(collapse, line.pieces) if piece), "")
    is_label = first.strip(" ·•|-–,/()[]") == rest and not is_info_line(first) and not is_junk(first)
    is_writer = is_name_line(rest) or is_office_line(rest)
    return rest if is_label and not is_writer and not any(map(str.isdigit, rest)) else None


def _under(lines: Sequence[Line], title: Line) -> str | None:
    """Return what stands under the headline: a fact ("Chuyên mục: ..."), or a breadcrumb that comes after it."""
    trail: list[str] = []
    labelled = has_begun = False
    for line in lines[title.index + 1 :]:
        if line.kind == "image":
            continue
        has_begun = has_begun or bool(line.prose and not line.place)
        found = _LABELLED.search(line.text)
        if found is not None and line.place not in {"related", "aside", "footer"}:
            return collapse(found[1])
        if (
            not has_begun
            and line.index <= title.index + _NEAR
            and not line.place
            and (beside := _beside_stamp(line)) is not None
        ):
            return beside
        if labelled and len(line.text) <= 60:
            return line.text
        labelled = _LONE_LABEL.fullmatch(line.text) is not None and line.index - title.index <= _NEAR
        if line.index - title.index > _NEAR:
            if line.place in {"related", "aside", "footer"}:
                break
            continue
        if line.linked and _HOME.fullmatch(fold_tone(line.text).strip(" /|»>")):
            trail = [""]
        elif trail and line.linked and len(line.text) <= 60:
            trail.append(line.text.strip(" /|»>"))
        elif trail:
            return trail[-1] or None
    return None
