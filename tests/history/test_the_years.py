"""A town, its ward and a district around July 2025: every event at the right visit, no false one, all in the pages."""

from __future__ import annotations

from contextlib import ExitStack
from datetime import datetime
from pathlib import Path

import pytest

from tests.faults.authority import Authority
from tests.history.events import Event, recorded
from tests.history.played import PlayedHistory
from tests.history.remembered import as_stored, is_as_foretold, is_told_by_its_pages, is_unaltered
from tests.history.years_portal import YearsPortal
from tests.history.years_script import VISITS, Region
from tests.portals.command import books_balance, congtin, one, rows
from tests.portals.server import reserved_port

pytestmark = pytest.mark.long
_HOSTS = {"town": "127.0.0.1", "ward": "127.0.0.2", "office": "127.0.0.3"}


class History(PlayedHistory):
    """A history whose portals move to https: addresses are told apart without their scheme."""

    def named(self, url: str) -> str:
        """Return what the script calls what stands at an address, by http or https."""
        return self.addresses.get(url.partition("://")[2], url)

    def call_by_name(self, region: Region) -> None:
        """Note what the script calls whatever stands at an address now."""
        for host in _HOSTS:
            portal = region.portal(host)
            bare = portal.base.partition("://")[2]
            self.addresses |= {bare + portal.path(one): f"{host} {number}" for number, one in portal.posts.items()}


@pytest.fixture(scope="module")
def history(tmp_path_factory: pytest.TempPathFactory) -> History:
    folder = tmp_path_factory.mktemp("years")
    region, authority = Region.begin(), Authority(folder)
    ports = {host: reserved_port(address) for host, address in _HOSTS.items()}
    contexts = {host: authority.context(address) for host, address in _HOSTS.items()}
    for host, address in _HOSTS.items():
        scheme = "https" if host == "ward" else "http"
        region.portal(host).base = f"{scheme}://{address}:{ports[host]}"
    listed = {host: f"{region.portal(host).base}/" for host in _HOSTS}  # as those who run the archive wrote them down
    history = History(folder / "archive", as_stored([visit.now for visit in VISITS]))
    known: list[str] = []
    for visit in VISITS:
        region.now = datetime.fromisoformat(visit.now).replace(tzinfo=None)
        for host in _HOSTS:
            region.portal(host).now = region.now
        visit.happens(region)
        history.call_by_name(region)
        known += [host for host in _HOSTS if host in region.up and host not in known]
        with ExitStack() as up:
            for host in region.up:
                context = contexts[host] if host in region.secure else None
                up.enter_context(YearsPortal(region.portal(host), _HOSTS[host], ports[host], context))
            congtin(
                "crawl", *(listed[host] for host in known), "--archive", history.archive, "--allow-loopback",
                "--delay", "0", "--quiet", now=visit.now, environment={"SSL_CERT_FILE": str(authority.file)},
            )  # fmt: skip
        books_balance(history.archive)
    for host, url in listed.items():
        history.portals[one(history.archive, "SELECT id FROM portals WHERE url = ?", url)] = host
    return history


def _foretold() -> set[Event]:
    found = set()
    for place, visit in enumerate(VISITS, 1):
        for kind, host, number, *rest in visit.expected:
            assert isinstance(kind, str)
            what = f"{host} {number}" if number else str(host)
            fields = rest[0] if kind == "edited" else frozenset()
            assert isinstance(fields, frozenset)
            if kind in ("moved", "copy", "repeat"):
                what = f"{rest[0]} {rest[1]} to {what}"
            found.add(Event(place, kind, what, fields))
    return found


def test_every_event_is_recorded_at_the_right_visit_and_no_false_one(history: History) -> None:
    is_as_foretold(history.found, _foretold())


def test_the_ward_follows_the_town_and_nobody_the_district(history: History) -> None:
    found = rows(history.archive, "SELECT portal, successor FROM portal_successors")
    assert {(history.portals[portal], history.portals[successor]) for portal, successor in found} == {("town", "ward")}


def test_the_stored_pages_alone_give_the_same_history(history: History, tmp_path: Path) -> None:
    is_told_by_its_pages(history.archive, tmp_path, lambda archive: recorded(archive, history.moments, history.named))


def test_nothing_of_it_has_been_altered(history: History) -> None:
    is_unaltered(history.archive)
