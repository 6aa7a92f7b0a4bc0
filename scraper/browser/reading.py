"""Which pages of a portal are read in a browser.

A portal is read without one unless its description says ``browser = true`` or one of its pages is a script's shell.
Where the browser makes a page of that shell, the portal is kept to it, in this run and the next ones (a list that is
filled by a script may have a menu and a foot of text). A page without any script is what it is, and is not opened.
"""

from __future__ import annotations

import dataclasses
import re
import time
from typing import TYPE_CHECKING

from scraper.browser.chromium import missing
from scraper.browser.renderer import Renderer
from scraper.content_encoding import BodyError, decoded_or_plain
from scraper.errors import NoBrowserError
from scraper.extract.shell import SHELL_REASON, is_script_shell
from scraper.patterns import regex

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from scrapy.http import Response

    from scraper.browser.renderer import Rendered
    from scraper.portal import Portal
    from scraper.store import Answer, PageResult

_BUILT = "the page is built by a script (JavaScript) in the browser"
RENDERED_HEADER = "X-Congtin-Rendered"
_PAGES = regex(r"\s{0,9}(?:text/html|application/xhtml\+xml)\b", re.IGNORECASE)
_NOT_SHOWN = regex(rb"<noscript\b[^<>]{0,200}>[\s\S]{0,5000}?</noscript>", re.IGNORECASE)  # where scripts run
# What is not true any more of a body that was made here.
_OF_THE_BODY_SENT = frozenset({"content-type", "content-encoding", "content-length", "content-md5", "digest"})
_MOST_SHOWN = 2  # reasons why parts of a page are missing


class PortalBrowser:
    """Reads pages of one portal in a browser during one crawl.

    Args:
        crawler: the crawl, which asks for what the pages need.
        portal: the portal; its ``browser`` forbids or demands it.

    Attributes:
        is_kept_to: whether every page with a script is read so.
    """

    def __init__(self, crawler: Crawler, portal: Portal) -> None:
        self._crawler = crawler
        self._renderer = Renderer(crawler)
        self._is_allowed = portal.browser is not False
        self._lacking: str | None = None
        self.is_kept_to = portal.browser is True

    def keep(self) -> None:
        """Read every page with a script in the browser from now on, unless the portal's description forbids it."""
        self.is_kept_to = self._is_allowed

    def why_not(self) -> str | None:
        """Return why the portal, being kept to the browser, cannot be read now; ``None`` where it can."""
        lacking = self._lacking or (missing() if self.is_kept_to else None)
        if lacking is None:
            return None
        return f"the portal builds its pages by script (JavaScript), so a browser is needed: {lacking}"

    def is_due(self, answer: Answer) -> bool:
        """Tell whether a page is to be read in the browser before anything is made of it."""
        return self.is_kept_to and _is_page(answer) and b"<script" in _text_of(answer).lower()

    def may_help(self, result: PageResult) -> bool:
        """Tell whether a page that was read as sent turned out to be a shell that the browser may fill."""
        article = result.article
        return (
            article is not None
            and result.answer.rendered is None
            and result.answer.not_rendered is None
            and any(problem.field == "page" and problem.reason == SHELL_REASON for problem in article.problems)
        )

    async def read(self, response: Response, answer: Answer) -> Answer:
        """Return the answer with the page that scripts make of it.

        A page of a portal that must not be read so is left as sent; where there is no browser, so is one of a portal
        that has not needed it until now. Both say why. Where a page came out of a shell, the portal is kept to the
        browser from now on.

        Raises:
            NoBrowserError: there is none, and the portal is kept to it.
            BrowserError: the page could not be read in the browser.
        """
        if not self._is_allowed:
            return dataclasses.replace(answer, not_rendered=f"{_BUILT}; the portal's description says browser = false")
        try:
            rendered = await self._renderer.render(response)
        except NoBrowserError as error:
            self._lacking = str(error)
            if self.is_kept_to:
                raise
            return dataclasses.replace(answer, not_rendered=f"{_BUILT}, so a browser is needed: {error}")
        self._begin_pause(response)
        made = _with_page(answer, rendered)
        if is_script_shell(_NOT_SHOWN.sub(b"", made.body)):
            made.not_rendered = _why_empty(rendered)
        elif is_script_shell(_text_of(answer)):
            self.keep()
        return made

    async def close(self) -> None:
        """Close what is open."""
        await self._renderer.close()

    def _begin_pause(self, response: Response) -> None:
        """Let the pause before the next page begin now, when the last part of this one has come."""
        engine = self._crawler.engine
        if engine is not None and response.request is not None:
            slot = engine.downloader.slots.get(response.request.meta.get("download_slot", ""))
            if slot is not None:
                slot.lastseen = time.monotonic()  # as Scrapy does from 2.19 on


def _is_page(answer: Answer) -> bool:
    return answer.status == 200 and bool(_PAGES.match(answer.header("Content-Type") or ""))


def _text_of(answer: Answer) -> bytes:
    """Return the body as sent without its content encoding, nothing where that cannot be undone."""
    try:
        return decoded_or_plain(answer.raw_body, answer.header("Content-Encoding"))
    except BodyError:
        return b""


def _with_page(answer: Answer, rendered: Rendered) -> Answer:
    """Return an answer whose body is the page as it stands in the browser; its headers say so."""
    document = rendered.document
    sent = [
        (name.decode("latin-1"), value.decode("latin-1"))
        for name, values in document.headers.items()
        for value in (values if isinstance(values, list) else [values])
    ]
    headers = [(name, value) for name, value in sent if name.lower() not in _OF_THE_BODY_SENT]
    headers += [("Content-Type", "text/html; charset=utf-8"), (RENDERED_HEADER, rendered.software)]
    return dataclasses.replace(
        answer,
        status=document.status,
        headers=headers,
        raw_body=rendered.body,
        body=rendered.body,
        partial=False,
        rendered=rendered.software,
    )


def _why_empty(rendered: Rendered) -> str:
    """Say of a page that stays a shell in the browser which parts of it were not to be had."""
    parts = [f"{count} times {reason}" for reason, count in rendered.left_out.most_common(_MOST_SHOWN)]
    why = f"; what it asks for was not to be had ({'; '.join(parts)})" if parts else ""
    return f"{_BUILT}, and stayed empty in congtin's too{why}"
