"""From a plain-text dump to its lines: paragraphs that were broken at a margin are one line again.

Dumps come from browsers ("save as text"), from mail and from word processors. Most print a paragraph on one line; some
break lines at a margin, in the middle of names and titles ("Nguyễn⏎Xuân Trung"). A break is undone only where the words
say that the sentence goes on, or where the text is known to be broken at a margin and the line reaches it.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from scraper.extract.stamps import parse_stamp
from scraper.extract.wording import (
    ends_sentence,
    is_file_name,
    is_junk,
    is_show_opener,
    opens_with_person,
    opens_with_time,
)
from scraper.patterns import regex
from scraper.vietnamese import collapse, fold_tone

MAX_MARGIN = 140  # characters; no text is broken at a wider margin
_LOOKS_BACK = 200  # characters at the end of a line that tell whether it goes on; page junk and file names are shorter
_ENOUGH_BREAKS = 2  # lines that go on in lower case from which a text counts as broken at a margin
_REACHES = 0.72  # share of the margin that a broken line fills at least
_EXCEEDS = 1.25  # the margin is known from some of the broken lines only; others may be a word longer
_OPEN_END = regex(
    r"(?:[,(–-]|\b(?:và|của|các|những|là|ở|tại|cho|với|về|để|do|theo|cùng|từ|trong|trên|có|được|đã|đang|sẽ"
    r"|ngày|tháng|năm|số|phó|đồng chí"
    r"|ông|bà|xã|phường|thị trấn|huyện|thị xã|tỉnh|quận|thành phố|ban|ủy ban|hội|đoàn|đại biểu|chủ|bí|phòng|thường)"
    r"|\b[^\W\d_]['’ʼ])$"  # "chị Ksor H’⏎Lễ"
)
_PHOTO = regex(r"\b(?:ảnh|nguồn|clip|video)\b")
_NEW_ITEM = regex(r"[-–+*•●▪]\s|[0-9]{1,2}[.)]\s|[ivx]{1,4}[.)]\s|[a-zđ][.)]\s")
_BOUNDARY = regex(r"\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")


@dataclass(frozen=True, slots=True)
class DumpLine:
    """A line of a dump, white space collapsed; ``gap`` is true where a blank line stands before it."""

    text: str
    gap: bool = False


def dump_lines(text: str) -> list[DumpLine]:
    """Return the lines of NFC ``text`` that are not blank, with the breaks of soft wraps undone."""
    lines, gap = [], False
    for raw in _BOUNDARY.split(text):
        line = collapse(raw)
        if line:
            lines.append(DumpLine(line, gap))
        gap = not line
    return _unwrapped(lines)


def _unwrapped(lines: list[DumpLine]) -> list[DumpLine]:
    # Where sentences begin with a small letter, one at the start of a line says nothing.
    capitals = not any(_starts_low(after.text) and ends_sentence(before.text) for before, after in pairwise(lines))
    margin = _margin(lines) if capitals else _Margin(0, exact=False)
    joined: list[list[str]] = []  # the printed lines of each
    gaps: list[bool] = []
    end = ""  # of the last one; joining all of it at every line would be quadratic
    for line in lines:
        if joined and not line.gap and _goes_on(end, joined[-1], line.text, margin, capitals):
            joined[-1].append(line.text)
            end = f"{end} {line.text}"[-_LOOKS_BACK:]
        else:
            joined.append([line.text])
            gaps.append(line.gap)
            end = line.text
    return [DumpLine(" ".join(printed), gap) for printed, gap in zip(joined, gaps, strict=True)]


@dataclass(frozen=True, slots=True)
class _Margin:
    """Where a text is broken: at how many characters (0: nowhere), and whether only where the next word did not fit."""

    width: int
    exact: bool
    broken: bool = False  # one line surely goes on, at whatever margin


def _margin(lines: list[DumpLine]) -> _Margin:
    """Return the margin at which the text is broken, told from the lines that surely go on."""
    broken = [
        (before.text, after.text)
        for before, after in pairwise(lines)
        if len(before.text) <= MAX_MARGIN
        and not after.gap
        and _starts_low(after.text)
        and not ends_sentence(before.text)
        and not _stands_alone(after.text)
    ]
    if len(broken) < _ENOUGH_BREAKS:
        return _Margin(0, exact=False, broken=bool(broken))
    width = max(len(before) for before, _ in broken)
    return _Margin(width, exact=not any(_had_room(before, after, width) for before, after in broken), broken=True)


def _had_room(before: str, after: str, width: int) -> bool:
    """Tell whether the first word of a line would have fitted on the line before."""
    return len(before) + 1 + len(after.split(" ", 1)[0]) <= width


def _goes_on(before: str, printed: list[str], after: str, margin: _Margin, capitals: bool) -> bool:
    """Tell whether ``after`` continues the sentence that ``before`` leaves open.

    Args:
        before: the line so far; of one that was joined, its last ``_LOOKS_BACK`` characters.
        printed: the printed lines that it was joined from.
        after: the next printed line.
        margin: where the text is broken.
        capitals: whether a small letter at the start of a line says that no sentence begins there.
    """
    width = len(printed[-1])
    if ends_sentence(before) or before.endswith(":") or any(map(_stands_alone, (before, after))):
        return False
    if _NEW_ITEM.match(after.lower()) or (before.endswith(";") and width < _REACHES * margin.width):
        return False
    if _starts_low(after) and (capitals or margin.width):
        return width <= MAX_MARGIN or margin.width > 0 or before.endswith(",")
    if margin.broken and _under_way(before) and not _opens(after):
        return True
    if not margin.width or width > _EXCEEDS * margin.width:
        return False
    if _OPEN_END.search(fold_tone(before[-24:])):
        return True
    if len(printed) > 1:  # a paragraph under way goes on until its sentence ends, however ragged its lines
        return not is_show_opener(after)
    if _opens(after):
        return False
    if margin.exact and _had_room(before, after, margin.width):  # a line of its own: the next word had room on it
        return False
    return width >= _REACHES * margin.width


def _opens(text: str) -> bool:
    """Tell whether a line opens as a paragraph or a caption does."""
    return opens_with_time(text) or opens_with_person(text) or is_show_opener(text)


def _under_way(text: str) -> bool:
    """Tell whether a line without an end stands in a list or in a further sentence: no caption or heading does.

    "... cho gia đình. Cùng đi có ông Kim Tha Ri, Chủ tịch UBND xã; bà Dương⏎Thị Bích Thủy ..."
    """
    begun = max(text.rfind("; "), text.rfind(". "))
    return begun > 0 and not _PHOTO.search(fold_tone(text[begun:]))


def _stands_alone(text: str) -> bool:
    """Tell whether a line is no part of a sentence: page junk, a stamp, or what stands for a picture."""
    return (
        is_junk(text) or parse_stamp(text) is not None or (len(text) < 60 and is_file_name(text) and not text.isdigit())
    )


def _starts_low(text: str) -> bool:
    return text[0].islower() or text[0] in ",.;)”"
