"""Which address a page may give as its own."""

from __future__ import annotations

import pytest

from scraper.extract.metadata import sane_canonical

OWN = "https://xa.example.gov.vn/tin/hop-giao-ban-12.html"


@pytest.mark.parametrize("asked", ["http://xa.example.gov.vn:80/tin/12", "https://www.xa.example.gov.vn:443/tin/12"])
def test_the_port_of_the_scheme_makes_no_other_site(asked: str) -> None:
    assert sane_canonical(OWN, asked) == OWN


@pytest.mark.parametrize(
    "link",
    [
        "https://xa.example.gov.vn:8080/tin/hop-giao-ban-12.html",
        "http://xa.example.gov.vn:443/tin/hop-giao-ban-12.html",
        "https://test.example.vn/tin/hop-giao-ban-12.html",
        "https://xa.example.gov.vn/",
        "https://xa.example.gov.vn:port/tin",
        "",
    ],
)
def test_another_site_or_the_home_page_is_not_believed(link: str) -> None:
    assert sane_canonical(link, "http://xa.example.gov.vn:80/tin/12") is None
