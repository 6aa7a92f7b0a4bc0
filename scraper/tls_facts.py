"""Protocol and cipher of the connection that an answer came over, on their way from the download handler to the answer.

They travel with the request: see :mod:`scraper.tls_handler` for where they come from.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.http import Response

_KEY = "congtin_tls"


def note_tls(request: Request, protocol: str | None, cipher: str | None) -> None:
    """Note what a request was made over: the protocol (``TLSv1.3``) and OpenSSL's name of the cipher."""
    request.meta[_KEY] = (protocol, cipher)


def tls_facts(response: Response) -> tuple[str | None, str | None]:
    """Return protocol and cipher of the connection that an answer came over.

    Both ``None`` for http, and for a response that no request of ours has brought.
    """
    if response.request is None:
        return None, None
    protocol, cipher = response.request.meta.get(_KEY, (None, None))
    return protocol, cipher
