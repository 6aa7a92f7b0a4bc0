"""A town's WordPress over thirty visits: every event at the right visit, no false one, all in the stored pages."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.history.blog import Blog, BlogPortal
from tests.history.blog_script import SILENT, SILENT_SINCE, TEXT, VISITS, Town
from tests.history.events import Event, recorded, spoken
from tests.history.remembered import as_stored, is_as_foretold, is_told_by_its_pages, is_unaltered
from tests.portals.command import books_balance, congtin, one
from tests.portals.server import reserved_port

pytestmark = pytest.mark.long
_HOSTS = {"first": "127.0.0.1", "second": "127.0.0.1", "third": "127.0.0.2"}
_LATEST_SIGHT = 6  # visits until what nothing announces must have been looked at


@dataclass
class History:
    """The archive after the last visit, the town then, and at which visit a silent edit was first served."""

    archive: Path
    town: Town
    moments: list[str]
    served: dict[int, int] = field(default_factory=dict)
    addresses: dict[str, str] = field(default_factory=dict)  # of an article -> what the script calls it

    def named(self, url: str) -> str:
        return self.addresses.get(url.partition("://")[2].rstrip("/"), url)


@pytest.fixture(scope="module")
def history(tmp_path_factory: pytest.TempPathFactory) -> History:
    archive = tmp_path_factory.mktemp("blog") / "archive"
    town = Town.begin()
    blogs = {name: getattr(town, name) for name in _HOSTS}
    ports = {name: reserved_port(_HOSTS[name]) for name in blogs}
    for name, blog in blogs.items():
        blog.base = f"http://{_HOSTS[name]}:{ports[name]}"
    history = History(archive, town, as_stored([visit.now for visit in VISITS]))
    known: list[str] = []
    for place, visit in enumerate(VISITS, 1):
        town.today = visit.now
        visit.happens(town)
        _call_by_name(history, blogs)
        before = {number: _distinct(town.first, number) for number in SILENT}
        known += [name for name in sorted(town.up) if name not in known]
        with ExitStack() as up:
            for name in town.up:
                up.enter_context(BlogPortal(blogs[name], _HOSTS[name], ports[name]))
            urls = [f"{blogs[name].base}{blogs[name].prefix}/" for name in known]
            congtin("crawl", *urls, "--archive", archive, "--allow-loopback", "--delay", "0", "--quiet", now=visit.now)
        books_balance(archive)
        for number in SILENT:
            if place >= SILENT_SINCE and _distinct(town.first, number) > before[number]:
                history.served.setdefault(number, place)
    return history


def _distinct(blog: Blog, number: int) -> int:
    return len(set(blog.served.get(number, ())))


def _call_by_name(history: History, blogs: dict[str, Blog]) -> None:
    for name, blog in blogs.items():
        for number, post in blog.posts.items():
            address = (blog.base + blog.path(post)).partition("://")[2].rstrip("/")
            history.addresses[address] = f"{name} {number}"


def _foretold(history: History) -> set[Event]:
    found = {Event(history.served.get(number, 99), "edited", f"first {number}", TEXT) for number in SILENT}
    for place, visit in enumerate(VISITS, 1):
        for kind, host, number, fields in spoken(visit.expected, _HOSTS):
            blog = getattr(history.town, host)
            if kind.startswith("portal"):
                what = one(history.archive, "SELECT id FROM portals WHERE url = ?", f"{blog.base}{blog.prefix}/")
            elif kind in ("moved", "copy", "repeat"):
                what = f"first {number} to {host} {number}"
            else:
                what = f"{host} {number}"
            found.add(Event(place, kind, what, fields))
    return found


def test_every_event_is_recorded_at_the_right_visit_and_no_false_one(history: History) -> None:
    is_as_foretold(recorded(history.archive, history.moments, history.named), _foretold(history))


@pytest.mark.parametrize("number", SILENT)
def test_an_edit_that_nothing_announces_is_met_within_weeks(history: History, number: int) -> None:
    assert history.served[number] - SILENT_SINCE <= _LATEST_SIGHT


def test_the_stored_pages_alone_give_the_same_history(history: History, tmp_path: Path) -> None:
    is_told_by_its_pages(history.archive, tmp_path, lambda archive: recorded(archive, history.moments, history.named))


def test_nothing_of_it_has_been_altered(history: History) -> None:
    is_unaltered(history.archive)
