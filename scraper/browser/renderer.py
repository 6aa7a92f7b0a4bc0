"""A document in, its page as it stands in the browser out. scrapy-playwright keeps contexts and pages for it."""

from __future__ import annotations

import asyncio
import logging
import time
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from scrapy import Request

from scraper.browser.chromium import context_options, missing
from scraper.browser.parts import KeptScripts, PageParts
from scraper.browser.shared import SharedProvider, shared_chromium
from scraper.content_encoding import MAX_BODY_BYTES
from scraper.errors import BrowserError, NoBrowserError

if TYPE_CHECKING:
    from collections import Counter

    from playwright.async_api import Page
    from scrapy.crawler import Crawler
    from scrapy.http import Response
    from scrapy_playwright.handler import ScrapyPlaywrightDownloadHandler
    from scrapy_playwright.page import PageMethod

PAGE_SECONDS = 90.0  # for a page with all that it asks for
_QUIET_SECONDS = 30.0  # to wait for half a second without requests; a page that polls never has one
_CLOSE_SECONDS = 5.0
_END_SECONDS = 20.0  # for the portal's context, and the browser after its last portal
_LOOK_SECONDS = 0.5  # between two looks whether the crawl goes on
_CONTEXT = "portal"


@dataclass(frozen=True, slots=True)
class Rendered:
    """A page as it stands in the browser.

    ``body`` is its DOM in UTF-8, ``document`` the answer that it was made from, ``software`` what made it
    (``chromium/140.0.7339.80``), ``left_out`` why parts of it were not to be had.
    """

    body: bytes
    document: Response
    software: str
    left_out: Counter[str]


class Renderer:
    """Opens the pages of one portal, one at a time, in a context of its own.

    scrapy-playwright's download handler is not put into Scrapy's ``DOWNLOAD_HANDLERS``: there it would load Playwright
    for every crawl, and a page would hold its host's only place while what it asks for waits for that place.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._scripts = KeptScripts()
        self._handler: ScrapyPlaywrightDownloadHandler | None = None
        self._one_at_a_time = asyncio.Lock()

    async def render(self, document: Response) -> Rendered:
        """Return the page that scripts make of a document.

        Raises:
            NoBrowserError: there is no browser, or it does not start.
            BrowserError: the page came to no end, or is too large.
        """
        lacking = missing()
        if lacking is not None:
            raise NoBrowserError(lacking)
        async with self._one_at_a_time, shared_chromium().pages:
            try:
                return await self._within_limits(asyncio.ensure_future(self._opened(document)))
            except BrowserError:
                raise
            except Exception as error:
                words = str(error).strip().splitlines() or [type(error).__name__]
                raise BrowserError(f"the page could not be read in the browser: {words[0][:300]}") from error
            finally:
                await self._close_pages()

    async def _within_limits(self, opening: asyncio.Future[Rendered]) -> Rendered:
        """Wait for a page until its time is over or the crawl is stopped; a driver that died would never tell."""
        end = time.monotonic() + PAGE_SECONDS
        while not opening.done():
            await asyncio.wait({opening}, timeout=_LOOK_SECONDS)
            if opening.done():
                break
            is_late = time.monotonic() > end
            if is_late or not self._crawler.crawling:
                opening.cancel()
                await asyncio.wait({opening}, timeout=_CLOSE_SECONDS)
                late = f"the page came to no end in the browser within {PAGE_SECONDS:.0f} s"
                raise BrowserError(late if is_late else "the crawl was stopped while the page stood in the browser")
        return opening.result()

    async def _opened(self, document: Response) -> Rendered:
        from scrapy_playwright.page import PageMethod

        engine = self._crawler.engine
        if engine is None:
            raise BrowserError("the crawl has ended")
        handler = self._handler = self._handler or _handler(self._crawler)
        parts = PageParts(document, engine.download_async, self._scripts)
        settled = PageMethod(_settled)
        await handler.download_request(_request(document, parts, settled))
        body = str(settled.result).encode("utf-8", "replace")  # a script can make half a character
        return Rendered(body, parts.document, f"chromium/{handler.browser.version}", parts.left_out)

    async def close(self) -> None:
        """Close what is open; the browser ends with its last portal."""
        handler, self._handler = self._handler, None
        if handler is not None:
            with suppress(Exception):
                await asyncio.wait_for(handler.close(), _END_SECONDS)

    async def _close_pages(self) -> None:
        """Close what a page that failed has left open; a browser that does not do so is given up, with its pages."""
        lease = getattr(self._handler, "browser", None)
        if lease is not None and not lease.is_alive:
            self._handler = None  # the next page gets another browser
        wrapper = self._handler and self._handler.context_wrappers.get(_CONTEXT)
        if self._handler is None or wrapper is None or not wrapper.context.pages:
            return
        try:
            await asyncio.wait_for(wrapper.context.close(), _CLOSE_SECONDS)
        except Exception:
            self._handler = None
            await shared_chromium().give_up()


def _handler(crawler: Crawler) -> ScrapyPlaywrightDownloadHandler:
    """Return scrapy-playwright's handler, set up with the shared browser.

    It is made while the crawl runs, when the signal has passed at which it would ask for its provider.
    """
    from scrapy_playwright.handler import ScrapyPlaywrightDownloadHandler

    logging.getLogger("scrapy-playwright").setLevel(logging.CRITICAL)  # what fails is a capture with its reason
    handler = ScrapyPlaywrightDownloadHandler(crawler)
    handler.browser_provider = SharedProvider()
    handler.config.max_pages_per_context = 1
    handler.config.target_closed_max_retries = 0  # a page that does not end would not end the next time
    handler.config.navigation_timeout_ms = PAGE_SECONDS * 1000
    return handler


def _request(document: Response, parts: PageParts, settled: PageMethod) -> Request:
    async def prepare(page: Page, _: Request) -> None:
        page.on("popup", _close)
        await page.route("**", parts.answer)

    return Request(
        document.url,
        dont_filter=True,
        meta={
            "playwright": True,
            "playwright_context": _CONTEXT,
            "playwright_context_kwargs": context_options(),
            "playwright_page_init_callback": prepare,
            "playwright_page_goto_kwargs": {"wait_until": "domcontentloaded"},
            "playwright_page_methods": [settled],
        },
    )


async def _close(popup: Page) -> None:
    """Close what a page opens beside itself."""
    await popup.close()


async def _settled(page: Page) -> str:
    """Wait until the page asks for nothing more, and return its DOM.

    Raises:
        BrowserError: it is larger than a page may be.
    """
    from playwright.async_api import Error
    from playwright.async_api import TimeoutError as PlaywrightTimeoutError

    for tries_left in (1, 0):
        with suppress(PlaywrightTimeoutError):
            await page.wait_for_load_state("networkidle", timeout=_QUIET_SECONDS * 1000)
        try:
            if await page.evaluate("document.documentElement.outerHTML.length") > MAX_BODY_BYTES:
                raise BrowserError(f"the page is larger than {MAX_BODY_BYTES // (1024 * 1024)} MB in the browser")
            return str(await page.content())
        except Error:
            if not tries_left:  # the page went on to another document in between
                raise
    raise AssertionError("unreachable")
