"""Where the redirects of a visit lead: what stands at their ends, and what that says of the articles that led there.

An article that was moved leads to an address of its own. One that was taken down may lead to a list or to an error
page; but so may all of a portal's articles while it has a fault. What says by itself that an article is gone is told
apart from what says so only where other articles do not lead there as well; whether they do, :mod:`.doubts` finds out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scraper.canonical import absolute_url, canonical_key
from scraper.not_found.addresses import (
    asks_to_log_in,
    error_address,
    is_folder_around,
    is_home_with_query,
    names_an_article,
    repeats,
)
from scraper.not_found.probes import is_same_place
from scraper.not_found.words import tells_no_cause
from scraper.store import PageResult

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scraper.store import FoundLink, NotFoundPage

LEADS_TO_ERROR_PAGE = "the article's address leads to an error page now: {url}"
_MOST_REDIRECTS = 3  # that are followed to where an address leads in the end


class RedirectEnds:
    """What came, in one run, of the addresses that known articles' addresses lead to."""

    def __init__(self) -> None:
        self._led_to: dict[str, str] = {}  # addresses that name an article, and the first article that led there
        self._awaited: dict[str, PageResult | None] = {}  # where redirects lead, and what came of it
        self._lists: set[str] = set()  # addresses that showed a list in this run

    def note(self, result: PageResult) -> None:
        """Take note of what an address came to, once it has been kept."""
        target = result.target
        if "listing" in {result.kind, target.kind if result.outcome == "unchanged" else None}:
            self._lists.add(target.key)
        if target.key not in self._awaited:
            return
        # Without the article: a visit may await as many ends as the portal has articles.
        self._awaited[target.key] = PageResult(
            target, result.answer, result.outcome, result.reason, notice=result.notice
        )
        if result.outcome == "redirect":
            self._awaited |= {link.key: None for link in result.links if link.key not in self._awaited}

    def to_ask_for(self, result: PageResult) -> Iterator[FoundLink]:
        """Yield where a redirect leads, if nobody has asked what stands there; it is awaited from then on."""
        for link in result.links:
            if link.key not in self._awaited:
                self._awaited[link.key] = None
                yield link

    def may_say_gone(self, result: PageResult) -> bool:
        """Tell whether a redirect may mean that the article is gone: it leads to no other article's own address.

        An article that was moved leads to an address of its own; where a second one leads there, it is nobody's own.
        Nor is that of a list, or of the folder that the article stood in, however much it reads like a headline.
        """
        target, link = result.target, next(iter(result.links), None)
        if link is None or link.key == target.key or asks_to_log_in(link.url):
            return False
        if error_address(link.url) is not None or repeats(link.url, target.url) or not names_an_article(link.url):
            return True
        if link.key in self._lists or is_folder_around(link.url, target.url):
            return True
        if is_home_with_query(link.url):
            return True  # an article's own address on portals without names in theirs: what stands there decides
        return self._led_to.setdefault(link.key, target.key) != target.key

    def why_gone(self, result: PageResult) -> str | None:
        """Return why an article is gone by where its address leads, ``None`` where that does not say so."""
        link = next(iter(result.links))
        end = self._end_of(link)
        if end is not None and end.outcome == "gone":
            return f"the article's address leads to {link.url} now, and that is not there: {end.reason}"
        has_fault = end is not None and (end.outcome in {"failed", "refused"} or _is_notice_of_a_fault(end))
        if error_address(link.url) == "error" and not has_fault:
            return LEADS_TO_ERROR_PAGE.format(url=link.url)
        return None

    def why_gone_if_alone(self, result: PageResult, page: NotFoundPage | None) -> str | None:
        """Return why an article is gone by where its address leads, if those of others do not lead there as well.

        A portal may lead to a list or to an error page that names no cause while it has a fault of its own.

        Args:
            result: the redirect.
            page: what the portal answers in this visit for what cannot exist, ``None`` where that is not known.
        """
        link = next(iter(result.links))
        if page is not None and is_same_place(page, result):
            return f"the article's address leads to where the portal sends what does not exist: {link.url}"
        if link.key in self._lists:
            return f"the article's address leads to a list now: {link.url}"
        end = self._end_of(link)
        notice = end.notice if end is not None else None
        if error_address(link.url) == "error" and notice is not None and tells_no_cause(notice):
            return LEADS_TO_ERROR_PAGE.format(url=link.url)
        return None

    def _end_of(self, link: FoundLink) -> PageResult | None:
        """Return what came of where a redirect leads in the end, ``None`` where that is not known in this run."""
        found = self._awaited.get(link.key)
        for _ in range(_MOST_REDIRECTS):
            if found is None or found.outcome != "redirect" or found.answer.header("Location") is None:
                break
            url = absolute_url(found.target.url, found.answer.header("Location") or "")
            found = self._awaited.get(canonical_key(url)) if url else None
        return found


def _is_notice_of_a_fault(result: PageResult) -> bool:
    return result.notice is not None and result.notice.meaning == "fault"
