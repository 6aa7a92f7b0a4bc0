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
