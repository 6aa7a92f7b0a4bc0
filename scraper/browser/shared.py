"""One Chromium for all portals of a process: started when the first page needs it, closed with the last portal."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING

from scraper.browser.chromium import find_chromium, launch_options, missing
from scraper.errors import NoBrowserError

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from playwright.async_api import Browser, BrowserContext, Playwright

logger = logging.getLogger(__name__)

_MOST_PAGES = 4  # open at a time, of all portals together: each is a process of some 100 MB
_CLOSE_SECONDS = 8.0


class SharedChromium:
    """Chromium and Playwright's driver, for as long as anybody holds a lease.

    Attributes:
        pages: to be held while a page is open.
    """

    def __init__(self) -> None:
        self.pages = asyncio.Semaphore(_MOST_PAGES)
        self._lock = asyncio.Lock()
        self._playwright: Playwright | None = None
        self._browser: Browser | None = None
        self._leases = 0

    async def lease(self) -> Lease:
        """Return the browser, started where it is not running.

        Raises:
            NoBrowserError: something is missing, or Chromium does not start.
        """
        async with self._lock:
            if self._browser is not None and not self._browser.is_connected():  # it crashed
                await self._stop()
            if self._browser is None:
                self._browser = await self._started()
            self._leases += 1
            return Lease(self, self._browser)

    async def give_back(self, browser: Browser) -> None:
        """End a lease of a browser; with the last one Chromium ends."""
        async with self._lock:
            if browser is self._browser:
                self._leases -= 1
                if self._leases <= 0:
                    await self._stop()

    async def give_up(self) -> None:
        """End a browser that does not answer any more, whoever holds it; the next lease is of another."""
        async with self._lock:
            await self._stop()

    async def _started(self) -> Browser:
        path = find_chromium()
        if path is None:
            raise NoBrowserError(missing() or "there is no Chromium")
        from playwright.async_api import Error, async_playwright

        logging.getLogger("asyncio").addFilter(_is_of_interest)
        try:
            if self._playwright is None:
                self._playwright = await async_playwright().start()
            return await self._playwright.chromium.launch(**launch_options(path))
        except (Error, OSError) as error:
            await self._stop()
            words = str(error).strip().splitlines() or [type(error).__name__]
            raise NoBrowserError(f"{path} could not be started: {words[0][:300]}") from error

    async def _stop(self) -> None:
        """End Chromium, then the driver, which ends what is left of it; neither is waited for without end."""
        self._leases = 0
        browser, self._browser = self._browser, None
        playwright, self._playwright = self._playwright, None
        endings = [browser.close] if browser is not None else []
        endings += [playwright.stop] if playwright is not None else []
        for ending in endings:
            try:
                await asyncio.wait_for(ending(), _CLOSE_SECONDS)
            except Exception:
                logger.debug("the browser did not close in order", exc_info=True)


class Lease:
    """The part of a browser that scrapy-playwright uses; closing it leaves the browser to the other portals."""

    def __init__(self, shared: SharedChromium, browser: Browser) -> None:
        self._shared = shared
        self._browser = browser
        self._is_open = True

    @property
    def is_alive(self) -> bool:
        """Whether the browser still runs."""
        return bool(self._browser.is_connected())

    @property
    def version(self) -> str:
        """Chromium's version."""
        return str(self._browser.version)

    async def new_context(self, **options: Any) -> BrowserContext:
        """Return a context of its own: cookies and storage are not shared."""
        return await self._browser.new_context(**options)

    def on(self, event: str, handler: Callable[..., Any]) -> None:
        """Have a handler called at an event of the browser."""
        self._browser.on(event, handler)

    async def close(self) -> None:
        """Give the browser back; may be called more than once."""
        if self._is_open:
            self._is_open = False
            await self._shared.give_back(self._browser)


def _is_of_interest(record: logging.LogRecord) -> bool:
    """Leave out what Playwright forgets to ask after when its driver was killed: whoever waited has been told."""
    words = record.getMessage()
    return "playwright" not in words and "while reading from the driver" not in words


_shared: SharedChromium | None = None


def shared_chromium() -> SharedChromium:
    """Return this process's Chromium, which may not run yet."""
    global _shared
    if _shared is None:
        _shared = SharedChromium()
    return _shared


class SharedProvider:
    """scrapy-playwright's interface for who provides the browser (its setting ``PLAYWRIGHT_BROWSER_PROVIDER``)."""

    async def start(self) -> None:
        """Do nothing: nothing is started before a page needs it."""

    async def launch_browser(self) -> Lease:
        """Return the process's Chromium."""
        return await shared_chromium().lease()

    async def launch_persistent_context(self, options: dict[str, Any]) -> BrowserContext:
        """Refuse: nothing of a visit is kept on the disk."""
        raise ValueError(f"pages are read in contexts that leave nothing behind, not with {sorted(options)}")

    async def close(self) -> None:
        """Do nothing: the lease has been given back by then."""
