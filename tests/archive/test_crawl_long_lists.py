"""A sitemap of 12,000 of the portal's own pages: queued in pieces, a run's budget holds, the next run goes on."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from archive.crawl_store import ArchiveCrawlStore
from archive.database import writing
from archive.frontier import Frontier
from scraper import visit
from scraper.canonical import canonical_key
from scraper.portal import Portal
from scraper.store import Answer, FoundLink, PageResult
from tests.portals.command import books_balance, crawl, one, rows
from tests.portals.modern import sitemap
from tests.portals.server import LoopbackPortal, Reply, page

ENTRIES = 12_000
HOME = "https://songlam.example.vn/"
PORTAL = Portal(id="songlam", name="Sông Lam", url=HOME)


class LongSitemap(LoopbackPortal):
    """A portal whose articles stand in its sitemap alone."""

    def reply(self, path: str) -> Reply:
        if path == "/sitemap.xml":
            return Reply(sitemap([f"{self.url}tin-{number}.html" for number in range(ENTRIES)]).encode())
        if not path.startswith("/tin-"):
            return super().reply(path) if path != "/" else page("<html><body><p>Xin chào</p></body></html>")
        number = path.removeprefix("/tin-").removesuffix(".html")
        text = f"<p>Chiều nay, xã đã khánh thành cây cầu số {number} bắc qua sông cho bà con hai thôn đi lại.</p>" * 3
        return page(
            f"<html><head><title>Cầu {number}</title></head><body><article><h1>Khánh thành cây cầu dân sinh số {number}"
            f'</h1><span class="date">01/03/2024 08:30</span>{text}</article></body></html>'
        )


def test_a_long_sitemap_is_queued_at_once_and_read_in_as_many_runs_as_it_takes(tmp_path: Path) -> None:
    with LongSitemap() as portal:
        for run in (1, 2):
            done = crawl(portal.url, tmp_path, "--limit", "6")
            assert done.returncode == 1
            assert "the run's budget of 6 requests is used up; run it again to go on" in done.stdout
            assert one(tmp_path, "SELECT count(*) FROM frontier WHERE url LIKE '%/tin-%.html'") == ENTRIES
            assert one(tmp_path, "SELECT count(*) FROM articles") == 6 * run - 2
        paths = [asked.path for asked in portal.asked if asked.path != "/robots.txt"]
    assert len(paths) == len(set(paths)) == 12, "the sitemap is not read again to go on"
    assert one(tmp_path, "SELECT count(*) FROM crawls") == 1
    assert rows(tmp_path, "SELECT count(*) FROM frontier GROUP BY state ORDER BY state") == [(12,), (ENTRIES - 10,)]
    books_balance(tmp_path)


def _links(first: int, count: int) -> list[FoundLink]:
    urls = [f"{HOME}tin-{number}.html" for number in range(first, first + count)]
    return [FoundLink(canonical_key(url), url, 6, 1) for url in urls]


def test_what_was_queued_ahead_stays_when_the_crawl_is_killed_and_the_list_is_asked_for_again(
    archive_directory: Path,
) -> None:
    seeds = [FoundLink(canonical_key(f"{HOME}sitemap.xml"), f"{HOME}sitemap.xml", 0, 0)]
    with writing(archive_directory) as db:
        store = ArchiveCrawlStore(db, archive_directory)
        store.begin(PORTAL, seeds)
        target = store.next_target()
        assert target is not None
        store.queue_ahead(target, _links(0, visit.PIECE))
    with writing(archive_directory) as db:  # killed: the list's own result was never kept
        store = ArchiveCrawlStore(db, archive_directory)
        store.begin(PORTAL, seeds)
        again = store.next_target()
        assert again is not None
        assert again.key == target.key
        store.queue_ahead(again, _links(0, visit.PIECE))
        answer = Answer(again.url, datetime.now(UTC), 200, [], b"x", b"x")
        store.save(PageResult(again, answer, "stored", machine_list="sitemap", links=_links(visit.PIECE, 10)))
        assert db.execute("SELECT count(*) FROM frontier WHERE state = 'queued'").fetchone()[0] == visit.PIECE + 10
        found_on = db.execute("SELECT DISTINCT found_on FROM frontier WHERE url LIKE '%tin-%'").fetchall()
        assert found_on == [(target.key,)]
        following = store.next_target()
        assert following is not None
        assert following.key.endswith("/tin-0.html"), "in the order of the list"


def test_a_piece_that_cannot_be_queued_leaves_nothing_behind_and_is_queued_when_it_comes_again(
    archive_directory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with writing(archive_directory) as db:
        store = ArchiveCrawlStore(db, archive_directory)
        store.begin(PORTAL, [FoundLink(canonical_key(HOME), HOME, 0, 0)])
        target = store.next_target()
        assert target is not None
        queue = Frontier.queue

        def interrupted(self: Frontier, *arguments: object) -> None:
            queue(self, *arguments)  # type: ignore[arg-type]
            raise KeyboardInterrupt

        with monkeypatch.context() as patched:
            patched.setattr(Frontier, "queue", interrupted)
            with pytest.raises(KeyboardInterrupt):
                store.queue_ahead(target, _links(0, 20))
        assert db["frontier"].count == 1
        store.queue_ahead(target, _links(0, 20))
        assert db["frontier"].count == 21, "what the undone transaction knew is forgotten"
