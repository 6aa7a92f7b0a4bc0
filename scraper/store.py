"""What the spider needs of an archive, as an interface: the scraper never imports the archive.

The archive implements :class:`CrawlStore`; the spider asks it what to fetch next and hands it each answer. One
:meth:`CrawlStore.save` is one transaction: the capture, the state of the address in the frontier, the links found on
the page, and the record. So a crawl can be killed at any moment and goes on where it stopped.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, Protocol

if TYPE_CHECKING:
    from datetime import datetime

    from scraper.items import Article
    from scraper.portal import Portal

# The terminal states of an address in one crawl. Every address that was queued ends in exactly one of them.
Outcome = Literal[
    "stored",  # a page that had not been seen like this
    "unchanged",  # the same bytes as last time, or 304
    "redirect",  # leads elsewhere; the target is an address of its own
    "alias",  # another address of an article that has its own
    "gone",  # 404 or 410
    "refused",  # not to be asked: robots.txt, the address guard, outside the portal
    "failed",  # no usable answer after all tries
]


@dataclass(frozen=True, slots=True)
class Target:
    """One address to ask for. ``etag`` and ``last_modified`` are of the last good answer, ``tries`` of this crawl."""

    key: str
    url: str
    depth: int
    tries: int = 0
    kind: str | None = None
    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True)
class FoundLink:
    """An address found on a page: the lower its ``priority``, the earlier it is asked for."""

    key: str
    url: str
    priority: int
    depth: int


@dataclass(slots=True)
class Answer:
    """What came back for an address. ``raw_body`` is as sent, ``body`` with the content encoding undone.

    ``status`` is ``None`` where nothing came back. ``tls_ok`` is ``None`` for http.
    """

    url: str
    fetched_at: datetime
    status: int | None = None
    headers: list[tuple[str, str]] = field(default_factory=list)
    raw_body: bytes = b""
    body: bytes = b""
    tls_ok: bool | None = None
    address: str | None = None

    def header(self, name: str) -> str | None:
        """Return the first header of that name, ``None`` where there is none."""
        wanted = name.lower()
        return next((value for key, value in self.headers if key.lower() == wanted), None)


@dataclass(slots=True)
class PageResult:
    """One answer and what was made of it.

    ``retry_after`` (seconds) asks for another try later; it is ``None`` where the outcome is terminal. ``alias_of``
    is the address of the article that the page says it is another address of.
    """

    target: Target
    answer: Answer
    outcome: Outcome
    reason: str | None = None
    article: Article | None = None
    links: list[FoundLink] = field(default_factory=list)
    alias_of: FoundLink | None = None
    retry_after: float | None = None


@dataclass(slots=True)
class CrawlSummary:
    """The balance of one crawl of one portal. ``outcome`` is ``ok``, ``suspect``, ``incomplete`` or ``failed``."""

    portal: str
    crawl: int
    outcome: str
    note: str
    counts: dict[str, int]


class CrawlStore(Protocol):
    """The archive as the spider sees it: one object a portal and crawl."""

    def begin(self, portal: Portal, seeds: list[FoundLink]) -> None:
        """Start a crawl, or go on with one that was interrupted; queue the seeds and what is due again."""
        ...

    def next_target(self) -> Target | None:
        """Return an address that may be asked for now and is not being asked for, ``None`` where there is none."""
        ...

    def has_pending(self) -> bool:
        """Tell whether any address is still to be asked for in this crawl, now or after a wait."""
        ...

    def save(self, result: PageResult) -> None:
        """Keep one result, all of it or nothing."""
        ...

    def cut(self, reason: str, count: int = 1) -> None:
        """Note that ``count`` addresses were not queued, and why (a trap, a budget)."""
        ...

    def finish(self, reason: str) -> CrawlSummary:
        """End the crawl; ``reason`` is why the spider closed (``finished`` where nothing stopped it)."""
        ...
