"""What in a foreign web archive is a page of a portal, and what is not: pictures, styles, robots.txt, other kinds."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from scraper.page_addresses import is_no_page
from scraper.page_answers import NO_PAGES
from scraper.warc import ANSWERS

if TYPE_CHECKING:
    from datetime import datetime

    from scraper.store import Answer
    from scraper.warc import Record

_OTHER_KINDS = {
    "warcinfo": "the file's own description",
    "request": "the request of a page",
    "metadata": "what the tool noted of a page",
    "conversion": "a page in another form, made by the tool",
    "continuation": "the rest of a record that was cut in pieces",
}


def why_no_answer(record: Record) -> str | None:
    """Return why a record is none of a page by what its header says, ``None`` where it may be one."""
    if record.type not in ANSWERS:
        return _OTHER_KINDS.get(record.type, f"a record of the kind {record.type}")
    parts = urlsplit(record.url)
    if parts.scheme.lower() not in {"http", "https"}:
        return f"no address of the web ({parts.scheme}:)"
    if parts.path.lower() == "/robots.txt":
        return "robots.txt"
    return None


def why_no_page(record: Record, answer: Answer) -> str | None:
    """Return why an answer is none of a page that a crawl would have asked for, ``None`` where it may be one."""
    content_type = (answer.header("Content-Type") or "").lower()
    if answer.status == 200 and content_type.startswith(NO_PAGES):
        return f"no page: {content_type.split(';')[0].strip()}"
    if is_no_page(record.url):
        return "the address of a file, of a form, or of another view of a page"
    if answer.status is not None and answer.status < 200:
        return "no answer yet (status 1xx)"
    return None


def is_outside(captured_at: datetime, first: datetime | None, last: datetime | None) -> bool:
    """Tell whether a moment lies outside the time that is wanted."""
    return (first is not None and captured_at < first) or (last is not None and captured_at >= last)
