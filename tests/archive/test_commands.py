"""The verbs that need no crawl, through the real command line: extract, export, status, portal, help."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest

from archive.database import writing
from tests.portals.command import congtin
from tests.portals.town import Town

MAIN = [sys.executable, "-c", "from archive.cli import main; main()"]
# The record as the contract has it; other programs read these names in this order.
RECORD_KEYS = [
    "url", "canonical_url", "portal", "kind", "title", "lead", "text", "author", "source", "section", "published",
    "updated", "published_text", "images", "captions", "attachments", "events", "officials", "places", "stats",
    "problems",
]  # fmt: skip


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """An archive with more rows than a pipe holds."""
    directory = tmp_path_factory.mktemp("commands") / "archive"
    with writing(directory) as db:
        db["portals"].insert_all(
            {"id": f"{n:05}", "name": f"=xã số {n} Đồng Tâm", "url": f"https://xa{n}.example/", "unit": f"xã số {n}"}
            for n in range(20_000)
        )
    yield directory


def article(extra: str = "") -> str:
    town = Town.of(3)
    town.stories[1].extra = extra
    return town.article(town.stories[1], "https://songlam.example.vn")


def test_the_list_of_verbs_is_quick_and_complete() -> None:
    done = congtin("--help")
    assert done.returncode == 0
    for verb in ("crawl", "extract", "status", "export", "serve", "portal", "demo"):
        assert verb in done.stdout
    loaded = subprocess.run(
        [sys.executable, "-X", "importtime", "-c", "from archive.cli import main; main()", "--help"],
        capture_output=True, text=True, check=True,
    ).stderr  # fmt: skip
    assert not [
        name for name in ("scrapy", "lxml", "datasette", "pydantic") if f"| {name}\n" in loaded.replace("  ", " ")
    ]


def test_an_unknown_verb_is_2() -> None:
    done = congtin("crwal")
    assert done.returncode == 2
    assert "crwal" in done.stderr


def test_extract_prints_the_contracts_keys_in_order(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(article(), encoding="utf-8")
    done = congtin("extract", path, "--url", "https://songlam.example.vn/x/bai-viet-1.html")
    assert done.returncode == 0, done.stderr
    record = json.loads(done.stdout)
    assert list(record) == RECORD_KEYS
    assert record["kind"] == "article"
    assert record["url"] == "https://songlam.example.vn/x/bai-viet-1.html"


def test_extract_of_several_is_a_line_each_and_of_standard_input(tmp_path: Path) -> None:
    paths = [tmp_path / name for name in ("a.html", "b.html")]
    for path in paths:
        path.write_text(article(), encoding="utf-8")
    done = congtin("extract", *paths)
    assert [json.loads(line)["kind"] for line in done.stdout.splitlines()] == ["article", "article"]
    piped = subprocess.run([*MAIN, "extract", "-"], input=article().encode(), capture_output=True, check=True)
    assert json.loads(piped.stdout)["kind"] == "article"


BAD_FILES = {
    "empty.html": (b"", "empty"),
    "huge.html": (b"<html><body>" + b"x" * (20 * 1024 * 1024), "too large"),
    "noise.html": (bytes(range(256)) * 4_000, "binary"),
    "document.html": (b"%PDF-1.7\n" + b"x" * 999, "PDF"),
}


@pytest.mark.parametrize("name", BAD_FILES)
def test_a_file_that_is_no_page_is_one_sentence_and_the_others_are_printed(tmp_path: Path, name: str) -> None:
    body, words = BAD_FILES[name]
    bad, good = tmp_path / name, tmp_path / "good.html"
    bad.write_bytes(body)
    good.write_text(article(), encoding="utf-8")
    done = congtin("extract", bad, good)
    assert done.returncode == 1
    [sentence] = done.stderr.splitlines()
    assert sentence.startswith(f"congtin: {bad}: ")
    assert words in sentence
    broken, whole = map(json.loads, done.stdout.splitlines())
    assert broken["problems"][0]["field"] == "page"
    assert whole["kind"] == "article"


@pytest.mark.parametrize("encoding", ["utf-16", "cp1258"])
def test_a_page_in_another_encoding_than_it_says_is_read(tmp_path: Path, encoding: str) -> None:
    text = article()
    if encoding == "cp1258":  # vowels with their tone beside them, as the code page has them
        text = "".join(_for_1258(letter) for letter in text)
    path = tmp_path / "page.html"
    path.write_bytes(text.encode(encoding))
    done = congtin("extract", path)
    assert done.returncode == 0, done.stderr
    assert "Ủy ban nhân dân thị xã Sông Lam tổ chức hội nghị" in unicodedata.normalize("NFC", done.stdout)


def _for_1258(letter: str) -> str:
    try:
        letter.encode("cp1258")
    except UnicodeEncodeError:
        decomposed = unicodedata.normalize("NFD", letter)
        tones = "".join(mark for mark in decomposed if mark in "\u0300\u0301\u0303\u0309\u0323")
        base = unicodedata.normalize("NFC", "".join(mark for mark in decomposed if mark not in tones))
        return base + tones
    return letter


def test_a_file_that_is_not_there_and_wrong_options(tmp_path: Path) -> None:
    missing = congtin("extract", tmp_path / "none.html")
    assert missing.returncode == 1
    assert f"{tmp_path / 'none.html'}: cannot be read: No such file" in missing.stderr
    folder = congtin("extract", tmp_path)
    assert folder.returncode == 1
    assert "cannot be read" in folder.stderr
    wrong = congtin("extract", tmp_path / "x.html", "--captured-at", "yesterday")
    assert wrong.returncode == 2
    assert "'yesterday' is no ISO 8601 time" in wrong.stderr


def test_export_to_standard_output_is_complete(archive: Path) -> None:
    done = subprocess.run([*MAIN, "export", "portals", "--archive", str(archive)], capture_output=True, check=True)
    assert done.stdout.startswith(b"\xef\xbb\xbfid,name,url,family,unit,")
    found = list(csv.reader(io.StringIO(done.stdout.decode("utf-8-sig"), newline="")))
    assert len(found) == 20_001
    assert found[-1][1] == "'=xã số 19999 Đồng Tâm"
    assert done.stderr == b""


def test_export_to_a_file_says_how_many(archive: Path, tmp_path: Path) -> None:
    output = tmp_path / "cổng.csv"
    done = congtin("export", "portals", "--archive", archive, "-o", output)
    assert done.returncode == 0
    assert "20000 rows" in done.stderr
    assert output.read_bytes().count(b"\r\n") == 20_001


def test_a_reader_that_stops_early_is_no_traceback(archive: Path) -> None:
    writer = subprocess.Popen([*MAIN, "export", "portals", "--archive", str(archive)], stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE)  # fmt: skip
    assert writer.stdout and writer.stderr
    assert writer.stdout.read(10)
    writer.stdout.close()
    errors = writer.stderr.read().decode()
    assert writer.wait(timeout=30) == 1
    assert "Traceback" not in errors
    assert "was closed before everything was written" in errors


def test_a_full_disk_is_an_error_and_no_file(archive: Path) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("this system has no /dev/full")
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [*MAIN, "export", "portals", "--archive", str(archive)], stdout=full, stderr=subprocess.PIPE
        )
    assert done.returncode == 1
    assert b"No space left" in done.stderr
    assert b"Traceback" not in done.stderr


def test_export_of_what_is_not_there(archive: Path, tmp_path: Path) -> None:
    unknown = congtin("export", "artikles", "--archive", archive)
    assert unknown.returncode == 1
    assert "no table or view of this archive; there are: " in unknown.stderr
    assert unknown.stdout == ""
    nothing = congtin("export", "articles", "--archive", tmp_path)
    assert nothing.returncode == 1
    assert "there is no archive here (no archive.db); name its folder with --archive" in nothing.stderr


@pytest.mark.parametrize(
    "words",
    [("crawl", "https://songlam.example.vn/", "--since"), ("import", ".", "--from"), ("export", "warc", "--until")],
)
def test_what_is_no_day_is_told_with_one(words: tuple[str, ...], tmp_path: Path) -> None:
    done = congtin(*words, "04/03/2021", "--archive", tmp_path)
    assert done.returncode == 2
    assert "'04/03/2021' is no day such as 2021-03-04" in done.stderr


def test_status_of_an_archive_without_a_crawl(archive_directory: Path) -> None:
    with writing(archive_directory):
        pass
    done = congtin("status", "--archive", archive_directory, "--json")
    assert done.returncode == 0
    said = json.loads(done.stdout)
    assert said.pop("manifest")["number"] == 1, "the gazetteer that every archive begins with is sealed"
    assert said == {
        "totals": dict.fromkeys(
            ["portals", "articles", "gone", "revisions", "people", "mentions", "captures", "problems"], 0
        ),
        "portals": [],
    }


def test_a_clock_that_is_none(archive: Path) -> None:
    done = congtin("crawl", "https://songlam.example.vn/", "--archive", archive, now="next week")
    assert done.returncode == 1
    assert "CONGTIN_NOW: 'next week' is no ISO 8601 time" in done.stderr + done.stdout


def test_the_installed_command_is_this_one() -> None:
    command = Path(sys.executable).with_name("congtin")
    if not command.exists():
        pytest.skip("congtin is not installed beside this Python")
    done = subprocess.run([command, "--version"], capture_output=True, text=True, check=True, env=os.environ)
    assert done.stdout.startswith("congtin, version ")
