"""A commune's Liferay over fourteen months: every event at the right visit, no false one, all in the stored pages."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import pytest

from tests.history.commune import CommunePortal
from tests.history.commune_script import SILENT, TEXT, VISITS, World
from tests.history.events import Event, recorded, spoken
from tests.history.remembered import as_stored, is_as_foretold, is_told_by_its_pages, is_unaltered
from tests.portals.command import books_balance, congtin, one
from tests.portals.server import reserved_port

pytestmark = pytest.mark.long
_HOSTS = {"first": "127.0.0.1", "second": "127.0.0.2"}
_PLACES = ("refiled", "second", "third")
_LATEST_SIGHT = 2  # visits until what nothing announces must have been looked at


@dataclass
class History:
    """The archive after the last visit, the portal then, and what it was asked for in each visit."""

    archive: Path
    world: World
    moments: list[str]
    asked: list[set[str]] = field(default_factory=list)  # by visit, paths that the first host answered on a fair day
    addresses: dict[str, str] = field(default_factory=dict)  # of an article -> what the script calls it

    def named(self, url: str) -> str:
        return self.addresses.get(url.partition("://")[2], url)

    def looked_at(self, name: str, since: int) -> list[int]:
        """Return the visits from ``since`` on in which an address of the first host was asked for."""
        host = self.world.first.base.partition("://")[2]
        path = next(address.removeprefix(host) for address, named in self.addresses.items() if named == name)
        return [place for place, asked in enumerate(self.asked, 1) if place >= since and path in asked]


@pytest.fixture(scope="module")
def history(tmp_path_factory: pytest.TempPathFactory) -> History:
    archive = tmp_path_factory.mktemp("commune") / "archive"
    world = World.begin()
    communes = {"first": world.first, "second": world.second}
    ports = {name: reserved_port(_HOSTS[name]) for name in communes}
    for name, commune in communes.items():
        commune.base = f"http://{_HOSTS[name]}:{ports[name]}"
    history = History(archive, world, as_stored([visit.now for visit in VISITS]))
    known: list[str] = []
    for visit in VISITS:
        visit.happens(world)
        _call_by_name(history)
        known += [name for name in sorted(world.up) if name not in known]
        for commune in communes.values():
            commune.today = datetime.fromisoformat(visit.now).replace(tzinfo=None)
            commune.asked.clear()
        with ExitStack() as up:
            for name in world.up:
                up.enter_context(CommunePortal(communes[name], _HOSTS[name], ports[name]))
            urls = [f"{communes[name].base}/" for name in known]
            congtin("crawl", *urls, "--archive", archive, "--allow-loopback", "--delay", "0", "--quiet", now=visit.now)
        books_balance(archive)
        history.asked.append(set(world.first.asked) if world.first.weather == "fair" else set())
    return history


def _call_by_name(history: History) -> None:
    world = history.world
    for name, commune in (("first", world.first), ("second", world.second)):
        for number, one_of_them in commune.posts.items():
            place = "third" if commune.system == "nukeviet" else name
            if name == "first" and number in world.filed:
                place = "refiled"
            history.addresses[(commune.base + commune.path(one_of_them)).partition("://")[2]] = f"{place} {number}"
    for stranger in world.first.strangers:
        address = world.first.base + world.first.path(stranger)
        history.addresses[address.partition("://")[2]] = f"first {stranger.number}"


def _foretold(history: History) -> set[Event]:
    found = set(_silent(history))
    portal = one(history.archive, "SELECT id FROM portals WHERE url = ?", f"{history.world.first.base}/")
    for place, visit in enumerate(VISITS, 1):
        for kind, where, number, fields in spoken(visit.expected, _PLACES):
            what = portal if kind.startswith("portal") else f"{where} {number}"
            if kind.startswith("moved"):  # from where it stood first
                what = f"{'refiled' if kind == 'moved as edited' else 'first'} {number} to {what}"
                kind = "moved"
            found.add(Event(place, kind, what, fields))
    return found


def _silent(history: History) -> list[Event]:
    found = []
    for name, kind, since in SILENT:
        seen = [*history.looked_at(name, since), 99, 99]
        found.append(Event(seen[0], kind, name, TEXT if kind == "edited" else frozenset()))
        if kind == "gone":
            found.append(Event(seen[1], "confirmed", name))
    return found


def test_every_event_is_recorded_at_the_right_visit_and_no_false_one(history: History) -> None:
    is_as_foretold(recorded(history.archive, history.moments, history.named), _foretold(history))


@pytest.mark.parametrize(("name", "since"), [(name, since) for name, _, since in SILENT[:4]])
def test_what_nothing_announces_is_met_soon(history: History, name: str, since: int) -> None:
    assert history.looked_at(name, since)[0] - since <= _LATEST_SIGHT


def test_the_stored_pages_alone_give_the_same_history(history: History, tmp_path: Path) -> None:
    is_told_by_its_pages(history.archive, tmp_path, lambda archive: recorded(archive, history.moments, history.named))


def test_nothing_of_it_has_been_altered(history: History) -> None:
    is_unaltered(history.archive)
