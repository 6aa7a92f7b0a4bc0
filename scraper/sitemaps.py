"""Sitemaps (sitemaps.org): every address a portal wants to be found, and when each was last changed.

XML and plain text, gzipped or not, and indexes of sitemaps; the extensions for news, pictures and films stand in their
entries and are passed over. A sitemap may have 50,000 addresses, so it is read as a stream, as often as its addresses
are needed, and never held as a list. The reader is Scrapy's: lxml without entities, without network.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import TYPE_CHECKING

from lxml import etree
from scrapy.utils._compression import _DecompressionMaxSizeExceeded
from scrapy.utils.gz import gunzip
from scrapy.utils.sitemap import Sitemap as _SitemapXml

from scraper.canonical import absolute_url
from scraper.content_encoding import BodyError, BodyTooLargeError, decoded
from scraper.machine_lists import ListedAddress, MachineListError
from scraper.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_SITEMAP_BYTES = 50 * 1024 * 1024  # sitemaps.org: 50 MiB uncompressed
_GZIP = b"\x1f\x8b"
# The end of the root, with a prefix of its namespace or without; a root that holds nothing is its own end.
_END = regex(
    rb"<(?:/(?:[\w.-]{1,40}:)?(?:urlset|sitemapindex)\s{0,40}|(?:[\w.-]{1,40}:)?(?:urlset|sitemapindex)\b[^<>]{0,2000}/)>",
    re.IGNORECASE,
)
_TAIL = 4_096  # bytes in which it stands: comments and blank lines may follow
_LONGEST_LINE = 4_096
_DAY = regex(r"\d{4}-\d\d-\d\d")


class Sitemap:
    """One sitemap: iterating yields its addresses, each time anew from its bytes.

    Args:
        body: the sitemap, its content encoding undone, still gzipped where the file is.
        url: its address, what relative addresses are relative to (the protocol forbids them, portals write them).

    Attributes:
        is_index: whether what it lists are sitemaps.
        broken: why only a part of it could be read, in words; ``None`` for a whole one.

    Raises:
        MachineListError: the bytes are no sitemap; says why in words.
    """

    def __init__(self, body: bytes, url: str) -> None:
        self._body, self.broken = _unpacked(body)
        self._url = url
        self._is_text = not self._body.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")
        kind = "urlset" if self._is_text else _xml(self._body).type.lower()
        if kind not in {"urlset", "sitemapindex"}:
            raise MachineListError(f"the sitemap is none: its root is <{kind[:40]}>")
        if self._is_text and next(self._lines(), None) is None:
            raise MachineListError("the sitemap is neither XML nor a list of addresses")
        self.is_index = kind == "sitemapindex"
        if self.broken is None and not self._is_text and not _END.search(self._body[-_TAIL:]):
            self.broken = "it breaks off before the end of its root"

    def __iter__(self) -> Iterator[ListedAddress]:
        """Yield the addresses in their order, with the moment of their last change where it can be read."""
        if self._is_text:
            yield from self._lines()
            return
        try:
            for entry in _xml(self._body):
                address = absolute_url(self._url, str(entry.get("loc", "")))
                if address is not None and entry.get("loc"):
                    yield ListedAddress(address, _moment(entry.get("lastmod")))
        except etree.XMLSyntaxError:
            return  # lxml recovers from all but the worst; what stands before has been read

    def _lines(self) -> Iterator[ListedAddress]:
        start = 0
        while start < len(self._body):
            end = self._body.find(b"\n", start)
            end = len(self._body) if end < 0 else end
            line = self._body[start : min(end, start + _LONGEST_LINE)].decode("utf-8-sig", "replace").strip()
            if line.lower().startswith(("http://", "https://")) and (address := absolute_url(self._url, line)):
                yield ListedAddress(address)
            start = end + 1


def _unpacked(body: bytes) -> tuple[bytes, str | None]:
    """Return a sitemap's bytes, and why they are not all where the file that it is packed in breaks off."""
    if not body.startswith(_GZIP):
        return body, None
    try:
        return decoded(body, "gzip", MAX_SITEMAP_BYTES), None
    except BodyTooLargeError:
        limit = MAX_SITEMAP_BYTES // 1024**2
        raise MachineListError(f"the sitemap is larger than {limit} MiB when unpacked") from None
    except BodyError:
        return _first_part(body), "its gzip breaks off or is damaged"


def _first_part(body: bytes) -> bytes:
    """Return as much of a packed sitemap as can be read."""
    try:
        return gunzip(body, max_size=MAX_SITEMAP_BYTES)
    except _DecompressionMaxSizeExceeded as error:
        raise MachineListError(f"the sitemap cannot be unpacked ({error})") from None
    except (OSError, EOFError) as error:
        raise MachineListError(f"the sitemap's gzip is broken ({error})") from None


def _xml(body: bytes) -> _SitemapXml:
    try:
        return _SitemapXml(body)
    except (etree.XMLSyntaxError, StopIteration) as error:
        raise MachineListError(f"the sitemap is empty or no XML ({error})") from None


def _moment(text: object) -> str | None:
    """Return a W3C date or moment as ISO 8601, ``None`` where it is none."""
    value = str(text or "").strip()
    try:
        if _DAY.fullmatch(value):
            return date.fromisoformat(value).isoformat()
        return datetime.fromisoformat(value).isoformat() if value else None
    except ValueError:
        return None
