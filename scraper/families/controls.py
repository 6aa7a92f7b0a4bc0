"""Server controls of ASP.NET: their ids end in the name that a developer gave them, whatever stands before.

The front of an id is the page's build-up (``ctl00_ContentPlaceHolder1_``, ``dnn_ctr441_ViewDetail_``) or a guid that
differs per page (``ctl00_ctl30_g_<guid>_ctl00_``), so only its end is known. What one control prints, such as an
article, shares the front: the labels of a clock, a web part's title or another module have another. The names are those
seen on saved pages; Vietnamese developers call a label by its datum.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scraper.patterns import regex
from scraper.vietnamese import collapse

if TYPE_CHECKING:
    from lxml import etree

_NAMES = {
    "title": ("tieude", "title", "newstitle", "tentin", "tenbaiviet"),
    "date": ("ngay", "ngaydang", "date", "thoigian", "ngaycapnhat", "ngayxuatban", "publishdate", "datetime"),
    "lead": ("tomtat", "sapo", "trichdan", "trichyeu", "mota", "summary", "lead", "description", "gioithieu"),
    "body": ("noidung", "content", "chitiet", "detail", "body"),
    "author": ("tacgia", "author", "butdanh"),
    "source": ("nguon", "nguontin", "source"),
    "section": ("chuyenmuc", "category", "danhmuc", "tenchuyenmuc"),
}  # fmt: skip
_DATUM = {name: datum for datum, names in _NAMES.items() for name in names}
_KINDS = ("lbl", "ltr", "lit", "div", "pnl", "span", "")  # what a control is, written before its name
_SHORTEST_BODY = 40  # characters
#: Ids as ASP.NET writes them. Not every other can be selected: cssselect takes two backslashes and a digit for one.
_ID = regex(r"[\w$:.-]{1,300}")
_MOST_IDS = 5_000


def control_selectors(tree: etree._Element) -> dict[str, str]:
    """Return CSS selectors by datum for the control that prints an article; empty where no page's control does.

    A control counts where it has a headline and a text that is more than a message; where several do, none of them is
    known to be the page's own.
    """
    groups: dict[str, dict[str, etree._Element]] = {}
    for number, element in enumerate(tree.iterfind(".//*[@id]")):
        if number >= _MOST_IDS:
            break
        own = _ID.fullmatch(element.get("id") or "")
        front, _, name = own[0].rpartition("_") if own else ("", "", "")
        datum = _datum(name) if front else None
        if datum is not None:
            groups.setdefault(front, {}).setdefault(datum, element)
    found = [group for group in groups.values() if _prints_article(group)]
    if len(found) != 1:
        return {}
    return {datum: _selector(element) for datum, element in found[0].items() if _said(element)}


def _datum(name: str) -> str | None:
    low = name.lower()
    return next(
        (_DATUM[low[len(kind) :]] for kind in _KINDS if low.startswith(kind) and low[len(kind) :] in _DATUM), None
    )


def _prints_article(group: dict[str, etree._Element]) -> bool:
    if "title" not in group or "body" not in group:
        return False
    return bool(_said(group["title"])) and len(_said(group["body"])) >= _SHORTEST_BODY


def _said(element: etree._Element) -> str:
    return collapse("".join(element.itertext()))


def _selector(element: etree._Element) -> str:
    return f"[id='{element.get('id')}']"
