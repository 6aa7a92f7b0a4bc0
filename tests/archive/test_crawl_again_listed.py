"""Second runs of a large portal with a sitemap: it says what the last pages of lists do, as long as it is kept up."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.archive.test_crawl_again import FRONTS, LARGE, LATER, NEXT_DAY, SOON, Site, as_crawled, sites

pytestmark = pytest.mark.long

DOORS = sorted(FRONTS | {"/sitemap.xml"})
KINH_TE = "/muc/kinh-te?trang="  # the further pages of a list; the last one is the thirteenth


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    yield from sites(tmp_path_factory.mktemp("large"), LARGE, sitemap=True)


@pytest.fixture
def site(crawled: Site) -> Iterator[Site]:
    yield from as_crawled(crawled)


def test_an_article_put_in_on_page_3_costs_one_request(site: Site) -> None:
    assert sorted(site.visit(SOON)) == DOORS
    story = site.portal.publish("kinh-te", 23, "01/02/2021 08:30")
    assert sorted(site.visit(LATER)) == sorted([*DOORS, site.portal.article_path(story)])
    assert site.has(story)


def test_a_removal_in_the_middle_is_found_at_once_beside_news(site: Site) -> None:
    removed = site.portal.of("van-hoa")[77]
    site.portal.remove(removed)
    new = [site.portal.publish("van-hoa") for _ in range(3)]
    site.visit(SOON)
    assert all(site.has(story) for story in new)
    assert site.gone() == [site.portal.article_path(removed)]


def test_a_sitemap_that_is_behind_the_list_has_its_last_page_read_as_ever(site: Site) -> None:
    put_in = site.portal.publish("kinh-te", 23, "01/02/2021 08:30")
    new = site.portal.publish("kinh-te")
    site.portal.left_out = {put_in.number, new.number}
    site.visit(SOON)
    assert site.has(put_in)
    assert [path for path in site.visit(LATER) if "trang=" in path] == [f"{KINH_TE}14"], "of this list alone"


def test_what_a_sitemap_does_not_tell_is_found_when_the_last_page_is_due(site: Site) -> None:
    put_in = site.portal.publish("kinh-te", 23, "01/02/2021 08:30")
    site.portal.left_out = {put_in.number}
    assert sorted(site.visit(SOON)) == DOORS
    site.visit(NEXT_DAY)
    assert site.has(put_in)
