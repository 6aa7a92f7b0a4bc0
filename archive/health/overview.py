"""How the portals of an archive are, as ``congtin check`` says and the health page shows."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from archive.health.findings import Finding, findings_of
from scraper.clock import now, vietnamese_day

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

State = Literal["failed", "suspect", "incomplete", "overdue", "never", "ok", "ended"]
# The worst first.
STATES: tuple[State, ...] = ("failed", "suspect", "incomplete", "overdue", "never", "ok", "ended")
WELL: frozenset[State] = frozenset({"ok", "ended"})

_MOST_VISITS = 30
_MOST_REASONS = 2  # that a list of portals tells of each
# A visit is missing where three times the usual time has gone by, and more than two days.
_TIMES, _LEAST = 3, timedelta(days=2)
_FEWEST_VISITS = 4  # that tell how often a portal is visited
_TO_DO: dict[State, str] = {
    "failed": "run it again; if it stays, congtin status lists what each address answered",
    "suspect": "congtin status lists what each address answered",
    "incomplete": "run it again to go on",
    "overdue": "congtin schedule list tells what runs by itself; or crawl it now",
    "never": "crawl it",
}


class VisitFigures(NamedTuple):
    """One visit in the history of a portal: when it began (UTC), what it came to, what it brought."""

    crawl: int
    started: str
    outcome: str | None
    articles_new: int
    articles_changed: int
    articles_gone: int
    requests: int
    stored: int
    failed: int


@dataclass(slots=True)
class PortalHealth:
    """How one portal is.

    Attributes:
        portal, name, url: the portal.
        state: ``failed``, ``suspect``, ``incomplete`` or ``ok`` as its last crawl ended; ``overdue`` where that was ok
            and lies too far back, ``never`` where there was none, ``ended`` where the portal itself is over.
        since: since when people were told that it is not ok, UTC; ``None`` while it is.
        last_crawl, finished: the last crawl, UTC.
        findings: what was found wrong with it by its history.
        notes: what the balance of the crawl says, a sentence each.
        to_do: what people can do about it; ``None`` where nothing is to be done.
        visits: the last visits, the newest first.
    """

    portal: str
    name: str
    url: str
    state: State
    since: str | None = None
    last_crawl: str | None = None
    finished: str | None = None
    findings: list[Finding] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    to_do: str | None = None
    visits: list[VisitFigures] = field(default_factory=list)

    @property
    def is_well(self) -> bool:
        """Whether nothing is to be done about it."""
        return self.state in WELL

    @property
    def reason(self) -> str:
        """Why it is in its state, in one sentence; empty where that says it all."""
        doubts = [finding.words for finding in self.findings if finding.is_doubt]
        return next(iter([*doubts, *self.notes]), "")

    @property
    def reasons(self) -> list[str]:
        """The first sentences of why nothing is well with it; none where all is."""
        doubts = [finding.words for finding in self.findings if finding.is_doubt]
        return [] if self.is_well else [*doubts, *self.notes][:_MOST_REASONS]

    def to_dict(self) -> dict[str, Any]:
        """Return it for programs; see :func:`archive.commands.check.check`."""
        said = asdict(self)
        said["findings"] = [
            asdict(finding) | {"is_doubt": finding.is_doubt, "to_do": finding.to_do} for finding in self.findings
        ]
        said["visits"] = [visit._asdict() for visit in self.visits]
        return said


def portals_health(connection: sqlite3.Connection, portals: Sequence[str] | None = None) -> list[PortalHealth]:
    """Return how portals are, the worst first, then by their ids.

    Args:
        connection: the archive.
        portals: ids; all where ``None``.
    """
    chosen = "" if portals is None else "WHERE p.id IN (SELECT value FROM json_each(:portals)) "
    rows = connection.execute(
        "SELECT p.id, p.name, p.url, "  # nosec B608 # noqa: S608  ours
        "p.gone_confirmed_at IS NOT NULL OR (p.valid_to IS NOT NULL AND p.valid_to < :today), "
        "CASE WHEN s.state <> 'ok' THEN s.since END "
        f"FROM portals p LEFT JOIN portal_states s ON s.portal = p.id {chosen}ORDER BY p.id",
        {"today": vietnamese_day(now()).isoformat(), "portals": json.dumps(list(portals or ()))},
    ).fetchall()
    found = [_portal_health(connection, *row) for row in rows]
    return sorted(found, key=lambda one: (STATES.index(one.state), one.portal))


def _portal_health(
    connection: sqlite3.Connection, portal: str, name: str, url: str, ended: int, since: str | None
) -> PortalHealth:
    visits = visits_of(connection, portal)
    health = PortalHealth(portal, name, url, "never", since, visits=visits)
    if visits:
        last = visits[0]
        health.last_crawl = last.started
        health.finished, note = connection.execute(
            "SELECT finished, note FROM crawls WHERE id = ?", (last.crawl,)
        ).fetchone()
        health.findings = findings_of(connection, last.crawl)
        said = {finding.words for finding in health.findings}
        health.notes = [line for line in (note or "").splitlines() if line not in said]
        health.state = _state(last.outcome, health.finished, visits)
        if health.state == "overdue":
            health.notes.insert(0, f"the last visit began on {_day(last.started)}; it is usually made more often")
    if ended:
        health.state = "ended"
    doubts = [finding for finding in health.findings if finding.is_doubt]
    health.to_do = doubts[0].to_do if doubts and health.state == "suspect" else _TO_DO.get(health.state)
    return health


def visits_of(connection: sqlite3.Connection, portal: str, most: int = _MOST_VISITS) -> list[VisitFigures]:
    """Return the last visits to a portal, the newest first."""
    rows = connection.execute(
        "SELECT id, started, outcome, articles_new, articles_changed, articles_gone, requests, stored, failed "
        "FROM crawls WHERE portal = ? ORDER BY id DESC LIMIT ?",
        (portal, most),
    )
    return list(map(VisitFigures._make, rows))


def _state(outcome: str | None, finished: str | None, visits: Sequence[VisitFigures]) -> State:
    match outcome:
        case "failed":
            return "failed"
        case "suspect":
            return "suspect"
        case "ok" if finished is not None:
            return "overdue" if _is_overdue(visits) else "ok"
        case _:
            return "incomplete"


def _is_overdue(visits: Sequence[VisitFigures]) -> bool:
    """Tell whether the next visit should have been made long ago, by the time between earlier ones."""
    if len(visits) < _FEWEST_VISITS:
        return False
    moments = [datetime.fromisoformat(one.started) for one in visits]
    usual = timedelta(seconds=median((later - earlier).total_seconds() for later, earlier in pairwise(moments)))
    return now() - moments[0] > max(_LEAST, _TIMES * usual)


def _day(moment: str) -> str:
    return vietnamese_day(datetime.fromisoformat(moment)).isoformat()
