"""The reading of a plain-text dump of a page, as ``congtin extract --text`` gets it: no mark-up, only lines.

What mark-up says on a page, place and words must say here. Lines are made whole (:mod:`.wrapping`), the page's
furniture is cut off (:mod:`.furniture`), the head (:mod:`.head`) gives title and stamps, the end writer and source, and
what remains are paragraphs and captions (:mod:`.captions`). Nothing of it knows a portal.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scraper.extract.document import Reading
from scraper.extract.dump.captions import find_captions, is_scene
from scraper.extract.dump.credits import Credits, is_labelled_credit, take_credits
from scraper.extract.dump.furniture import (
    article_end,
    is_furniture,
    is_leader_box,
    is_prose,
    recipients,
)
from scraper.extract.dump.galleries import is_gallery_heading, split_captions
from scraper.extract.dump.head import body_start, read_head
from scraper.extract.dump.signatures import sign_block
from scraper.extract.dump.wrapping import dump_lines
from scraper.extract.stamps import choose_stamps, find_stamps, parse_stamp
from scraper.extract.stats import find_stats
from scraper.extract.wording import (
    ends_sentence,
    key,
    opens_with_time,
)
from scraper.items import Caption, Problem
from scraper.patterns import regex
from scraper.vietnamese import fold_tone

if TYPE_CHECKING:
    from datetime import datetime

__all__ = ["read_dump"]

MAX_BELOW = 6  # lines of page furniture behind the text among which a labelled writer is looked for
MAX_LEAD = 1_500
MIN_WORDS = 4  # of a line without a full stop behind the text that may still be a paragraph
_MARKUP = regex(r"<(?:!doctype|html|head|body|div|table|script)\b", re.IGNORECASE)


def read_dump(text: str, captured_at: datetime | None = None) -> Reading:
    """Return what a dump says.

    Args:
        text: the dump, NFC.
        captured_at: when the page was fetched; a later stamp is none, one of that day may be the page's clock.
    """
    lines = [line.text for line in dump_lines(text)]
    end = article_end(lines)
    body, rest = lines[:end], lines[end:]
    start = body_start(body)
    head = read_head(body[:start], captured_at)
    signed = max(start, sign_block(body))
    block, body = body[signed:], body[:signed]
    below, body = take_credits(body[start:])
    paragraphs, captions, furniture = _read_body(head.left + body, head.title)
    paragraphs += ["\n".join(block)] if block else []
    reading = Reading("article" if paragraphs or captions else "other", head.title, section=head.section)
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
    if not reading.paragraphs and not reading.captions:
        return [Problem("text", "The dump holds no running text.")]
    return []


def _read_body(lines: list[str], title: str | None) -> tuple[list[str], list[str], list[str]]:
    """Sort the lines of the body into paragraphs, captions and page furniture, each in reading order."""
    own = key(title or "")
    kept: list[str] = []
    furniture: list[str] = []
    addressed = recipients(lines)
    for index, line in enumerate(lines):
        outside = index in addressed or parse_stamp(line) or (own and key(line) == own)
        (furniture if outside else kept).append(line)
    found = find_captions(kept, title or "")
    last = max((index for index, line in enumerate(kept) if is_prose(line)), default=len(kept))
    last_caption = max(found, default=-1)
    article = fold_tone("\n".join(kept[: last + 1]))
    paragraphs: list[str] = []
    captions: list[str] = []
    for index, line in enumerate(kept):
        if (
            is_furniture(line)
            or (index > last and is_leader_box(line, article))
            or (index < last_caption and _announces_pictures(line))
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
