"""The last page of a long list is not asked for where sitemaps read in the visit name all that the list does."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlite_utils import Database

from archive.database import writing
from archive.lists import Lists
from scraper.items import Article
from scraper.store import Answer, FoundLink, PageResult, Target

LIST, LAST = "songlam.vn/muc", "songlam.vn/muc?trang=5"
SITEMAP, INDEX = "songlam.vn/sitemap.xml", "songlam.vn/sitemaps.xml"
PAGES = [LIST, *(f"{LIST}?trang={number}" for number in range(2, 6))]
STORIES = [f"songlam.vn/tin-{number}" for number in range(50)]
BEFORE, PAST, FAR_OFF = "2026-11-02T01:00:00+00:00", "2026-11-02T02:00:00+00:00", "9999-01-01T00:00:00+00:00"


@dataclass
class Portal:
    """A list of five pages, known from a first visit; the second has read the sitemap, and the last page waits."""

    db: Database

    def change(self, keys: list[str], **values: object) -> None:
        """Change columns of the frontier."""
        columns = ", ".join(f"{name} = ?" for name in values)
        for key in keys:
            self.db.execute(f"UPDATE frontier SET {columns} WHERE key = ?", [*values.values(), key])

    def read_first_page(self, *new: str) -> None:
        """Read the first page of the list, with new entries on its top."""
        for key in new:
            self.add(key, kind=None, state="queued", outcome=None)
        named = [*new, *STORIES[:10]][:10]
        links = [FoundLink(key, f"https://{key}", 3, 2, place="list") for key in named]
        target = Target(LIST, f"https://{LIST}", 1, kind="listing", asked_before=True)
        article = Article(target.url, target.url, "songlam", kind="listing")
        answer = Answer(target.url, datetime(2026, 11, 2, 9, tzinfo=UTC), 200, [], b"x", b"x")
        lists = Lists(self.db.conn, "songlam")
        lists.begin(2)
        lists.note(PageResult(target, answer, "stored", article=article, links=links), 2)

    def add(self, key: str, **values: object) -> None:
        """Make an address known."""
        known = {"portal": "songlam", "key": key, "url": f"https://{key}", "state": "done", "outcome": "stored",
                 "crawl": 1, "kind": "article", "priority": 3, "depth": 2, "due_at": FAR_OFF,
                 "found_at": BEFORE}  # fmt: skip
        self.db["frontier"].insert(known | values)

    @property
    def last_page_waits(self) -> bool:
        """Tell whether the list's last page is still to be asked for."""
        return self.db.execute("SELECT state FROM frontier WHERE key = ?", [LAST]).fetchone() == ("queued",)


@pytest.fixture
def portal(archive_directory: Path) -> Iterator[Portal]:
    with writing(archive_directory) as db:
        db.execute("INSERT INTO portals (id, name, url) VALUES ('songlam', 'Sông Lam', 'https://songlam.vn/')")
        for crawl in (1, 2):
            db.execute("INSERT INTO crawls (id, portal, started) VALUES (?, 'songlam', ?)", [crawl, BEFORE])
        made = Portal(db)
        for key in PAGES:
            made.add(key, kind="listing", list=LIST if key != LIST else None)
        for place, key in enumerate(PAGES):
            entries = STORIES[place * 10 : place * 10 + 10]
            db["list_pages"].insert({
                "portal": "songlam", "list": LIST, "key": key, "crawl": 1, "pager": "",
                "entries": str(entries).replace("'", '"'), "labels": str([""] * 10).replace("'", '"'),
            })  # fmt: skip
        for key in STORIES:
            made.add(key, sitemap=SITEMAP, sitemap_crawl=2)
        made.add(SITEMAP, kind="sitemap", crawl=2)
        made.change([LAST], state="queued")
        yield made


def test_a_sitemap_of_all_says_what_the_last_page_would(portal: Portal) -> None:
    portal.read_first_page()
    assert not portal.last_page_waits


def test_what_is_new_has_to_stand_in_the_sitemap_too(portal: Portal) -> None:
    portal.read_first_page("songlam.vn/tin-moi")
    assert portal.last_page_waits, "the sitemap is behind"


def test_news_that_the_sitemap_names_leaves_nothing_open(portal: Portal) -> None:
    portal.add("songlam.vn/tin-moi-2", sitemap=SITEMAP, sitemap_crawl=2, kind=None, state="queued", outcome=None)
    portal.read_first_page()
    assert not portal.last_page_waits


def test_an_article_counts_under_any_of_its_addresses(portal: Portal) -> None:
    portal.change([STORIES[7]], sitemap=None, sitemap_crawl=None)
    portal.add("songlam.vn/?tin=7", alias_of=STORIES[7], outcome="alias", kind=None, sitemap=SITEMAP, sitemap_crawl=2)
    portal.read_first_page()
    assert not portal.last_page_waits


def test_what_is_gone_or_no_article_need_not_be_named(portal: Portal) -> None:
    portal.change(STORIES[3:5], sitemap=None, sitemap_crawl=None, outcome="gone")
    portal.change([STORIES[5]], sitemap=None, sitemap_crawl=None, kind="other")
    portal.read_first_page()
    assert not portal.last_page_waits


@pytest.mark.parametrize(
    ("keys", "values"),
    [
        pytest.param(STORIES[40:41], {"sitemap": None}, id="one of its articles is left out"),
        pytest.param(STORIES[30:], {"sitemap": None}, id="a sitemap of the latest"),
        pytest.param(STORIES, {"sitemap": None}, id="no sitemap names the section"),
        pytest.param([SITEMAP], {"outcome": "failed"}, id="the sitemap could not be read"),
        pytest.param([SITEMAP], {"outcome": "gone"}, id="the sitemap is no more"),
        pytest.param([SITEMAP], {"reason": "the sitemap could be read in part only"}, id="it was read in part"),
        pytest.param([SITEMAP], {"kind": "other"}, id="a page stands in its place"),
        pytest.param([SITEMAP], {"state": "queued"}, id="the sitemap has not been read yet"),
        pytest.param([SITEMAP], {"crawl": 1}, id="the sitemap was not asked for in this visit"),
        pytest.param([LAST], {"due_at": PAST}, id="the last page is due by its own age"),
    ],
)
def test_the_last_page_is_asked_for_where(portal: Portal, keys: list[str], values: dict[str, object]) -> None:
    portal.change(keys, **values)
    portal.read_first_page()
    assert portal.last_page_waits


def test_a_sitemap_that_keeps_what_is_gone_does_not_follow_removals(portal: Portal) -> None:
    portal.add("songlam.vn/tin-cu", outcome="gone", sitemap=SITEMAP, sitemap_crawl=2)
    portal.read_first_page()
    assert portal.last_page_waits


@pytest.mark.parametrize(
    ("index", "waits"), [({"crawl": 2}, False), ({"crawl": 1}, True), ({"crawl": 2, "outcome": "failed"}, True)]
)
def test_a_part_that_its_index_dates_is_as_good_as_the_index(
    portal: Portal, index: dict[str, object], waits: bool
) -> None:
    portal.add(INDEX, kind="sitemap", **index)
    portal.change([SITEMAP], crawl=1, found_on=INDEX, modified="2026-11-01")
    portal.read_first_page()
    assert portal.last_page_waits is waits
