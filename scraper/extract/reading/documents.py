"""Pages of legal documents: a table of facts (number, day, signer, post, body, file) instead of a text."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from scraper.extract.reading.region import weight
from scraper.extract.wording import is_name_line
from scraper.items import Official, Title
from scraper.patterns import regex
from scraper.vietnamese import fold_tone

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from scraper.extract.lines import Anchor, Line

# What a fact's label says, by our name; after the tables of NukeViet's laws module and of Hà Tĩnh's CMS.
_LABELS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("number", regex(r"(?:số|ký|kí)(?: văn bản)?[/ ]*(?:(?:ký|kí) ?hiệu|hiệu)?(?: văn bản)?|số văn bản|mã số")),
    ("name", regex(r"tên (?:văn bản|tài liệu|gọi)")),
    ("abstract", regex(r"(?:trích yếu|tóm tắt|về việc|trích dẫn)(?: nội dung)?|nội dung(?: trích yếu)?")),
    ("signer", regex(r"(?:người|cán bộ) (?:ký|kí)(?: duyệt| ban hành| văn bản)?")),
    ("post", regex(r"chức (?:vụ|danh)(?: người (?:ký|kí))?")),
    ("body", regex(r"(?:cơ quan|đơn vị|nơi) (?:ban hành|phát hành)(?:/ ?người (?:ký|kí))?")),
    ("kind", regex(r"(?:loại|thể loại|hình thức) ?(?:văn bản|tài liệu)?")),
    ("field", regex(r"lĩnh vực(?: văn bản| ban hành)?")),
    ("issued", regex(r"ngày (?:ban hành|ký|kí|phát hành|văn bản)|thời gian ban hành")),
    (
        "effective",
        regex(r"(?:ngày|thời gian)(?: bắt đầu| có| hết)? ?hiệu lực|(?:hết )?hiệu lực|tình trạng(?: hiệu lực)?"),
    ),
    (
        "file",
        regex(
            r"(?:tệp|tập|file|tài liệu|văn bản|tệp tin|tập tin|nội dung) ?(?:tin )?(?:đính kèm|kèm theo|tải về)|"
            r"tải về|download"
        ),
    ),
)  # fmt: skip
_ENOUGH = 3  # different facts from which a page is one document's
_LONGEST_LABEL = 40  # characters
# A document's number ("45/QĐ-UBND", "12/2025/NQ-HĐND"), or a day in a cell of its own.
_COLON = regex(r"\s?:\s++")
_ENTRY = regex(r"\b\d{1,5}/(?:\d{4}/)?[A-ZĐ]{1,8}(?:-[A-ZĐ]|\b)|(?:^|\| )\d{1,2}[/.-]\d{1,2}[/.-]\d{4}(?= \||$)")
_LONGEST_ROW, _FEWEST_ENTRIES = 500, 2  # characters of a row that are asked; documents that make a register
_INTRODUCTION = 300  # characters of text that may introduce one
_LONGEST_SIGNER = 160  # characters of a signer's cell


@dataclass(slots=True)
class Facts:
    """The facts of a document as printed, by our names; ``lists`` true where the page is a table of many documents."""

    values: dict[str, str] = field(default_factory=dict)
    lists: bool = False

    @property
    def is_document(self) -> bool:
        """Whether the page is one document's."""
        return (
            not self.lists and len(self.values) >= _ENOUGH and bool({"number", "issued", "signer"} & self.values.keys())
        )


def read_facts(lines: Iterable[Line]) -> Facts:
    """Return the facts of a document among lines: rows of a table, or "label: value" lines.

    Args:
        lines: the lines of the page's main part.
    """
    facts = Facts()
    labels_only: list[str] = []
    for line in lines:
        if line.kind == "image" or line.place:
            continue
        for row in line.text.split("\n"):
            cells = row.split(" | ") if line.kind == "table" else _COLON.split(row, maxsplit=1)
            names = [_name(cell) for cell in cells]
            if sum(name is not None for name in names) >= _ENOUGH:
                facts.lists = True
            elif len(cells) >= 2:
                for name, value in zip(names[::2], cells[1::2], strict=False):
                    if name is not None and value.strip():
                        facts.values.setdefault(name, value.strip())
            elif labels_only and names[0] is None and len(row) < 300:
                facts.values.setdefault(labels_only.pop(), row)
            labels_only = [names[0]] if len(cells) == 1 and names[0] is not None else []
    return facts


@lru_cache(maxsize=8_192)  # labels and the lines of menus come again and again
def _name(cell: str) -> str | None:
    if not 2 <= len(cell) <= _LONGEST_LABEL:
        return None
    folded = fold_tone(cell).strip(" :.*")
    return next((name for name, pattern in _LABELS if pattern.fullmatch(folded)), None)


def is_register(lines: Sequence[Line], anchors: Sequence[Anchor]) -> bool:
    """Tell whether a page is a register of documents, whatever its columns are called: a table, and hardly a text.

    Most rows have a document's number or day, and a link for most of them leads to the document.

    Args:
        lines: all lines of the page.
        anchors: its links.
    """
    own = [line for line in lines if not line.place and not line.shared]
    counted = [(line.index, *_rows(line)) for line in own if line.kind == "table"]
    registers = [(index, rows) for index, rows, entries in counted if entries >= _FEWEST_ENTRIES and 2 * entries > rows]
    if not registers:
        return False
    links = Counter(anchor.index for anchor in anchors if anchor.element.get("href"))
    is_linked = any(2 * links[index] > rows for index, rows in registers)
    return is_linked and sum(line.prose for line in own if line.kind != "table" and weight(line)) < _INTRODUCTION


def _rows(line: Line) -> tuple[int, int]:
    """Return how many rows a table has, and how many of them have a document's number or day."""
    rows = line.text.split("\n")
    return len(rows), sum(_ENTRY.search(row[:_LONGEST_ROW]) is not None for row in rows)


# A name and its post in one cell ("N - Phó Chủ tịch", "Chủ tịch: N (đã ký)"), and what may stand before a name.
_LONGEST_CELL = 400  # characters of a cell in which a name and its post are looked for
_NAME_AND_POST = regex(r"\s[-–]\s|\s?[,;:(|]\s?")
_BEFORE_NAME = regex(r"(?:ông|bà|đồng chí|đ/c)\s?:?\s", re.IGNORECASE)
_POST = regex(
    r"(?:quyền |q\. ?|phó |p\. ?|kt\. ?|tm\. ?|tl\. ?)?(?:chủ tịch|bí thư|giám đốc|trưởng|chánh|cục trưởng|chi cục|"
    r"viện trưởng|hiệu trưởng|chủ nhiệm|chỉ huy|tổng giám đốc|bộ trưởng|thứ trưởng|thủ tướng|pct|pbt|văn phòng)\b"
)
_SIGNED = frozenset({"đã ký", "ký thay", "kt", "tm", "tl", "q"})


def signers(values: dict[str, str]) -> list[Official]:
    """Return the signer of a document with the post and the body that are printed beside the name, or in its cell."""
    printed = values.get("signer", "")
    name, beside = _name_and_post(printed) if len(printed) <= _LONGEST_SIGNER else ("", None)
    if not re.fullmatch(r"[^\W\d_][^\d:;]{3,60}", name):
        return []
    post = values.get("post") or beside
    titles = [Title(post, "position", values.get("body"))] if post else []
    return [Official(name, titles=titles)]


def _name_and_post(printed: str) -> tuple[str, str | None]:
    """Return the name in a signer's cell ("" where it prints a post alone), and the post where one is printed, too."""
    parts = [
        part
        for part in map(_bare, _NAME_AND_POST.split(printed[:_LONGEST_CELL]))
        if part and fold_tone(part) not in _SIGNED
    ]
    posts = [part for part in parts if _POST.match(fold_tone(part))]
    name = next((part for part in parts if part not in posts and is_name_line(part)), None)
    if name is not None:  # who signs for the chair ("KT. CHỦ TỊCH - PHÓ CHỦ TỊCH - N") holds the last post
        return name, posts[-1] if posts else None
    if not posts:
        return printed, None
    words = posts[-1].split()
    begin = len(words)
    while begin and words[begin - 1][:1].isupper():
        begin -= 1
    name = " ".join(words[begin:])
    return (name, " ".join(words[:begin])) if begin and is_name_line(name) else ("", None)


def _bare(part: str) -> str:
    """Return a part of a cell without marks at its ends and without the honorific."""
    part = part.strip(" .)")
    honorific = _BEFORE_NAME.match(part)
    return part[honorific.end() :] if honorific else part


def abstract_of(values: dict[str, str], fallbacks: Sequence[str | None]) -> str | None:
    """Return what a document is called: its name, the page's headline, or its abstract."""
    if "name" in values:
        return values["name"]
    return next((text for text in fallbacks if text), None) or values.get("abstract")
