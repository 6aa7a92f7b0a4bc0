"""Redirects are followed as far as browsers follow them: a chain without end costs neither the crawl nor the portal."""

from __future__ import annotations

from pathlib import Path

import pytest

from scraper.redirects import MOST_REDIRECTS
from tests.portals.command import books_balance, congtin, crawl, one, rows, substance
from tests.portals.server import Asked, LoopbackPortal, Reply, page, redirect
from tests.portals.town import Town


class Leading(LoopbackPortal):
    """A town at which ``/dan/N`` leads to ``/dan/N+1``, up to a number."""

    def __init__(self, last: int | None) -> None:
        super().__init__()
        self.last = last
        self.pages = Town.of(6).pages(self.url.rstrip("/"))
        home = self.pages["/"]
        assert isinstance(home, Reply)
        self.pages["/"] = page(home.body.decode().replace("</main>", '<a href="/dan/0">Tin</a></main>'))

    def reply(self, path: str) -> Reply:
        if not path.startswith("/dan/"):
            return super().reply(path)
        number = int(path.removeprefix("/dan/"))
        return page("<html><body>Hết đường</body></html>") if number == self.last else redirect(f"/dan/{number + 1}")


def chain(asked: list[Asked]) -> list[str]:
    return [request.path for request in asked if request.path.startswith("/dan/")]


def test_a_chain_without_end_is_given_up_with_its_reason(tmp_path: Path) -> None:
    with Leading(None) as portal:
        crawl(portal.url, tmp_path)
    # twenty are followed, and the next address that leads on is the last that is asked for
    assert chain(portal.asked) == [f"/dan/{number}" for number in range(MOST_REDIRECTS + 1)]
    [(url, reason)] = rows(tmp_path, "SELECT url, reason FROM frontier WHERE outcome = 'failed'")
    assert url.endswith(f"/dan/{MOST_REDIRECTS}")
    assert reason.startswith("status 301: 20 redirects in a row led here, and it leads on, to http://")
    assert one(tmp_path, "SELECT count(*) FROM articles") == 6
    books_balance(tmp_path)


@pytest.mark.parametrize("last", [1, MOST_REDIRECTS])
def test_a_chain_that_ends_is_followed_to_its_end(tmp_path: Path, last: int) -> None:
    with Leading(last) as portal:
        done = crawl(portal.url, tmp_path)
    assert done.returncode == 0, done.stdout
    assert one(tmp_path, "SELECT outcome FROM frontier WHERE url LIKE ?", f"%/dan/{last}") == "stored"


def test_a_rebuild_gives_up_where_the_crawl_did(tmp_path: Path) -> None:
    with Leading(None) as portal:
        crawl(portal.url, tmp_path)
    settled = "SELECT key, outcome, reason FROM frontier ORDER BY key"
    before = rows(tmp_path, settled), substance(tmp_path)
    assert congtin("rebuild", "--archive", tmp_path).returncode == 0
    assert (rows(tmp_path, settled), substance(tmp_path)) == before
