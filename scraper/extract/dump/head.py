"""The head of a dump: menus and site names, the title, stamps and writers, and what stands between title and text."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from scraper.extract.dump.captions import has_photo_credit, is_scene
from scraper.extract.dump.credits import is_labelled_credit
from scraper.extract.dump.furniture import PROSE, breadcrumb, is_furniture, is_prose, is_site_name, without_null
from scraper.extract.dump.galleries import announces_gallery, is_photo_report
from scraper.extract.stamps import parse_stamp
from scraper.extract.wording import (
    ends_sentence,
    is_info_line,
    is_name_line,
    key,
    names_the_event_only_as_such,
    opens_with_time,
)
from scraper.patterns import regex
from scraper.vietnamese import fold_tone

if TYPE_CHECKING:
    from datetime import datetime

MAX_TITLE = 320  # characters
MIN_TITLE = 12
MAX_HEAD = 60  # lines above the text among which the title is looked for
MIN_CAPITALS = 2  # words of a shorter title in capitals ("TIN BUỒN")
MIN_SENTENCE = 40
# A headline that names a paper of the event: "Thông báo kết luận của Chủ tịch UBND huyện tại buổi tiếp công dân".
_PAPER = regex(
    r"(?:thông báo|biên bản|báo cáo|nghị quyết|kết luận|bài phát biểu|diễn văn|kế hoạch|chương trình|lịch)\b"
)


@dataclass(slots=True)
class Head:
    """What stands above the running text."""

    title: str | None = None
    section: str | None = None
    left: list[str] = field(default_factory=list)  # lines between title and text: captions, paragraphs
    stamps: list[str] = field(default_factory=list)
    credit_lines: list[str] = field(default_factory=list)
    dropped: list[str] = field(default_factory=list)


def body_start(lines: list[str]) -> int:
    """Return the index of the first line of running text (the number of lines where there is none)."""
    for index, line in enumerate(lines):
        if is_furniture(line) or parse_stamp(line):
            continue
        if (is_prose(line) or opens_with_time(line)) and ends_sentence(line):
            stamp_follows = index + 1 < len(lines) and parse_stamp(lines[index + 1]) is not None
            if not (stamp_follows and len(line) <= MAX_TITLE and not opens_with_time(line)):
                return index
        elif (len(line) >= PROSE or announces_gallery(line)) and line.endswith(":") and opens_with_time(line):
            return index  # a photo report's only sentence
    for index, line in enumerate(lines):  # a text without full stops: the first long line
        if len(line) >= 160 and not is_furniture(line):
            return index if index or len(lines) == 1 else 1
    sentences = (
        index for index, line in enumerate(lines) if index and len(line) >= MIN_SENTENCE and ends_sentence(line)
    )
    return next((index for index in sentences if not is_furniture(lines[index])), len(lines))  # a list, a table


def read_head(lines: list[str], captured_at: datetime | None) -> Head:
    """Sort the lines above the running text.

    Args:
        lines: the lines before :func:`body_start`.
        captured_at: when the page was fetched; a later stamp is none.
    """
    head = Head()
    titles: list[tuple[int, str]] = []
    others: list[tuple[int, str]] = []  # sentences and openings of lists
    names: list[tuple[int, str]] = []
    stamps_at: list[int] = []
    for index, raw in enumerate(lines):
        line = without_null(raw)
        if parse_stamp(line, not_after=captured_at):
            head.stamps.append(line)
            stamps_at.append(index)
        elif (steps := breadcrumb(line)) is not None:
            head.section = head.section or steps[0]
            head.dropped.append(line)
        elif is_furniture(line) or is_site_name(line):
            head.dropped.append(line)
        elif is_labelled_credit(line):
            head.credit_lines.append(line)
        elif is_info_line(line):
            head.dropped.append(line)
        elif is_name_line(line):
            names.append((index, line))
        elif _may_be_title(line):
            titles.append((index, line))
        elif ends_sentence(line) or line.endswith((":", ";")):  # no entry of a menu ends so
            others.append((index, line))
        else:
            head.dropped.append(line)
    title_at = _title(titles, stamps_at)
    head.title = dict(titles).get(title_at) if title_at is not None else None
    _sort_rest(head, (titles, others, names), title_at)
    return head


def _sort_rest(head: Head, rest: tuple[list[tuple[int, str]], ...], title_at: int | None) -> None:
    """Keep what stands between title and text; above the title are menus, but for a captioned picture."""
    titles, others, names = rest
    for index, line in sorted(titles + others):
        if title_at is None or index > title_at:
            head.left.append(line)
        elif index < title_at:
            (head.left if has_photo_credit(line) else head.dropped).append(line)
    for index, line in names:
        (head.credit_lines if title_at is None or index > title_at else head.dropped).append(line)


def _may_be_title(line: str) -> bool:
    if line.endswith((":", ";", ",")) or len(line) > MAX_TITLE:
        return False
    return len(line) >= MIN_TITLE or (line.isupper() and len(line.split()) >= MIN_CAPITALS)


def _title(candidates: list[tuple[int, str]], stamps_at: list[int]) -> int | None:
    """Return the index of the title among the lines above the text.

    A line that stands twice is the title; so is the one right above the stamp, then right below it; else the first
    that does not read as a caption.
    """
    candidates = [
        (index, line)
        for index, line in candidates
        if is_photo_report(line) or not (has_photo_credit(line) or is_scene(line))
    ]
    candidates = candidates[:MAX_HEAD]
    keys = [key(line) for _, line in candidates]
    for (index, _), own in zip(candidates, keys, strict=True):
        if keys.count(own) > 1:
            return index
    for at in stamps_at:
        above = [index for index, _ in candidates if index < at]
        if above:
            return above[-1]
    below = [index for index, _ in candidates if stamps_at and index > stamps_at[-1]]
    if below:
        return below[0]
    plain = [index for index, line in candidates if not _reads_as_caption(line)]
    return plain[0] if plain else None


def _reads_as_caption(line: str) -> bool:
    """Tell whether a line shows somebody at the event ("Đồng chí N phát biểu tại Hội nghị"), as no headline does."""
    return names_the_event_only_as_such(line) and not _PAPER.match(fold_tone(line))
