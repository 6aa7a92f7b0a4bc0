"""Feeds (RSS, Atom, RDF): the addresses of the latest articles, and when each was last changed.

A feed is read for its addresses alone; what an article says is read off its page. Entities are never expanded: a feed
that declares any is not read.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from typing import TYPE_CHECKING, Any

from scraper.canonical import absolute_url
from scraper.machine_lists import ListedAddress, MachineListError
from scraper.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Mapping

MAX_FEED_BYTES = 4 * 1024 * 1024  # the largest feeds of portals, with whole articles in them, have half a megabyte
MAX_TAGS = 20_000  # outside of CDATA; feedparser takes a tenth of a millisecond a tag
_CDATA = regex(rb"<!\[CDATA\[.*?(?:\]\]>|\Z)", re.DOTALL)
_ENTITIES = regex(rb"<!ENTITY\b", re.IGNORECASE)
_PLAIN_REFERENCE = regex(r"https?://\S{1,2000}")


@dataclass(slots=True)
class Feed:
    """What a feed lists, in its order; ``broken`` says what is wrong with one of which only a part could be read."""

    entries: list[ListedAddress]
    broken: str | None = None


def read_feed(body: bytes, url: str, content_type: str | None = None) -> Feed:
    """Return what a feed lists; an empty feed lists nothing.

    Args:
        body: the feed, its content encoding undone.
        url: its address, what relative addresses are relative to.
        content_type: the answer's ``Content-Type``, which may name the encoding.

    Raises:
        MachineListError: the bytes are no feed; says why in words.
    """
    import feedparser  # here, for a portal without feeds needs none of it

    if len(body) > MAX_FEED_BYTES:
        raise MachineListError(f"the feed is larger than {MAX_FEED_BYTES // 1024**2} MiB")
    if _ENTITIES.search(body):
        raise MachineListError("the feed declares entities, which no feed needs and which are a way to attack readers")
    body, whole = _beginning(body)
    headers = {"content-type": content_type or "application/xml", "content-location": url}
    parsed = feedparser.parse(body, response_headers=headers, sanitize_html=False, resolve_relative_uris=False)
    broken = str(parsed.get("bozo_exception", "")) if parsed.get("bozo") else None
    entries = [found for entry in parsed.entries if (found := _entry(entry, url)) is not None]
    if not entries and not parsed.get("version"):
        raise MachineListError(f"the feed is no XML of a feed ({broken or 'no RSS, no Atom'})")
    if not whole:
        return Feed(entries, f"it has more than {MAX_TAGS} tags; only what stands before was read")
    return Feed(entries, f"broken XML, {broken}" if broken and not _is_about_encoding(parsed) else None)


def _beginning(body: bytes) -> tuple[bytes, bool]:
    """Return as much of a feed as is read, and whether that is all of it."""
    plain = _CDATA.sub(lambda found: b" " * len(found[0]), body)
    if plain.count(b"<") <= MAX_TAGS:
        return body, True
    return body[: next(islice(re.finditer(b"<", plain), MAX_TAGS, None)).start()], False


def _is_about_encoding(parsed: Mapping[str, Any]) -> bool:
    """Tell whether all that is wrong is that header and feed name different encodings: the text was read all the same.

    Portals send feeds as ``text/plain`` or ``text/html`` as well.
    """
    import feedparser

    harmless = (feedparser.exceptions.CharacterEncodingOverride, feedparser.exceptions.NonXMLContentType)
    return isinstance(parsed.get("bozo_exception"), harmless)


def _entry(entry: Mapping[str, Any], url: str) -> ListedAddress | None:
    reference = entry.get("link")
    if not reference and _PLAIN_REFERENCE.fullmatch(str(entry.get("id", ""))):
        reference = entry["id"]  # RSS 2.0: a guid is a permalink unless it says that it is none
    address = absolute_url(url, str(reference)) if reference else None
    if address is None:
        return None
    moment = entry["updated_parsed"] if "updated" in entry else entry.get("published_parsed")
    return ListedAddress(address, _moment(moment))


def _moment(parsed: Any) -> str | None:
    """Return a moment that feedparser read (a ``struct_time`` in UTC) as ISO 8601, ``None`` for none."""
    try:
        return datetime.fromtimestamp(calendar.timegm(parsed), UTC).isoformat() if parsed else None
    except (TypeError, ValueError, OverflowError, OSError):
        return None
