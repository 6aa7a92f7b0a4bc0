"""Files and pictures of an article at hosts whose names only look like another one's: said, for nobody sees it.

``kyаnh.hatinh.gov.vn`` with a Cyrillic а stands in a record as ``xn--kynh-83d...``; a reader of the page is led there
without a sign. What lies there is not the portal's, whatever its page says.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from scraper.host_names import look_alike
from scraper.items import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from scraper.items import Attachment, Image


def look_alike_problems(attachments: Sequence[Attachment], images: Sequence[Image]) -> list[Problem]:
    """Return a problem for each host that files or pictures stand at and that only looks like another one."""
    return [
        *(Problem("attachments", said) for said in _said("a file", (one.url for one in attachments))),
        *(Problem("images", said) for said in _said("a picture", (one.src for one in images))),
    ]


def _said(what: str, urls: Iterable[str]) -> Iterable[str]:
    """Yield a sentence for each such host, once, with the first address at it."""
    told = set()
    for url in urls:
        host = _host(url)
        if host in told or (host.isascii() and "xn--" not in host):
            continue
        told.add(host)
        if taken_for := look_alike(host):
            yield f"{what} stands at {host}, a host that looks like {taken_for} and is another one ({url[:200]})"


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:  # a picture may have any text for an address
        return ""
