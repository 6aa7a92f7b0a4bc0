"""Portals that nobody has described, with what lists are today: all articles, each once, nothing else, few requests."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.portals.cms import Custom
from tests.portals.command import books_balance, crawl, one, rows
from tests.portals.made import MadePortal
from tests.portals.modern import SITES, BigTown, OnlyPostbacks, sitemap
from tests.portals.server import Reply, page
from tests.portals.stories import SECTIONS, Story

pytestmark = pytest.mark.long

MOST_WASTED = 0.15  # of all requests: what brings neither an article nor a section's list
LEAST_PRECISION = 0.99
BIG = BigTown.__name__
NAMES = [pytest.param(site.__name__) for site in SITES]


@dataclass
class Run:
    archive: Path
    exit_code: int
    output: str
    portals: dict[str, MadePortal]

    def titles(self, name: str) -> Counter[str]:
        return Counter(
            title for (title,) in rows(self.archive, "SELECT title FROM articles WHERE portal = ?", self.id(name))
        )

    def reasons(self, name: str) -> Counter[str]:
        sql = "SELECT reason FROM frontier WHERE portal = ? AND outcome = 'cut'"
        return Counter(reason for (reason,) in rows(self.archive, sql, self.id(name)))

    def id(self, name: str) -> str:
        return f"127.0.0.1-{self.portals[name].port}"


def crawled(sites: list[type[MadePortal]], archive: Path) -> Iterator[Run]:
    with ExitStack() as stack:
        portals = {site.__name__: stack.enter_context(site()) for site in sites}
        first, *others = [portal.url for portal in portals.values()]
        done = crawl(first, archive, *others)
        yield Run(archive, done.returncode, done.stdout + done.stderr, portals)


@pytest.fixture(scope="module")
def big(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Run]:
    yield from crawled([BigTown], tmp_path_factory.mktemp("big") / "archive")


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Run]:
    yield from crawled([site for site in SITES if site is not BigTown], tmp_path_factory.mktemp("small") / "archive")


@pytest.fixture
def run(request: pytest.FixtureRequest, name: str) -> Run:
    """The run in which a site was crawled: the others' is quick, and is not to wait for the big one."""
    found = request.getfixturevalue("big" if name == BIG else "small")
    assert isinstance(found, Run)
    return found


EACH_RUN = pytest.mark.parametrize("name", [pytest.param(BIG), "Postbacks"])


@pytest.mark.parametrize("name", NAMES)
def test_every_article_is_found_once_and_hardly_anything_else(run: Run, name: str) -> None:
    wanted, found = Counter(story.title for story in run.portals[name].stories), run.titles(name)
    assert wanted - found == Counter(), "missing"
    assert {title: times for title, times in found.items() if title in wanted and times > 1} == {}, "stored twice"
    assert (found & wanted).total() >= LEAST_PRECISION * found.total(), found - wanted


@pytest.mark.parametrize("name", NAMES)
def test_few_requests_bring_neither_article_nor_list(run: Run, name: str) -> None:
    portal = run.portals[name]
    assert len(portal.wasted()) <= MOST_WASTED * len(portal.asked), portal.wasted()


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        pytest.param(BIG, "pages like /tag/* ("),
        pytest.param(BIG, "feeds ("),
        ("Postbacks", "pages of lists that a script opens; they were asked for by address instead"),
        ("Languages", "in another language (en); ask for it with --language en"),
        ("Languages", "pages under en_US that are known without it"),
        ("ManyTags", "pages like /chu-de/* ("),
        ("ManyOrders", "pages like *?loc"),
        ("NoEnd", "pages like /danh-muc/an-ninh?page (they repeat what stands before them)"),
    ],
)
def test_what_was_left_out_is_told_with_an_example(run: Run, name: str, reason: str) -> None:
    assert any(given.startswith(reason) for given in run.reasons(name)), run.reasons(name)
    note = one(run.archive, "SELECT coalesce(note, '') FROM crawls WHERE portal = ?", run.id(name))
    assert f"left out: {reason}" in note
    assert run.portals[name].url.rstrip("/") in note.split(f"left out: {reason}")[1].splitlines()[0], "an example"
    assert f"left out: {reason}" in run.output


def test_sitemaps_are_all_read_and_feeds_of_sections_only_as_long_as_they_bring_something(big: Run) -> None:
    kinds = dict(rows(big.archive, "SELECT kind, count(*) FROM frontier GROUP BY kind"))
    assert kinds["sitemap"] == 7
    assert 1 <= kinds["feed"] < 1 + len(SECTIONS)


@EACH_RUN
def test_views_comments_feeds_and_searches_are_never_asked_for(run: Run) -> None:
    asked = {asked.path for portal in run.portals.values() for asked in portal.asked}
    assert not [path for path in asked if "print" in path or "trang-in" in path or "tim-kiem" in path]
    assert "/comments/feed/" not in asked
    assert not [path for path in asked if path.endswith("/feed/") and not path.startswith(("/feed/", "/category/"))]


@EACH_RUN
def test_the_run_is_ok_and_its_books_balance(run: Run) -> None:
    assert run.exit_code == 0, run.output
    assert "Traceback" not in run.output
    books_balance(run.archive)


def test_pages_that_only_a_script_opens_are_told(tmp_path: Path) -> None:
    with OnlyPostbacks() as portal:
        done = crawl(portal.url, tmp_path)
        hidden = sum(portal._pages(section) - 1 for section in SECTIONS)
    assert f"{hidden} left out: pages of lists that only a script opens; articles that are listed" in done.stdout
    books_balance(tmp_path)


class WrongLists(Custom):
    """robots.txt names a sitemap of another site and one that is none, the home page a feed that is no XML."""

    elsewhere = 10_000

    def doubles(self, story: Story) -> list[str]:
        return []

    def frame(self, path: str, title: str, body: str) -> str:
        head = '<link rel="alternate" type="application/rss+xml" href="/rss.xml">'
        return super().frame(path, title, body).replace("</title>", f"</title>{head}")

    def other(self, path: str) -> Reply | None:
        if path == "/robots.txt":
            lines = "".join(f"Sitemap: {self.url}{name}.xml\n" for name in ("khac", "trang", "rong"))
            return Reply(f"User-agent: *\nDisallow: /lich-cong-tac\n{lines}".encode())
        if path == "/khac.xml":
            return Reply(sitemap([f"https://khac.example.vn/{number}" for number in range(self.elsewhere)]).encode())
        if path == "/trang.xml":
            return page(self.frame(path, "Trang", "<h1>Trang</h1>"))
        if path == "/rong.xml":
            return Reply(sitemap([]).encode())
        return Reply(b"loi: khong ket noi duoc", headers={"Content-Type": "text/xml"}) if path == "/rss.xml" else None


def test_lists_that_are_of_no_use_are_told_and_harm_nothing(tmp_path: Path) -> None:
    with WrongLists() as portal:
        done = crawl(portal.url, tmp_path)
        titles = Counter(title for (title,) in rows(tmp_path, "SELECT title FROM articles"))
        assert titles == Counter(story.title for story in portal.stories)
        assert not [asked for asked in portal.asked if "khac" in asked.path and asked.path != "/khac.xml"]
    assert f"left out: {portal.elsewhere} addresses in a sitemap that lie outside the portal" in done.stdout
    assert "the sitemap cannot be read: an HTML page stands in its place" in done.stdout
    assert "the feed cannot be read: it is no XML" in done.stdout
    assert one(tmp_path, "SELECT reason FROM problems WHERE field = 'sitemap'") == "the sitemap lists nothing"
    assert one(tmp_path, "SELECT count(*) FROM frontier WHERE url LIKE '%khac.example.vn%'") == 1
    assert "Traceback" not in done.stdout + done.stderr
    books_balance(tmp_path)
