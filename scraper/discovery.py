"""Which links of a page are worth asking for, and in which order.

Everything inside the portal is followed, the likely pages of lists first, then what they list. The lists that the
portal publishes for machines come first of all: sitemaps that robots.txt names, feeds that pages declare, and
``/sitemap.xml`` where nothing names one. Traps have budgets: paths that repeat themselves (``/vi/en/vi/...``),
addresses of absurd length or depth, kinds of addresses that never yield anything (calendars, endless pagers, lists in
every order, copies: :mod:`scraper.yields`), parts in another language (:mod:`scraper.languages`). What is cut is handed
on with its reason like any other link, so that the frontier holds it and the run's summary says it.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from scraper.address_traits import is_on_host, is_start_page, is_under, site_path, trap, without_idle_parameters
from scraper.canonical import absolute_url, canonical_key, plain_url
from scraper.copies import address_parts
from scraper.declared_lists import LAST_PRIORITY, LATER_PRIORITY, LIST_PRIORITY, DeclaredLists
from scraper.hashes import Hashes
from scraper.languages import LanguageParts
from scraper.list_titles import ListTitles
from scraper.machine_lists import expected_kind, is_side_list
from scraper.page_addresses import gathers_others, is_no_page, is_view_label
from scraper.scripted_pages import ScriptedPages
from scraper.store import KEPT_KINDS, FoundLink, KnownPage
from scraper.yields import Yields

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scraper.extract.links import Link
    from scraper.machine_lists import ListKind
    from scraper.portal import Portal
    from scraper.store import PageResult, Target

MAX_DEPTH = 60

_MOST_KNOWN = 50_000  # addresses of which is kept what they tell

SEED_PRIORITY = 0
_PRIORITIES = {"pager": 1, "more": 1, "nav": 2, "list": 3, "related": 4, "footer": 4, "body": 5, "archive": 7}
_OTHER_PRIORITY = 6


@dataclass(frozen=True, slots=True)
class _Address:
    """What an address by itself tells: its key, why it is never asked for (a trap), and whether it can wait."""

    key: str
    cut: str | None
    later: int = 0
    is_feed: bool = False


@dataclass(slots=True)
class Discovery:
    """Decides on the links of one portal during one crawl."""

    portal: Portal
    languages: LanguageParts = field(init=False)
    lists: DeclaredLists = field(init=False)
    list_titles: ListTitles = field(default_factory=ListTitles)
    _yields: Yields = field(default_factory=Yields)
    _pages: ScriptedPages = field(default_factory=ScriptedPages)
    _known: dict[str, _Address | None] = field(default_factory=dict)
    _site: str = field(init=False)
    _home_keys: set[str] = field(default_factory=set)
    _waited: set[str] = field(default_factory=set)  # keys that have been put last once
    _menu: set[str] = field(default_factory=set)  # keys that the menu leads to
    _in_feeds: Hashes = field(default_factory=Hashes)  # keys that feeds name

    def __post_init__(self) -> None:
        self._site = site_path(self.portal.url)
        self._home_keys.add(canonical_key(self.portal.url))
        self.languages = LanguageParts(frozenset(self.portal.languages))
        self.lists = DeclaredLists(absolute_url(self.portal.url, self._site) or self.portal.url)

    def seeds(self) -> list[FoundLink]:
        """Return the addresses every crawl begins with: the home page and the declared sections."""
        urls = [self.portal.url, *(absolute_url(self.portal.url, section) for section in self.portal.sections)]
        return [FoundLink(canonical_key(url), url, SEED_PRIORITY, 0) for url in urls if url]

    def is_inside(self, url: str) -> bool:
        """Tell whether an address belongs to the portal: the same host and port, ``www.`` or not, and its path."""
        return is_on_host(url, self.portal.url) and self._is_under_path(url)

    def _is_under_path(self, url: str) -> bool:
        return is_under(url, self._site) or canonical_key(url) in self._home_keys

    def is_start_page(self, url: str) -> bool:
        """Tell whether an address is the portal's front: its own, what that leads to, ``/vi/trang-chu``."""
        return canonical_key(url) in self._home_keys or is_start_page(url, self._site)

    def is_front(self, url: str) -> bool:
        """Tell whether an address is a front page of the portal or of its host, whatever was added to it.

        A redirect home often says why, or starts a session: ``/?msg=notfound``, ``/Default.aspx?sid=...``.
        """
        if not is_on_host(url, self.portal.url):
            return False
        plain = without_idle_parameters(url)
        return self.is_start_page(plain) or is_start_page(plain, "/")

    def leads_home(self, target: Target, url: str) -> None:
        """Take note of where the portal's own address leads to."""
        if target.key in self._home_keys:
            self._home_keys.add(canonical_key(url))

    # ------------------------------------------------------------------ what has been read

    def learn(self, known_pages: Iterable[KnownPage]) -> None:
        """Take over what earlier runs read: a budget does not begin anew with a run.

        Args:
            known_pages: what has been read, copies behind their originals, for those tell something once the original
                is known; iterated twice.
        """
        for page in known_pages:
            self._yields.place(page)
            self.languages.place(page.url)
        for page in known_pages:
            self.lists.recall(page)
            if page.kind in {"listing", "feed", "sitemap"}:
                # What it named is not known any more, so it cannot speak against its like.
                self._yields.recall(page, in_menu=page.found_on in self._home_keys)
            else:
                self._yields.note(page, in_menu=page.found_on in self._home_keys)

    def note(self, result: PageResult) -> None:
        """Learn from a result that has been kept what addresses like this one bring.

        A page that has been read before says nothing new: every list of a portal lists known articles when it is
        visited again.
        """
        target, kind = result.target, result.kind
        if target.kind is not None or result.retry_after is not None:
            return
        if kind is None:
            self._yields.withdraw(target.key, leads_elsewhere=result.outcome in {"gone", "redirect"})
            self.languages.note(target.url, None)
            return
        is_copy = result.outcome == "alias"
        lists_for_machines = result.machine_list is not None  # they may name a million
        entries = () if lists_for_machines else [
            link.key
            for link in result.links
            if link.priority > _PRIORITIES["nav"] and link.place != "pager" and not link.cut
        ]  # fmt: skip
        if is_copy:
            self.languages.note_copy(target.url)
        elif result.article is not None and kind not in KEPT_KINDS:
            self.languages.note_title(target.url, result.article.title)
        original = result.alias_of.key if is_copy and result.alias_of else None
        page = KnownPage(target.key, target.url, kind, target.found_on, is_copy)
        self._yields.note(page, entries, original, in_menu=target.key in self._menu)

    def doubt(self, target: Target) -> str | None:
        """Return why a queued address will hardly bring anything, as things are; ``None`` to ask.

        What has been asked for before is asked for in any case, and so are the seeds and what the portal names as its
        sitemaps and feeds.
        """
        if (scripted := self._pages.doubt(target.key)) is not None:
            return scripted
        if target.depth == 0 or target.tries or target.asked_before or self.lists.is_declared(target.key):
            return None
        reason = self.languages.doubt(target.url)
        in_menu, in_feed = target.key in self._menu, hash(target.key) in self._in_feeds
        reason = reason or self._yields.doubt(target.key, target.url, target.found_on, in_menu=in_menu, in_feed=in_feed)
        if reason is None and target.key not in self._waited and self._yields.copies.has_likelier(target.key):
            reason = "another address that differs in an idle part is likelier the article's own"
        if reason is not None:
            self._waited.add(target.key)  # a second doubt leaves it out, and a likelier address is no reason for that
        return reason

    # ------------------------------------------------------------------ lists for machines

    def listed_link(self, url: str, depth: int, modified: str | None, kind: ListKind) -> FoundLink | None:
        """Return the link to queue for an entry of a feed or sitemap, ``None`` where it is no page (a picture, a film).

        Args:
            url: the entry's address, inside the portal.
            depth: how far the list is from the home page.
            modified: when the list says that the page was last changed.
            kind: what lists it; feeds list the latest articles, sitemaps everything.
        """
        if is_no_page(url):
            return None
        key = canonical_key(url)
        if kind == "feed":
            self._in_feeds.add(hash(key))
        priority = _PRIORITIES["list"] if kind == "feed" else _OTHER_PRIORITY
        later = self._later(url)
        return FoundLink(key, url, max(priority, later), depth + 1, trap(url), modified)

    # ------------------------------------------------------------------ links of pages

    def worth_asking(
        self, links: Iterable[Link], depth: int, kind: str | None = None, source: str = ""
    ) -> list[FoundLink]:
        """Return the links to queue, one a key, those to be cut with the reason why.

        Args:
            links: the links of a page, absolute.
            depth: how far the page is from the home page, in links; further pages of a list are as far as the list.
            kind: what the page is. Under an article, a pager is that of a box or of comments.
            source: the page's address.
        """
        context = None if not source or self.is_start_page(source) else address_parts(canonical_key(source))
        found: dict[str, FoundLink] = {}
        for link in self._pages.resolved(links, depth, kind):
            if isinstance(link, FoundLink):
                found.setdefault(link.key, link)
                continue
            address = self._feed(link, depth, kind) if link.place == "feed" else self._address(link.url)
            if address is None or (address.is_feed and kind in KEPT_KINDS):  # an article's feed has its comments
                continue
            if kind in KEPT_KINDS and is_view_label(link.text):
                continue
            goes_on = link.place in {"pager", "more"} and kind not in KEPT_KINDS
            place = "related" if link.place in {"pager", "more"} and not goes_on else link.place
            priority = max(_PRIORITIES.get(place, _OTHER_PRIORITY), address.later)
            if place == "nav":
                self._menu.add(address.key)
            elif address.key not in found and not address.cut:
                self._yields.copies.see(address.key, context)
            known = found.get(address.key)
            label = max(known.label if known else "", link.text, key=len)
            if known is None or priority < known.priority:
                away = max(depth, 1) if goes_on else depth + 1
                cut = address.cut or _too_deep(away)
                found[address.key] = FoundLink(
                    address.key, plain_url(link.url), priority, away, cut, place=place, label=label
                )
            elif label != known.label:
                found[address.key] = replace(known, label=label)
        return list(found.values())

    def _feed(self, link: Link, depth: int, kind: str | None) -> _Address | None:
        """Return what a feed that a page declares is worth; an article's feed is that of its comments."""
        if kind in KEPT_KINDS or is_side_list(link.url, link.text) or not self.is_inside(link.url):
            return None
        key = canonical_key(link.url)
        is_first = self.lists.declare_feed(key, on_front=depth == 0)
        return _Address(key, trap(link.url), LIST_PRIORITY if is_first else LATER_PRIORITY)

    def _address(self, url: str) -> _Address | None:
        """Return what an address by itself tells, ``None`` where it is none of the portal's pages.

        Kept, because the menu and the boxes of a portal stand on every one of its pages.
        """
        if url not in self._known:
            if len(self._known) >= _MOST_KNOWN:
                self._known.clear()
            self._known[url] = self._judged(url) if is_on_host(url, self.portal.url) and not is_no_page(url) else None
        return self._known[url]

    def _judged(self, url: str) -> _Address | None:
        kind = expected_kind(url)
        if kind is not None and is_side_list(url):
            return None
        key = canonical_key(url)
        return _Address(key, self._trap(url), self._later(url), kind == "feed")

    def _later(self, url: str) -> int:
        """Return the earliest priority at which an address may be asked for by what its spelling says."""
        if self.languages.is_foreign(url):
            return LAST_PRIORITY
        return LATER_PRIORITY if gathers_others(url) or expected_kind(url) is not None else 0

    def _trap(self, url: str) -> str | None:
        if not self._is_under_path(url):
            return f"outside {self._site}, where this portal lives on its host"
        return trap(url)


def _too_deep(depth: int) -> str | None:
    return f"pages more than {MAX_DEPTH} links from the home page" if depth > MAX_DEPTH else None
