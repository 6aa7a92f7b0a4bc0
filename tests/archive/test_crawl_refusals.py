"""What ``congtin crawl`` refuses before it asks for anything: wrong usage, loopback, archives that cannot be used."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from threading import Event

import pytest

from archive.database import writing
from tests.portals.command import HANGS, congtin, crawl, start
from tests.portals.server import Answering, LoopbackPortal, Reply
from tests.portals.town import Town


def town_portal(**more: Answering) -> LoopbackPortal:
    portal = LoopbackPortal()
    portal.pages = Town.of(3).pages(portal.url.rstrip("/")) | more
    return portal


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["khong-phai-cong"], "'khong-phai-cong' is neither a declared portal nor an address"),
        (["ftp://a.gov.vn/"], "is no web address"),
        (["https://"], "is no web address"),
        (["--delay", "0", "https://a.gov.vn/"], "only together with --allow-loopback"),
        (["--limit", "0", "https://a.gov.vn/"], "--limit"),
        ([], "Missing argument"),
    ],
)
def test_wrong_usage_is_2(arguments: list[str], words: str, tmp_path: Path) -> None:
    done = congtin("crawl", "--archive", tmp_path / "archive", *arguments)
    assert done.returncode == 2
    assert words in done.stderr
    assert not (tmp_path / "archive").exists()


def test_a_portal_file_with_an_unknown_key(tmp_path: Path) -> None:
    mine = tmp_path / "mine.toml"
    mine.write_text('[a]\nname = "A"\nurl = "https://a.gov.vn/"\ncolour = "red"\n', encoding="utf-8")
    for arguments in (["crawl", "a", "--archive", str(tmp_path / "archive")], ["portal", "check"], ["portal", "list"]):
        done = congtin(*arguments, "--portals", mine)
        assert done.returncode == 2
        assert f"{mine}: portal 'a': key 'colour' is not known" in done.stderr
        assert "Traceback" not in done.stderr


def test_loopback_is_shut_unless_it_is_opened(tmp_path: Path) -> None:
    with town_portal() as portal:
        done = congtin("crawl", portal.url, portal.url.replace("127.0.0.1", "localhost"), "--archive", tmp_path)
        assert portal.asked == []
    assert done.returncode == 1
    assert done.stdout.count("is not fetched; --allow-loopback opens it") == 2


def _file_in_place(directory: Path) -> None:
    directory.parent.rmdir()
    directory.parent.write_text("a file where the folder should be")


def _read_only(directory: Path) -> None:
    """A folder in whose place no lock can be made; root may write to a folder without permissions."""
    (directory / "archive.lock").mkdir(parents=True)


def _newer_schema(directory: Path) -> None:
    with writing(directory) as db:
        db["_sqlite_migrations"].insert({"migration_set": "congtin", "name": "m999_x", "applied_at": "2030-01-01"})


def _foreign(directory: Path) -> None:
    directory.mkdir()
    (directory / "archive.db").write_bytes(b"PK\x03\x04" * 999)


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (_file_in_place, "the archive cannot be written here"),
        (_newer_schema, "was written by a newer congtin (it has m999_x)"),
        (_foreign, "cannot be opened as an archive"),
        (_read_only, "the archive cannot be written here"),
    ],
)
def test_an_archive_that_cannot_be_used(tmp_path: Path, spoil: Callable[[Path], None], words: str) -> None:
    directory = tmp_path / "in-here" / "archive"
    directory.parent.mkdir()
    spoil(directory)
    with town_portal() as portal:
        done = crawl(portal.url, directory)
        assert portal.asked == []
    assert done.returncode == 1
    assert words in done.stderr
    assert str(directory) in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_stored_pages_that_are_missing_stop_the_crawl_before_it_asks(tmp_path: Path) -> None:
    with town_portal() as portal:
        assert crawl(portal.url, tmp_path).returncode == 0
        for path in (tmp_path / "pages").rglob("*.warc.zst"):
            path.unlink()
        portal.asked.clear()
        done = crawl(portal.url, tmp_path)
        assert [asked for asked in portal.asked if asked.path != "/robots.txt"] == []
    assert done.returncode == 1
    assert "bytes of stored pages are missing" in done.stdout
    assert "Traceback" not in done.stderr


def test_a_second_crawl_on_the_same_archive_refuses_and_the_first_goes_on(tmp_path: Path) -> None:
    asked, go_on = Event(), Event()

    def held(_: int) -> Reply:
        asked.set()
        go_on.wait(HANGS)
        return Reply(b"<html></html>")

    with town_portal(**{"/chinh-tri/": held}) as portal:
        first = start("crawl", portal.url, "--archive", tmp_path, "--allow-loopback", "--delay", "0")
        assert asked.wait(HANGS), first.communicate()
        second = crawl(portal.url, tmp_path)
        reader = congtin("status", "--archive", tmp_path)
        assert first.poll() is None, "it was at work all the while"
        go_on.set()
        output, errors = first.communicate(timeout=HANGS)
    assert second.returncode == 1
    assert "another congtin is writing to this archive" in second.stderr
    assert reader.returncode == 0
    assert first.returncode == 0, output + errors


def test_scrapys_own_command_says_in_a_sentence_that_the_archive_is_being_written(tmp_path: Path) -> None:
    declared = tmp_path / "mine.toml"
    declared.write_text('[songlam]\nname = "Sông Lam"\nurl = "http://127.0.0.1:9/"\n', encoding="utf-8")
    settings = {"CONGTIN_PORTALS": declared, "CONGTIN_ARCHIVE": tmp_path / "archive"}
    options = [part for name, value in settings.items() for part in ("-s", f"{name}={value}")]
    with writing(tmp_path / "archive"):
        done = subprocess.run(
            [sys.executable, "-m", "scrapy", "crawl", "songlam", *options],
            cwd=Path(__file__).parents[2], capture_output=True, text=True, timeout=HANGS, check=False,
        )  # fmt: skip
    assert done.returncode == 1
    assert "Error: " in done.stderr
    assert "another congtin is writing to this archive" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("option", "value", "words"),
    [("--language", "vietnamese", "is no code of a language"), ("--since", "31/12/2024", "--since")],
)
def test_options_that_cannot_be_meant(option: str, value: str, words: str, tmp_path: Path) -> None:
    done = congtin("crawl", "https://a.gov.vn/", option, value, "--archive", tmp_path / "archive")
    assert done.returncode == 2
    assert words in done.stderr
    assert not (tmp_path / "archive").exists()
