"""Every event of the script is recorded at the right visit, no false one is, and all of it is in the stored pages."""

from __future__ import annotations

import shutil
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.history.events import recorded
from tests.history.script import VISITS, World, foretold
from tests.history.site import ChroniclePortal
from tests.portals.command import books_balance, congtin, one, rows

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
    ports = [_free_port("127.0.0.1"), _free_port(NEW_HOST)]
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
    moments = [datetime.fromisoformat(visit.now).astimezone(UTC).isoformat(timespec="seconds") for visit in VISITS]
    return History(archive, world, moments)


def _free_port(host: str) -> int:
    with ChroniclePortal(World.begin().old, host) as portal:
        return portal.port


def test_every_event_is_recorded_at_the_right_visit_and_no_false_one(history: History) -> None:
    found, expected = recorded(history.archive, history.moments), foretold(history.world)
    assert sorted(expected - found) == [], "these were missed"
    assert sorted(found - expected) == [], "these did not happen"


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
    again = tmp_path / "again"
    shutil.copytree(history.archive / "pages", again / "pages")
    done = congtin("rebuild", "--archive", again, timeout=300)
    assert done.returncode == 0, done.stdout + done.stderr
    assert recorded(again, history.moments) == recorded(history.archive, history.moments)
    for table in ("articles", "revisions", "disappearances", "captures", "people", "mentions", "similar_articles"):
        sql = f"SELECT * FROM {table} ORDER BY 1, 2, 3"
        assert rows(again, sql) == rows(history.archive, sql), table
    for view in ("article_list", "official_mentions", "tenures"):
        exported = [folder.parent / f"{view}.csv" for folder in (history.archive, again)]
        for folder, file in zip((history.archive, again), exported, strict=True):
            assert congtin("export", view, "--archive", folder, "-o", file).returncode == 0
        assert exported[0].read_bytes() == exported[1].read_bytes(), view


def test_nothing_of_it_has_been_altered(history: History) -> None:
    done = congtin("verify", "--archive", history.archive)
    assert done.returncode == 0, done.stdout + done.stderr
