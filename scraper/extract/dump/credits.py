"""Who wrote an article and where it was taken from: its last lines ("Nguồn tin: ...", "Tin, ảnh: ...", a name)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from scraper.extract.wording import is_writer_line
from scraper.vietnamese import fold_tone

_MAX_LINE = 120  # characters; a longer line is text
_LOOKED_AT = 4  # lines from the end
_AUTHOR = re.compile(
    r"[(\[]?\s?(?:(?:tin|bài|ảnh|bài viết|tin bài|tác giả|người (?:viết|đăng|đưa tin)|biên tập|bt|bbt"
    r"|thực hiện|ctv|pv|phóng viên|cộng tác viên|viết|by)"
    r"(?:\s?(?:,|và|-|–|/|&|\+)?\s?(?:tin|bài|ảnh|viết|hình|video)){0,5})\s?:\s?"
)
_SOURCE = re.compile(
    r"[(\[]?\s?(?:nguồn(?: tin)?(?: bài)?\s?:\s?|theo\s?:\s?"
    r"|theo\s(?=https?://|báo |cổng |trang |ttxvn|www\.|dangcongsan|vov|vtv))"
)
_NOTE = re.compile(
    r"\s?\((?:thực hiện|tổng hợp|ghi|biên soạn|sưu tầm|st|th|lược ghi|theo\s(?P<from>[^()]{2,60}))\)\s?\.?$"
)
_PHOTO = re.compile(r"[(\[]?\s?(?:ảnh|hình|nguồn ảnh)\s?:")
_END_MARK = re.compile(r"\./\.?\s*(?=\S)|(?<=[.!?])\s*(?=\((?:nguồn|tin|theo|ctv|tác giả)\s?:?)", re.IGNORECASE)


@dataclass(slots=True)
class Credits:
    """The writer and the source as printed, without their labels."""

    author: str | None = None
    source: str | None = None


def take_credits(lines: list[str]) -> tuple[Credits, list[str]]:
    """Take writer and source off the end of an article; return them and the lines that remain.

    A credit that is glued to the last sentence ("... được giao./. Thu Hà") is cut off it.
    """
    found = Credits()
    remaining = list(lines)
    if remaining:
        remaining[-1:] = _parted(remaining[-1])
    for _ in range(_LOOKED_AT):
        if not remaining or not _take(remaining[-1], found):
            break
        remaining.pop()
    return found, remaining


def _parted(line: str) -> list[str]:
    """Part a line into the text and the credit glued to its end, where there is one."""
    cuts = [match.end() for match in _END_MARK.finditer(line)]
    if cuts and _take(line[cuts[-1] :], Credits()):
        return [line[: cuts[-1]].strip(), line[cuts[-1] :].strip()]
    return [line]


def _take(line: str, found: Credits) -> bool:
    """Read one line as a credit into ``found``; tell whether it is one."""
    text = line.strip()
    if len(text) > _MAX_LINE:
        return False
    folded = fold_tone(text)
    if _PHOTO.match(folded):  # it belongs to the picture above
        return False
    for name, pattern in (("source", _SOURCE), ("author", _AUTHOR)):
        if label := pattern.match(folded):
            value = (
                _unbracketed(text[label.end() :])
                if label.group()[0] not in "(["
                else text[label.end() :].strip(" .;)]")
            )
            if value and len(value) < 90:
                setattr(found, name, value)
            return True
    if note := _NOTE.search(folded):  # "Thạch Thảo (thực hiện)", "Thu Hà (theo Báo Nhân Dân)"
        if note["from"]:
            found.source = text[note.start("from") : note.end("from")].strip()
        text = text[: note.start()].strip()
    if is_writer_line(text):
        name = _unbracketed(text)
        found.author = f"{name} {found.author}" if _is_office(found.author) else found.author or name
        return True
    return False


def _unbracketed(text: str) -> str:
    stripped = text.strip(" .;")
    return stripped[1:-1].strip() if stripped[:1] + stripped[-1:] in ("()", "[]") else stripped


def _is_office(author: str | None) -> bool:
    """Tell whether what was read from the last line is only an abbreviation of an office ("TH", "PVHTT")."""
    return author is not None and author.isupper() and " " not in author
