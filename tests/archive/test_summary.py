"""What the summary of a crawl and the status of an archive look like, in words for people."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from archive.balance import COUNTS
from archive.commands.crawl import print_summaries
from scraper.store import CrawlSummary
from tests.portals.cms import NukeViet
from tests.portals.command import congtin, crawl


def summary(outcome: str = "ok", notes: tuple[str, ...] = (), **counts: int) -> CrawlSummary:
    return CrawlSummary("songlam", 1, outcome, list(notes), dict.fromkeys(COUNTS, 0) | counts)  # type: ignore[arg-type]


def test_one_is_said_as_one(capsys: pytest.CaptureFixture[str]) -> None:
    print_summaries([summary(requests=3, stored=1, redirect=1, alias=1)])
    assert capsys.readouterr().out.splitlines()[-1] == (
        "  3 requests: 1 page stored, 0 unchanged, 1 redirect, 1 other address of an article, 0 failed"
    )


def test_a_portal_without_a_page_has_no_line_about_articles(capsys: pytest.CaptureFixture[str]) -> None:
    print_summaries([summary("failed", ("no page could be fetched",), requests=1, failed=1)])
    assert capsys.readouterr().out.splitlines() == [
        "songlam: failed",
        "  no page could be fetched",
        "  1 request: 0 pages stored, 0 unchanged, 1 failed",
    ]


def test_what_is_to_be_known_of_all_portals_is_said_once(capsys: pytest.CaptureFixture[str]) -> None:
    follows = "songlam follows nui (a redirect)"
    of_one = summary("suspect", ("three articles fewer than usual", follows), requests=1, stored=1)
    print_summaries([of_one, summary(notes=(follows,), requests=1, stored=1)])
    lines = capsys.readouterr().out.splitlines()
    assert lines[-2:] == ["all portals:", f"  {follows}"]
    assert lines.count(f"  {follows}") == 1
    assert lines[:2] == ["songlam: suspect", "  three articles fewer than usual"]


@pytest.mark.parametrize(
    ("asked", "words"), [(40, "60 requests (40 in this run, the others before): "), (60, "60 requests: ")]
)
def test_a_crawl_that_went_on_tells_its_own_requests(
    capsys: pytest.CaptureFixture[str], asked: int, words: str
) -> None:
    print_summaries([summary(requests=60, stored=60)], {"songlam": asked})
    assert words in capsys.readouterr().out


def test_runs_of_one_crawl_and_the_status_in_between(tmp_path: Path) -> None:
    archive = tmp_path / "archive"
    with NukeViet() as portal:
        crawl(portal.url, archive, "--limit", "9", now="2026-03-05T20:00:00+00:00")
        status = congtin("status", "--archive", archive).stdout
        second = crawl(portal.url, archive, now="2026-03-07T02:00:00+00:00").stdout
    after = congtin("status", "--archive", archive).stdout
    assert re.search(r"last crawl 2026-03-06 03:\d\d .*, ended 2026-03-07 09:\d\d .*: ok", after), after
    told = re.search(r"(\d+) requests \((\d+) in this run, the others before\): ", second)
    assert told and int(told[1]) - int(told[2]) == 9, second
    paragraph = status.split("\n\n")[1].splitlines()
    # The day is Vietnam's, where it is night; in UTC it is still the evening before.
    assert any(
        re.fullmatch(r"  last crawl 2026-03-06 03:\d\d \(Vietnam's time\): incomplete", one) for one in paragraph
    )
    assert sum("still to be asked for" in line for line in paragraph) == 1
    assert paragraph[0].split()[0] not in paragraph[0].split()[1:], "a portal named after its host is named once"


def test_a_day_to_come_is_no_since(tmp_path: Path) -> None:
    done = congtin("crawl", "https://songlam.example.vn/", "--archive", tmp_path, "--since", "2026-03-07",
                   now="2026-03-05T20:00:00+00:00")  # fmt: skip
    assert done.returncode == 2
    assert "--since 2026-03-07 lies in the future" in done.stderr
