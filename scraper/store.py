"""What the spider needs of an archive, as an interface: the scraper never imports the archive.

The archive implements :class:`CrawlStore`; the spider asks it what to fetch next and hands it each answer. One
:meth:`CrawlStore.save` is one transaction: the capture, the state of the address in the frontier, the links found on
the page, and the record. So a crawl can be killed at any moment and goes on where it stopped.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import datetime

    from scraper.extract.template import Template
    from scraper.items import Article
    from scraper.not_found.words import Notice
    from scraper.portal import Portal
    from scraper.portal_ends import FrontWords
    from scraper.reading_guard import ReadingGuard

# Pages whose record is kept. What else a portal serves is a way to these.
KEPT_KINDS = frozenset({"article", "document"})

# The most requests to one portal in one run, where the user names no other: at one every two seconds, half a day.
REQUEST_BUDGET = 20_000

MAX_TRIES = 3  # of an address in one crawl

# What a page is: the kinds of records, and the lists that portals publish for machines.
PageKind = Literal["article", "document", "listing", "other", "feed", "sitemap"]

# The terminal states of an address in one crawl. Every address that was found ends in exactly one of them, or in the
# further state ``cut``: never asked for, because discovery took it for a trap (:attr:`FoundLink.cut`).
Outcome = Literal[
    "stored",  # a page that had not been seen like this
    "unchanged",  # the same bytes as last time, or 304
    "redirect",  # leads elsewhere; the target is an address of its own
    "alias",  # another address of an article that has its own
    "gone",  # 404, 410, or an answer that says the same in another way (:mod:`scraper.not_found`)
    "refused",  # not to be asked: robots.txt, the address guard, outside the portal
    "failed",  # no usable answer after all tries
]


@dataclass(frozen=True, slots=True)
class Target:
    """One address to ask for. ``etag`` and ``last_modified`` are of the last good answer, ``tries`` of this crawl.

    ``kind`` is what the address was known as before this answer, ``None`` where it has never been read; ``found_on``
    the key of the page on which it was found first, ``None`` for a seed; ``asked_before`` whether an earlier crawl has
    settled it. ``title`` and ``text`` are of the article that was read there last. ``probe`` is given where the address
    cannot exist and is asked for to learn what the portal answers then (:mod:`scraper.not_found`): the shape of
    addresses that it stands for. ``another_since`` is when an earlier crawl found another article there and put that
    down to a fault of the portal (:mod:`scraper.not_found.another`). ``digest`` is the SHA-256 of the sitemap that was
    read there last, ``None`` where the same bytes would be read again: something that was left out is due to be heard
    of once more, or it was read in part. ``redirects`` is how many redirects in a row have led to the address.
    """

    key: str
    url: str
    depth: int
    tries: int = 0
    kind: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    found_on: str | None = None
    asked_before: bool = False
    title: str | None = None
    text: str | None = None
    probe: str | None = None
    another_since: str | None = None
    digest: str | None = None
    redirects: int = 0


@dataclass(frozen=True, slots=True)
class Peer:
    """Another known article of a portal, whether this visit has asked for it and found it, and if it knew it before."""

    key: str
    url: str
    was_asked: bool
    was_found: bool
    was_known: bool = True


@dataclass(frozen=True, slots=True)
class NotFoundPage:
    """What a portal answers for what does not exist, learnt by asking for an address of that ``shape``.

    ``location`` is where a redirect leads, ``fingerprint`` what the page is compared by
    (:mod:`scraper.not_found.fingerprint`). ``is_current`` tells that it was learnt in this visit.
    """

    shape: str
    url: str
    status: int | None
    location: str | None = None
    fingerprint: str | None = None
    is_current: bool = False


@dataclass(frozen=True, slots=True)
class KnownPage:
    """An address that has been read: the kind of page it is, where it was found first, whether it is a copy.

    A copy is another address of an article that has its own, whose key is ``original`` where it is known.
    """

    key: str
    url: str
    kind: str
    found_on: str | None = None
    is_copy: bool = False
    original: str | None = None


@dataclass(frozen=True, slots=True)
class FoundLink:
    """An address found on a page: the lower its ``priority``, the earlier it is asked for.

    ``cut`` says why it is not to be asked for at all (a trap, a budget). ``modified`` is when a feed or sitemap says
    that the page was last changed (ISO 8601, a day or a moment), ``None`` where nothing says. ``place`` is where on
    its page the link stands (:data:`scraper.extract.links.Place`; ``pager`` only where it leads on in the page's own
    list), ``None`` where that says nothing. ``label`` is what the link reads as. ``probe`` is as in :class:`Target`.
    """

    key: str
    url: str
    priority: int
    depth: int
    cut: str | None = None
    modified: str | None = None
    place: str | None = None
    label: str = ""
    probe: str | None = None


@dataclass(slots=True)
class Answer:
    """What came back for an address. ``raw_body`` is as sent, ``body`` with the content encoding undone.

    ``status`` is ``None`` where nothing came back. ``partial`` tells that the connection closed without saying how
    long the body should have been. ``tls_ok`` is ``None`` for http; ``tls_protocol`` and ``tls_cipher`` are what the
    connection agreed on (``TLSv1.3``, ``TLS_AES_128_GCM_SHA256``), ``None`` where nobody knows. ``rendered`` names the
    browser in which the body was made (``chromium/140.0.7339.80``), ``None`` for one as sent; ``not_rendered`` says why
    the page of a script was left as it was. ``unread`` says why it is kept without being read: processes that read it
    died (:mod:`scraper.reading_guard`). ``mislabelled`` tells that ``body`` is what the header's encoding could not be
    undone of: text under the name of an encoding.
    """

    url: str
    fetched_at: datetime
    status: int | None = None
    headers: list[tuple[str, str]] = field(default_factory=list)
    raw_body: bytes = b""
    body: bytes = b""
    partial: bool = False
    tls_ok: bool | None = None
    address: str | None = None
    rendered: str | None = None
    not_rendered: str | None = None
    tls_protocol: str | None = None
    tls_cipher: str | None = None
    unread: str | None = None
    mislabelled: bool = False

    def header(self, name: str) -> str | None:
        """Return the first header of that name, ``None`` where there is none."""
        wanted = name.lower()
        return next((value for key, value in self.headers if key.lower() == wanted), None)


@dataclass(slots=True)
class PageResult:
    """One answer and what was made of it.

    ``retry_after`` (seconds) asks for another try later; it is ``None`` where the outcome is terminal. ``pause``
    (seconds) asks to leave the whole portal alone (it said so, or answers nothing), ``ends_run`` for nothing more of it
    in this run (a refusal: at the portal's front, or where there are several in a row). ``alias_of`` is the address of
    the article that the page says it is another address of. ``machine_list`` names what the answer is where it is no
    page for people; its ``links`` may be very many, are made as they are iterated, and can be iterated again.
    ``notice`` is what a page says of itself where it holds no article. ``witnesses`` are asked for before the address
    is asked for again, whatever is known of them. ``learnt`` is what the portal answers for what does not exist.
    ``annotate`` completes the article with the people, dates and places in it; whoever keeps the record calls it, for a
    page that is known already needs none of them. ``front`` is what a page at the portal's front says of the portal
    (:mod:`scraper.portal_ends`).
    """

    target: Target
    answer: Answer
    outcome: Outcome
    reason: str | None = None
    article: Article | None = None
    machine_list: Literal["feed", "sitemap"] | None = None
    links: Iterable[FoundLink] = field(default_factory=list)
    alias_of: FoundLink | None = None
    retry_after: float | None = None
    pause: float | None = None
    ends_run: bool = False
    notice: Notice | None = None
    witnesses: Sequence[FoundLink] = ()
    learnt: NotFoundPage | None = None
    annotate: Callable[[], None] = lambda: None
    front: FrontWords | None = None

    @property
    def kind(self) -> PageKind | None:
        """What the answer turned out to be, ``None`` where it was no page."""
        return self.machine_list or (self.article.kind if self.article is not None else None)


@dataclass(slots=True)
class CrawlSummary:
    """The balance of one crawl of one portal. ``outcome`` is ``ok``, ``suspect``, ``incomplete`` or ``failed``."""

    portal: str
    crawl: int
    outcome: str
    notes: list[str]
    counts: dict[str, int]


class CrawlStore(Protocol):
    """The archive as the spider sees it: one object a portal and crawl.

    Every method raises :class:`scraper.errors.ArchiveError` where the archive cannot be written any more.
    """

    def begin(self, portal: Portal, seeds: list[FoundLink]) -> None:
        """Start a crawl, or go on with one that was interrupted; queue the seeds and what is due again."""
        ...

    def known_pages(self) -> Iterable[KnownPage]:
        """Return every address that has been read so far, originals before copies, each in the order of their reading.

        They are read from the archive as they are iterated, and can be iterated again.
        """
        ...

    def template(self) -> Template:
        """Return what the portal's articles are known to share; the same during the whole of a visit."""
        ...

    def not_found_pages(self) -> Iterable[NotFoundPage]:
        """Return what has been learnt of what the portal answers for what does not exist."""
        ...

    def peers(self, target: Target) -> Iterable[Peer]:
        """Return other articles of the portal, those found in this visit first, then those asked for latest."""
        ...

    def silence(self) -> int:
        """Return how many requests in a row the portal had not answered when this run began."""
        ...

    def needs_browser(self) -> bool:
        """Tell whether an earlier run has read the portal's pages in a browser, because a script builds them."""
        ...

    def keep_to_browser(self) -> None:
        """Remember for later runs that the portal's pages are to be read in a browser."""
        ...

    def note_sitemaps(self, urls: Sequence[str]) -> None:
        """Take note of the sitemaps that robots.txt names, before the first result of the run is kept."""
        ...

    def reading_guard(self) -> ReadingGuard | None:
        """Return what keeps pages at which processes end from ending the next; ``None`` where nothing outlasts them."""
        ...

    def next_target(self) -> Target | None:
        """Return an address that may be asked for now and is not being asked for, ``None`` where there is none."""
        ...

    def put_last(self, target: Target, priority: int) -> None:
        """Give an address back that :meth:`next_target` returned: it comes again after all that is more urgent."""
        ...

    def leave_out(self, target: Target, reason: str) -> None:
        """Settle an address that :meth:`next_target` returned as cut: it is not asked for, and the reason is told."""
        ...

    def has_pending(self) -> bool:
        """Tell whether any address is still to be asked for in this crawl, now or after a wait."""
        ...

    def queue_ahead(self, target: Target, links: Sequence[FoundLink]) -> None:
        """Queue a part of what a long list names, before the list itself is kept."""
        ...

    def save(self, result: PageResult) -> None:
        """Keep one result, all of it or nothing."""
        ...

    def finish(self, reason: str, limit: int) -> CrawlSummary:
        """End the crawl.

        Args:
            reason: why the spider closed: ``finished`` where nothing stopped it, ``limit`` where the run's budget is
                used up.
            limit: the run's budget of requests.
        """
        ...
