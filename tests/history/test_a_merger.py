"""Three portals end, one follows two of them: every event at the right visit, no false one, all in the stored pages."""

from __future__ import annotations

from contextlib import ExitStack
from datetime import datetime
from pathlib import Path

import pytest

from tests.history.events import Event, recorded
from tests.history.merger import SystemPortal
from tests.history.merger_script import FOLLOWED, LED_ON, VISITS, Region
from tests.history.played import PlayedHistory
from tests.history.remembered import as_stored, is_as_foretold, is_told_by_its_pages, is_unaltered
from tests.portals.command import books_balance, congtin, one, rows
from tests.portals.server import reserved_port

pytestmark = pytest.mark.long
_HOSTS = {
    host: f"127.0.0.{place}" for place, host in enumerate(("district", "town", "committee", "province", "commune"), 1)
}


@pytest.fixture(scope="module")
def history(tmp_path_factory: pytest.TempPathFactory) -> PlayedHistory:
    archive = tmp_path_factory.mktemp("merger") / "archive"
    region = Region.begin()
    ports = {host: reserved_port(address) for host, address in _HOSTS.items()}
    for host, system in region.portals.items():
        system.base = f"http://{_HOSTS[host]}:{ports[host]}"
    for system in region.portals.values():
        system.heir = region.portals["commune"].base + "/"
    history = PlayedHistory(archive, as_stored([visit.now for visit in VISITS]))
    known: list[str] = []
    for visit in VISITS:
        region.now = datetime.fromisoformat(visit.now).replace(tzinfo=None)
        visit.happens(region)
        _call_by_name(history, region)
        known += [host for host in _HOSTS if host in region.up and host not in known]
        with ExitStack() as up:
            for host in region.up:
                up.enter_context(SystemPortal(region.portals[host], _HOSTS[host], ports[host]))
            urls = [f"{region.portals[host].base}/" for host in known]
            congtin("crawl", *urls, "--archive", archive, "--allow-loopback", "--delay", "0", "--quiet", now=visit.now)
        books_balance(archive)
    for host, system in region.portals.items():
        history.portals[one(archive, "SELECT id FROM portals WHERE url = ?", system.base + "/")] = host
    return history


def _call_by_name(history: PlayedHistory, region: Region) -> None:
    for host, system in region.portals.items():
        for number in system.posts:
            for address in system.addresses(number):
                history.addresses[system.base + address] = f"{host} {number}"


def _foretold() -> set[Event]:
    found = set()
    for place, visit in enumerate(VISITS, 1):
        for kind, host, number, *rest in visit.expected:
            assert isinstance(kind, str)
            what = f"{host} {number}" if number else str(host)
            fields = rest[0] if kind == "edited" else frozenset()
            assert isinstance(fields, frozenset)
            if kind in ("moved", "copy"):
                what = f"{rest[0]} {rest[1]} to {what}"
            found.add(Event(place, kind, what, fields))
    return found


def test_every_event_is_recorded_at_the_right_visit_and_no_false_one(history: PlayedHistory) -> None:
    is_as_foretold(history.found, _foretold())


def test_an_article_is_one_article_under_however_many_addresses(history: PlayedHistory) -> None:
    articles = [history.named(url) for (url,) in rows(history.archive, "SELECT url FROM articles")]
    assert sorted(articles) == sorted(set(articles))


def test_the_commune_follows_two_portals_and_nobody_follows_the_others(history: PlayedHistory) -> None:
    found = rows(history.archive, "SELECT portal, successor, basis, since FROM portal_successors")
    named = {(history.portals[portal], history.portals[successor]) for portal, successor, *_ in found}
    assert named == FOLLOWED
    led = [(history.portals[portal], since[:10]) for portal, _, basis, since in found if basis == "redirect"]
    assert led == [LED_ON]


def test_no_two_portals_are_said_to_serve_the_same(history: PlayedHistory) -> None:
    assert rows(history.archive, "SELECT * FROM shared_bodies") == []


def test_the_stored_pages_alone_give_the_same_history(history: PlayedHistory, tmp_path: Path) -> None:
    is_told_by_its_pages(history.archive, tmp_path, lambda archive: recorded(archive, history.moments, history.named))


def test_nothing_of_it_has_been_altered(history: PlayedHistory) -> None:
    is_unaltered(history.archive)
