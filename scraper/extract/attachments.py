"""Files an article links to."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from scraper.canonical import absolute_url
from scraper.items import Attachment
from scraper.vietnamese import collapse, nfc

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml import etree

_FILE = re.compile(r"\.(?:pdf|docx?|xlsx?|pptx?|odt|ods|odp|rtf|zip|rar|7z|csv|txt|xml|dwg|mp3)$", re.IGNORECASE)
_DOWNLOAD = re.compile(
    r"/(?:download|tai-?ve|get_?file|documents?)/|[?&](?:download|file(?:id|name)?)=|/documents/\d+/", re.IGNORECASE
)
_FILE_IN_QUERY = re.compile(r"\.(?:pdf|docx?|xlsx?|pptx?|zip|rar)(?:$|[&#/])", re.IGNORECASE)
_SAYS_FILE = re.compile(r"\.(?:pdf|docx?|xlsx?|pptx?|zip|rar)\b", re.IGNORECASE)


def find_attachments(anchors: Iterable[etree._Element], base_url: str) -> list[Attachment]:
    """Return the files that anchors of an article lead to, each once, in reading order.

    Args:
        anchors: ``<a>`` and ``<iframe>``, ``<embed>``, ``<object>`` elements inside the article.
        base_url: what relative addresses are relative to.
    """
    found: dict[str, Attachment] = {}
    for anchor in anchors:
        href = anchor.get("href") or anchor.get("src") or anchor.get("data")
        address = absolute_url(base_url, nfc(href)) if href else None
        if address is None:
            continue
        label = nfc(collapse("".join(anchor.itertext()) or anchor.get("title") or "")) if anchor.tag == "a" else ""
        if not _is_file(address, label):
            continue
        known = found.get(address)
        if known is None:
            found[address] = Attachment(address, label or _file_name(address))
        elif label and known.label == _file_name(address):
            known.label = label
    return list(found.values())


def _is_file(address: str, label: str) -> bool:
    parts = urlsplit(address)
    if _FILE.search(unquote(parts.path)) or _FILE_IN_QUERY.search(unquote(parts.query)):
        return True
    if _SAYS_FILE.search(parts.path) and "/documents/" in parts.path:  # Liferay: /documents/1/2/name.pdf/<uuid>
        return True
    return bool(_DOWNLOAD.search(address)) and bool(_SAYS_FILE.search(label))


def _file_name(address: str) -> str:
    parts = urlsplit(address)
    for piece in reversed(unquote(parts.path).split("/")):
        if _SAYS_FILE.search(piece):
            return nfc(piece)
    return nfc(unquote(parts.path).rsplit("/", 1)[-1]) or address
