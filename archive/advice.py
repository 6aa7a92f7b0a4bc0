"""What to do about a crawl that brought no page, or no article: one sentence, from how the home page ended."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from scraper.extract.challenge import CHALLENGE_REASON
from scraper.patterns import regex

if TYPE_CHECKING:
    import sqlite3


# The digest of a certificate that was refused, as a portal's description names it (scraper.tls_verification).
_SHOWN = regex(r"(?<=it shows )sha256:[0-9a-f]{64}")


@dataclass(slots=True, frozen=True)
class _Home:
    """How the portal's own address ended: terminal state, reason, HTTP status (``None``: no answer)."""

    url: str
    outcome: str
    reason: str
    status: int | None


def advice_without_pages(connection: sqlite3.Connection, portal: str) -> str | None:
    """Return what to do where no page of a portal could be fetched, ``None`` where its reason says so already."""
    home = _home(connection, portal)
    if home is None:  # it is still to be asked for
        return "run it again to go on"
    match home.outcome:
        case "redirect" if home.reason.endswith("and is another one"):  # in letters that look like the portal's
            return "go by no address that it leads to: somebody pretends to be the portal"
        case "redirect" if home.reason.startswith("leads out of the portal"):
            return "if the portal has moved there, crawl that address instead"
        case "redirect" if _goes_round(connection, portal):
            return "its addresses lead to one another in a circle; give the one at which it opens in a browser"
        case "gone":
            return "is the address right? give that of the portal's home page"
        case "refused" if home.reason.startswith("robots.txt"):
            return "the portal's administrators can let congtin's user agent in, or open a part of it"
        case "failed":
            return _about_a_failure(home)
        case _:
            return None


def advice_without_articles(connection: sqlite3.Connection, portal: str, crawl: int) -> str | None:
    """Return what to do where a crawl read pages and no article, ``None`` where a page has its own reason."""
    home = _home(connection, portal)
    if home is None or _is_explained(connection, portal):
        return None
    if home.reason.startswith("no page: "):
        what = home.reason.removeprefix("no page: ")
        return f"what answers at {home.url} is no page ({what}); give the address of the portal's home page"
    read = connection.execute(
        "SELECT count(*) FROM frontier WHERE portal = ? AND crawl = ? AND outcome IN ('stored', 'unchanged')",
        (portal, crawl),
    ).fetchone()[0]
    pages = "the one page that was read is no" if read == 1 else f"none of the {read} pages that were read is an"
    led = f"the address {home.reason}; " if home.outcome == "redirect" else ""
    return f"{led}{pages} article: give the address of the portal's news, or try congtin portal detect"


def _home(connection: sqlite3.Connection, portal: str) -> _Home | None:
    row = connection.execute(
        "SELECT f.url, f.outcome, coalesce(f.reason, ''), "
        "(SELECT status FROM captures c WHERE c.portal = f.portal AND c.url = f.url ORDER BY c.id DESC LIMIT 1) "
        "FROM frontier f JOIN portals p ON p.id = f.portal AND p.url = f.url "
        "WHERE f.portal = ? AND f.state = 'done'",
        (portal,),
    ).fetchone()
    return None if row is None else _Home(*row)


def _about_a_failure(home: _Home) -> str | None:
    if home.reason == CHALLENGE_REASON:
        return None
    if home.status == 401:
        return "what stands behind a password is no public portal; is the address right?"
    if home.status == 403:
        return "does it open in a browser? a portal that opens there keeps programs out: ask its administrators"
    if home.status is not None or "(status " in home.reason:
        return "the portal has a fault of its own: run it again later"
    if "(DNS)" in home.reason:
        return "is the address right? the host of a portal that was closed may have no name any more"
    parts = urlsplit(home.url)
    by_http = f"give http://{parts.netloc}{parts.path}" if parts.scheme == "https" else ""
    if "TLS: " in home.reason:
        words = "nothing is read from a host that cannot prove who it is; its administrators can renew its certificate"
        shown = _SHOWN.search(home.reason)
        if shown:
            words += f'; whoever trusts the one it shows writes tls = "{shown[0]}" into the portal\'s description'
        return f"{words}; where it speaks http too, {by_http}" if by_http else words
    words = "does it open in a browser? if so, run it again later; if not, is the address right?"
    return f"{words} where it speaks http only, {by_http}" if by_http else words


def _goes_round(connection: sqlite3.Connection, portal: str) -> bool:
    """Tell whether every address that answered leads to another one of the portal."""
    others = connection.execute(
        "SELECT count(*) FROM frontier WHERE portal = ? AND state = 'done' AND outcome <> 'gone' "
        "AND (outcome <> 'redirect' OR reason LIKE 'leads out of%')",
        (portal,),
    ).fetchone()[0]
    return not others


def _is_explained(connection: sqlite3.Connection, portal: str) -> bool:
    row = connection.execute(
        "SELECT 1 FROM problems WHERE portal = ? AND field IN ('page', 'extractor', 'list') LIMIT 1", (portal,)
    ).fetchone()
    return row is not None
