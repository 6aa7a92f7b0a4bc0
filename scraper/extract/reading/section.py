"""The section an article stands in: the last item of the breadcrumb, or what the head says."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scraper.extract.lines import within
from scraper.extract.wording import key
from scraper.vietnamese import collapse, fold_tone

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scraper.extract.lines import Line
    from scraper.extract.metadata import Metadata

_SEPARATOR = re.compile(r"\s*(?:[>»›→/\\|]+|::|\s[-–]\s(?=trang chủ))\s*", re.IGNORECASE)
_HOME = re.compile(
    r"(?:trang (?:chủ|nhất|đầu)|home(?:page)?|(?:cổng|trang) (?:thông tin|tin|ttđt|tttđt)\b.*|bạn đang (?:ở|xem)(?: đây)?|chi tiết(?: (?:tin|bài viết|bài|tin tức|văn bản))?|"
    r"you are here|vị trí(?: hiện tại)?|xem tin|nội dung|skip to.*)\s*:?"
)
_LONGEST = 80  # characters


def breadcrumb(lines: Sequence[Line], title: str | None = None) -> list[str]:
    """Return the items of the first breadcrumb of a page, without the home page and the article's own title."""
    own = key(title or "")
    items: list[str] = []
    previous: int | None = None
    for line in lines:
        if line.kind == "image" or not within(line.zone, "breadcrumb"):
            continue
        if previous is not None and line.index - previous > 3:
            break  # a second one, in the foot or for mobile screens
        previous = line.index
        for part in _SEPARATOR.split(line.text):
            item = collapse(part).strip(" :,-–»")
            if len(item) < 2 or _HOME.fullmatch(fold_tone(item)) or len(item) > _LONGEST:
                continue
            if own and (own.startswith(key(item.rstrip(".…"))) and len(item) > 20):
                continue
            items.append(item)
    return items


def find_section(lines: Sequence[Line], metadata: Metadata, title: Line | None, crumbs: Sequence[str]) -> str | None:
    """Return the section: the breadcrumb's last item, the head's word, or a lone link right over the headline.

    Args:
        lines: all lines of the page.
        metadata: its head.
        title: the line that prints the headline.
        crumbs: what :func:`breadcrumb` gives.
    """
    if crumbs:
        return crumbs[-1]
    said = metadata.get("article:section", "itemprop:articlesection") or metadata.article_text("articleSection")
    if said and len(said) <= _LONGEST and not _HOME.fullmatch(fold_tone(said)):
        return said
    return _over(lines, title) if title is not None else None


def _over(lines: Sequence[Line], title: Line) -> str | None:
    """Return the text of a short link that stands alone between furniture and the headline."""
    for line in reversed(lines[max(title.index - 3, 0) : title.index]):
        if line.kind == "image":
            continue
        if line.place or not (line.linked or line.kind == "heading") or not 3 <= len(line.text) <= 60:
            return None
        folded = fold_tone(line.text)
        if _HOME.fullmatch(folded) or folded in {"quay lại", "trở lại", "in", "english", "đăng nhập"}:
            return None
        return line.text
    return None
