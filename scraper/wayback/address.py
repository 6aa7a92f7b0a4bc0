"""What people give as the address of a web archive, read: a portal, a query of an index, a page of the archive's site.

``https://town.gov.vn/`` is a portal of which all captures are wanted. ``https://web.archive.org/cdx/search/cdx?url=
town.gov.vn/*`` is a query of an index, as people copy it from a manual or a browser: where to ask and what for stand in
it. ``https://web.archive.org/web/*/https://town.gov.vn/`` is how the sites of web archives (the Internet Archive's,
pywb's) name the list of a page's captures.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlsplit

from scraper.patterns import regex
from scraper.public_addresses import is_public, literal_address
from scraper.wayback.client import WebArchiveError, WebArchiveRestError
from scraper.wayback.index import INTERNET_ARCHIVE, IndexQuery, answers

if TYPE_CHECKING:
    from scraper.wayback.client import ArchiveClient

# How the address of an index ends: the Internet Archive's server, and pywb's.
_ENDINGS = ("/cdx", "-cdx")
_PYWB_ENDINGS = ("/index", "-index")  # what other sites have as well: a query must say the rest
# Parameters that indexes know and portals do not, beside ``url``.
_OF_INDEXES = frozenset({"matchType", "output", "fl", "collapse", "filter", "showResumeKey", "resumeKey", "fastLatest",
                         "showNumPages", "pageSize"})  # fmt: skip
# Of a query, what congtin asks in its own way: in which form, how much at a time, in which order.
_OURS = frozenset({"url", "matchType", "output", "fl", "fields", "limit", "showResumeKey", "resumeKey", "page",
                   "pageSize", "showNumPages", "showPagedIndex", "gzip", "sort", "reverse", "closest"})  # fmt: skip
# Where the index of an archive lies whose address alone is given.
_PLACES = ("/cdx/search/cdx", "/cdx")
# ``/web/*/https://town.gov.vn/``, also with a time and what pywb writes behind it.
_OF_SITE = regex(
    r"(?P<collection>(?:/[\w.-]{1,80})?)/(?:\*|\d{4,14}\*?)(?:[a-z]{2}_)?/(?P<url>https?:/{1,2}\S{1,4000})"
)
EVERYTHING = "*"  # all that an index has


def query_of(address: str) -> IndexQuery | None:
    """Return what an address asks of which index, ``None`` where it is that of a portal.

    Args:
        address: as it was given.

    Raises:
        ValueError: it is no address.
    """
    parts = urlsplit(address.strip())
    if parts.scheme.lower() not in {"http", "https"}:
        return None
    site = _OF_SITE.fullmatch(parts.path + (f"?{parts.query}" if parts.query else ""))
    if site is not None:
        index = "/cdx/search/cdx" if site["collection"] in {"", "/web"} else f"{site['collection']}/cdx"
        wanted = re.sub(r"^(https?:)/(?!/)", r"\1//", site["url"])
        return _wanted(wanted if wanted.endswith("*") else f"{wanted}*", None, _at(address, index))
    pairs = parse_qsl(parts.query)
    names = {name for name, _ in pairs}
    path = parts.path.rstrip("/").lower()
    is_index = path.endswith(_ENDINGS) or (
        "url" in names and (path.endswith(_PYWB_ENDINGS) or not names.isdisjoint(_OF_INDEXES))
    )
    if not is_index:
        return None
    given = dict(pairs)
    query = _wanted(given.get("url", EVERYTHING), given.get("matchType"), _at(address, parts.path))
    return replace(query, more=tuple((name, value) for name, value in pairs if name not in _OURS))


def _wanted(url: str, match: str | None, server: str) -> IndexQuery:
    """Return the query for an address as indexes write it: ``town.gov.vn/*``, ``*.town.gov.vn``, or one page's."""
    if url != EVERYTHING and match is None:
        if url.startswith("*."):
            url, match = url[2:], "domain"
        elif url.endswith("*"):
            url, match = url[:-1], "prefix"
        else:
            match = "exact"
    return IndexQuery(url, server=server, match=match)


def _at(address: str, path: str) -> str:
    return urlsplit(address.strip())._replace(path=path, query="", fragment="").geturl()


def places_of_index(address: str, *, allow_loopback: bool) -> list[IndexQuery]:
    """Return where the index of an address on this machine may be: it is a web archive's own, or a page in it.

    Nobody but its owner can have captured a host on loopback, so the Internet Archive is not asked for it.

    Args:
        address: as it was given.
        allow_loopback: whether this machine may be asked.

    Returns:
        The queries to try, the likeliest first; none for any other address.
    """
    host = urlsplit(address.strip()).hostname or ""
    literal = "127.0.0.1" if host == "localhost" else literal_address(host)
    if not allow_loopback or literal is None or is_public(literal) or not is_public(literal, allow_loopback=True):
        return []
    queries = [IndexQuery(address, server=_at(address, place)) for place in _PLACES]
    if urlsplit(address).path in {"", "/"}:  # the archive itself: what it has
        queries += [IndexQuery(EVERYTHING, server=one.server, match=None) for one in queries]
    return queries


def find_query(client: ArchiveClient, queries: list[IndexQuery]) -> IndexQuery:
    """Return the first query to which an index has an answer; one that has captures is preferred.

    Raises:
        WebArchiveError: there is no index at any of the places; says what was tried.
        WebArchiveRestError: the budget of requests is used up.
    """
    empty: IndexQuery | None = None
    tried: dict[str, str] = {}
    for query in queries:
        try:
            if answers(client, query):
                return query
        except WebArchiveRestError:
            raise
        except WebArchiveError as error:
            tried.setdefault(query.server, str(error).removeprefix(f"{query.server}").partition(": ")[2] or str(error))
            continue
        empty = empty or query
    if empty is not None:
        return empty
    told = "; ".join(f"{server} ({reason})" for server, reason in tried.items())
    raise WebArchiveError(f"no index of a web archive was found there; tried: {told}. Give its address with --index")


def query_for(
    address: str, index: str | None, replay: str | None, client: ArchiveClient, *, allow_loopback: bool
) -> IndexQuery:
    """Return what is to be asked of which index for the address that was given.

    Args:
        address: a portal's, a query of an index, or a page of a web archive's site.
        index: the index that was named, ``None`` for none.
        replay: where captures are given out, ``None`` to tell it from the index's address.
        client: asks where the index may be, which is done for addresses on this machine only.
        allow_loopback: whether this machine may be asked.

    Raises:
        WebArchiveError: no index was found, or the address is none.
    """
    try:
        query = query_of(address)
    except ValueError as error:  # of urlsplit: brackets and ports that are none
        raise WebArchiveError(f"{address}: is no address ({error}); write it as https://town.gov.vn/") from None
    if query is None and index is None and (places := places_of_index(address, allow_loopback=allow_loopback)):
        query = find_query(client, places)
    if query is None:
        query = IndexQuery(address, server=INTERNET_ARCHIVE)
    return replace(query, server=index or query.server, replay=replay)
