from __future__ import annotations

import pytest

from scraper.address_traits import is_on_host, is_under, parameter_traits, site_path, traits, url_pattern


@pytest.mark.parametrize(
    ("url", "pattern"),
    [
        ("https://x.vn/tin/2024/05/bai-123.html", "/tin/N/N/bai-N.html"),
        ("https://x.vn/tin?b=2&a=1", "/tin?a&b"),
        ("https://x.vn/tin/mot-tieu-de-rat-dai-cua-bai-viet.html", "/tin/..."),
        ("https://x.vn/mot-tieu-de-rat-dai-cua-bai-viet/amp/", "/.../amp/"),
    ],
)
def test_patterns(url: str, pattern: str) -> None:
    assert url_pattern(url) == pattern


def test_a_query_is_judged_by_its_parameters_one_by_one() -> None:
    assert traits("https://x.vn/tin/7") == ("/tin/N",)
    assert traits("https://x.vn/tin/7?b=2&a=1&a=3&c=") == ("/tin/N?a", "/tin/N?b", "/tin/N?c")
    assert parameter_traits("https://x.vn/tin?b=2&a=1") == ("*?a", "*?b")


@pytest.mark.parametrize(
    ("url", "path"),
    [
        ("https://x.gov.vn/", "/"),
        ("https://x.gov.vn/vi/", "/"),
        ("https://x.gov.vn/web/guest/home", "/"),
        ("https://x.gov.vn/index.php", "/"),
        ("https://x.gov.vn/Pages/default.aspx", "/"),
        ("https://x.gov.vn/trang-chu.html", "/"),
        ("https://x.gov.vn/xuanbinh/", "/xuanbinh/"),
        ("https://x.gov.vn/xuanbinh", "/xuanbinh/"),
        ("https://x.gov.vn/vi/xuanbinh/home", "/xuanbinh/"),
        ("https://x.gov.vn/xuanbinh/index.html", "/xuanbinh/"),
        ("https://x.gov.vn/web/dong-anh/trang-chu", "/web/dong-anh/"),
        ("https://x.gov.vn/webcenter/portal/nongson", "/webcenter/portal/nongson/"),
    ],
)
def test_the_path_a_portal_lives_under(url: str, path: str) -> None:
    assert site_path(url) == path


def test_whatever_lies_under_a_path_is_meant_with_escapes_and_in_any_language() -> None:
    site = site_path("https://x.gov.vn/đông-anh/")
    assert is_under("https://x.gov.vn/%C4%91%C3%B4ng-anh/tin", site)
    assert is_under("https://x.gov.vn/en/đông-anh/tin", site)
    assert not is_under("https://x.gov.vn/dong-anh/tin", site)


@pytest.mark.parametrize(
    ("url", "is_there"),
    [
        ("http://www.x.vn:80/a", True),
        ("https://x.vn:443/a", True),
        ("http://x.vn:8080/a", False),
        ("http://x.vn:443/a", False),
        ("http://x.vn:http/a", False),
        ("http://y.vn/a", False),
    ],
)
def test_the_port_of_the_scheme_is_none_of_its_own(url: str, *, is_there: bool) -> None:
    assert is_on_host(url, "http://x.vn/") is is_there
