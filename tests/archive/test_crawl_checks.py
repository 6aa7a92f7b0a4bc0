"""A firewall that checks for robots: at one address it costs that address, everywhere it ends the run."""

from __future__ import annotations

from pathlib import Path

from scraper.spiders.portal import MAX_CHECKS
from tests.portals.command import books_balance, crawl, one, rows
from tests.portals.server import LoopbackPortal, Reply, page
from tests.portals.town import Town

CHECK = page('<html><body><p>Checking your browser.</p><script>window._cf_chl_opt={cvId:"3"};</script></body></html>')


def town(portal: LoopbackPortal) -> Town:
    made = Town.of(12)
    portal.pages = made.pages(portal.url.rstrip("/"))
    return made


def test_a_check_at_one_address_costs_no_other(tmp_path: Path) -> None:
    with LoopbackPortal() as portal:
        made = town(portal)
        checked = made.stories[2].path
        portal.pages[checked] = CHECK
        done = crawl(portal.url, tmp_path)
    stored = {"/" + url.split("/", 3)[3] for (url,) in rows(tmp_path, "SELECT url FROM articles")}
    assert stored == set(made.article_paths) - {checked}
    [(outcome, reason)] = rows(tmp_path, "SELECT outcome, reason FROM frontier WHERE url LIKE ?", f"%{checked}")
    assert outcome == "refused"
    assert "checks for robots" in reason
    assert "1 not asked for: the portal checks for robots" in done.stdout
    books_balance(tmp_path)


def test_checks_in_a_row_end_the_run_and_leave_the_rest_for_the_next(tmp_path: Path) -> None:
    with LoopbackPortal() as portal:
        made = town(portal)
        for path in made.article_paths:
            portal.pages[path] = CHECK
        done = crawl(portal.url, tmp_path)
        assert sum(asked.path in made.article_paths for asked in portal.asked) == MAX_CHECKS
        assert done.returncode == 1
        assert "incomplete" in done.stdout
        assert one(tmp_path, "SELECT count(*) FROM frontier WHERE state = 'queued'") > 0
        town(portal)
        crawl(portal.url, tmp_path)
    assert one(tmp_path, "SELECT count(*) FROM frontier WHERE state = 'queued'") == 0
    assert one(tmp_path, "SELECT count(*) FROM articles") >= len(made.article_paths) - MAX_CHECKS
    books_balance(tmp_path)


def test_a_check_at_the_front_ends_the_run_at_once(tmp_path: Path) -> None:
    with LoopbackPortal() as portal:
        town(portal)
        portal.pages["/"] = Reply(CHECK.body, headers=CHECK.headers)
        crawl(portal.url, tmp_path)
    assert [asked.path for asked in portal.asked if asked.path != "/robots.txt"] == ["/"]
