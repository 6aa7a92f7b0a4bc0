"""Answers for known articles that neither show the article nor say that it is gone, and how they are settled.

A portal may answer for a deleted article with a page of its own that has none of the known words, or lead to a list.
It does so for everything that does not exist. So such an answer is put off to the end of the visit, and the portal is
asked before, once a visit and shape of address, for an address that cannot exist; where both answers are the same, and
another article of that shape was found in the visit, the article is gone. Where a portal answers the same for all its
articles, it has a fault, or is being moved: nothing is gone then. Where it does so for all of a section, and in another
section, whose articles are there, for what cannot exist, that is no fault of a section's: this section is gone. What
redirects say is found out by :mod:`.redirect_ends`, which articles are of a section by :mod:`.sections`.

A list that reads as an article is in doubt as well: where the portal shows the same for what cannot exist (it has been
broken into, or replaced), that is no article. Another article at a known address is a revision where other known ones
are still themselves, else a fault first (:mod:`.another`).

What was learnt says something of its visit only. It also tells new addresses that are no articles; there it is believed
until the next doubt.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from scraper.canonical import canonical_key
from scraper.not_found.addresses import impossible_address
from scraper.not_found.another import OTHERS_TOO, is_another, is_still_so
from scraper.not_found.probes import compared, is_same_answer, is_same_page, may_be_same_page, of_probe
from scraper.not_found.redirect_ends import RedirectEnds
from scraper.not_found.sections import of_its_section, of_other_sections
from scraper.store import KEPT_KINDS, MAX_TRIES, FoundLink, NotFoundPage, PageResult

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from scraper.not_found.addresses import Impossible
    from scraper.not_found.fingerprint import Fingerprint
    from scraper.store import Peer, Target

PUT_OFF = "it is in doubt whether the article is gone; asked again when the rest has been read"
MOST_PUT_OFF = 2  # times that a doubt is put off in a run: for its section or what turns, and for other sections
_SAME_PAGE = "status 200 with the portal's page for what does not exist"
_SAME_FOR_ALL = (
    "the portal answers the same for this article, for others, and for what cannot exist: a fault of its own"
)
_MOST_REMEMBERED = 200  # doubtful pages whose first answers are kept; where more are in doubt, the portal has a fault
_MOST_PEERS = 2  # other articles that are asked for
_PROBE_PRIORITY = 1
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
        self._earlier: dict[str, Fingerprint] = {}  # what addresses that are put off answered
        self._put_off_again: set[str] = set()  # for what the portal answers in other sections
        self._unanswered: set[str] = set()  # shapes whose probe brought no answer in this run
        self._found: set[str] = set()  # shapes of which an article has been found in this visit
        self._redirects = RedirectEnds()

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
            witnesses = [*(self._witnesses(result, impossible) if is_known else self._probe(target, impossible))]
            if witnesses:
                self._remember(result)
                return _put_off(result, witnesses)
        return self._decided(result, impossible) if is_known else self._known_by_sight(result)

    def note(self, result: PageResult) -> None:
        """Take note of what an address came to, once it has been kept."""
        if result.retry_after is not None:
            return
        if result.target.probe is not None:
            self._unanswered.add(result.target.probe)
        if result.learnt is not None:
            self._pages[result.learnt.shape] = result.learnt
        self._redirects.note(result)

    def _remember(self, result: PageResult) -> None:
        """Keep what a doubtful page says: what is said otherwise the second time turns by itself."""
        if result.outcome != "stored" or len(self._earlier) >= _MOST_REMEMBERED:
            return
        found = compared(result.answer)
        if found is not None:
            self._earlier[result.target.key] = found

    def _may_turn(self, result: PageResult, page: NotFoundPage) -> bool:
        """Tell whether another answer may show a page to be the one for what does not exist, but for what turns."""
        key = result.target.key
        if key in self._earlier or result.target.tries + 1 >= MAX_TRIES or page.status != result.answer.status:
            return False
        self._remember(result)
        return key in self._earlier and may_be_same_page(page, self._earlier[key])

    # ------------------------------------------------------------------ which answers are doubtful, and whom to ask

    def _is_doubtful(self, result: PageResult) -> bool:
        article = result.article
        if result.outcome == "redirect":
            return self._redirects.may_say_gone(result)
        if article is None or result.notice is not None or any(one.field in _NO_ARTICLE for one in article.problems):
            return False
        return article.kind not in KEPT_KINDS or is_another(result.target, article)

    def _witnesses(self, result: PageResult, impossible: Impossible | None) -> Iterable[FoundLink]:
        """Yield what is to be asked for before a doubtful answer is settled, whatever is known of it."""
        target = result.target
        if result.outcome == "redirect":
            yield from self._redirects.to_ask_for(result)
        if impossible is None or impossible.shape in self._unanswered:
            return
        yield from self._probe(target, impossible)
        others = self._others(target, impossible.shape)
        if not any(_vouches(peer, result) for peer in others):
            for peer in [peer for peer in others if not peer.was_asked][:_MOST_PEERS]:
                yield FoundLink(peer.key, peer.url, _PROBE_PRIORITY, target.depth)

    def _probe(self, target: Target, impossible: Impossible | None) -> Iterable[FoundLink]:
        """Yield the address that cannot exist, where it has not been asked for in this visit."""
        if impossible is None or impossible.shape in self._unanswered or self._learnt(impossible.shape) is not None:
            return
        key = canonical_key(impossible.url)
        yield FoundLink(key, impossible.url, _PROBE_PRIORITY, target.depth + 1, probe=impossible.shape)

    def _learnt(self, shape: str) -> NotFoundPage | None:
        """Return what the portal answers for what cannot exist, ``None`` where this visit has not learnt it."""
        page = self._pages.get(shape)
        return page if page is not None and page.is_current else None

    def _others(self, target: Target, shape: str) -> list[Peer]:
        return of_its_section(self._peers(target), shape)

    # ------------------------------------------------------------------ what the witnesses say

    def _decided(self, result: PageResult, impossible: Impossible | None) -> PageResult:
        """Return what a doubtful answer comes to by all that is known."""
        page = self._learnt(impossible.shape) if impossible is not None else None
        if result.outcome == "redirect":
            return self._decided_redirect(result, impossible, page)
        if page is None or not is_same_page(page, result.answer, self._earlier.get(result.target.key)):
            if page is not None and self._may_turn(result, page):
                return _put_off(result, [])
            return self._if_another(result, impossible)
        if self._are_others_there(result, page.shape):
            return _gone(result, _SAME_PAGE)
        fault = PageResult(result.target, result.answer, "failed", _SAME_FOR_ALL)
        return self._by_other_sections(result, _SAME_PAGE, fault)

    def _decided_redirect(
        self, result: PageResult, impossible: Impossible | None, page: NotFoundPage | None
    ) -> PageResult:
        if reason := self._redirects.why_gone(result):
            return _gone(result, reason)
        reason = self._redirects.why_gone_if_alone(result, page)
        if impossible is None or reason is None:
            return result
        if self._are_others_there(result, impossible.shape):
            return _gone(result, reason)
        is_everywhere = page is not None and is_same_answer(page, result)
        return self._by_other_sections(result, reason, result) if is_everywhere else result

    def _by_other_sections(self, result: PageResult, reason: str, otherwise: PageResult) -> PageResult:
        """Return what an answer comes to that is the same for all articles of a section and for what cannot exist.

        Sections whose articles are there tell, each by what it answers for what cannot exist; what is not known of them
        is asked for, once, at the end of the visit.
        """
        target = result.target
        unknown: list[FoundLink] = []
        for peer, shape in of_other_sections([one for one in self._peers(target) if _vouches(one, result)], target):
            page = self._learnt(shape)
            if page is None:
                unknown += self._probe(target, impossible_address(peer.url))
            elif is_same_answer(page, result, self._earlier.get(target.key)):
                return _gone(result, reason)
        if not unknown or target.key in self._put_off_again or target.tries + 1 >= MAX_TRIES:
            return otherwise
        self._put_off_again.add(target.key)
        return _put_off(result, unknown)

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

    def _are_others_there(self, result: PageResult, shape: str) -> bool:
        """Tell whether other articles of a shape are there, so that an answer is about this one; true for the only one.

        The portal answers the same for what does not exist. That it does so for what exists would be a fault.
        """
        # Remembered, for others are looked up in the archive; looked up again where not all of them vouch.
        if shape not in self._found or _reads_as_article(result):
            others = self._others(result.target, shape)
            if others and not any(_vouches(peer, result) for peer in others):
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
        if page is None or not is_same_page(page, result.answer, self._earlier.get(result.target.key)):
            return result
        return _gone(result, _SAME_PAGE)


def _reads_as_article(result: PageResult) -> bool:
    return result.article is not None and result.article.kind in KEPT_KINDS


def _vouches(peer: Peer, result: PageResult) -> bool:
    """Tell whether another article is there in this visit, so that an answer is no fault of the whole portal.

    A new one says nothing where the answer reads as an article: whoever broke into the portal may have put up both.
    """
    return peer.was_found and (peer.was_known or not _reads_as_article(result))


def _is_list_no_more(result: PageResult) -> bool:
    """Tell whether what was a list at the last look reads as an article now."""
    return result.outcome == "stored" and result.target.kind == "listing" and _reads_as_article(result)


def _put_off(result: PageResult, witnesses: Sequence[FoundLink]) -> PageResult:
    """Return a result as one that is to come again when its witnesses have been heard."""
    return PageResult(
        result.target, result.answer, "failed", PUT_OFF, retry_after=0.0, witnesses=witnesses, notice=result.notice
    )


def _gone(result: PageResult, reason: str) -> PageResult:
    """Return a result as that of an article which is gone: no record, nothing to follow."""
    return PageResult(result.target, result.answer, "gone", reason, notice=result.notice)
