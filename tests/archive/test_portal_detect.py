"""``congtin portal detect`` and ``add`` through the real command line, against servers on loopback."""

from __future__ import annotations

import json
import subprocess
import tomllib
from pathlib import Path
from typing import Any

import pytest

from scraper.sample_portal.server import SamplePortal
from tests.portals.cms import Liferay, WordPress
from tests.portals.command import congtin, one
from tests.portals.made import MadePortal
from tests.portals.server import LoopbackPortal, Reply, page, redirect
from tests.portals.shapes import OddLetters

MOST_ADDRESSES = 12


def detect(url: str, *options: str) -> subprocess.CompletedProcess[str]:
    return congtin("portal", "detect", url, "--allow-loopback", "--delay", "0", *options)


def found(url: str) -> dict[str, Any]:
    done = detect(url, "--json")
    assert done.returncode == 0, done.stderr
    result = json.loads(done.stdout)
    assert isinstance(result, dict)
    return result


def test_a_portal_of_a_known_cms() -> None:
    with SamplePortal() as portal:
        done = detect(portal.url)
        assert done.returncode == 0, done.stderr
        asked = [path for _, path, _ in portal.requests]
    assert len(asked) <= MOST_ADDRESSES + 1, "robots.txt comes on top"
    assert len(set(asked)) == len(asked)
    assert asked[:2] == ["/robots.txt", "/"]
    text = done.stdout
    for words in (
        "Cổng thông tin điện tử thị xã Kỳ Anh",
        "hatinh: the misspelt Dublin Core tag",
        "robots.txt allows the home page, forbids 1 path",
        "Tin tức - Sự kiện",
        "10 entries, further pages /N.html",
        "A sample record",
        "Weak points: none seen",
        f"congtin portal add {portal.url}",
    ):
        assert words in text, words


@pytest.mark.parametrize(
    ("made", "pager"), [(WordPress, "/page/N/"), (Liferay, "?_101_INSTANCE_x_cur=N")], ids=["wordpress", "liferay"]
)
def test_sections_feeds_and_articles_of_a_portal_nobody_has_described(made: type[MadePortal], pager: str) -> None:
    with made() as portal:
        result = found(portal.url)
        articles = portal.article_paths()
        lists = {portal.url.rstrip("/") + path for path in portal.list_paths()}
    assert result["failure"] is None
    assert result["requests"] <= MOST_ADDRESSES
    assert result["articles"] >= 3
    assert result["sample"]["url"].removeprefix(portal.url.rstrip("/")) in articles
    read = [section for section in result["sections"] if section["entries"]]
    assert len(read) >= 2
    assert {section["pager"] for section in read} == {pager}
    for section in result["sections"]:
        assert section["url"] in lists, section
    if made is WordPress:
        assert result["feeds"] == [f"{portal.url}feed/"]


ARTICLE = (
    "<p>Ủy ban nhân dân xã Sông Lam tổ chức hội nghị triển khai nhiệm vụ phòng chống thiên tai trong toàn xã.</p>" * 6
)
HEADLINES = [f"Hội nghị triển khai nhiệm vụ phòng chống thiên tai đợt {number}" for number in range(1, 7)]


def weak_portal() -> dict[str, Any]:
    """A portal whose articles print no date and pictures without captions."""
    links = "".join(f'<li><a href="/bai/{n}.html">{title}</a></li>' for n, title in enumerate(HEADLINES))
    menu = '<div id="menu"><ul><li><a href="/tin-tuc">Tin tức</a></li></ul></div>'
    head = "<html><head><title>Xã Sông Lam</title></head><body>"
    pages: dict[str, Any] = {"/": page(f"{head}{menu}<ul>{links}</ul></body></html>")}
    pages["/tin-tuc"] = page(f"{head}{menu}<h1>Tin tức</h1><ul>{links}</ul></body></html>")
    for number, title in enumerate(HEADLINES):
        body = f"<h1>{title}</h1><div class='noi-dung'>{ARTICLE}<p><img src='/anh{number}.jpg' width='600'></p></div>"
        pages[f"/bai/{number}.html"] = page(f"{head}{menu}{body}</body></html>")
    return pages


def test_weak_points_are_told_in_words() -> None:
    with LoopbackPortal(weak_portal()) as portal:
        result = found(portal.url)
    assert result["family"] == "generic"
    assert result["mark"] == "no known CMS's marks"
    assert result["robots"] == "there is no robots.txt (status 404), so all may be read"
    words = [point["words"] for point in result["weak_points"]]
    count = result["articles"]
    assert count >= 3
    assert f"no date of publication found on all {count} articles looked at" in words
    assert f"no captions found, although there are {count} images in all {count} articles looked at" in words
    assert any("selectors = {date" in step for step in result["next_steps"])


STUB = (
    "<html><head><title>Cổng thông tin</title><script src='/app.js'></script></head>"
    "<body><div id='app'></div></body></html>"
)
NO_NEWS = "<html><body><h1>Xã Sông Lam</h1><p>Trang đang được xây dựng.</p><a href='/lien-he'>Liên hệ</a></body></html>"
FAILURES: dict[str, tuple[dict[str, Any], str]] = {
    "forbidden": (
        {"/": page("<html>403</html>", 403)},
        "the home page could not be read: status 403: the portal forbids",
    ),
    "gone": ({}, "there is no page at this address (status 404)"),
    "robots": (
        {"/robots.txt": Reply(b"User-agent: *\nDisallow: /\n"), "/": page(NO_NEWS)},
        "robots.txt forbids congtin to read the portal",
    ),
    "broken robots": (
        {"/robots.txt": Reply(b"", 503), "/": page(NO_NEWS)},
        "robots.txt could not be read (status 503)",
    ),
    "script": ({"/": page(STUB)}, "the page is built by a script (JavaScript)"),
    "no article": ({"/": page(NO_NEWS)}, "no article was found among the"),
    "moved": ({"/": redirect("http://elsewhere.example.gov.vn/")}, "to http://elsewhere.example.gov.vn/; give that"),
    "no page": ({"/": Reply(b"%PDF-1.7", 200, {"Content-Type": "application/pdf"})}, "is no page that can be read"),
}


@pytest.mark.parametrize("name", FAILURES)
def test_a_failure_is_one_clear_sentence(name: str) -> None:
    pages, words = FAILURES[name]
    with LoopbackPortal(pages) as portal:
        done = detect(portal.url)
    assert done.returncode == 1
    [sentence] = done.stderr.splitlines()
    assert sentence.startswith(f"congtin: {portal.url}: ")
    assert words in sentence
    assert "Traceback" not in done.stdout + done.stderr


def test_the_address_of_an_article_is_told_from_that_of_a_portal() -> None:
    with LoopbackPortal(weak_portal()) as portal:
        done = detect(f"{portal.url}bai/1.html")
    assert done.returncode == 1
    assert f"is the address of an article; give that of the portal, which may be {portal.url}" in done.stderr


def test_nobody_at_the_address_and_wrong_usage() -> None:
    with LoopbackPortal() as portal:
        url = portal.url
    nobody = detect(url)
    assert (nobody.returncode, nobody.stderr.count("\n")) == (1, 1)
    assert "the portal does not answer: the connection was refused" in nobody.stderr
    guarded = congtin("portal", "detect", url)
    assert guarded.returncode == 1
    assert "is an address inside this machine" in guarded.stderr
    for arguments in (["nonsense"], ["ftp://a.vn/"], [url, "--delay", "0"]):
        assert congtin("portal", "detect", *arguments).returncode == 2


def add(url: str, *options: str | Path) -> subprocess.CompletedProcess[str]:
    return congtin("portal", "add", url, "--allow-loopback", "--delay", "0", *options, now="2026-03-04T23:30:00+00:00")


@pytest.mark.parametrize("made", [WordPress, OddLetters], ids=["wordpress", "odd letters"])
def test_added_checked_and_crawled_by_its_id(made: type[MadePortal], tmp_path: Path) -> None:
    path, archive = tmp_path / "mine.toml", tmp_path / "archive"
    path.write_text('[other]\nname = "Khác"\nurl = "https://other.example.gov.vn/"', encoding="utf-8")
    with made() as portal:
        done = add(portal.url, "--id", "songlam", "--unit", "xã Sông Lam", "-o", path)
        assert done.returncode == 0, done.stderr
        checked = congtin("portal", "check", "--portals", path)
        crawled = congtin(
            "crawl", "songlam", "--portals", path, "--archive", archive, "--allow-loopback", "--delay", "0"
        )
        assert crawled.returncode == 0, crawled.stdout + crawled.stderr
    assert checked.returncode == 0, checked.stderr
    assert one(archive, "SELECT count(*) FROM articles") == len(portal.stories)
    text = path.read_text(encoding="utf-8")
    tables = tomllib.loads(text)
    assert list(tables) == ["other", "songlam"]
    written = text[text.index("[songlam]") :]
    assert written.strip() in done.stdout, "it is shown as it is written"
    assert len(written.strip().splitlines()) <= 10
    assert tables["songlam"]["basis"] == "detected 2026-03-05", "the day in Vietnam"
    assert tables["songlam"]["unit"] == "xã Sông Lam"
    assert len(tables["songlam"]["sections"]) >= 3


def test_what_is_declared_already_is_refused_without_a_request(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    with LoopbackPortal(weak_portal()) as portal:
        path.write_text(f'[songlam]\nname = "Sông Lam"\nurl = "{portal.url}"\n', encoding="utf-8")
        before = path.read_bytes()
        for arguments, words in (
            (["--id", "songlam"], "a portal 'songlam' is declared already"),
            (["--id", "kyanh"], "a portal 'kyanh' is declared already"),
            ([], "is declared already, as 'songlam'"),
            (["--id", "Sông Lam"], "id: use lower-case letters"),
        ):
            done = add(portal.url, "-o", path, *arguments)
            assert done.returncode == 2, arguments
            assert words in done.stderr
        path.write_text("[broken", encoding="utf-8")
        broken = add(portal.url, "-o", path)
        assert (broken.returncode, path.read_text(encoding="utf-8")) == (2, "[broken")
        assert "no valid TOML" in broken.stderr
        assert portal.asked == []
    path.write_bytes(before)


def test_a_dry_run_writes_nothing_and_a_failure_neither(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    with LoopbackPortal(weak_portal()) as portal:
        done = add(portal.url, "-o", path, "--dry-run")
        assert done.returncode == 0, done.stderr
        assert tomllib.loads(done.stdout)[f"127-0-0-1-{portal.port}"]["url"] == portal.url
        assert not path.exists()
        portal.pages.clear()
        gone = add(portal.url, "-o", path)
        assert gone.returncode == 1
        assert not path.exists()
