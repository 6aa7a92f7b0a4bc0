"""Nobody is asked early: waits are measured by the portal's own clock, over the end of a command and for robots.txt.

And a host that answers nothing is left alone, while the rest of its addresses waits and other portals go on.
"""

from __future__ import annotations

import os
import signal
import time
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from itertools import pairwise
from pathlib import Path

import pytest

from tests.archive.replay.archives import differences, rebuilt
from tests.portals.command import HANGS, books_balance, crawl, one, rows, start
from tests.portals.server import Answering, Asked, LoopbackPortal, Reply, page
from tests.portals.town import Town

pytestmark = pytest.mark.long
WAIT = 4  # seconds


def town_portal(**more: Answering) -> LoopbackPortal:
    portal = LoopbackPortal()
    portal.pages = Town.of(6).pages(portal.url.rstrip("/")) | more
    return portal


def in_seconds(_: float) -> str:
    return str(WAIT)


def as_date(skew: float) -> str:
    """Return the date behind the wait by a clock that is ``skew`` seconds ahead; a date has no fractions: one more."""
    return format_datetime(datetime.now(UTC) + timedelta(seconds=WAIT + 1 + skew), usegmt=True)


def busy(status: int, told: str, skew: float = 0.0) -> Reply:
    date = format_datetime(datetime.now(UTC) + timedelta(seconds=skew), usegmt=True)
    return Reply(b"busy", status, {"Retry-After": told, "Date": date})


def gaps(asked: list[Asked]) -> list[float]:
    """Return the seconds between each refusal and the next request of any kind."""
    return [later.at - earlier.at for earlier, later in pairwise(asked) if earlier.status >= 400]


@pytest.mark.parametrize(("told", "skew"), [(in_seconds, 0.0), (as_date, 0.0), (as_date, -3600.0)])
@pytest.mark.parametrize("status", [429, 503])
def test_a_portal_is_not_asked_before_the_time_that_it_names(
    told: object, skew: float, status: int, tmp_path: Path
) -> None:
    words = as_date if told is as_date else in_seconds

    def refusing(count: int) -> Reply:
        return busy(status, words(skew), skew) if count == 0 else page("<html><body><h1>Mở lại</h1></body></html>")

    with town_portal(**{"/kinh-te/": refusing}) as portal:
        crawl(portal.url, tmp_path)
        [gap] = gaps([asked for asked in portal.asked if asked.status != 404])
    assert gap >= WAIT
    assert one(tmp_path, "SELECT count(*) FROM frontier WHERE state = 'queued'") == 0
    books_balance(tmp_path)


@pytest.mark.parametrize("told", ["-5", "soon", "1e3", "Thu, 01 Jan 1970 00:00:00 GMT"])
def test_a_wait_that_means_nothing_is_a_try_later(told: str, tmp_path: Path) -> None:
    with town_portal(**{"/kinh-te/": lambda count: busy(503, told) if count == 0 else page("<p>Mở")}) as portal:
        crawl(portal.url, tmp_path)
        assert portal.times_asked("/kinh-te/") == 2
    assert one(tmp_path, "SELECT outcome FROM frontier WHERE url LIKE '%/kinh-te/'") == "stored"


def test_an_absurd_wait_leaves_the_portal_alone_in_this_run_and_the_next(tmp_path: Path) -> None:
    with town_portal(**{"/kinh-te/": busy(503, "9" * 40)}) as portal:
        crawl(portal.url, tmp_path)
        before = len(portal.asked)
        done = crawl(portal.url, tmp_path)
        assert len(portal.asked) == before
    assert "asks to be left alone until" in done.stdout


def test_a_wait_outlasts_the_command(tmp_path: Path) -> None:
    answers = {"/kinh-te/": lambda count: busy(503, str(WAIT)) if count == 0 else page("<p>Mở")}
    with town_portal(**answers) as portal:
        first = start("crawl", portal.url, "--archive", tmp_path, "--allow-loopback", "--delay", "0")
        while not any(asked.status == 503 for asked in portal.asked):
            time.sleep(0.01)
        time.sleep(0.3)  # for the answer to be kept; where it was not, nothing was known of the wait
        os.killpg(first.pid, signal.SIGTERM)
        first.communicate(timeout=HANGS)
        assert rows(tmp_path, "SELECT 1 FROM captures WHERE status = 503")
        crawl(portal.url, tmp_path)
        refused = next(asked for asked in portal.asked if asked.status == 503)
        later = [asked.at - refused.at for asked in portal.asked if asked.at > refused.at]
    assert min(later) >= WAIT
    assert one(tmp_path, "SELECT count(*) FROM frontier WHERE state = 'queued'") == 0


@pytest.mark.parametrize("status", [429, 503])
def test_what_robots_txt_asks_to_wait_is_kept_in_the_next_run(status: int, tmp_path: Path) -> None:
    archive = tmp_path / "archive"
    answers = {"/robots.txt": lambda count: busy(status, str(WAIT)) if count == 0 else page("")}
    with town_portal(**answers) as portal:
        done = crawl(portal.url, archive)
        assert [asked.path for asked in portal.asked] == ["/robots.txt"], "no page is fetched"
        assert f"robots.txt could not be read (status {status})" in done.stdout
        assert crawl(portal.url, archive).returncode == 0
        assert portal.asked[1].path == "/robots.txt", "looked at again"
        assert portal.asked[1].at - portal.asked[0].at >= WAIT
    assert differences(archive, rebuilt(archive, tmp_path)) == {}, "pauses are in the stored pages"


def test_a_host_that_answers_nothing_is_left_alone_and_nothing_of_it_is_lost(tmp_path: Path) -> None:
    archive, is_down = tmp_path / "archive", True

    def lost(path: str) -> Answering:
        return lambda _: Reply(reset=True) if is_down else page(f"<html><body><h1>Trang {path}</h1></body></html>")

    links = "".join(f'<a href="/x/{number}">Tin số {number}</a>' for number in range(40))
    pages: dict[str, Answering] = {"/": page(f"<html><body>{links}</body></html>"), "/robots.txt": page("")}
    pages |= {f"/x/{number}": lost(f"/x/{number}") for number in range(40)}
    with LoopbackPortal(pages) as portal, town_portal() as other:
        done = crawl(portal.url, archive, other.url)
        tried = {asked.path for asked in portal.asked if asked.path.startswith("/x/")}
        assert len(tried) < 20
        before = {asked.path for asked in other.asked}
        assert set(Town.of(6).article_paths) <= before, "another portal is not held up"
        left = one(archive, "SELECT count(*) FROM frontier WHERE state = 'queued' AND url LIKE '%/x/%'")
        assert left >= 30
        assert "did not answer 10 times in a row, nor after a pause" in done.stdout
        assert one(archive, "SELECT count(*) FROM portals WHERE resume_at IS NOT NULL") == 1
        is_down = False
        crawl(portal.url, archive)
    assert one(archive, "SELECT count(*) FROM frontier WHERE state = 'queued' AND url LIKE '%/x/%'") == 0
    asked = [asked for asked in portal.asked if asked.path.startswith("/x/")]
    first_pause = max(later.at - earlier.at for earlier, later in pairwise(asked))
    assert first_pause >= 5.0
    books_balance(archive)
    assert differences(archive, rebuilt(archive, tmp_path)) == {}, "pauses are in the stored pages"
