"""Who wrote an article and where it was taken from: its last lines ("Nguồn tin: ...", "Tin, ảnh: ...", a name)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from scraper.extract.dump.offices import is_office
from scraper.extract.dump.signatures import is_behalf, is_signature
from scraper.extract.wording import ends_sentence
from scraper.patterns import regex
from scraper.vietnamese import fold_tone

_MAX_LINE = 120  # characters; a longer line is text
_LONGEST_END = 200  # characters at the end of a line in which a credit glued to it stands, with the mark before it
_LOOKED_AT = 7  # lines from the end: credits and the captions behind them
_CAPTION = 220  # characters of a caption at most
_AUTHOR = regex(
    r"[(\[]?\s?(?:(?:tin|bài|ảnh|bài viết|tin bài|tác giả|người (?:viết|đăng|gửi|đưa tin)|đăng bởi|nội dung"
    r"|tổng hợp|biên tập|bt|bbt"
    r"|thực hiện|ctv|pv|phóng viên|cộng tác viên|viết|by)"
    r"(?:\s?(?:,|và|-|–|/|&|\+)?\s?(?:tin|bài|ảnh|viết|hình|video)){0,5})\s?:\s?|(?:viết|đăng|gửi) bởi\s"
)
# Accounts of a CMS, which no one wrote under.
_ACCOUNT = regex(r"(?:super user|(?:super )?admin\S{0,12}|quản trị(?: viên| hệ thống)?|user\S{0,6}|root|editor)$")
_SOURCE = regex(
    r"[(\[]?\s?(?:nguồn(?: tin)?(?: bài)?\s?:\s?|theo\s?:\s?"
    r"|nguồn\s(?=cổng |báo |trang |đài |website|internet|ubnd )|theo\s(?=\S{2,30}(?:\s[^,.;:]{1,30})?\)?\.?$"
    r"|https?://))"
)
_NOTE = regex(
    r"\((?=[bglst])(?:thực hiện|tổng hợp|ghi|biên soạn|sưu tầm|st|th|lược ghi|t/h|theo\s(?P<from>[^()]{2,60}))\)\s?\.?$"
)
_PHOTO = regex(r"[(\[]?\s?(?:ảnh|hình|nguồn ảnh)\s?:")
_END_MARK = regex(r"\./\.?\s*(?=\S)|(?<=[.!?])\s*(?=\((?:nguồn|tin|theo|ctv|tác giả)\s?:?)", re.IGNORECASE)


@dataclass(slots=True)
class Credits:
    """The writer and the source as printed, without their labels."""

    author: str | None = None
    source: str | None = None


def take_credits(lines: list[str]) -> tuple[Credits, list[str]]:
    """Take writer and source off the end of an article; return them and the lines that remain.

    A credit that is glued to the last sentence ("... được giao./. Thu Hà") is cut off it. Captions may follow the
    credits: they are short and do not end as sentences.
    """
    found = Credits()
    remaining = list(lines)
    if remaining:
        remaining[-1:] = _parted(remaining[-1])
    index = len(remaining) - 1
    for _ in range(_LOOKED_AT):
        if index < 0:
            break
        if index and is_office(remaining[index]) and is_office(remaining[index - 1]):  # a table of bodies
            break
        if _take(remaining[index], found):
            del remaining[index]
        elif len(remaining[index]) > _CAPTION or ends_sentence(remaining[index]):
            break
        index -= 1
    return found, remaining


def _parted(line: str) -> list[str]:
    """Part a line into the text and the credit glued to its end, where there is one."""
    before = max(0, len(line) - _LONGEST_END)
    cuts = [before + match.end() for match in _END_MARK.finditer(line[-_LONGEST_END:])]
    if cuts and _take(line[cuts[-1] :], Credits()):
        return [line[: cuts[-1]].strip(), line[cuts[-1] :].strip()]
    return [line]


def _take(line: str, found: Credits) -> bool:
    """Read one line as a credit into ``found``; tell whether it is one."""
    text = line.strip()
    if len(text) > _MAX_LINE:
        return False
    folded = fold_tone(text)
    if photo := _PHOTO.match(folded):
        if photo.group().startswith(("(", "[")):  # it belongs to the picture above
            return False
        found.author = found.author or _unbracketed(text[photo.end() :]) or None
        return True
    for name, pattern in (("source", _SOURCE), ("author", _AUTHOR)):
        if label := pattern.match(folded):
            value = (
                _unbracketed(text[label.end() :])
                if label.group()[0] not in "(["
                else text[label.end() :].strip(" .;)]")
            )
            if value.endswith(("!", "?")):  # a speaker's words ("PV: Xin cảm ơn bà!")
                return False
            if value and len(value) < 90 and not _ACCOUNT.match(fold_tone(value)):
                setattr(found, name, value)
            return True
    if note := _NOTE.search(folded):  # "Thạch Thảo (thực hiện)", "Thu Hà (theo Báo Nhân Dân)"
        if note["from"]:
            found.source = text[note.start("from") : note.end("from")].strip()
        text = text[: note.start()].strip()
    if is_signature(text) or is_behalf(text):
        name = _unbracketed(text)
        found.author = f"{name} {found.author}" if _is_office(found.author) else found.author or name
        return True
    return False


def is_labelled_credit(line: str) -> bool:
    """Tell whether a line says by a label that a writer or a source follows ("Tác giả: ...", "CTV Hồng Hà")."""
    folded = fold_tone(line.strip())
    if len(folded) > _MAX_LINE or _PHOTO.match(folded):
        return False
    return any(pattern.match(folded) for pattern in (_SOURCE, _AUTHOR))


def _unbracketed(text: str) -> str:
    stripped = text.strip(" .;/")
    return stripped[1:-1].strip() if stripped[:1] + stripped[-1:] in ("()", "[]") else stripped


def _is_office(author: str | None) -> bool:
    """Tell whether what was read from the last line is only an abbreviation of an office ("TH", "PVHTT")."""
    return author is not None and author.isupper() and " " not in author
