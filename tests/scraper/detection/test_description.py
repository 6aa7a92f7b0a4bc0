"""A portal's description out of a detection: valid TOML whatever the portal's pages say, and never a broken file."""

from __future__ import annotations

import stat
import tomllib
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.detection import Detection
from scraper.detection.description import append, as_toml, described, refuse_known, short_id
from scraper.detection.sections import Section
from scraper.errors import PortalError
from scraper.portal import Portal, read_portal_file
from scraper.vietnamese import nfc

DAY = date(2026, 3, 5)
URL = "https://songlam.hatinh.gov.vn/"
SECTIONS = [
    Section("Tin tức", f"{URL}tin-tuc?c=1", "a list of articles", 10, "?page=N"),
    Section("Kinh tế", f"{URL}kinh tế/", "an article names it"),
    Section("Trang chủ", URL, "an article names it"),
    Section("Báo", "https://bao.example.vn/song-lam", "an article names it"),
]


def test_what_was_detected_is_written_and_what_the_user_says_outranks_it(tmp_path: Path) -> None:
    found = Detection(URL, name="Cổng thông tin", family="hatinh", unit="xã A", province="tỉnh B", sections=SECTIONS)
    text = as_toml(described(found, DAY, unit="xã Sông Lam"))
    assert text == (
        "[songlam-hatinh]\n"
        'name = "Cổng thông tin"\n'
        'url = "https://songlam.hatinh.gov.vn/"\n'
        'family = "hatinh"\n'
        'unit = "xã Sông Lam"\n'
        'province = "tỉnh B"\n'
        'sections = ["/tin-tuc?c=1", "/kinh tế/", "https://bao.example.vn/song-lam"]\n'
        'languages = ["vi"]\n'
        'basis = "detected 2026-03-05"\n'
    )
    append(text, tmp_path / "mine.toml")
    [portal] = read_portal_file(tmp_path / "mine.toml")
    assert portal.family == "hatinh"


def test_what_is_not_known_is_left_out() -> None:
    text = as_toml(described(Detection(URL, browser=True), DAY))
    keys = [line.split(" = ")[0] for line in text.splitlines()[1:]]
    assert keys == ["name", "url", "languages", "browser", "basis"]
    assert 'name = "songlam.hatinh.gov.vn"' in text
    assert "browser = true" in text


def test_a_province_is_not_written_twice() -> None:
    portal = described(Detection(URL, unit="tỉnh Hà Tĩnh", province="tỉnh Hà Tĩnh"), DAY)
    assert (portal.unit, portal.province) == ("tỉnh Hà Tĩnh", None)


@pytest.mark.parametrize(
    ("url", "identifier"),
    [
        ("https://songlam.hatinh.gov.vn/", "songlam-hatinh"),
        ("http://www.songlam.vn/", "songlam"),
        ("http://sub.dost.gov.vn/xuanbinh/", "sub-dost-xuanbinh"),
        ("http://127.0.0.1:8790/", "127-0-0-1-8790"),
        ("https://tin.org.vn/", "tin"),
        ("https://example.com/", "example-com"),
    ],
)
def test_a_short_id(url: str, identifier: str) -> None:
    assert short_id(url) == identifier


@given(st.text(max_size=60), st.lists(st.text(max_size=40), max_size=15))
def test_whatever_the_pages_say_it_is_read_back_as_it_was(name: str, paths: list[str]) -> None:
    sections = [Section("x", f"https://a.gov.vn/{path}", "a list of articles") for path in paths]
    try:
        portal = described(Detection("https://a.gov.vn/", name=name, unit=name, sections=sections), DAY)
    except PortalError:
        assert not nfc(name).strip()
        return
    text = as_toml(portal)
    assert text.count("\n") <= 10  # str.splitlines also parts at \x85, which TOML lets stand in a string
    [(identifier, table)] = tomllib.loads(text).items()
    again = Portal.model_validate({"id": identifier, **table})
    assert again == portal


def test_a_file_is_appended_to_and_keeps_its_comments_and_its_mode(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text("# Của tôi\n[a]\nname = 'A'\nurl = 'https://a.gov.vn/'", encoding="utf-8")
    path.chmod(0o640)
    append('[b]\nname = "B"\nurl = "https://b.gov.vn/"\n', path)
    text = path.read_text(encoding="utf-8")
    assert text.startswith("# Của tôi\n")
    assert text.endswith('vn/\'\n\n[b]\nname = "B"\nurl = "https://b.gov.vn/"\n')
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert [one.name for one in tmp_path.iterdir()] == ["mine.toml"]


@pytest.mark.parametrize("text", ['[a]\nname = "again"\nurl = "https://a.gov.vn/"\n', "[b]\nurl = 3\n", "[b"])
def test_a_file_that_would_be_wrong_is_left_as_it_was(tmp_path: Path, text: str) -> None:
    path = tmp_path / "mine.toml"
    before = "[a]\nname = 'A'\nurl = 'https://a.gov.vn/'\n"
    path.write_text(before, encoding="utf-8")
    with pytest.raises(PortalError):
        append(text, path)
    assert path.read_text(encoding="utf-8") == before
    assert [one.name for one in tmp_path.iterdir()] == ["mine.toml"]


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(PortalError, match="cannot be written: No such file"):
        append("[a]\n", tmp_path / "none" / "mine.toml")


def test_a_neighbour_on_the_host_is_another_portal(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text("[a]\nname = 'A'\nurl = 'http://songlam.example.gov.vn/xuan-binh/'\n", encoding="utf-8")
    new = described(Detection("http://songlam.example.gov.vn/xuan-loc/"), DAY)
    refuse_known(new, path, [path])
    for url in ("http://songlam.example.gov.vn/xuan-binh", "https://www.songlam.example.gov.vn/xuan-binh/"):
        with pytest.raises(PortalError, match="is declared already, as 'a'"):
            refuse_known(described(Detection(url), DAY), path, [])
