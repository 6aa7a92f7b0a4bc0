"""What is kept of the addresses that a portal's pages link to."""

from __future__ import annotations

from scraper.languages import LanguageParts
from scraper.met_addresses import MetAddresses

_PORTAL = "https://xa.example.gov.vn/"


def test_the_menu_stays_while_thousands_of_articles_pass() -> None:
    met = MetAddresses(_PORTAL, "/", set(), LanguageParts())
    menu = met.page(f"{_PORTAL}tin-tuc")
    first = met.page(f"{_PORTAL}bai-0.html")
    for number in range(1, 3_000):
        met.page(f"{_PORTAL}bai-{number}.html")
        assert met.page(f"{_PORTAL}tin-tuc") is menu
    again = met.page(f"{_PORTAL}bai-0.html")
    assert again is not first, "what no page links to any more is not held"
    assert again == first


def test_elsewhere_stays_elsewhere() -> None:
    met = MetAddresses(_PORTAL, "/", set(), LanguageParts())
    assert [met.page("https://tinh.example.gov.vn/tin-tuc") for _ in range(2)] == [None, None]


def test_a_link_is_held_once_it_has_come_to_the_same_twice() -> None:
    met = MetAddresses(_PORTAL, "/", set(), LanguageParts()).page(f"{_PORTAL}tin-tuc")
    assert met is not None
    came_to = [met.link(2, 1, "nav", "Tin tức") for _ in range(4)]
    assert came_to == came_to[:1] * 4
    assert came_to[1] is not came_to[0], "most links are met once, and are not held"
    assert came_to[3] is came_to[2] is came_to[1]
    other = met.link(2, 2, "nav", "Tin tức")
    assert (other.depth, other.label) == (2, "Tin tức")
    assert met.link(2, 1, "nav", "Tin tức") == came_to[0]
