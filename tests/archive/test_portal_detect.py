"""``congtin portal detect`` and ``add`` through the real command line, against servers on loopback."""

from __future__ import annotations

import json
import subprocess
import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner

from archive.commands.portal import portal as portal_command
from archive.crawl import find_portals
from scraper.errors import PortalError
from scraper.sample_portal.server import SamplePortal
from tests.portals.command import congtin, one
from tests.portals.server import LoopbackPortal, Reply, page
from tests.portals.shapes import OddLetters

MOST_ADDRESSES = 12


def detect(url: str, *options: str) -> subprocess.CompletedProcess[str]:
    return congtin("portal", "detect", url, "--allow-loopback", "--delay", "0", *options)


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


def test_a_failure_is_one_sentence_and_exit_code_1() -> None:
    with LoopbackPortal({"/robots.txt": Reply(b"User-agent: *\nDisallow: /\n")}) as portal:
        done = detect(portal.url)
        assert [asked.path for asked in portal.asked] == ["/robots.txt"]
    assert done.returncode == 1
    assert done.stdout == "robots.txt  robots.txt forbids the home page\n"
    [sentence] = done.stderr.splitlines()
    assert sentence == f"congtin: {portal.url}: robots.txt forbids congtin to read the portal; ask its administrators"


def test_nobody_at_the_address() -> None:
    with LoopbackPortal() as portal:
        url = portal.url
    nobody = detect(url, "--json")
    assert nobody.returncode == 1
    words = f"{url}: the portal does not answer: the connection was refused"
    assert nobody.stderr == f"congtin: {words}\n"
    assert json.loads(nobody.stdout)["failure"] == words


def test_the_address_guard_holds_for_a_visit() -> None:
    guarded = congtin("portal", "detect", "http://127.0.0.1:9/")
    assert guarded.returncode == 1
    assert "127.0.0.1 is an address inside this machine" in guarded.stderr


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["detect", "nonsense"], "'nonsense' is no web address"),
        (["detect", "ftp://a.vn/"], "is no web address"),
        (["detect", "http://127.0.0.1:9/", "--delay", "0"], "--delay 0 goes only together with --allow-loopback"),
        (["add", "nonsense"], "'nonsense' is no web address"),
        (["list", "--province", "Atlantis"], "no declared portal is of 'Atlantis'"),
    ],
)
def test_wrong_usage(arguments: list[str], words: str) -> None:
    assert words in _refused(*arguments)


def _refused(*arguments: str | Path) -> str:
    """Return the sentence with which a command refuses before it asks for anything: exit code 2."""
    done = CliRunner().invoke(portal_command, list(map(str, arguments)))
    if isinstance(done.exception, PortalError):  # the command line prints it (archive.cli.main)
        assert done.exception.exit_code == 2
        return str(done.exception)
    assert done.exit_code == 2
    return done.output


def add(url: str, *options: str | Path) -> subprocess.CompletedProcess[str]:
    return congtin("portal", "add", url, "--allow-loopback", "--delay", "0", *options, now="2026-03-04T23:30:00+00:00")


def test_added_checked_and_crawled_by_its_id(tmp_path: Path) -> None:
    path, archive = tmp_path / "mine.toml", tmp_path / "archive"
    path.write_text('[other]\nname = "Khác"\nurl = "https://other.example.gov.vn/"', encoding="utf-8")
    with OddLetters() as portal:
        arguments = ["--id", "songlam", "--unit", "xã Sông Lam", "-o", path]
        dry = add(portal.url, *arguments, "--dry-run")
        assert dry.returncode == 0, dry.stderr
        assert "songlam" not in path.read_text(encoding="utf-8")
        done = add(portal.url, *arguments)
        assert done.returncode == 0, done.stderr
        crawled = congtin(
            "crawl", "songlam", "--portals", path, "--archive", archive, "--allow-loopback", "--delay", "0"
        )
        assert crawled.returncode == 0, crawled.stdout + crawled.stderr
    assert CliRunner().invoke(portal_command, ["check", "--portals", str(path)]).exit_code == 0
    assert one(archive, "SELECT count(*) FROM articles") == len(portal.stories)
    text = path.read_text(encoding="utf-8")
    tables = tomllib.loads(text)
    assert list(tables) == ["other", "songlam"]
    written = text[text.index("[songlam]") :]
    assert written == done.stdout == dry.stdout, "it is shown as it is written"
    assert len(written.strip().splitlines()) <= 10
    assert tables["songlam"]["basis"] == "detected 2026-03-05", "the day in Vietnam"
    assert tables["songlam"]["unit"] == "xã Sông Lam"
    assert len(tables["songlam"]["sections"]) >= 3


def test_a_portal_is_meant_by_its_id_or_by_any_spelling_of_its_home() -> None:
    for name in ("kyanh", "kyanh.hatinh.gov.vn", "http://www.kyanh.hatinh.gov.vn/"):
        assert [portal.id for portal in find_portals([name], [])] == ["kyanh"]
    assert [portal.id for portal in find_portals(["kyanh", "https://kyanh.hatinh.gov.vn/"], [])] == ["kyanh"]
    with pytest.raises(PortalError, match="did you mean kyanh") as caught:
        find_portals(["kyan"], [])
    assert len(str(caught.value)) < 200, "not a list of all of them"


def test_what_is_declared_already_is_refused_without_a_request(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    with LoopbackPortal() as portal:
        path.write_text(f'[songlam]\nname = "Sông Lam"\nurl = "{portal.url}"\n', encoding="utf-8")
        before = path.read_bytes()
        for arguments, words in (
            (["--id", "songlam"], "a portal 'songlam' is declared already"),
            (["--id", "kyanh"], "a portal 'kyanh' is declared already"),
            ([], "is declared already, as 'songlam'"),
            (["--id", "Sông Lam"], "id: use lower-case letters"),
            (["--unit", "  "], "unit: must not be empty"),
        ):
            assert words in _refused("add", portal.url, "-o", path, *arguments)
        assert path.read_bytes() == before
        path.write_text("[broken", encoding="utf-8")
        assert "no valid TOML" in _refused("add", portal.url, "-o", path)
        assert path.read_text(encoding="utf-8") == "[broken"
        assert portal.asked == []


def test_a_portal_that_cannot_be_read_is_not_written(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    with LoopbackPortal({"/": page("<html><body><p>Trang đang được xây dựng.</p></body></html>")}) as portal:
        done = add(portal.url, "-o", path)
    assert done.returncode == 1
    assert "no article was found" in done.stderr
    assert not path.exists()
