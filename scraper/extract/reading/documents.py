"""Pages of legal documents: a table of facts (number, day, signer, post, body, file) instead of a text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from scraper.items import Official, Title
from scraper.vietnamese import fold_tone

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from scraper.extract.lines import Line

# What a fact's label says, by our name; after the tables of NukeViet's laws module and of Hà Tĩnh's CMS.
_LABELS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("number", re.compile(r"(?:số|ký|kí)(?: văn bản)?[/ ]*(?:(?:ký|kí) ?hiệu|hiệu)?(?: văn bản)?|số văn bản|mã số")),
    ("name", re.compile(r"tên (?:văn bản|tài liệu|gọi)")),
    ("abstract", re.compile(r"(?:trích yếu|tóm tắt|về việc|trích dẫn)(?: nội dung)?|nội dung(?: trích yếu)?")),
    ("signer", re.compile(r"(?:người|cán bộ) (?:ký|kí)(?: duyệt| ban hành| văn bản)?")),
    ("post", re.compile(r"chức (?:vụ|danh)(?: người (?:ký|kí))?")),
    ("body", re.compile(r"(?:cơ quan|đơn vị|nơi) (?:ban hành|phát hành)(?:/ ?người (?:ký|kí))?")),
    ("kind", re.compile(r"(?:loại|thể loại|hình thức) ?(?:văn bản|tài liệu)?")),
    ("field", re.compile(r"lĩnh vực(?: văn bản| ban hành)?")),
    ("issued", re.compile(r"ngày (?:ban hành|ký|kí|phát hành|văn bản)|thời gian ban hành")),
    (
        "effective",
        re.compile(r"(?:ngày|thời gian)(?: bắt đầu| có| hết)? ?hiệu lực|(?:hết )?hiệu lực|tình trạng(?: hiệu lực)?"),
    ),
    (
        "file",
        re.compile(
            r"(?:tệp|tập|file|tài liệu|văn bản|tệp tin|tập tin|nội dung) ?(?:tin )?(?:đính kèm|kèm theo|tải về)|"
            r"tải về|download"
        ),
    ),
)  # fmt: skip
_ENOUGH = 3  # different facts from which a page is one document's
_LONGEST_LABEL = 40  # characters


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
            cells = row.split(" | ") if line.kind == "table" else re.split(r"\s?:\s+", row, maxsplit=1)
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


def signers(values: dict[str, str]) -> list[Official]:
    """Return the signer of a document with the post and the body that are printed beside the name."""
    name = values.get("signer")
    if name is None or not re.fullmatch(r"[^\W\d_][^\d:;]{3,60}", name):
        return []
    post = values.get("post")
    titles = [Title(post, "position", values.get("body"))] if post else []
    return [Official(name, titles=titles)]


def abstract_of(values: dict[str, str], fallbacks: Sequence[str | None]) -> str | None:
    """Return what a document is called: its name, the page's headline, or its abstract."""
    if "name" in values:
        return values["name"]
    return next((text for text in fallbacks if text), None) or values.get("abstract")
