from __future__ import annotations

from pathlib import Path

import pytest
from scrapy.settings import Settings

from scraper.errors import PortalError
from scraper.portal import Portal, checked_url, load_portals, portal_from_url, read_portal_file
from scraper.portal_lookup import declared_at, find_by_url
from scraper.spiderloader import PortalSpiderLoader

GOOD = """
[songlam]
name = "Cổng thông tin điện tử thị xã Sông Lam"
url = "https://songlam.example.gov.vn"
family = "hatinh"
unit = "thị xã Sông Lam"
valid_to = 2025-06-30
selectors = {title = "h1.tieu-de"}
"""


def write(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "portals.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_good_file(tmp_path: Path) -> None:
    [portal] = read_portal_file(write(tmp_path, GOOD))
    assert portal.id == "songlam"
    assert portal.url == "https://songlam.example.gov.vn/"
    assert str(portal.valid_to) == "2025-06-30"
    assert (portal.languages, portal.browser, portal.eras) == (["vi"], None, [])


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ('colour = "red"', "key 'colour' is not known; the keys are: name, url"),
        ('family = "joomla15"', "key 'family': no such family"),
        ('selectors = {body = "div[["}', "no CSS selector"),
        ('selectors = {colour = "div"}', "no selector called 'colour'"),
        ('sections = "tin-tuc"', "key 'sections'"),
        ('valid_from = "yesterday"', "key 'valid_from'"),
        ('unit = " "', "must not be empty"),
        ("languages = []", "key 'languages': must not be empty"),
        ('languages = ["vn"]', "key 'languages': 'vn' is the code of a country; its language is 'vi'"),
        ('languages = ["vi", "English"]', "key 'languages': 'English' is no code of a language"),
        ('languages = ["vi", "vi"]', "names a language twice"),
        ('browser = "yes"', "key 'browser'"),
        ("valid_from = 2026-01-01", "portal 'songlam': valid_to (2025-06-30) is before valid_from (2026-01-01)"),
        ("eras = 3", "key 'eras'"),
    ],
)
def test_an_error_names_file_portal_and_key(tmp_path: Path, line: str, words: str) -> None:
    name = line.split(" ")[0]
    kept = "\n".join(kept for kept in GOOD.splitlines() if not kept.startswith(name))
    path = write(tmp_path, f"{kept}\n{line}\n")
    with pytest.raises(PortalError) as caught:
        read_portal_file(path)
    message = str(caught.value)
    assert str(path) in message
    assert "'songlam'" in message
    assert words in message


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[a]\nurl = 'https://a.gov.vn'", "key 'name' is missing"),
        ("[a", "no valid TOML"),
        ("a = 1", "outside a portal"),
    ],
)
def test_a_broken_file(tmp_path: Path, text: str, words: str) -> None:
    with pytest.raises(PortalError, match=words):
        read_portal_file(write(tmp_path, text))


def test_a_missing_or_binary_file(tmp_path: Path) -> None:
    with pytest.raises(PortalError, match="cannot be read"):
        read_portal_file(tmp_path / "none.toml")
    (tmp_path / "bytes.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(PortalError, match="is not UTF-8"):
        read_portal_file(tmp_path / "bytes.toml")


@pytest.mark.parametrize(
    "url", ["", "not a url", "ftp://a.gov.vn/", "javascript:alert(1)", "https://", "https:///a", "http://a b.vn/",
            "http://gov/", "http://a.gov.vn:99999/", "http://user@a.gov.vn/", "http://[::1/"]
)  # fmt: skip
def test_what_is_no_web_address(url: str) -> None:
    with pytest.raises(ValueError, match="is no web address"):
        checked_url(url)


def test_an_address_that_looks_like_another_one_is_told_before_it_is_asked() -> None:
    with pytest.raises(PortalError, match=r"letters of another script.* is xn--kynh-63d\.gov\.vn; type kyanh\.gov\.vn"):
        portal_from_url("https://kyаnh.gov.vn/")  # with a Cyrillic а
    assert portal_from_url("https://xn--kynh-63d.gov.vn/").url == "https://xn--kynh-63d.gov.vn/", "who means it says so"
    assert checked_url("https://kỳanh.vn/tin") == "https://xn--kanh-v25a.vn/tin"


def test_an_address_without_scheme_is_taken_as_https() -> None:
    assert checked_url("kyanh.hatinh.gov.vn") == "https://kyanh.hatinh.gov.vn/"


def test_a_portal_from_its_address_alone() -> None:
    portal = portal_from_url("http://127.0.0.1:8790/kyanh/")
    assert portal.id == "127.0.0.1-8790-kyanh", "two communes on one host are two portals"
    assert portal_from_url("http://127.0.0.1:8790/vi/trang-chu").id == "127.0.0.1-8790"
    assert portal.family is None
    with pytest.raises(PortalError, match="is no web address"):
        portal_from_url("nonsense")


def test_shipped_portals_load_and_scrapy_lists_them() -> None:
    portals = load_portals()
    assert "kyanh" in portals
    loader = PortalSpiderLoader.from_settings(Settings())
    assert loader.list() == sorted(portals)
    assert loader.load("kyanh").name == "kyanh"
    with pytest.raises(KeyError):
        loader.load("none")


def test_a_portal_may_not_be_declared_twice(tmp_path: Path) -> None:
    path = write(tmp_path, GOOD.replace("[songlam]", "[kyanh]"))
    with pytest.raises(PortalError, match="declared already"):
        load_portals([path])


def test_the_portal_of_an_address_is_the_one_whose_path_it_lies_under() -> None:
    declared = {
        name: Portal(id=name, name=name, url=url)
        for name, url in {
            "district": "http://thanhan.example.gov.vn/",
            "commune": "http://thanhan.example.gov.vn/xuanbinh/",
            "other-port": "http://thanhan.example.gov.vn:8080/",
        }.items()
    }
    for url, name in {
        "https://www.thanhan.example.gov.vn/tin/1.html": "district",
        "http://thanhan.example.gov.vn:80/tin/1.html": "district",  # as the Internet Archive lists it
        "http://thanhan.example.gov.vn/xuanbinh/Pages/tin.aspx?NewsID=1": "commune",
        "http://thanhan.example.gov.vn:8080/xuanbinh/": "other-port",
    }.items():
        assert find_by_url(declared, url) is declared[name]
    for url in ("http://other.example.gov.vn/", "", "http://thanhan.example.gov.vn:http/"):
        assert find_by_url(declared, url) is None
    for url, named in {
        "https://thanhan.example.gov.vn": "district",
        "https://www.thanhan.example.gov.vn/vi/trang-chu": "district",
        "https://thanhan.example.gov.vn/xuanbinh": "commune",
        "https://thanhan.example.gov.vn/xuanloc/": None,
    }.items():
        assert declared_at(declared, url) is (declared[named] if named else None), url
    del declared["district"]
    assert find_by_url(declared, "http://thanhan.example.gov.vn/tin/1.html") is None, "the neighbour's news"
