"""A portal from its address to rows, through the real command line, over three visits."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from fastwarc.warc import ArchiveIterator, WarcRecordType

from archive.verify.counts import RECOUNTED
from tests.portals.command import HANGS, books_balance, congtin, crawl, one, rows, substance, tables
from tests.portals.server import LoopbackPortal, page
from tests.portals.town import Town

EDITED, REMOVED = 5, 9
ARTICLES = 30


@dataclass
class Visit:
    exit_code: int
    output: str
    errors: str
    tables: dict[str, list[str]]
    asked: dict[str, int]  # path -> status of the last answer


@dataclass
class History:
    archive: Path
    town: Town
    visits: list[Visit] = field(default_factory=list)

    @property
    def last(self) -> Visit:
        return self.visits[-1]


@pytest.fixture(scope="module")
def history(tmp_path_factory: pytest.TempPathFactory) -> Iterator[History]:
    """Three visits, a day apart: all new; one article edited and one removed; the edit taken back."""
    town = Town.of(ARTICLES)
    story = town.stories[EDITED]
    before = story.title
    made = History(tmp_path_factory.mktemp("history") / "archive", town)
    with LoopbackPortal() as portal:

        def visit(day: int) -> None:
            portal.pages = town.pages(portal.url.rstrip("/"))
            portal.asked.clear()
            done = crawl(portal.url, made.archive, now=f"2026-11-{day}T08:00:00+07:00")
            asked = {asked.path: asked.status for asked in portal.asked}
            made.visits.append(Visit(done.returncode, done.stdout, done.stderr, tables(made.archive), asked))

        visit(10)
        story.title, story.extra = (
            "Thị xã Sông Lam điều chỉnh kế hoạch",
            "Tin đã được cập nhật thêm một đoạn vào buổi chiều.",
        )
        del town.stories[REMOVED]
        visit(11)
        story.title, story.extra = before, ""
        town.counter += 1  # every page counts its visitors: no article is edited by that
        visit(12)
        yield made


def path_of(url: str) -> str:
    return "/" + url.split("/", 3)[3]


def test_every_article_once_and_nothing_else(history: History) -> None:
    first = Town.of(ARTICLES)
    stored = [path_of(url) for (url,) in rows(history.archive, "SELECT url FROM articles")]
    assert sorted(stored) == sorted(first.article_paths)
    assert history.visits[0].exit_code == 0
    assert "ok" in history.visits[0].output
    assert f"{ARTICLES} new, 0 changed, 0 gone" in history.visits[0].output
    assert history.visits[0].errors == ""


def test_the_second_visit_writes_the_edit_and_the_removal_and_nothing_else(history: History) -> None:
    first, second = history.visits[0].tables, history.visits[1].tables
    edited = one(history.archive, "SELECT id FROM articles WHERE url LIKE ?", f"%-{EDITED}.html")
    removed = one(history.archive, "SELECT id FROM articles WHERE url LIKE ?", f"%-{REMOVED}.html")
    assert "0 new, 1 changed, 1 gone" in history.visits[1].output
    assert history.visits[1].exit_code == 0
    new_rows = {
        name: [row for row in second[name] if row not in first[name]] for name in second if second[name] != first[name]
    }
    of_people = {"people", "mentions", "titles", "roles", "events", "places"}
    of_likeness = {"text_sketches", "sketch_hashes"}
    assert new_rows.keys() - RECOUNTED.keys() <= {
        "articles",
        "revisions",
        "disappearances",
    } | of_people | of_likeness | {name for name in new_rows if "fts" in name or "search" in name}
    assert [int(row.split(",")[0].lstrip("(")) for row in new_rows["disappearances"]] == [removed]
    assert {int(row.split(",")[0].lstrip("(")) for row in new_rows.get("text_sketches", [])} <= {edited}
    assert len({row.split(",")[1] for row in new_rows.get("sketch_hashes", [])}) <= 1, "of the text that was edited"
    assert len(new_rows["revisions"]) == 1
    assert {int(row.split(",")[0].lstrip("(")) for row in new_rows["articles"]} == {edited, removed}


def test_revisions_name_what_changed_and_there_and_back_is_three(history: History) -> None:
    found = rows(
        history.archive,
        "SELECT r.number, r.changed, substr(r.seen_at, 1, 10) FROM revisions r JOIN articles a ON a.id = r.article "
        "WHERE a.url LIKE ? ORDER BY r.number",
        f"%-{EDITED}.html",
    )
    assert [(number, day) for number, _, day in found] == [(1, "2026-11-10"), (2, "2026-11-11"), (3, "2026-11-12")]
    assert [set(json.loads(changed)) for _, changed, _ in found] == [set(), {"title", "text"}, {"title", "text"}]
    assert one(history.archive, "SELECT count(*) FROM revisions") == ARTICLES + 2
    assert one(history.archive, "SELECT title FROM articles WHERE url LIKE ?", f"%-{EDITED}.html").endswith("2024")


def test_gone_has_a_day_is_confirmed_on_another_and_deletes_nothing(history: History) -> None:
    [(gone, confirmed, title)] = rows(
        history.archive, "SELECT gone_at, gone_confirmed_at, title FROM articles WHERE gone_at IS NOT NULL"
    )
    assert gone.startswith("2026-11-11")
    assert confirmed.startswith("2026-11-12")
    assert title
    assert "0 new, 1 changed, 0 gone" in history.last.output


def test_the_articles_of_a_small_portal_are_all_looked_at_the_next_day_with_conditions(history: History) -> None:
    second = history.visits[1].asked
    edited, removed = history.town.stories[EDITED].path, Town.of(ARTICLES).stories[REMOVED].path
    looked_at = {path: status for path, status in second.items() if "/bai-viet-" in path}
    assert set(looked_at) == set(Town.of(ARTICLES).article_paths)
    assert {path: status for path, status in looked_at.items() if status != 304} == {edited: 200, removed: 404}
    assert second["/kinh-te/"] == 304, "its list is as it was"
    assert one(history.archive, "SELECT count(*) FROM captures WHERE status = 304 AND outcome <> 'unchanged'") == 0


def test_other_addresses_of_an_article_are_aliases(history: History) -> None:
    found = {path_of("//" + key): path_of("//" + canonical)
             for key, canonical in rows(history.archive, "SELECT key, canonical_key FROM aliases")}  # fmt: skip
    town = Town.of(ARTICLES)
    assert found == {f"/in-theo-muc/{n}": town.stories[n].path for n in town.stories if n % 10 == 0}


def test_redirects_are_captures_of_their_own(history: History) -> None:
    found = rows(history.archive, "SELECT url, reason FROM captures WHERE outcome = 'redirect' AND crawl = 1")
    assert {path_of(url) for url, _ in found} == {f"/cu/{n}" for n in range(1, ARTICLES + 1) if n % 7 == 0}
    assert all(reason.startswith("leads to http") for _, reason in found)


def test_robots_txt_is_obeyed_and_said(history: History) -> None:
    for visit in history.visits:
        assert visit.asked["/robots.txt"] == 200
        assert "/quan-tri/dang-bai" not in visit.asked
        assert "robots.txt forbids it" in visit.output


def test_the_books_balance(history: History) -> None:
    books_balance(history.archive)
    assert one(history.archive, "SELECT count(*) FROM frontier WHERE state = 'queued'") == 0
    assert rows(history.archive, "PRAGMA foreign_key_check") == []
    assert one(history.archive, "PRAGMA integrity_check") == "ok"


def test_every_answer_is_a_warc_record_where_the_database_says(history: History) -> None:
    known = {
        (warc, offset): (url, digest)
        for warc, offset, url, digest in rows(
            history.archive, "SELECT warc, warc_offset, url, digest FROM captures WHERE warc IS NOT NULL"
        )
    }
    seen = {}
    for (warc,) in rows(history.archive, "SELECT name FROM warc_files"):
        with (history.archive / "pages" / warc).open("rb") as file:
            for record in ArchiveIterator(file, parse_http=False):
                assert record.verify_block_digest(), (warc, record.stream_pos)
                # metadata: runs, and requests without an answer
                if record.record_type not in (WarcRecordType.warcinfo, WarcRecordType.metadata):
                    seen[(warc, record.stream_pos)] = record.headers["WARC-Target-URI"]
    assert seen == {place: url for place, (url, _) in known.items()}


def test_status_and_its_json(history: History) -> None:
    words = congtin("status", "--archive", history.archive)
    assert words.returncode == 0
    assert f"{ARTICLES} articles (1 gone), {ARTICLES + 2} revisions" in words.stdout
    assert "robots.txt forbids it" in words.stdout
    found: dict[str, Any] = json.loads(congtin("status", "--archive", history.archive, "--json").stdout)
    assert found["totals"]["articles"] == ARTICLES
    [portal] = found["portals"]
    assert portal["outcome"] == "ok"
    assert portal["still_queued"] == 0
    [refused] = portal["refused"]
    assert refused["count"] == 1
    assert refused["url"].endswith("/quan-tri/dang-bai")
    assert portal["failed_addresses"] == portal["cut"] == []


def test_a_limit_stops_and_the_next_run_goes_on(tmp_path: Path, history: History) -> None:
    town = Town.of(ARTICLES)
    archive = tmp_path / "archive"
    with LoopbackPortal() as portal:
        portal.pages = town.pages(portal.url.rstrip("/"))
        first = crawl(portal.url, archive, "--limit", "12")
        assert first.returncode == 1
        assert "incomplete" in first.stdout
        assert "the run's budget of 12 requests is used up; run it again to go on" in first.stdout
        assert sum(asked.path != "/robots.txt" for asked in portal.asked) == 12
        books_balance(archive)
        second = crawl(portal.url, archive)
        assert second.returncode == 0, second.stdout
        articles = [asked.path for asked in portal.asked if "/bai-viet-" in asked.path]
        assert sorted(articles) == sorted(town.article_paths), "each is asked for once, in one run or the other"
    assert one(archive, "SELECT count(*) FROM crawls") == 1, "a visit in two runs is one crawl"
    books_balance(archive)
    ours = [(path_of(url), digest) for url, digest, _ in substance(archive)]
    assert [path for path, _ in ours] == sorted(town.article_paths)


def test_scrapys_own_commands_give_the_same_rows(tmp_path: Path) -> None:
    town = Town.of(12)
    with LoopbackPortal() as portal:
        portal.pages = town.pages(portal.url.rstrip("/"))
        declared = tmp_path / "mine.toml"
        declared.write_text(f'[songlam]\nname = "Sông Lam"\nurl = "{portal.url}"\n', encoding="utf-8")
        project = Path(__file__).parents[2]

        def scrapy(*arguments: str) -> subprocess.CompletedProcess[str]:
            settings = {"CONGTIN_PORTALS": declared, "CONGTIN_ARCHIVE": tmp_path / "scrapy",
                        "CONGTIN_ALLOW_LOOPBACK": 1, "DOWNLOAD_DELAY": 0}  # fmt: skip
            options = [part for name, value in settings.items() for part in ("-s", f"{name}={value}")]
            return subprocess.run(
                [sys.executable, "-m", "scrapy", *arguments, *options],
                cwd=project, capture_output=True, text=True, timeout=HANGS, env=os.environ, check=True,
            )  # fmt: skip

        assert "songlam" in scrapy("list").stdout.split()
        scrapy("crawl", "songlam")
        ours = congtin("crawl", "songlam", "--portals", declared, "--archive", tmp_path / "congtin",
                       "--allow-loopback", "--delay", "0")  # fmt: skip
    assert ours.returncode == 0
    assert substance(tmp_path / "scrapy") == substance(tmp_path / "congtin")
    assert len(substance(tmp_path / "scrapy")) == 12
    assert one(tmp_path / "scrapy", "SELECT outcome FROM crawls") == "ok"


def test_an_article_that_reads_as_nothing_keeps_its_good_copy_and_the_crawl_is_suspect(tmp_path: Path) -> None:
    town = Town.of(10)
    archive = tmp_path / "archive"
    with LoopbackPortal() as portal:
        origin = portal.url.rstrip("/")
        portal.pages = town.pages(origin)
        assert crawl(portal.url, archive).returncode == 0
        before = substance(archive)
        shell = page("<html><head><title>Xin chờ</title></head><body><div id='app'></div></body></html>")
        portal.pages |= dict.fromkeys(town.article_paths[:2], shell)
        portal.pages |= {"/kinh-te/": shell, "/kinh-te/?page=1": shell}
        second = crawl(portal.url, archive, "--full")
        assert second.returncode == 1
        assert "suspect" in second.stdout
        assert "an article stood at this address" in second.stdout
        assert substance(archive) == before
        portal.pages = town.pages(origin)
        third = crawl(portal.url, archive, now="2030-01-01T08:00:00+07:00")
        assert third.returncode == 0, third.stdout
        assert one(archive, "SELECT count(*) FROM problems WHERE field = 'kind'") == 0
