"""Answers for known articles that neither show the article nor say that it is gone, and how they are settled.

A portal may answer for a deleted article with a page of its own that has none of the known words, or lead to a list.
It does so for everything that does not exist. So such an answer is put off to the end of the visit, and the portal is
asked before, once a visit and shape of address, for an address that cannot exist; where both answers are the same, and
another article of that shape was found in the visit, the article is gone. Where a portal answers the same for all its
articles, it has a fault, or is being moved: nothing is gone then. Where it does so for all of a section, and in another
section, whose articles are there, for what cannot exist, that is no fault of a section's: this section is gone.

A list that reads as an article is in doubt as well: where the portal shows the same for what cannot exist (it has been
broken into, or replaced), that is no article. Another article at a known address is a revision where other known ones
are still themselves, else a fault first (:mod:`.another`).

What was learnt says something of its visit only. It also tells new addresses that are no articles; there it is believed
until the next doubt.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from scraper.canonical import absolute_url, canonical_key
from scraper.not_found.addresses import (
    asks_to_log_in,
    error_address,
    impossible_address,
    is_home_with_query,
    names_an_article,
    repeats,
)
from scraper.not_found.another import OTHERS_TOO, is_another, is_still_so
from scraper.not_found.probes import is_same_page, is_same_place, of_probe
from scraper.not_found.sections import of_its_section, of_other_sections
from scraper.not_found.words import tells_no_cause
from scraper.store import KEPT_KINDS, MAX_TRIES, FoundLink, NotFoundPage, PageResult

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scraper.not_found.addresses import Impossible
    from scraper.store import Peer, Target

PUT_OFF = "it is in doubt whether the article is gone; asked again when the rest has been read"
MOST_PUT_OFF = 2  # times that a doubt is put off in a run: for its own section, and for others
_SAME_PAGE = "status 200 with the portal's page for what does not exist"
_SAME_FOR_ALL = (
    "the portal answers the same for this article, for others, and for what cannot exist: a fault of its own"
)
_MOST_PEERS = 2  # other articles that are asked for
_PROBE_PRIORITY = 1
_MOST_REDIRECTS = 3
_NO_ARTICLE = frozenset({"page", "extractor"})  # problems of pages that could not be read


class Peers(Protocol):
    """Finds other known articles of the portal, those found in this visit first; :meth:`CrawlStore.peers`."""

    def __call__(self, target: Target) -> Iterable[Peer]:
        """Return them."""
        ...


class Doubts:
    """What is in doubt in one run, and what the portal answered for what does not exist.

    Args:
        known: what earlier runs have learnt.
        peers: finds other articles of the portal.
    """

    def __init__(self, known: Iterable[NotFoundPage], peers: Peers) -> None:
        self._peers = peers
        self._pages = {page.shape: page for page in known}
        # What is put off once, and since when another article has stood there: a second doubt is settled with what is
        # known then.
        self._put_off: dict[str, str | None] = {}
        self._put_off_again: set[str] = set()  # for what the portal answers in other sections
        self._unanswered: set[str] = set()  # shapes whose probe brought no answer in this run
        self._found: set[str] = set()  # shapes of which an article has been found in this visit
        self._led_to: dict[str, str] = {}  # addresses that name an article, and the first article that led there
        self._awaited: dict[str, PageResult | None] = {}  # where redirects lead, and what came of it
        self._lists: set[str] = set()  # addresses that showed a list in this run

    def settled(self, result: PageResult) -> PageResult:
        """Return a judged answer, or what it comes to in the light of what the portal does elsewhere.

        Args:
            result: what the answer comes to by itself.
        """
        target = result.target
        if target.probe is not None:
            return of_probe(result, target.probe)
        if result.retry_after is not None or result.outcome not in {"stored", "redirect"}:
            return result
        is_known = target.kind in KEPT_KINDS
        if not (self._is_doubtful(result) if is_known else _is_list_no_more(result)):
            return result if is_known else self._known_by_sight(result)
        impossible = impossible_address(target.url)
        if target.key not in self._put_off and target.tries + 1 < MAX_TRIES:
            self._put_off[target.key] = target.another_since
            witnesses = [*(self._witnesses(result, impossible) if is_known else self._probe(result, impossible))]
            if witnesses:
                return PageResult(
                    target, result.answer, "failed", PUT_OFF, retry_after=0.0, witnesses=witnesses, notice=result.notice
                )
        return self._decided(result, impossible) if is_known else self._known_by_sight(result)

    def note(self, result: PageResult) -> None:
        """Take note of what an address came to, once it has been kept."""
        target = result.target
        if result.retry_after is not None:
            return
        if target.probe is not None:
            self._unanswered.add(target.probe)
        elif "listing" in {result.kind, target.kind if result.outcome == "unchanged" else None}:
            self._lists.add(target.key)
        if result.learnt is not None:
            self._pages[result.learnt.shape] = result.learnt
        if target.key in self._awaited:
            self._awaited[target.key] = PageResult(
                target, result.answer, result.outcome, result.reason, notice=result.notice
            )
            if result.outcome == "redirect":
                self._awaited |= {link.key: None for link in result.links if link.key not in self._awaited}

    # ------------------------------------------------------------------ which answers are doubtful, and whom to ask

    def _is_doubtful(self, result: PageResult) -> bool:
        target, article = result.target, result.article
        if result.outcome == "redirect":
            link = next(iter(result.links), None)
            return link is not None and link.key != target.key and self._may_say_gone(link, target)
        if article is None or result.notice is not None or any(one.field in _NO_ARTICLE for one in article.problems):
            return False
        return article.kind not in KEPT_KINDS or is_another(target, article)

    def _may_say_gone(self, link: FoundLink, target: Target) -> bool:
        """Tell whether a redirect may mean that the article is gone: it leads to no other article's own address.

        An article that was moved leads to an address of its own; where a second one leads there, it is nobody's own.
        """
        if asks_to_log_in(link.url):
            return False
        if error_address(link.url) is not None or repeats(link.url, target.url) or not names_an_article(link.url):
            return True
        if is_home_with_query(link.url):
            return True  # an article's own address on portals without names in theirs: what stands there decides
        return self._led_to.setdefault(link.key, target.key) != target.key

    def _witnesses(self, result: PageResult, impossible: Impossible | None) -> Iterable[FoundLink]:
        """Yield what is to be asked for before a doubtful answer is settled, whatever is known of it."""
        for link in result.links if result.outcome == "redirect" else ():
            if link.key not in self._awaited:
                self._awaited[link.key] = None
                yield link
        if impossible is None or impossible.shape in self._unanswered:
            return
        yield from self._probe(result, impossible)
        others = self._others(result.target, impossible.shape)
        if not any(peer.was_found and (peer.was_known or not _reads_as_article(result)) for peer in others):
            for peer in [peer for peer in others if not peer.was_asked][:_MOST_PEERS]:
                yield FoundLink(peer.key, peer.url, _PROBE_PRIORITY, result.target.depth)

    def _probe(self, result: PageResult, impossible: Impossible | None) -> Iterable[FoundLink]:
        """Yield the address that cannot exist, where it has not been asked for in this visit."""
        if impossible is None or impossible.shape in self._unanswered:
            return
        page = self._pages.get(impossible.shape)
        if page is None or not page.is_current:
            key = canonical_key(impossible.url)
            yield FoundLink(key, impossible.url, _PROBE_PRIORITY, result.target.depth + 1, probe=impossible.shape)

    def _others(self, target: Target, shape: str) -> list[Peer]:
        return of_its_section(self._peers(target), shape)

    # ------------------------------------------------------------------ what the witnesses say

    def _decided(self, result: PageResult, impossible: Impossible | None) -> PageResult:
        """Return what a doubtful answer comes to by all that is known."""
        page = self._pages.get(impossible.shape) if impossible is not None else None
        is_known = page is not None and page.is_current
        if result.outcome == "redirect":
            if reason := self._why_elsewhere(result):
                return _gone(result, reason)
            reason = self._why_if_it_alone(result, page if is_known else None)
            if impossible is None or reason is None:
                return result
            if self._are_others_there(result.target, impossible.shape):
                return _gone(result, reason)
            is_everywhere = is_known and page is not None and is_same_place(page, result)
            return self._by_other_sections(result, reason, result) if is_everywhere else result
        if not is_known or page is None or not is_same_page(page, result.answer):
            return self._if_another(result, impossible)
        if self._are_others_there(result.target, page.shape, only_known=_reads_as_article(result)):
            return _gone(result, _SAME_PAGE)
        fault = PageResult(result.target, result.answer, "failed", _SAME_FOR_ALL)
        return self._by_other_sections(result, _SAME_PAGE, fault)

    def _by_other_sections(self, result: PageResult, reason: str, otherwise: PageResult) -> PageResult:
        """Return what an answer comes to that is the same for all articles of a section and for what cannot exist.

        Sections whose articles are there tell, each by what it answers for what cannot exist; what is not known of them
        is asked for, once, at the end of the visit.
        """
        target = result.target
        unknown: list[FoundLink] = []
        peers = [peer for peer in self._peers(target) if peer.was_known or not _reads_as_article(result)]
        for peer, shape in of_other_sections(peers, target):
            page = self._pages.get(shape)
            if page is None or not page.is_current:
                unknown += self._probe(result, impossible_address(peer.url))
            elif is_same_place(page, result) if result.outcome == "redirect" else is_same_page(page, result.answer):
                return _gone(result, reason)
        if not unknown or target.key in self._put_off_again or target.tries + 1 >= MAX_TRIES:
            return otherwise
        self._put_off_again.add(target.key)
        return PageResult(
            target, result.answer, "failed", PUT_OFF, retry_after=0.0, witnesses=unknown, notice=result.notice
        )

    def _if_another(self, result: PageResult, impossible: Impossible | None) -> PageResult:
        """Return another article at a known one's address as it is, unless the other known ones are others as well."""
        target = result.target
        if impossible is None or not _reads_as_article(result):
            return result
        known = [peer for peer in self._others(target, impossible.shape) if peer.was_known]
        since = self._put_off.get(target.key, target.another_since)
        if not known or any(peer.was_found for peer in known) or is_still_so(since, result.answer.fetched_at):
            return result
        return PageResult(target, result.answer, "failed", OTHERS_TOO)

    def _why_elsewhere(self, result: PageResult) -> str | None:
        """Return why an article is gone by where its address leads, ``None`` where that does not say so."""
        link = next(iter(result.links))
        end = self._end_of(link.key)
        if end is not None and end.outcome == "gone":
            return f"the article's address leads to {link.url} now, and that is not there: {end.reason}"
        has_fault = end is not None and (end.outcome in {"failed", "refused"} or _has_fault(end))
        if error_address(link.url) == "error" and not has_fault:
            return f"the article's address leads to an error page now: {link.url}"
        return None

    def _why_if_it_alone(self, result: PageResult, page: NotFoundPage | None) -> str | None:
        """Return why an article is gone by where its address leads, if those of others do not lead there as well.

        A portal may lead to a list or to an error page that names no cause while it has a fault of its own.
        """
        link = next(iter(result.links))
        if page is not None and is_same_place(page, result):
            return f"the article's address leads to where the portal sends what does not exist: {link.url}"
        if link.key in self._lists:
            return f"the article's address leads to a list now: {link.url}"
        end = self._end_of(link.key)
        notice = end.notice if end is not None else None
        if error_address(link.url) == "error" and notice is not None and tells_no_cause(notice):
            return f"the article's address leads to an error page now: {link.url}"
        return None

    def _end_of(self, key: str) -> PageResult | None:
        """Return what came of the address that a redirect leads to, ``None`` where that is not known in this run."""
        found = self._awaited.get(key)
        for _ in range(_MOST_REDIRECTS):
            if found is None or found.outcome != "redirect" or found.answer.header("Location") is None:
                break
            url = absolute_url(found.target.url, found.answer.header("Location") or "")
            found = self._awaited.get(canonical_key(url)) if url else None
        return found

    def _are_others_there(self, target: Target, shape: str, *, only_known: bool = False) -> bool:
        """Tell whether other articles of a shape are there, so that an answer is about this one; true for the only one.

        The portal answers the same for what does not exist. That it does so for what exists would be a fault.
        """
        if only_known or shape not in self._found:
            others = self._others(target, shape)
            if others and not any(peer.was_found and (peer.was_known or not only_known) for peer in others):
                return False
            self._found.add(shape)
        return True

    # ------------------------------------------------------------------ addresses that were never articles

    def _known_by_sight(self, result: PageResult) -> PageResult:
        """Return an answer that reads as an article, as gone where it is what the portal shows for everything else."""
        if not _reads_as_article(result) or not any(page.fingerprint for page in self._pages.values()):
            return result
        impossible = impossible_address(result.target.url)
        page = self._pages.get(impossible.shape) if impossible is not None else None
        return _gone(result, _SAME_PAGE) if page is not None and is_same_page(page, result.answer) else result


def _reads_as_article(result: PageResult) -> bool:
    return result.article is not None and result.article.kind in KEPT_KINDS


def _is_list_no_more(result: PageResult) -> bool:
    """Tell whether what was a list at the last look reads as an article now."""
    return result.outcome == "stored" and result.target.kind == "listing" and _reads_as_article(result)


def _has_fault(result: PageResult) -> bool:
    return result.notice is not None and result.notice.meaning == "fault"


def _gone(result: PageResult, reason: str) -> PageResult:
    """Return a result as that of an article which is gone: no record, nothing to follow."""
    return PageResult(result.target, result.answer, "gone", reason, notice=result.notice)
