"""What a page asks for while it stands in the browser, and the answers it gets.

Playwright does not show redirects to whoever intercepts requests, and a name that Chromium resolves is resolved past
our guard; so no request is let through to the network. Each is answered here, with what Scrapy fetched under the
manners of every other request: address guard at every step, robots.txt, user agent, limits, certificates checked.

A page gets scripts and data of its portal's own sites. Styles and pictures are answered by empty ones without being
asked for: a script that waits for its style sheet goes on, and no picture is replaced by its "not found". All else is
refused.
"""

from __future__ import annotations

import base64
import logging
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.exceptions import IgnoreRequest
from scrapy.http.request import NO_CALLBACK

from scraper.canonical import absolute_url
from scraper.content_encoding import BodyError, decoded_or_plain
from scraper.failures import failure_words
from scraper.redirects import written_location
from scraper.settings import CONGTIN_PARTS_SLOT

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from playwright.async_api import Request as PageRequest
    from playwright.async_api import Route
    from scrapy.http import Response
    from tldextract import TLDExtract

    Fetch = Callable[[Request], Awaitable[Response]]

logger = logging.getLogger(__name__)

MOST_PARTS = 150  # requests of one page that are answered
MOST_BYTES = 48 * 1024 * 1024  # of all answers of one page, content encoding undone
_MOST_DOCUMENTS = 4  # times a page may load itself anew (a stub that sets a cookie does so once)
_MOST_REDIRECTS = 5
_MOST_KEPT = 32 * 1024 * 1024  # bytes of scripts that are kept for the next pages of a portal
_FETCHED = frozenset({"document", "script", "xhr", "fetch"})
_METHODS = frozenset({"GET", "HEAD", "POST"})
# Of the request: what Scrapy says itself, and what is Chromium's own. Of the answer: what tells how it was sent.
_OURS = frozenset({"user-agent", "accept-encoding", "host", "connection", "content-length", "accept-language"})
_AS_SENT = frozenset({"content-encoding", "content-length", "transfer-encoding", "connection", "keep-alive"})
_NO_STYLE = ("text/css", b"")
_NO_PICTURE = ("image/gif", base64.b64decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7"))
_STANDS_IN = {"stylesheet": _NO_STYLE, "image": _NO_PICTURE}


def site_of(host: str) -> str:
    """Return the name that was registered (``hatinh.gov.vn`` of ``kyanh.hatinh.gov.vn``), the host where there is none.

    An office's pages and the interface they take their news from often stand on two hosts of one name.
    """
    return str(_suffixes()(host).top_domain_under_public_suffix) or host


@cache
def _suffixes() -> TLDExtract:
    """Return the list of public suffixes that tldextract ships with: no request.

    Read when it is first needed, for tldextract imports a client for the web, and most portals need no browser.
    """
    import tldextract

    return tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None)


class KeptScripts:
    """The scripts of one portal, asked for once a crawl."""

    def __init__(self) -> None:
        self._answers: dict[str, tuple[Response, bytes]] = {}
        self._size = 0

    def get(self, url: str) -> tuple[Response, bytes] | None:
        """Return a script's answer and its text, ``None`` where it has not been asked for."""
        return self._answers.get(url)

    def add(self, url: str, answer: Response, body: bytes) -> None:
        """Keep a script as long as there is room."""
        if self._size + len(body) <= _MOST_KEPT:
            self._answers[url] = (answer, body)
            self._size += len(body)


class PageParts:
    """Answers the requests of one page.

    Args:
        document: the page's document as it came.
        fetch: asks for a request under all manners of a crawl.
        scripts: the portal's scripts so far.

    Attributes:
        document: the document that the page was made from last.
        asked: how many requests were made for the page.
        left_out: why parts were not to be had, with how many there were of each.
    """

    def __init__(self, document: Response, fetch: Fetch, scripts: KeptScripts) -> None:
        self.document = document
        self.asked = 0
        self.left_out: Counter[str] = Counter()
        self._fetch = fetch
        self._scripts = scripts
        self._site = site_of(urlsplit(document.url).hostname or "")
        self._documents = 0
        self._bytes = 0

    async def answer(self, route: Route, request: PageRequest) -> None:
        """Answer one request of the page; Playwright calls this for each."""
        try:
            await self._answer(route, request)
        except Exception as error:  # the page has been closed, or an answer is of no use to Chromium
            logger.debug("%s: no answer for the page: %s", request.url, error)

    async def _answer(self, route: Route, request: PageRequest) -> None:
        stand_in = _STANDS_IN.get(request.resource_type)
        if stand_in is not None:
            await route.fulfill(status=200, content_type=stand_in[0], body=stand_in[1])
            return
        try:
            response, body = await self._answered(request)
        except IgnoreRequest as error:
            self.left_out[str(error)] += 1
            await route.abort("blockedbyclient")
        except Exception as error:
            self.left_out[failure_words(error)] += 1
            await route.abort("failed")
        else:
            await route.fulfill(status=response.status, headers=_headers(response), body=body)

    async def _answered(self, request: PageRequest) -> tuple[Response, bytes]:
        """Return the answer to a request and its body without content encoding.

        Raises:
            IgnoreRequest: it is not made; says why.
        """
        is_document = request.resource_type == "document"
        if is_document and request.frame.parent_frame is not None:
            raise IgnoreRequest("frames are not read")
        if request.resource_type not in _FETCHED or request.method not in _METHODS:
            raise IgnoreRequest(f"{request.resource_type} is not asked for")
        if is_document:
            self._documents += 1
            if self._documents == 1:
                return self.document, _decoded(self.document)
            if self._documents > _MOST_DOCUMENTS:
                raise IgnoreRequest("the page loads itself again and again")
        kept = self._scripts.get(request.url) if request.resource_type == "script" else None
        if kept is not None:
            return kept
        response = await self._fetched(request)
        body = _decoded(response)
        self._bytes += len(body)
        if self._bytes > MOST_BYTES:
            raise IgnoreRequest(f"the page asks for more than {MOST_BYTES // (1024 * 1024)} MB")
        if is_document:
            self.document = response
        elif request.resource_type == "script" and response.status == 200:
            self._scripts.add(request.url, response, body)
        return response, body

    async def _fetched(self, request: PageRequest) -> Response:
        """Fetch a request, redirects followed: Chromium would follow them unseen."""
        method, body, url = request.method, request.post_data_buffer or b"", request.url
        headers = {name: value for name, value in (await request.all_headers()).items() if name not in _OURS}
        headers = {name: value for name, value in headers.items() if not name.startswith((":", "sec-"))}
        for _ in range(_MOST_REDIRECTS + 1):
            self._check(url)
            self.asked += 1
            response = await self._fetch(
                Request(url.split("#")[0], method=method, body=body, headers=headers, dont_filter=True,
                        callback=NO_CALLBACK, meta={"is_part": True, "download_slot": CONGTIN_PARTS_SLOT})
            )  # fmt: skip
            location = response.headers.get("Location")
            if not 300 <= response.status < 400 or location is None:
                return response
            url = absolute_url(url, written_location(location.decode("latin-1")) or "") or ""
            if response.status in {301, 302, 303} and method == "POST":
                method, body = "GET", b""
        raise IgnoreRequest("too many redirects")

    def _check(self, url: str) -> None:
        if self.asked >= MOST_PARTS:
            raise IgnoreRequest(f"the page asks for more than {MOST_PARTS} parts")
        host = urlsplit(url).hostname or ""
        if site_of(host) != self._site:
            raise IgnoreRequest(f"{host or url[:100]} is another site")


def _decoded(response: Response) -> bytes:
    encoding = response.headers.get("Content-Encoding")
    try:
        return decoded_or_plain(response.body, encoding.decode("latin-1") if encoding else None)
    except BodyError as error:
        raise IgnoreRequest(str(error)) from None


def _headers(response: Response) -> dict[str, str]:
    """Return an answer's headers for Playwright, which takes several of a name in one, cookies a line each."""
    found = {}
    for name, values in response.headers.items():
        key = name.decode("latin-1").lower()
        if key not in _AS_SENT:
            separator = "\n" if key == "set-cookie" else ", "
            found[key] = separator.join(value.decode("latin-1") for value in values)
    return found
