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

from scraper.address_traits import is_on_host, is_start_page, site_path, trap, without_idle_parameters
from scraper.canonical import absolute_url, canonical_key, over_tls
from scraper.declared_lists import LATER_PRIORITY, LIST_PRIORITY, DeclaredLists
from scraper.entry_addresses import EntryAddresses
from scraper.languages import LanguageParts
from scraper.linked_parts import LinkedParts
from scraper.list_titles import ListTitles
from scraper.listed_addresses import ListedAddresses
from scraper.met_addresses import MetAddresses
from scraper.open_keys import address_parts
from scraper.page_addresses import is_no_page, is_view_label
from scraper.promises import promised_by
from scraper.scripted_pages import ScriptedPages
from scraper.store import KEPT_KINDS, FoundLink, KnownPage
from scraper.yields import Yields

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scraper.extract.links import Link
    from scraper.machine_lists import ListKind
    from scraper.met_addresses import MetAddress
    from scraper.portal import Portal
    from scraper.store import PageResult, Target

SEED_PRIORITY = 0
_PRIORITIES = {
    "pager": 1, "more": 1, "nav": 2, "frame": 2, "list": 3, "related": 4, "footer": 4, "body": 5, "archive": 7,
}  # fmt: skip
_OTHER_PRIORITY = 6
_GOES_ON = frozenset({"pager", "more", "frame"})  # places of links that lead on in a list


@dataclass(slots=True)
class Discovery:
    """Decides on the links of one portal during one crawl."""

    portal: Portal
    languages: LanguageParts = field(init=False)
    lists: DeclaredLists = field(init=False)
    list_titles: ListTitles = field(default_factory=ListTitles)
    entries: EntryAddresses = field(default_factory=EntryAddresses)
    _yields: Yields = field(default_factory=Yields)
    _links: LinkedParts = field(default_factory=LinkedParts)
    _not_taken_over: Iterable[KnownPage] | None = None  # what earlier runs read, until something is judged by it
    _home_keys_before: frozenset[str] = frozenset()
    _pages: ScriptedPages = field(default_factory=ScriptedPages)
    _addresses: MetAddresses = field(init=False)
    _site: str = field(init=False)
    _home_keys: set[str] = field(default_factory=set)
    _waited: set[str] = field(default_factory=set)  # keys that have been put last once
    _menu: set[str] = field(default_factory=set)  # keys that the menu leads to
    _listed: ListedAddresses = field(default_factory=ListedAddresses)

    def __post_init__(self) -> None:
        self._site = site_path(self.portal.url)
        self._home_keys.add(canonical_key(self.portal.url))
        self._yields.copies.links = self._links
        self.languages = LanguageParts(frozenset(self.portal.languages))
        self._addresses = MetAddresses(self.portal.url, self._site, self._home_keys, self.languages)
        self.lists = DeclaredLists(absolute_url(self.portal.url, self._site) or self.portal.url)

    def seeds(self) -> list[FoundLink]:
        """Return the addresses every crawl begins with: the home page and the declared sections."""
        urls = [self.portal.url, *(absolute_url(self.portal.url, section) for section in self.portal.sections)]
        return [FoundLink(canonical_key(url), url, SEED_PRIORITY, 0) for url in urls if url]

    def is_inside(self, url: str) -> bool:
        """Tell whether an address belongs to the portal: the same host and port, ``www.`` or not, and its path."""
        return is_on_host(url, self.portal.url) and self._addresses.is_under_path(url)

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

        Only the lists are at once. The rest tells which new addresses are worth asking for, and most visits find none:
        it waits for the first that has to be judged (:meth:`take_over`).

        Args:
            known_pages: what has been read, copies behind their originals, for those tell something once the original
                is known; iterated three times, twice of them when it is taken over.
        """
        for page in known_pages:
            self.lists.recall(page)
        self._not_taken_over, self._home_keys_before = known_pages, frozenset(self._home_keys)

    def take_over(self) -> None:
        """Take over what earlier runs read, where that has waited until now.

        To be called before an address that was not known is kept: it would be taken for one of an earlier run.

        Raises:
            ArchiveError: the archive cannot be read.
        """
        if self._not_taken_over is None:
            return
        known_pages, self._not_taken_over = self._not_taken_over, None
        self._yields.copies.links = LinkedParts()  # they were other runs, which linked to what they linked to
        for page in known_pages:
            self._yields.place(page)
            self.languages.place(page.url)
        for page in known_pages:
            in_menu = page.found_on in self._home_keys_before
            if page.kind in {"listing", "feed", "sitemap"}:
                # What it named is not known any more, so it cannot speak against its like.
                self._yields.recall(page, in_menu=in_menu)
            else:
                self._yields.note(page, in_menu=in_menu)
        self._yields.copies.links = self._links

    def is_news(self, result: PageResult) -> bool:
        """Tell whether a result says something of what addresses like its own bring (:meth:`note`)."""
        return result.target.kind is None and result.retry_after is None and result.target.probe is None

    def note(self, result: PageResult) -> None:
        """Learn from a result that has been kept what addresses like this one bring.

        A page that has been read before says nothing new: every list of a portal lists known articles when it is
        visited again. Nor does one that was asked for to be compared.
        """
        if not self.is_news(result):
            return
        self.take_over()
        target, kind = result.target, result.kind
        if kind is None:
            self._yields.withdraw(target.key, leads_elsewhere=result.outcome in {"gone", "redirect"})
            self.languages.note(target.url, None)
            return
        is_copy = result.outcome == "alias"
        lists_for_machines = result.machine_list is not None  # they may name a million
        entries = () if lists_for_machines else [
            link for link in result.links
            if link.priority > _PRIORITIES["nav"] and link.place != "pager" and not link.cut
        ]  # fmt: skip
        if is_copy:
            self.languages.note_copy(target.url)
        elif result.article is not None and kind not in KEPT_KINDS:
            self.languages.note_title(target.url, result.article.title)
        if kind == "listing":
            self._listed.add_page(entries)
        original = result.alias_of.key if is_copy and result.alias_of else None
        page = KnownPage(target.key, target.url, kind, target.found_on, is_copy)
        self._yields.note(
            page,
            [link.key for link in entries],
            original,
            promised=promised_by(entries, kind),
            in_menu=target.key in self._menu,
            frames=any(link.place == "frame" and not link.cut for link in result.links),
        )
        if kind == "listing" and result.article is not None:
            self._yields.note_own_address(target.key, canonical_key(result.article.canonical_url))

    def doubt(self, target: Target) -> str | None:
        """Return why a queued address will hardly bring anything, as things are; ``None`` to ask.

        What has been asked for before is asked for in any case, and so are the seeds and what the portal names as its
        sitemaps and feeds.

        Raises:
            ArchiveError: the archive cannot be read, of which this needs what earlier runs read.
        """
        if (scripted := self._pages.doubt(target.key)) is not None:
            return scripted
        if target.depth == 0 or target.tries or target.asked_before or self.lists.is_declared(target.key):
            return None
        self.take_over()
        reason = self.languages.doubt(target.url)
        in_menu, in_feed = target.key in self._menu, self._listed.is_in_feed(target.key)
        reason = reason or self._yields.doubt(target.key, target.url, target.found_on, in_menu=in_menu, in_feed=in_feed)
        if reason is None and target.key not in self._waited:
            reason = None if in_menu else self._listed.doubt(target.key)
            if reason is None and self._yields.copies.has_likelier(target.key):
                reason = "another address that differs in an idle part is likelier the article's own"
        if reason is not None:
            self._yields.put_off(target.key)
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
        self._listed.add(key, kind)
        priority = _PRIORITIES["list"] if kind == "feed" else _OTHER_PRIORITY
        later = self._addresses.later(url)
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
        is_kept = kind in KEPT_KINDS
        context = None if not source or self.is_start_page(source) else address_parts(canonical_key(source))
        found: dict[str, FoundLink] = {}
        for link in self._pages.resolved(links, depth, kind):
            if isinstance(link, FoundLink):
                found.setdefault(link.key, link)
                continue
            if link.place == "short" or (is_kept and link.place == "frame"):
                continue  # an article frames films and maps
            url = over_tls(link.url, source)
            address = self._feed(url, link.text, depth, kind) if link.place == "feed" else self._addresses.page(url)
            # An article's feed has its comments.
            if address is None or (is_kept and (address.is_feed or is_view_label(link.text))):
                continue
            place: str = link.place
            goes_on = place in _GOES_ON and not is_kept
            if is_kept and place in _GOES_ON:
                place = "related"
            priority = max(_PRIORITIES.get(place, _OTHER_PRIORITY), address.later)
            known = found.get(address.key)
            if place == "nav":
                self._menu.add(address.key)
            elif known is None and not address.cut:
                self._see(address, context)
            label = link.text if known is None else max(known.label, link.text, key=len)
            if known is None or priority < known.priority:
                away = max(depth, 1) if goes_on else depth + 1
                found[address.key] = address.link(priority, away, place, label)
            elif label != known.label:
                found[address.key] = replace(known, label=label)
        return list(found.values())

    def note_short(self, links: Iterable[Link], article: str) -> None:
        """Take note of the short addresses that the head of an article's page names: they lead to nothing else.

        Args:
            links: the links of the page.
            article: the key of the article's own address.
        """
        for link in links:
            if link.place == "short" and self.is_inside(link.url):
                self._yields.copies.declare(canonical_key(link.url), article)
                self.languages.place(link.url)

    def _see(self, address: MetAddress, context: frozenset[str] | None) -> None:
        """Take note of a link to an address where that is news; ``context`` are the parts of its page's own address."""
        if address.unvouched is None or not (context is None or context.issuperset(address.unvouched)):
            address.unvouched = self._links.see(address.key, context)

    def _feed(self, url: str, title: str, depth: int, kind: str | None) -> MetAddress | None:
        """Return what a feed that a page declares is worth; an article's feed is that of its comments."""
        address = None if kind in KEPT_KINDS else self._addresses.feed(url, title)
        if address is not None:
            is_first = self.lists.declare_feed(address.key, on_front=depth == 0)
            address.later = LIST_PRIORITY if is_first else LATER_PRIORITY
        return address
