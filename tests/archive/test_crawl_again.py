"""Second runs: they ask for little, and find what front pages show at once and everything else within days."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest

from tests.portals.command import books_balance, crawl, one, rows
from tests.portals.editions import Editions
from tests.portals.stories import SECTIONS, Story

pytestmark = pytest.mark.long

FIRST = "2026-11-02T08:00:00+07:00"
SOON = "2026-11-02T09:00:00+07:00"
LATER = "2026-11-02T10:00:00+07:00"
NEXT_DAY = "2026-11-03T08:00:00+07:00"
DAY_AFTER = "2026-11-04T08:00:00+07:00"
NEXT_WEEK = "2026-11-10T08:00:00+07:00"
FRONTS = {"/robots.txt", "/", *(f"/muc/{section}" for section in SECTIONS)}
LARGE = 520


@dataclass
class Site:
    """A portal that has been crawled once, and the archive of that; each test gets both as they were."""

    portal: Editions
    crawled: Path
    archive: Path
    first: int
    first_requests: int

    def visit(self, now: str, *options: str) -> list[str]:
        """Crawl again at a moment; returns the paths that were asked for, in order."""
        self.portal.asked.clear()
        done = crawl(self.portal.url, self.archive, *options, now=now)
        assert done.returncode == 0, done.stdout + done.stderr
        books_balance(self.archive)
        return [asked.path for asked in self.portal.asked]

    def has(self, story: Story) -> bool:
        path = self.portal.article_path(story)
        return bool(one(self.archive, "SELECT count(*) FROM articles WHERE url LIKE ?", f"%{path}"))

    def revisions(self, story: Story) -> int:
        path = self.portal.article_path(story)
        return int(one(self.archive, "SELECT revision_count FROM articles WHERE url LIKE ?", f"%{path}"))

    def gone(self) -> list[str]:
        return [
            "/" + url.split("/", 3)[3] for (url,) in rows(self.archive, "SELECT url FROM articles WHERE gone_at > ''")
        ]


def sites(folder: Path, count: int, **more: bool) -> Iterator[Site]:
    with Editions(count, **more) as portal:
        done = crawl(portal.url, folder / "crawled", now=FIRST)
        assert done.returncode == 0, done.stdout + done.stderr
        assert one(folder / "crawled", "SELECT count(*) FROM articles") == count
        yield Site(portal, folder / "crawled", folder / "archive", count, len(portal.asked))


@pytest.fixture(scope="module")
def crawled_small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    yield from sites(tmp_path_factory.mktemp("small"), 130)


@pytest.fixture(scope="module")
def crawled_listed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    yield from sites(tmp_path_factory.mktemp("listed"), 60, sitemap=True, feed=True)


@pytest.fixture(scope="module")
def crawled_large(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    yield from sites(tmp_path_factory.mktemp("large"), LARGE)


def as_crawled(site: Site) -> Iterator[Site]:
    """Lend a site, and put portal and archive back to what they were when it had been crawled."""
    stories = list(site.portal.stories)
    shutil.rmtree(site.archive, ignore_errors=True)
    shutil.copytree(site.crawled, site.archive)
    yield site
    site.portal.stories = stories
    site.portal.days.clear()
    site.portal.left_out.clear()
    site.portal.changed()


@pytest.fixture
def small(crawled_small: Site) -> Iterator[Site]:
    yield from as_crawled(crawled_small)


@pytest.fixture
def listed(crawled_listed: Site) -> Iterator[Site]:
    yield from as_crawled(crawled_listed)


@pytest.fixture
def large(crawled_large: Site) -> Iterator[Site]:
    yield from as_crawled(crawled_large)


# ---------------------------------------------------------------------- nothing new


def test_soon_after_a_small_portal_is_asked_for_its_fronts_alone(small: Site) -> None:
    assert sorted(small.visit(SOON)) == sorted(FRONTS)


def test_feeds_and_sitemaps_are_fronts_too(listed: Site) -> None:
    assert sorted(listed.visit(SOON)) == sorted(FRONTS | {"/rss.xml", "/sitemap.xml"})


def test_soon_after_a_large_portal_costs_a_twentieth_at_most(large: Site) -> None:
    asked = large.visit(SOON)
    assert set(asked) >= FRONTS
    assert len(asked) <= 0.05 * large.first_requests
    assert not [path for path in asked if path.startswith("/tin/")]


def test_full_asks_for_everything_again_with_conditions(small: Site) -> None:
    asked = small.visit(SOON, "--full")
    assert {small.portal.article_path(story) for story in small.portal.stories} <= set(asked)
    assert {asked.status for asked in small.portal.asked if asked.path.startswith("/tin/")} == {304}


# ---------------------------------------------------------------------- what the fronts show


def test_a_new_article_costs_one_request_more(small: Site) -> None:
    story = small.portal.publish("kinh-te")
    assert sorted(small.visit(SOON)) == sorted(FRONTS | {small.portal.article_path(story)})
    assert small.has(story)


def test_more_news_than_a_page_holds_is_followed_to_what_is_known(small: Site) -> None:
    new = [small.portal.publish("kinh-te") for _ in range(25)]
    asked = small.visit(SOON)
    assert all(small.has(story) for story in new)
    assert {"/muc/kinh-te?trang=2", "/muc/kinh-te?trang=3"} <= set(asked)


def test_a_headline_that_was_changed_is_an_edit_found_at_once(small: Site) -> None:
    story = small.portal.edit(small.portal.of("van-hoa")[4], title="Đính chính: lịch tiếp công dân của xã được dời lại")
    assert sorted(small.visit(SOON)) == sorted(FRONTS | {small.portal.article_path(story)})
    assert small.revisions(story) == 2


def test_what_is_missing_between_others_is_found_gone_at_once(small: Site) -> None:
    story = small.portal.of("an-ninh")[3]
    small.portal.remove(story)
    small.visit(SOON)
    assert small.gone() == [small.portal.article_path(story)]


def test_an_old_article_brought_to_the_front_is_looked_at(small: Site) -> None:
    raised = small.portal.edit(small.portal.of("an-ninh")[25])
    small.portal.raise_to_front(raised)
    asked = small.visit(SOON)
    assert small.portal.article_path(raised) in asked
    assert small.revisions(raised) == 2


def test_a_day_in_the_sitemap_shows_an_edit_anywhere(listed: Site) -> None:
    story = listed.portal.edit(listed.portal.of("chinh-tri")[13])
    listed.portal.days[story.number] = "2026-11-02"
    asked = listed.visit(SOON)
    assert sorted(asked) == sorted(FRONTS | {"/rss.xml", "/sitemap.xml", listed.portal.article_path(story)})
    assert listed.revisions(story) == 2


def test_a_sitemap_that_names_today_for_everything_says_nothing(listed: Site) -> None:
    listed.portal.days = {story.number: "2026-11-02" for story in listed.portal.stories}
    assert sorted(listed.visit(SOON)) == sorted(FRONTS | {"/rss.xml", "/sitemap.xml"})


def test_a_sitemap_shows_an_article_put_in_on_page_2_with_an_old_date(listed: Site) -> None:
    story = listed.portal.publish("kinh-te", 12, "01/02/2021 08:30")
    listed.visit(SOON)
    assert listed.has(story)


def test_an_article_that_a_sitemap_ceases_to_name_is_asked_for_at_once(listed: Site) -> None:
    taken_down = listed.portal.of("chinh-tri")[13]
    left_out = listed.portal.of("van-hoa")[5]
    listed.portal.remove(taken_down)
    listed.portal.left_out = {left_out.number}
    listed.visit(SOON)
    assert listed.gone() == [listed.portal.article_path(taken_down)]
    assert listed.portal.article_path(left_out) not in listed.visit(LATER)


def test_a_sitemap_that_names_the_latest_alone_says_nothing_of_the_others(listed: Site) -> None:
    by_age = sorted(listed.portal.stories, key=lambda story: datetime.strptime(story.published, "%d/%m/%Y %H:%M"))
    listed.portal.left_out = {story.number for story in by_age[:8]}
    assert sorted(listed.visit(SOON)) == sorted(FRONTS | {"/rss.xml", "/sitemap.xml"})


# ---------------------------------------------------------------------- what they do not show


def test_an_article_put_in_on_page_3_of_a_small_portal_is_found_the_next_day(small: Site) -> None:
    story = small.portal.publish("kinh-te", 23, "01/02/2021 08:30")
    small.visit(SOON)
    small.visit(NEXT_DAY)
    assert small.has(story)


def test_edits_and_removals_of_old_articles_are_found_within_a_week(small: Site) -> None:
    edited = small.portal.edit(small.portal.of("van-hoa")[24])
    removed = small.portal.of("an-ninh")[-2]
    small.portal.remove(removed)
    small.visit(NEXT_DAY)
    small.visit(NEXT_WEEK)
    assert small.revisions(edited) == 2
    assert small.gone() == [small.portal.article_path(removed)]


def test_what_has_gone_is_confirmed_on_the_next_day(small: Site) -> None:
    small.portal.remove(small.portal.of("an-ninh")[3])
    small.visit(SOON)
    small.visit(DAY_AFTER)
    [(gone, confirmed)] = rows(small.archive, "SELECT gone_at, gone_confirmed_at FROM articles WHERE gone_at > ''")
    assert (gone[:10], confirmed[:10]) == ("2026-11-02", "2026-11-04")


def test_a_recent_article_is_looked_at_the_next_day_and_an_old_one_is_not(small: Site) -> None:
    story = small.portal.publish("kinh-te", published="02/11/2026 07:00")
    small.visit(SOON)
    small.portal.edit(story)
    old = {small.portal.article_path(one) for one in small.portal.stories[1:]}
    asked = set(small.visit(DAY_AFTER))
    assert small.revisions(story) == 2
    assert not asked & old


def test_an_article_put_in_on_page_3_of_a_large_portal_is_found_at_once(large: Site) -> None:
    story = large.portal.publish("kinh-te", 23, "01/02/2021 08:30")
    asked = large.visit(SOON)
    assert large.has(story)
    assert len(asked) <= 0.05 * large.first_requests


def test_a_second_visit_that_is_stopped_in_the_middle_goes_on_with_what_it_knew(large: Site) -> None:
    story = large.portal.publish("kinh-te", 23, "01/02/2021 08:30")
    for _ in range(3):  # after the fronts, and twice while halving
        stopped = crawl(large.portal.url, large.archive, "--limit", "4", now=SOON)
        assert "run it again to go on" in stopped.stdout
    large.visit(SOON)
    assert large.has(story)
    assert one(large.archive, "SELECT count(*) FROM crawls") == 2


def test_a_removal_in_the_middle_of_a_large_portal_is_found_at_once_beside_news(large: Site) -> None:
    removed = large.portal.of("van-hoa")[77]
    large.portal.remove(removed)
    new = [large.portal.publish("van-hoa") for _ in range(3)]
    large.visit(SOON)
    assert all(large.has(story) for story in new)
    assert large.gone() == [large.portal.article_path(removed)]


def test_a_large_portal_is_looked_through_within_a_budget_a_run(large: Site) -> None:
    asked = large.visit(NEXT_WEEK)
    again = [path for path in asked if path not in FRONTS]
    assert 10 <= len(again) <= 0.03 * large.first_requests
    later = [path for path in large.visit("2026-11-11T08:00:00+07:00") if path not in FRONTS]
    assert not set(again) & set(later) - {path for path in later if "trang=" in path}, "the rest is the next run's"


# ---------------------------------------------------------------------- since


def test_since_follows_lists_as_far_as_they_are_newer_and_a_later_run_takes_up_the_rest(tmp_path: Path) -> None:
    with Editions(240) as portal:
        for place, story in enumerate(portal.stories):  # in the order of their dates, from 2024 back to 2004
            portal.stories[place] = dated(story, 2024 - place // 12)
        portal.changed()
        done = crawl(portal.url, tmp_path, "--since", "2020-01-01")
        assert done.returncode == 0, done.stdout
        assert "older than 2020-01-01 (--since)" in done.stdout
        kept = one(tmp_path, "SELECT count(*) FROM articles")
        newer = sum(story.published[6:10] >= "2020" for story in portal.stories)
        assert one(tmp_path, "SELECT count(*) FROM articles WHERE published >= '2020'") == newer
        assert newer <= kept < 220, "what was met is kept, however old; what was not is left"
        rest = crawl(portal.url, tmp_path)
        assert rest.returncode == 0, rest.stdout
        assert one(tmp_path, "SELECT count(*) FROM articles") == 240
        assert one(tmp_path, "SELECT count(*) FROM frontier WHERE reason LIKE '%--since%'") == 0


def dated(story: Story, year: int) -> Story:
    return Story(story.number, story.section, story.title, f"{story.published[:6]}{year} 08:30", story.paragraphs)
