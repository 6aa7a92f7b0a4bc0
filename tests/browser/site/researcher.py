"""A researcher at a browser: what she clicks is counted, and what she sees can be kept as a picture."""

from __future__ import annotations

import os
import re
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Download, Locator, Page

# Where pictures are kept; CI keeps them with its logs.
PICTURES = "CONGTIN_SCREENSHOTS"
WIDTHS = {"desk": 1280, "telephone": 390}
LANGUAGES = ("vi", "en")
_PATIENCE = 10_000  # milliseconds; guards against what is not there


@dataclass
class Researcher:
    """Somebody with a browser of one width who reads one language.

    Attributes:
        page: what she sees.
        home: the address of the home page in her language.
        name: width and language, for names of pictures.
        clicks: how often she has clicked, or sent off a form, since she came to the home page.
        elsewhere: addresses of other hosts that a page asked for.
    """

    page: Page
    home: str
    name: str
    clicks: int = 0
    elsewhere: list[str] = field(default_factory=list)

    def comes(self) -> None:
        """Open the home page; clicks are counted from here."""
        self.page.goto(self.home)
        self.clicks = 0

    def knows_no_page(self) -> None:
        """Have the browser keep nothing of what it has opened: every page costs what it costs at a first visit."""
        line = self.page.context.new_cdp_session(self.page)
        line.send("Network.enable")
        line.send("Network.setCacheDisabled", {"cacheDisabled": True})

    def click(self, what: Locator) -> None:
        """Click, and wait for what comes."""
        self._reach(what)
        what.click()
        self.clicks += 1
        self.page.wait_for_load_state("load")

    def types_and_sends(self, where: Locator, words: str) -> None:
        """Type words into a field and send them off with the enter key, which counts as a click."""
        self._reach(where)
        where.fill(words)
        where.press("Enter")
        self.clicks += 1
        self.page.wait_for_load_state("load")

    def downloads(self, what: Locator) -> Download:
        """Click on what is a file."""
        self._reach(what)
        with self.page.expect_download() as coming:
            what.click()
        self.clicks += 1
        return coming.value

    def unfolds(self, folded: Locator) -> None:
        """Open what is folded."""
        folded.locator("summary").first.click()
        self.clicks += 1

    def _reach(self, what: Locator) -> None:
        # Opening what is folded is a click as well.
        folded = what.locator("xpath=ancestor::details[not(@open)]")
        for number in range(folded.count()):
            summary = folded.nth(number).locator("xpath=./summary")
            if not summary.is_visible():
                continue
            summary.click()
            self.clicks += 1

    def pictures(self, what: str) -> None:
        """Keep a picture of the page, where pictures are kept."""
        folder = os.environ.get(PICTURES)
        if folder:
            path = Path(folder) / f"{re.sub(r'[^a-z0-9]+', '-', what.lower()).strip('-')}-{self.name}.png"
            path.parent.mkdir(parents=True, exist_ok=True)
            self.page.screenshot(path=path, full_page=True)


@contextmanager
def researcher(
    browser: Browser, site: str, language: str, width: str, *, scripts: bool = True, scheme: str = "light"
) -> Iterator[Researcher]:
    """Somebody who reads ``site``.

    Args:
        browser: Chromium.
        site: the address of the site, with a slash at its end.
        language: one of :data:`LANGUAGES`.
        width: one of :data:`WIDTHS`.
        scripts: whether her browser runs scripts.
        scheme: ``light`` or ``dark``.
    """
    context = browser.new_context(
        viewport={"width": WIDTHS[width], "height": 844},
        locale=language,
        java_script_enabled=scripts,
        color_scheme="dark" if scheme == "dark" else "light",
        accept_downloads=True,
    )
    context.set_default_timeout(_PATIENCE)
    try:
        page = context.new_page()
        home = site if language == LANGUAGES[0] else f"{site}{language}/"
        somebody = Researcher(page, home, f"{language}-{width}" + ("-dark" if scheme == "dark" else ""))
        page.on("request", lambda asked: asked.url.startswith(site) or somebody.elsewhere.append(asked.url))
        yield somebody
    finally:
        context.close()
