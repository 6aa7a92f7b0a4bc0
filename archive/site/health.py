"""The health pages: how every portal is, the worst first, and the visits to one of them over time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from datasette import Response
from datasette.utils import tilde_decode

from archive.health.earlier import visit_of
from archive.health.measures import FIELDS, WITH
from archive.health.overview import STATES, PortalHealth, portals_health
from archive.site.access import ensure_may_see, is_archive
from archive.site.charts import Bar, bars
from archive.site.health_rows import health_rows
from archive.site.metadata import DATABASE
from archive.site.refusal import NO_ARCHIVE, Refusal, as_page
from scraper.clock import vietnamese_day

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Awaitable, Callable, Sequence

    from datasette.app import Datasette

UNWELL = "unwell"  # of portals with which something is to be done: every state but ok and ended
_MOST_LISTED = 350  # some 150 kB
_TABLES = ("portals", "crawls", "health_findings", "crawl_measures", "portal_health")


@dataclass(frozen=True, slots=True)
class PortalVisits:
    """One portal: how it is, its visits as bars (the oldest first), the share of articles that have each field."""

    health: PortalHealth
    new: list[Bar]
    filled: list[tuple[str, float]]


def read_health(connection: sqlite3.Connection, state: str | None = None) -> dict[str, Any]:
    """Return what the page of all portals shows.

    Args:
        connection: the archive.
        state: only portals in this state; :data:`UNWELL` for all with which something is to be done.
    """
    found = portals_health(connection)
    counts: dict[str, int] = {}
    for one in found:
        counts[one.state] = counts.get(one.state, 0) + 1
    unwell = sum(not one.is_well for one in found)
    if state == UNWELL:
        shown = [one for one in found if not one.is_well]
    else:
        shown = [one for one in found if state is None or one.state == state]
    return {
        "portals": shown[:_MOST_LISTED],
        "more": max(0, len(shown) - _MOST_LISTED),
        "counts": counts,
        "all": len(found),
        "unwell": unwell,
        "state": state,
    }


def read_portal_visits(connection: sqlite3.Connection, portal: str) -> PortalVisits | None:
    """Return what the page of one portal shows, ``None`` where there is no such portal."""
    found = portals_health(connection, [portal])
    if not found:
        return None
    (health,) = found
    drawn = bars([(_day(visit.started), visit.articles_new) for visit in reversed(health.visits)])
    return PortalVisits(health, drawn, _filled(connection, [visit.crawl for visit in health.visits]))


def _day(moment: str) -> str:
    day = vietnamese_day(datetime.fromisoformat(moment))
    return f"{day.day}/{day.month}"


def _filled(connection: sqlite3.Connection, crawls: Sequence[int]) -> list[tuple[str, float]]:
    """Return the share of articles that have each field, of the last visit that read any."""
    for crawl in crawls:
        figures = visit_of(connection, crawl).figures
        if figures.get("articles_read"):
            return [(name, figures.get(WITH + name, 0.0)) for name in FIELDS]
    return []


async def health_page(request: Any, datasette: Datasette) -> Response:
    """Answer ``/health``: how every portal is, the worst first; ``state`` narrows it to one state, or to ``unwell``."""
    if not await is_archive(datasette):
        return await as_page(NO_ARCHIVE, datasette, request)
    await ensure_may_see(request, datasette, *_TABLES)
    asked = request.args.get("state")
    state = asked if asked in {UNWELL, *STATES} else None
    found = await datasette.get_database(DATABASE).execute_fn(partial(_health, state))
    rows = health_rows(found["portals"], datasette.urls)
    return await _html(request, datasette, "health", {"health": found, "rows": rows})


def _health(state: str | None, connection: sqlite3.Connection) -> dict[str, Any]:
    return read_health(connection, state)


async def portal_visits_page(request: Any, datasette: Datasette) -> Response:
    """Answer ``/health/PORTAL``: the visits to one portal, what they brought, what is wrong with the last one."""
    if not await is_archive(datasette):
        return await as_page(NO_ARCHIVE, datasette, request)
    await ensure_may_see(request, datasette, *_TABLES)
    portal = tilde_decode(request.url_vars["portal"])
    found = await datasette.get_database(DATABASE).execute_fn(partial(_visits, portal))
    if found is None:
        return await as_page(Refusal(404, "health-no-such-portal"), datasette, request)
    return await _html(request, datasette, "health_portal", {"visits": found})


def _visits(portal: str, connection: sqlite3.Connection) -> PortalVisits | None:
    return read_portal_visits(connection, portal)


async def _html(request: Any, datasette: Datasette, name: str, found: dict[str, Any]) -> Response:
    context = found | {"database": DATABASE}
    return Response.html(await datasette.render_template(f"{name}.html", context, request=request, view_name=name))


HEALTH_ROUTES: list[tuple[str, Callable[..., Awaitable[Response]]]] = [
    (r"^/health$", health_page),
    (r"^/health/(?P<portal>[A-Za-z0-9.~_-]{1,260})$", portal_visits_page),
]
