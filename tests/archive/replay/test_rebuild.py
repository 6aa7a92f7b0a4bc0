"""A database made anew from the stored pages is the one that the crawls made, row by row, and goes on like it."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from pathlib import Path

import pytest

from archive.database import locked, writing
from archive.replay import replay_files
from scraper.not_found.doubts import Doubts
from scraper.page_records import answer_record
from scraper.store import Answer, PageResult
from scraper.warc import Record, read_records
from tests.archive.replay.archives import EXPORTED, differences, export, rebuilt
from tests.portals.command import congtin, crawl, one, rows, start
from tests.portals.editions import Editions
from tests.portals.modern import ManyOrders, NoEnd, Postbacks
from tests.portals.server import LoopbackPortal, Reply, page
from tests.portals.stories import Story
from tests.portals.town import Town

pytestmark = pytest.mark.long

EDITED, REMOVED = 5, 9


def day(number: int) -> str:
    return f"2026-11-{number:02}T08:00:00+07:00"


def unsteady(count: int) -> Reply:
    """Answer 503 twice, then the page."""
    return Reply(b"busy", 503) if count % 3 < 2 else page("<html><body><h1>Liên hệ</h1></body></html>")


@dataclass
class Towns:
    """Two towns on loopback, and the archive that has crawled them."""

    archive: Path
    portal: LoopbackPortal
    neighbour: LoopbackPortal
    town: Town

    def serve(self) -> None:
        """Show the towns as they are now; one has pages that fail on their way, for a while or for good."""
        pages = self.town.pages(self.portal.url.rstrip("/"))
        pages |= {"/tam.html": unsteady, "/dut.html": Reply(reset=True)}
        home = pages["/"]
        assert isinstance(home, Reply)
        links = '<a href="/tam.html">Liên hệ</a> <a href="/dut.html">Sơ đồ</a> <a href="/c%C5%A9/tin-tức">Cũ</a>'
        pages["/"] = page(home.body.decode().replace("</body>", f"{links}</body>"))
        # Its header has bytes beyond ASCII, as several portals send them.
        to = b"/chinh-tri/".decode("latin-1") + "?page=1&nguồn=cũ".encode().decode("latin-1")
        pages["/c%C5%A9/tin-t%E1%BB%A9c"] = Reply(b"", 302, {"Location": to})
        self.portal.pages = pages
        self.neighbour.pages = Town.of(12).pages(self.neighbour.url.rstrip("/"))

    def visit(self, moment: str, *options: str, archive: Path | None = None) -> list[str]:
        """Crawl both in one process; returns what was asked for, in order."""
        self.serve()
        self.portal.asked.clear()
        self.neighbour.asked.clear()
        done = crawl(self.portal.url, archive or self.archive, self.neighbour.url, *options, now=moment)
        assert "Traceback" not in done.stderr, done.stderr
        return [f"{site.port} {asked.path}" for site in (self.portal, self.neighbour) for asked in site.asked]


@pytest.fixture(scope="module")
def towns(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Towns]:
    """Five visits: one cut in two by its limit, an edit and a removal, everything again, its end, days later."""
    with LoopbackPortal() as portal, LoopbackPortal() as neighbour:
        made = Towns(tmp_path_factory.mktemp("towns") / "archive", portal, neighbour, Town.of(30))
        made.visit(day(10), "--limit", "20")
        made.visit(day(10).replace("08", "09", 1))
        story = made.town.stories[EDITED]
        title = story.title
        story.title, story.extra = "Thị xã Sông Lam điều chỉnh kế hoạch", "Tin đã được cập nhật thêm vào buổi chiều."
        del made.town.stories[REMOVED]
        made.visit(day(11))
        story.title, story.extra = title, ""
        made.town.counter += 1
        made.visit(day(13), "--full")
        made.visit(day(20))
        yield made


@pytest.fixture(scope="module")
def anew(towns: Towns, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return rebuilt(towns.archive, tmp_path_factory.mktemp("anew"))


def test_the_history_has_what_is_hard_to_replay(towns: Towns) -> None:
    outcomes = dict(rows(towns.archive, "SELECT outcome, count(*) FROM captures GROUP BY outcome"))
    assert set(outcomes) == {"stored", "unchanged", "redirect", "alias", "gone", "refused", "failed", "retried"}
    assert one(towns.archive, "SELECT max(revision_count) FROM articles") == 3
    assert one(towns.archive, "SELECT count(*) FROM captures WHERE status IS NULL") > 1
    assert one(towns.archive, "SELECT count(*) FROM captures WHERE status = 304") > 1
    turns = rows(towns.archive, "SELECT portal FROM captures WHERE crawl IN (1, 2) ORDER BY id")
    assert sum(earlier != later for earlier, later in pairwise(turns)) > 5, "the portals take turns"


class NamedByRobots(Editions):
    """A portal whose sitemap nothing but robots.txt names."""

    def reply(self, path: str) -> Reply:
        if path == "/robots.txt":
            return Reply(
                f"User-agent: *\nSitemap: {self.url}ban-do.xml\n".encode(), headers={"Content-Type": "text/plain"}
            )
        return super().reply({"/ban-do.xml": "/sitemap.xml", "/sitemap.xml": "/khong-co"}.get(path, path))


def test_what_robots_txt_names_is_in_the_pages(tmp_path: Path) -> None:
    with NamedByRobots(12, sitemap=True) as portal:
        for number in (2, 9):
            assert crawl(portal.url, tmp_path / "archive", now=day(number)).returncode == 0
    assert "/sitemap.xml" not in [asked.path for asked in portal.asked]
    assert differences(tmp_path / "archive", rebuilt(tmp_path / "archive", tmp_path)) == {}


def test_every_row_is_the_same(towns: Towns, anew: Path) -> None:
    assert differences(towns.archive, anew) == {}


@pytest.mark.parametrize("name", EXPORTED)
def test_exports_are_the_same_to_the_byte(towns: Towns, anew: Path, name: str) -> None:
    assert export(anew, name) == export(towns.archive, name)


def test_the_next_visit_asks_for_the_same_and_brings_the_same(towns: Towns, anew: Path, tmp_path: Path) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    shutil.copytree(towns.archive, first)
    shutil.copytree(anew, second)
    asked = towns.visit(day(28), archive=first)
    assert towns.visit(day(28), archive=second) == asked
    # Page by page: a refusal by robots.txt asks for nothing, so that a retry's timer decides which is told first.
    facts = "SELECT url, status, outcome, reason, article, revision FROM captures ORDER BY portal, url, id"
    assert rows(second, facts) == rows(first, facts)


def test_an_import_of_our_own_files_is_the_crawl_that_made_them(towns: Towns, tmp_path: Path) -> None:
    files = [shutil.copy(path, tmp_path) for path in (towns.archive / "pages").glob("*/*.warc.*")]
    with writing(tmp_path / "archive") as db:
        outcome = replay_files(db, tmp_path / "archive", [Path(file) for file in files])
    assert outcome.damaged == []
    assert differences(towns.archive, tmp_path / "archive") == {}


def test_what_this_version_would_have_asked_again_is_taken_as_it_came(
    towns: Towns, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settled, seen = Doubts.settled, set()

    def doubtful(doubts: Doubts, result: PageResult) -> PageResult:
        asked = (result.target.key, result.answer.fetched_at)
        if result.outcome == "stored" and asked not in seen:
            seen.add(asked)
            return PageResult(result.target, result.answer, "failed", "it is in doubt", retry_after=60.0)
        return settled(doubts, result)

    monkeypatch.setattr(Doubts, "settled", doubtful)
    files = list((towns.archive / "pages").glob("*/*.warc.*"))
    with writing(tmp_path) as db:
        outcome = replay_files(db, tmp_path, files)
    assert len(seen) > 50
    assert outcome.otherwise == 0
    assert differences(towns.archive, tmp_path) == {}


def test_the_old_database_is_kept_and_the_manifests_go_on(towns: Towns, tmp_path: Path) -> None:
    archive = tmp_path / "archive"
    shutil.copytree(towns.archive, archive)
    with sqlite3.connect(archive / "archive.db") as connection:
        connection.execute("UPDATE articles SET title = 'giả mạo' WHERE id = (SELECT min(id) FROM articles)")
        connection.execute("DELETE FROM mentions WHERE article = (SELECT max(id) FROM articles)")
    connection.close()
    before = one(archive, "SELECT max(number) FROM manifests")
    done = congtin("rebuild", "--archive", archive)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "mentions: " in done.stdout, "what has another number of rows is told"
    assert differences(towns.archive, archive) == {}
    assert one(archive, "SELECT max(number) FROM manifests") == before + 1
    verified = congtin("verify", "--archive", archive)
    assert verified.returncode == 0, verified.stdout
    with sqlite3.connect(archive / "archive.db.before-rebuild") as connection:
        kept = connection.execute("SELECT count(*) FROM articles WHERE title = 'giả mạo'").fetchone()
    connection.close()
    assert kept == (1,)
    assert not list(archive.glob("*.rebuilding*"))
    again = congtin("rebuild", "--archive", archive, "--replace")
    assert again.returncode == 0, again.stdout + again.stderr
    assert not (archive / "archive.db.before-rebuild-2").exists()


def test_a_database_that_is_no_database_any_more_is_made_anew(towns: Towns, tmp_path: Path) -> None:
    archive = tmp_path / "archive"
    shutil.copytree(towns.archive, archive)
    content = bytearray((archive / "archive.db").read_bytes())
    content[:4096] = b"\0" * 4096
    (archive / "archive.db").write_bytes(content)
    done = congtin("rebuild", "--archive", archive)
    assert done.returncode == 0, done.stdout + done.stderr
    assert differences(towns.archive, archive) == {}


def test_a_damaged_record_costs_its_page_alone_and_is_told(towns: Towns, tmp_path: Path) -> None:
    archive = tmp_path / "archive"
    shutil.copytree(towns.archive / "pages", archive / "pages")
    warc, offset, length, article = rows(
        towns.archive,
        "SELECT c.warc, c.warc_offset, c.warc_length, a.id FROM articles a JOIN captures c ON c.id = a.capture "
        "WHERE a.revision_count = 1 AND c.outcome = 'stored' ORDER BY c.id LIMIT 1 OFFSET 3",
    )[0]
    with (archive / "pages" / warc).open("r+b") as file:
        file.seek(offset + length // 2)
        file.write(b"\xff" * 40)
    done = congtin("rebuild", "--archive", archive)
    assert done.returncode == 1, done.stdout + done.stderr
    assert f"{archive / 'pages' / warc}: byte {offset}: " in done.stdout
    assert one(archive, "SELECT count(*) FROM captures") == one(towns.archive, "SELECT count(*) FROM captures") - 1
    ids = {number for (number,) in rows(archive, "SELECT id FROM articles")}
    assert ids | {article} == {number for (number,) in rows(towns.archive, "SELECT id FROM articles")}


def test_without_its_beginning_a_run_is_taken_from_its_answers(towns: Towns, tmp_path: Path) -> None:
    archive = tmp_path / "archive"
    shutil.copytree(towns.archive / "pages", archive / "pages")
    begins = [
        (path, record)
        for path in (archive / "pages").glob("*/*.warc.*")
        for record in read_records(path)
        if isinstance(record, Record) and '"event":"begin"' in (record.header("WARC-JSON-Metadata") or "")
    ]
    for path, begin in begins:
        with path.open("r+b") as file:
            file.seek(begin.offset + begin.length // 2)
            file.write(bytes(40))
    done = congtin("rebuild", "--archive", archive)
    assert done.returncode == 1, done.stdout
    assert done.stdout.count("damaged") == len(begins) >= 2, done.stdout + done.stderr
    told = "SELECT id, url, title, text, first_seen, last_seen, gone_at, revision_count FROM articles ORDER BY id"
    assert rows(archive, told) == rows(towns.archive, told)


def test_nothing_is_touched_where_there_is_nothing_to_make_it_from(tmp_path: Path) -> None:
    done = congtin("rebuild", "--archive", tmp_path)
    assert done.returncode == 1
    assert "there are no stored pages here" in done.stderr
    assert not (tmp_path / "archive.db").exists()


def test_while_a_crawl_is_writing_the_rebuild_refuses(towns: Towns, tmp_path: Path) -> None:
    archive = tmp_path / "archive"
    shutil.copytree(towns.archive, archive)
    with locked(archive):
        done = congtin("rebuild", "--archive", archive)
    assert done.returncode == 1
    assert "another congtin is writing to this archive" in done.stderr


# ---------------------------------------------------------------------- what a run decides between two answers


def test_what_was_put_last_and_left_out_is_replayed(tmp_path: Path) -> None:
    with ExitStack() as stack:
        sites = [stack.enter_context(site()) for site in (Postbacks, ManyOrders, NoEnd)]
        first, *others = [site.url for site in sites]
        for number in (3, 5):
            done = crawl(first, tmp_path / "archive", *others, now=day(number))
            assert done.returncode == 0, done.stdout + done.stderr
        assert one(tmp_path / "archive", "SELECT count(*) FROM frontier WHERE outcome = 'cut'") > 5
        anew = rebuilt(tmp_path / "archive", tmp_path)
        assert differences(tmp_path / "archive", anew) == {}


def test_since_is_replayed(tmp_path: Path) -> None:
    with Editions(120, sitemap=True) as portal:
        for place, story in enumerate(portal.stories):
            year = 2024 - place // 8
            portal.stories[place] = Story(
                story.number, story.section, story.title, f"{story.published[:6]}{year} 08:30", story.paragraphs
            )
        portal.changed()
        for number, options in ((3, ["--since", "2018-01-01"]), (5, ["--since", "2016-01-01"]), (7, [])):
            done = crawl(portal.url, tmp_path / "archive", *options, now=day(number))
            assert done.returncode == 0, done.stdout + done.stderr
    anew = rebuilt(tmp_path / "archive", tmp_path)
    assert differences(tmp_path / "archive", anew) == {}


def test_runs_that_were_killed_and_went_on_are_replayed(tmp_path: Path) -> None:
    archive, town = tmp_path / "archive", Town.of(60)
    with LoopbackPortal(delay=0.05) as portal:
        portal.pages = town.pages(portal.url.rstrip("/"))
        for wanted in (9, 27):
            process = start("crawl", portal.url, "--archive", archive, "--allow-loopback", "--delay", "0", now=day(3))
            while process.poll() is None and captures(archive) < wanted:
                time.sleep(0.03)
            os.killpg(process.pid, signal.SIGKILL)
            process.communicate()
        done = crawl(portal.url, archive, now=day(4))
        assert done.returncode == 0, done.stdout + done.stderr
    assert one(archive, "SELECT count(*) FROM crawls") == 1, "all of it is one visit"
    anew = rebuilt(archive, tmp_path)
    assert differences(archive, anew) == {}


def captures(archive: Path) -> int:
    try:
        return int(one(archive, "SELECT count(*) FROM captures"))
    except sqlite3.OperationalError:  # no database yet, or no table
        return 0


def test_a_portal_that_asks_to_be_left_alone_is_replayed(tmp_path: Path) -> None:
    town = Town.of(12)

    def closed(count: int) -> Reply:
        return Reply(b"busy", 503, {"Retry-After": "7200"}) if count == 0 else page("<html><h1>Mở</h1></html>")

    with LoopbackPortal() as portal:
        portal.pages = town.pages(portal.url.rstrip("/")) | {"/mat-roi.html": closed}
        for moment in (day(3), day(3).replace("08", "09", 1), day(4)):
            crawl(portal.url, tmp_path / "archive", now=moment)
    notes = [note or "" for (note,) in rows(tmp_path / "archive", "SELECT note FROM crawls")]
    assert one(tmp_path / "archive", "SELECT count(*) FROM portals WHERE resume_at IS NOT NULL") == 1, notes
    anew = rebuilt(tmp_path / "archive", tmp_path)
    assert differences(tmp_path / "archive", anew) == {}


# ---------------------------------------------------------------------- what came from elsewhere


def test_imports_and_crawls_of_another_archive_have_their_place(tmp_path: Path) -> None:
    """Crawls here, crawls of another archive and a foreign file taken in, and crawls of both portals after that."""
    here, there = tmp_path / "here", tmp_path / "there"
    foreign = tmp_path / "foreign.warc"
    with LoopbackPortal() as portal, LoopbackPortal() as other:
        portal.pages = Town.of(12).pages(portal.url.rstrip("/"))
        other.pages = Town.of(16).pages(other.url.rstrip("/"))
        crawl(portal.url, here, now=day(3))
        crawl(other.url, there, now=day(2))
        crawl(other.url, there, now=day(4))
        taken = congtin("import", there / "pages", "--archive", here, now=day(5))
        assert taken.returncode == 0, taken.stdout + taken.stderr
        assert "replayed" in taken.stdout
        write_foreign(foreign, "http://xa.example.gov.vn/tin/hop-dan.html", "2024-03-05T01:00:00Z")
        taken = congtin("import", foreign, "--archive", here, now=day(6))
        assert taken.returncode == 0, taken.stdout + taken.stderr
        for number in (7, 9):
            done = crawl(portal.url, here, other.url, now=day(number))
            assert done.returncode == 0, done.stdout + done.stderr
    assert one(here, "SELECT count(*) FROM portals") == 3
    anew = rebuilt(here, tmp_path)
    assert differences(here, anew) == {}


def write_foreign(path: Path, url: str, date: str) -> None:
    """Write a page as another tool would have it."""
    text = "Sáng 5/3/2024, xã tổ chức họp dân bàn việc làm đường giao thông nông thôn với 200 hộ dân tham dự. " * 5
    body = f"<html><body><h1>Xã họp dân bàn làm đường</h1><div><p>{text}</p></div></body></html>"
    answer = Answer(
        url, datetime.fromisoformat(date), 200, [("Content-Type", "text/html; charset=utf-8")], body.encode()
    )
    path.write_bytes(answer_record(answer, {}))
