"""Judging a redirect: where it leads, and whether an article's address says with it that the article is gone."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from scraper.canonical import absolute_url, canonical_key
from scraper.host_names import look_alike
from scraper.not_found.addresses import asks_to_log_in, error_address
from scraper.not_found.redirect_ends import LEADS_TO_ERROR_PAGE
from scraper.store import KEPT_KINDS, FoundLink, PageResult

if TYPE_CHECKING:
    from scraper.discovery import Discovery
    from scraper.store import Answer, Target

REDIRECT_PRIORITY = 1
# A redirect to the same page under another spelling (http to https, a slash more) is followed so often.
MAX_OWN_REDIRECTS = 5
# So many redirects in a row lead to different addresses; browsers follow twenty. Some portals put a counter or one more
# piece into each, and as a redirect is followed before all else, nothing else of the portal would be asked for.
MOST_REDIRECTS = 20
ENDLESS = f"{MOST_REDIRECTS} redirects in a row led here, and it leads on"
WANTS_COOKIE = "until its cookie is sent, and congtin keeps none"
LEADS_HOME = "the article's address leads to the home page now"


def redirected(target: Target, answer: Answer, discovery: Discovery) -> PageResult:
    """Return what an answer with a status of 3xx comes to.

    An article's address that leads to the front of the portal or of its host, or to an address that says "not found",
    says that the article is gone. What leads to an error page without a word of what kind is a matter of what stands
    there (:mod:`scraper.not_found.redirect_ends`). A login page is no front, though the portal's own address lead to it
    as well, as on a day on which all of it is closed.

    Args:
        target: the address that was asked for.
        answer: what came back.
        discovery: knows the portal's fronts and where it ends.
    """
    location = written_location(answer.header("Location"))
    url = absolute_url(target.url, location) if location else None
    if url is None:
        where = f"leads to {location[:200]!r}, which is no web address" if location else "leads nowhere (no Location)"
        return PageResult(target, answer, "failed", f"status {answer.status} {where}")
    if target.kind in KEPT_KINDS and discovery.is_front(url) and not asks_to_log_in(url):
        return PageResult(target, answer, "gone", LEADS_HOME)
    if not discovery.is_inside(url):
        return PageResult(target, answer, "redirect", f"leads out of the portal, to {url}{_who_it_looks_like(url)}")
    link = FoundLink(canonical_key(url), url, REDIRECT_PRIORITY, target.depth)
    if url == target.url or (link.key == target.key and target.tries >= MAX_OWN_REDIRECTS):
        wanted = f", {WANTS_COOKIE}" if answer.header("Set-Cookie") else ""
        reason = f"status {answer.status}: the redirect leads back to itself{wanted}"
        return PageResult(target, answer, "failed", reason)
    if target.kind in KEPT_KINDS and error_address(url) == "missing":
        return PageResult(target, answer, "gone", LEADS_TO_ERROR_PAGE.format(url=url))
    if target.redirects >= MOST_REDIRECTS:
        return PageResult(target, answer, "failed", f"status {answer.status}: {ENDLESS}, to {url}")
    discovery.leads_home(target, url)
    return PageResult(target, answer, "redirect", f"leads to {url}", links=[link])


def written_location(value: str | None) -> str | None:
    """Return a ``Location`` as its server wrote it: with Vietnamese letters in it, which no header should have.

    Args:
        value: the header's value, a character a byte; ``None`` where there is none.
    """
    if value is None or value.isascii():
        return value
    try:
        return value.encode("latin-1").decode("utf-8")
    except UnicodeError:  # in another encoding, or decoded already
        return value


def _who_it_looks_like(url: str) -> str:
    """Return the words that tell of a host in letters which only look like those of another name, "" for any other."""
    taken_for = look_alike(urlsplit(url).hostname or "")
    return f", a host that looks like {taken_for} and is another one" if taken_for else ""


def sends_home(forward: str | None, target: Target, discovery: Discovery) -> bool:
    """Tell whether an article's page only sends its readers on to the front.

    Args:
        forward: where the page sends them, ``None`` where it does not or has a word beside that.
        target: the address that was asked for.
        discovery: knows the portal's fronts.
    """
    if forward is None or target.kind not in KEPT_KINDS or asks_to_log_in(forward):
        return False
    return discovery.is_front(forward)
