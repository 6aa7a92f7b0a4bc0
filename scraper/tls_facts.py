"""What is known of the connection that an answer came over, on its way from the download handler to the answer.

It travels with the request: see :mod:`scraper.tls_handler` for where it comes from.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.http import Response

_KEY = "congtin_tls"


@dataclass(frozen=True, slots=True)
class TlsFacts:
    """One connection: whether its certificate holds, the protocol (``TLSv1.3``), OpenSSL's name of the cipher.

    All ``None`` for http, and for a response that no request of ours has brought.
    """

    ok: bool | None = None
    protocol: str | None = None
    cipher: str | None = None


def note_tls(request: Request, facts: TlsFacts) -> None:
    """Note what a request was made over."""
    request.meta[_KEY] = facts


def tls_facts(response: Response) -> TlsFacts:
    """Return what is known of the connection that an answer came over."""
    nothing = TlsFacts()
    if response.request is None:
        return nothing
    facts: TlsFacts = response.request.meta.get(_KEY, nothing)
    return facts
