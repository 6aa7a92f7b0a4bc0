"""Every event of the script is recorded at the right visit, no false one is, and all of it is in the stored pages."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.history.events import recorded
from tests.history.remembered import as_stored, is_as_foretold, is_told_by_its_pages, is_unaltered
from tests.history.script import VISITS, World, foretold
from tests.history.site import ChroniclePortal
from tests.portals.command import books_balance, congtin, one, rows
from tests.portals.server import reserved_port

pytestmark = pytest.mark.long
NEW_HOST = "127.0.0.2"


@dataclass
class History:
    """The archive after the last visit, the world then, and when the visits were (UTC, as stored)."""

    archive: Path
    world: World
    moments: list[str]


@pytest.fixture(scope="module")
def history(tmp_path_factory: pytest.TempPathFactory) -> History:
    archive = tmp_path_factory.mktemp("history") / "archive"
    world = World.begin()
    ports = [reserved_port(), reserved_port(NEW_HOST)]
    urls = [f"http://127.0.0.1:{ports[0]}/", f"http://{NEW_HOST}:{ports[1]}/"]
    world.old.new_home = urls[1]
    for visit in VISITS:
        visit.happens(world)
        with ExitStack() as up:
            if not world.is_down:
                up.enter_context(ChroniclePortal(world.old, port=ports[0]))
            if world.new_is_up:
                up.enter_context(ChroniclePortal(world.new, NEW_HOST, ports[1]))
            asked = urls if world.new_is_up else urls[:1]
            options = ("--archive", archive, "--allow-loopback", "--delay", "0", "--quiet")
            congtin("crawl", *asked, *options, now=visit.now)
        books_balance(archive)
    world.portal = one(archive, "SELECT id FROM portals WHERE url = ?", urls[0])
    return History(archive, world, as_stored([visit.now for visit in VISITS]))


def test_every_event_is_recorded_at_the_right_visit_and_no_false_one(history: History) -> None:
    is_as_foretold(recorded(history.archive, history.moments), foretold(history.world))


def test_what_the_articles_say_of_themselves_is_what_is_so_at_the_end(history: History) -> None:
    missing = {f"/tin-tuc/tin-{number}.html" for number in (9, 11, 12, 13)}
    gone = rows(history.archive, "SELECT url FROM articles WHERE gone_at IS NOT NULL AND gone_confirmed_at IS NOT NULL")
    assert {"/" + url.split("/", 3)[3] for (url,) in gone} == missing
    assert one(history.archive, "SELECT count(*) FROM articles WHERE gone_at IS NOT NULL") == len(missing)


def test_the_portal_at_its_new_host_is_its_successor_since_it_led_there(history: History) -> None:
    [(portal, since)] = rows(history.archive, "SELECT portal, since FROM portal_successors WHERE basis = 'redirect'")
    assert portal == history.world.portal
    assert since.startswith("2025-07-02")


def test_the_stored_pages_alone_give_the_same_history(history: History, tmp_path: Path) -> None:
    is_told_by_its_pages(history.archive, tmp_path, lambda archive: recorded(archive, history.moments))


def test_nothing_of_it_has_been_altered(history: History) -> None:
    is_unaltered(history.archive)
