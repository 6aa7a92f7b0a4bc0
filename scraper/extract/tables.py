"""Tables: which hold data, which only lay out the page or put a picture over its caption."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from scraper.extract.attachments import is_file_link
from scraper.extract.script_links import clicked_address
from scraper.patterns import regex
from scraper.vietnamese import collapse, fold_tone

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml import etree

_MAX_CELL = 300  # characters on average in a data table's cell
_MAX_ROWS = 2_000
# What stands in tables that lay out a page, or put a picture over its caption.
_NO_DATA = ("table", "img", "form", "input", "select", "ul", "h1", "h2", "h3")


def data_rows(table: etree._Element) -> list[str]:
    """Return the rows of a data table as readable lines ("a | b | c"), nothing for any other table.

    A data table has at least two rows and two columns, no table, form or picture inside, and short cells. Old portals
    lay out whole pages in tables, and put pictures and captions into them.
    """
    if table.get("role") == "presentation":
        return []
    if any(element is not table for element in table.iter(*_NO_DATA)):
        return []
    rows = [[cell_text(cell) for cell in row.iterchildren("td", "th")] for row in islice(table.iter("tr"), _MAX_ROWS)]
    filled = [row for row in rows if any(row)]
    if len(filled) < 2 or sum(len(row) >= 2 for row in filled) < 2:
        return []
    sizes = [len(cell) for row in filled for cell in row if cell]
    if max(sizes) > 4 * _MAX_CELL or sum(sizes) > _MAX_CELL * len(sizes):
        return []
    return [" | ".join(row) for row in filled]


def linked_to(table: etree._Element) -> tuple[int, str | None]:
    """Return how many characters of a table are links to other pages, and where the last of them leads."""
    count, href = 0, None
    for anchor in table.iter("a"):
        leads = anchor.get("href") or ""
        if leads and leads[0] != "#" and not is_file_link(leads, cell_text(anchor)):
            count, href = count + len(cell_text(anchor)), leads
    for row in () if count else table.iter("tr"):
        if leads := clicked_address(row):
            count, href = count + len(cell_text(row)), leads
    return count, href


def cell_text(cell: etree._Element) -> str:
    """Return the text of a table's cell in one line; blocks in it are parted by a space."""
    return collapse(" ".join(cell.itertext()))


_FACT = regex(
    r"(?:chuyên mục|danh mục|ngày (?:đăng|tạo|cập nhật|xuất bản)|thời gian|tác giả|người (?:đăng|viết)|"
    r"nguồn(?: tin)?|lượt (?:xem|đọc)|số lượt (?:xem|đọc)|(?P<title>tiêu đề|tên bài(?: viết)?)|"
    r"(?P<lead>trích yếu|tóm tắt|trích dẫn))\s?:?"
)


def is_fact_table(rows: Sequence[str]) -> bool:
    """Tell whether rows of a data table are the facts about an article: a label of them in the first of two cells."""
    labels = [row.split(" | ")[0] for row in rows if row.count(" | ") == 1]
    return len(labels) == len(rows) <= 8 and sum(_FACT.fullmatch(fold_tone(label)) is not None for label in labels) >= 2


def fact_of(row: str) -> tuple[str, str]:
    """Return what a row of a table of facts is, and its words: "title" and "lead" without their labels, else "".

    A fact keeps its label as other portals print it: "Tác giả: ...".
    """
    label, _, value = row.partition(" | ")
    found = _FACT.fullmatch(fold_tone(label))
    if found is not None and found.lastgroup:
        return found.lastgroup, value
    return "", f"{label.rstrip(' :')}: {value}"
