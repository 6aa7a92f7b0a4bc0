"""The reading of a plain-text dump of a page, as ``congtin extract --text`` gets it: no mark-up, only lines.

What mark-up says on a page, place and words must say here. Lines are made whole (:mod:`.wrapping`), the page's
furniture is cut off (:mod:`.furniture`), the head gives title and stamps, the end writer and source, and what remains
are paragraphs and captions (:mod:`.captions`). Nothing of it knows a portal.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from scraper.extract.document import Reading
from scraper.extract.dump.captions import (
    find_captions,
    has_photo_credit,
    is_scene,
)
from scraper.extract.dump.credits import Credits, is_labelled_credit, take_credits
from scraper.extract.dump.furniture import (
    article_end,
    breadcrumb,
    is_furniture,
    is_leader_box,
    is_prose,
    is_site_name,
    without_null,
)
from scraper.extract.dump.galleries import is_gallery_heading, is_photo_report, split_captions
from scraper.extract.dump.signatures import sign_block
from scraper.extract.dump.wrapping import dump_lines
from scraper.extract.stamps import choose_stamps, find_stamps, parse_stamp
from scraper.extract.stats import find_stats
from scraper.extract.wording import (
    ends_sentence,
    is_info_line,
    is_name_line,
    key,
    names_the_event_only_as_such,
    opens_with_time,
)
from scraper.items import Caption, Problem
from scraper.vietnamese import fold_tone

if TYPE_CHECKING:
    from datetime import datetime

__all__ = ["read_dump"]

MAX_TITLE = 320  # characters
MIN_TITLE = 12
MIN_SENTENCE = 40
MAX_BELOW = 6  # lines of page furniture behind the text among which a labelled writer is looked for
MAX_HEAD = 60  # lines above the text among which the title is looked for
MIN_CAPITALS = 2  # words of a shorter title in capitals ("TIN BUỒN")
MAX_LEAD = 1_500
MIN_WORDS = 4  # of a line without a full stop behind the text that may still be a paragraph
# A headline that names a paper of the event: "Thông báo kết luận của Chủ tịch UBND huyện tại buổi tiếp công dân".
_PAPER = re.compile(
    r"(?:thông báo|biên bản|báo cáo|nghị quyết|kết luận|bài phát biểu|diễn văn|kế hoạch|chương trình|lịch)\b"
)
_MARKUP = re.compile(r"<(?:!doctype|html|head|body|div|table|script)\b", re.IGNORECASE)


@dataclass(slots=True)
class _Head:
    """What stands above the running text."""

    title: str | None = None
    section: str | None = None
    left: list[str] = field(default_factory=list)  # lines between title and text: captions, paragraphs
    stamps: list[str] = field(default_factory=list)
    credit_lines: list[str] = field(default_factory=list)
    dropped: list[str] = field(default_factory=list)


def read_dump(text: str, captured_at: datetime | None = None) -> Reading:
    """Return what a dump says.

    Args:
        text: the dump, NFC.
        captured_at: when the page was fetched; a later stamp is none, one of that day may be the page's clock.
    """
    lines = [line.text for line in dump_lines(text)]
    end = article_end(lines)
    body, rest = lines[:end], lines[end:]
    start = _body_start(body)
    head = _read_head(body[:start], captured_at)
    signed = max(start, sign_block(body))
    block, body = body[signed:], body[:signed]
    below, body = take_credits(body[start:])
    paragraphs, captions, furniture = _read_body(head.left + body, head.title)
    paragraphs += ["\n".join(block)] if block else []
    reading = Reading("article" if paragraphs else "other", head.title, section=head.section)
    reading.lead, reading.paragraphs = _lead(paragraphs)
    reading.captions = [Caption(None, caption) for caption in captions]
    _set_stamps(reading, head.stamps or _stamp_lines(rest + furniture, captured_at), captured_at)
    above = head.credit_lines + [line for line in rest[:MAX_BELOW] if is_labelled_credit(line)]
    _set_credits(reading, take_credits(above)[0], below)
    outside = head.stamps + head.dropped + furniture + rest
    reading.stats = find_stats(outside)
    reading.furniture = "\n".join(outside)
    reading.problems = _problems(text, reading)
    return reading


def _problems(text: str, reading: Reading) -> list[Problem]:
    if _MARKUP.search(text[:20_000]):
        return [Problem("page", "The dump holds mark-up: it is an HTML page, to be read without --text.")]
    if not reading.paragraphs:
        return [Problem("text", "The dump holds no running text.")]
    return []


def _body_start(lines: list[str]) -> int:
    """Return the index of the first line of running text (the number of lines where there is none)."""
    for index, line in enumerate(lines):
        if is_furniture(line) or parse_stamp(line):
            continue
        if (is_prose(line) or opens_with_time(line)) and ends_sentence(line):
            stamp_follows = index + 1 < len(lines) and parse_stamp(lines[index + 1]) is not None
            if not (stamp_follows and len(line) <= MAX_TITLE and not opens_with_time(line)):
                return index
    for index, line in enumerate(lines):  # a text without full stops: the first long line
        if len(line) >= 160 and not is_furniture(line):
            return index if index or len(lines) == 1 else 1
    sentences = (
        index for index, line in enumerate(lines) if index and len(line) >= MIN_SENTENCE and ends_sentence(line)
    )
    return next((index for index in sentences if not is_furniture(lines[index])), len(lines))  # a list, a table


def _read_head(lines: list[str], captured_at: datetime | None) -> _Head:
    head = _Head()
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
        elif ends_sentence(line) or line.endswith(":"):
            others.append((index, line))
        else:
            head.dropped.append(line)
    title_at = _title(titles, stamps_at)
    head.title = dict(titles).get(title_at) if title_at is not None else None
    _sort_rest(head, (titles, others, names), title_at)
    return head


def _sort_rest(head: _Head, rest: tuple[list[tuple[int, str]], ...], title_at: int | None) -> None:
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


def _read_body(lines: list[str], title: str | None) -> tuple[list[str], list[str], list[str]]:
    """Sort the lines of the body into paragraphs, captions and page furniture, each in reading order."""
    own = key(title or "")
    kept: list[str] = []
    furniture: list[str] = []
    for line in lines:
        (furniture if parse_stamp(line) or (own and key(line) == own) else kept).append(line)
    found = find_captions(kept, title or "")
    last = max((index for index, line in enumerate(kept) if is_prose(line)), default=len(kept))
    article = fold_tone("\n".join(kept[: last + 1]))
    paragraphs: list[str] = []
    captions: list[str] = []
    for index, line in enumerate(kept):
        if (
            is_furniture(line)
            or (index > last and is_leader_box(line, article))
            or (_announces_pictures(line) and any(later > index for later in found))
        ):
            furniture.append(line)
        elif index in found:
            captions += split_captions(line)
        elif index > last and not ends_sentence(line) and len(line.split()) < MIN_WORDS:
            furniture.append(line)  # behind the text, a word or two are no paragraph
        else:
            paragraphs.append(line)
    return paragraphs, captions, furniture


def _announces_pictures(line: str) -> bool:
    return line.endswith(":") and (is_scene(line) or is_gallery_heading(line))


def _lead(paragraphs: list[str]) -> tuple[str | None, list[str]]:
    """Part the lead from the text: the first paragraph where it tells the news and more than one paragraph follows."""
    if len(paragraphs) < 3 or len(paragraphs[0]) > MAX_LEAD or not opens_with_time(paragraphs[0]):
        return None, paragraphs
    return paragraphs[0], paragraphs[1:]


def _stamp_lines(lines: list[str], captured_at: datetime | None) -> list[str]:
    return [line for line in lines if parse_stamp(line, not_after=captured_at)]


def _set_stamps(reading: Reading, lines: list[str], captured_at: datetime | None) -> None:
    published, updated = choose_stamps(find_stamps("\n".join(lines), not_after=captured_at))
    if published is not None:
        reading.published, reading.published_text = published.value, published.text
    if updated is not None:
        reading.updated = updated.value


def _set_credits(reading: Reading, above: Credits, below: Credits) -> None:
    reading.author = below.author or above.author
    reading.source = below.source or above.source
