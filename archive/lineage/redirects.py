"""Portals that lead to others: the start page of one, or half of its articles, answer with an address of another."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from archive.lineage.portals import Step
from scraper.address_traits import is_on_host, is_start_page, is_under, site_path
from scraper.canonical import canonical_key
from scraper.errors import PortalError
from scraper.portal import portal_from_url
from scraper.portal_values import bare_host
from scraper.public_addresses import is_public, literal_address

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Sequence

    from archive.lineage.portals import PortalRow

_FEWEST_PAGES = 3  # that lead to another portal, where the start page does not
_MOST_PAGES = 0.5  # of the known articles lead there
# A capture (``l``) that tells whether an address has a page of its own or leads on: errors tell neither.
_SAYS_SOMETHING = "l.status < 400 AND l.outcome NOT IN ('gone', 'failed', 'retried')"
Leading = tuple[str, str, str]  # address asked for, address it leads to, when
Hosts = dict[str, list["PortalRow"]]  # portals by their hosts, without www.


def redirect_steps(connection: sqlite3.Connection, portals: Sequence[PortalRow]) -> Iterator[Step]:
    """Yield the portals that lead to others; one that has pages of its own again leads nowhere.

    A host that led on for a while and was shut then has led on all the same: an answer that there is nothing any more
    undoes nothing.

    A start page that leads to a page for signing in or to one of a portal's many pages is no successor's; the start
    page of a portal that the archive has nothing of is one, under the id that its address gives it.
    """
    hosts = _by_host(portals)
    for portal in portals:
        leading = _leading_now(connection, portal)
        start = [one for one in leading if canonical_key(one[0]) == canonical_key(portal.url)]
        for one in start:
            successor = _successor(hosts, one[1])
            if successor is not None and successor != portal.id:
                since = _since(connection, hosts, portal.id, one)
                yield Step(portal.id, successor, "redirect", since, f"{one[0]} leads to {one[1]}")
        if not start:
            yield from _by_articles(connection, portal, hosts, leading)


def _by_host(portals: Sequence[PortalRow]) -> Hosts:
    """Return the portals by their hosts: a moved portal has a thousand addresses that lead to one of hundreds."""
    hosts: Hosts = {}
    for portal in portals:
        hosts.setdefault(bare_host(portal.url), []).append(portal)
    return hosts


def _leading_now(connection: sqlite3.Connection, portal: PortalRow) -> list[Leading]:
    """Return the addresses of a portal that lead out of it, as they last answered with a page or another address."""
    rows = connection.execute(
        "SELECT c.url, c.location, c.fetched_at FROM captures c WHERE c.portal = ? AND c.location IS NOT NULL "  # nosec B608 # noqa: S608
        "AND NOT EXISTS (SELECT 1 FROM captures l WHERE l.url = c.url AND l.portal = c.portal "
        f"AND {_SAYS_SOMETHING} AND (l.fetched_at, l.id) > (c.fetched_at, c.id))",
        (portal.id,),
    )
    return [(url, location, at) for url, location, at in rows if not _is_own(portal, location)]


def _is_own(portal: PortalRow, url: str) -> bool:
    return is_on_host(url, portal.url) and is_under(url, site_path(portal.url))


def _successor(hosts: Hosts, location: str) -> str | None:
    """Return the portal that an address leads to, ``None`` where it is no portal's that anybody knows."""
    return _portal_of(hosts, location) or _unknown(location)


def _portal_of(hosts: Hosts, url: str) -> str | None:
    """Return the portal of the archive that an address lies in, of several on a host the one with the longest path."""
    there = [one for one in hosts.get(bare_host(url), ()) if _is_own(one, url)]
    return max(there, key=lambda one: len(site_path(one.url))).id if there else None


def _unknown(url: str) -> str | None:
    """Return the id of a portal that the archive has nothing of, ``None`` where the address is not its start page.

    An address inside somebody's network (a host that is set up wrong leads to its own inner one) is no portal's.
    """
    if urlsplit(url).query or not is_start_page(url, site_path(url)) or _is_inside_a_network(url):
        return None
    try:
        return portal_from_url(url).id
    except PortalError:
        return None


def _is_inside_a_network(url: str) -> bool:
    try:
        address = literal_address(urlsplit(url).hostname or "")
    except ValueError:
        return True  # no host at all
    return address is not None and not is_public(address, allow_loopback=True)


def _by_articles(
    connection: sqlite3.Connection, portal: PortalRow, hosts: Hosts, leading: list[Leading]
) -> Iterator[Step]:
    """Yield the portal to which half of the known articles lead, and three at least."""
    found: dict[str, list[Leading]] = {}
    for one in leading:
        successor = _portal_of(hosts, one[1])
        if successor is not None and successor != portal.id:
            found.setdefault(successor, []).append(one)
    if not found:
        return
    known = connection.execute("SELECT count(*) FROM articles WHERE portal = ?", (portal.id,)).fetchone()[0]
    for successor, pages in found.items():
        if len(pages) >= max(_FEWEST_PAGES, _MOST_PAGES * known):
            since = min(_since(connection, hosts, portal.id, one) for one in pages)
            example = min(pages)
            evidence = f"{len(pages)} pages lead there, for example {example[0]} to {example[1]}"
            yield Step(portal.id, successor, "redirect", since, evidence)


def _since(connection: sqlite3.Connection, hosts: Hosts, portal: str, leading: Leading) -> str:
    """Return since when an address has led to the portal where it leads: after the last answer that was another."""
    asked, location, since = leading
    successor = _successor(hosts, location)
    for at, other in connection.execute(
        f"SELECT fetched_at, location FROM captures l WHERE url = ? AND portal = ? AND {_SAYS_SOMETHING} "  # nosec B608 # noqa: S608
        "ORDER BY fetched_at DESC, id DESC",
        (asked, portal),
    ):
        if other is None or _successor(hosts, other) != successor:
            break
        since = at
    return since
