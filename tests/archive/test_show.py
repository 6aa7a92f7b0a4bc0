"""``congtin show``: what is known of an article, the stored page of any capture, what changed, citations."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from archive.cli import congtin
from archive.commands.terminal import printable
from archive.layout import PAGES_NAME
from scraper.errors import ArchiveError
from scraper.pages import digest
from tests.archive.visited import ADDED, EDITED, GONE, HOSTILE, PLAIN, Visited


def show(visited: Visited, *arguments: str | int, directory: Path | None = None, fails: bool = False) -> Result:
    words = ["show", "--archive", str(directory or visited.directory), *map(str, arguments)]
    result = CliRunner().invoke(congtin, words)
    if not fails:
        assert result.exception is None, result.output
    return result


def test_everything_that_is_known_of_an_article(visited: Visited) -> None:
    lines = show(visited, visited.urls[EDITED]).stdout.splitlines()
    assert lines[0].startswith("Thị xã Sông Lam triển khai nhiệm vụ trọng tâm thứ 1")
    revisions = lines[lines.index("Revisions") + 1 : lines.index("Captures") - 1]
    assert [line.split("  ", 2)[1:] for line in revisions if line.startswith("  ") and "id " not in line] != []
    assert [line.split()[0] for line in revisions[::2]] == ["1", "2", "3"]
    assert "the first that was kept" in revisions[0]
    assert revisions[2].endswith("text")
    captures = lines[lines.index("Captures") + 1 :]
    numbered = [line for line in captures if line[:5].strip().isdigit()]
    assert len(numbered) == 6
    assert "2026-11-02 08:0" in numbered[0]  # Vietnam's time
    assert "shows revision 2" in numbered[1]
    assert all(f"{PAGES_NAME}/" not in line for line in captures)
    assert sum(".warc.zst at byte" in line for line in captures) == 6


def test_a_disappearance_is_told_with_its_end(visited: Visited) -> None:
    text = show(visited, visited.article(GONE)).stdout
    assert "gone 2026-11-04 08:0" in text
    assert ", confirmed 2026-11-05" in text
    assert ", back 2026-11-06" in text
    assert "gone since" not in text  # it is there


@pytest.mark.parametrize("number", [1, 3, 6])
def test_the_stored_page_of_a_capture(visited: Visited, number: int) -> None:
    text = show(visited, visited.article(EDITED), "--capture", number).stdout
    assert "the stored bytes have it" in text
    assert "HTTP 200" in text or "HTTP 304" in text
    assert "Đồng chí Trần Văn Thử" in text


def test_raw_bytes_have_the_digest_that_was_noted(visited: Visited) -> None:
    row = (
        visited.connect()
        .execute("SELECT id, digest FROM captures WHERE article = ? ORDER BY fetched_at", (visited.article(EDITED),))
        .fetchone()
    )
    by_number = show(visited, visited.article(EDITED), "--capture", 1, "--raw").stdout_bytes
    by_id = show(visited, row["id"], "--raw").stdout_bytes
    assert by_number == by_id
    assert digest(by_number) == row["digest"]


def test_a_revision_leads_to_the_capture_it_began_with(visited: Visited) -> None:
    second = show(visited, visited.article(EDITED), "--revision", 2, "--raw").stdout_bytes
    newest = show(visited, visited.article(EDITED), "--raw").stdout_bytes
    assert ADDED in second.decode()
    assert ADDED not in newest.decode()
    revision = (
        visited.connect()
        .execute("SELECT id FROM revisions WHERE article = ? AND number = 2", (visited.article(EDITED),))
        .fetchone()[0]
    )
    assert ADDED in show(visited, revision).stdout


def test_text_and_record_of_a_revision(visited: Visited) -> None:
    assert ADDED in show(visited, visited.article(EDITED), "--revision", 2, "--text").stdout
    assert ADDED in show(visited, visited.article(EDITED), "--capture", 2, "--text").stdout
    assert ADDED not in show(visited, visited.article(EDITED), "--text").stdout
    record = json.loads(show(visited, visited.article(EDITED), "--revision", 2, "--record").stdout)
    assert record["url"] == visited.urls[EDITED]
    assert ADDED in record["text"]


def test_headers_alone(visited: Visited) -> None:
    lines = show(visited, visited.article(PLAIN), "--capture", 1, "--headers").stdout.splitlines()
    assert lines[0] == "HTTP 200"
    assert "content-type: text/html; charset=utf-8" in [line.lower() for line in lines]


def test_any_two_revisions_are_compared(visited: Visited) -> None:
    first_second = show(visited, visited.article(EDITED), "--diff", 1, 2).stdout
    assert "{+" in first_second and ADDED in first_second
    second_third = show(visited, visited.article(EDITED), "--diff", 2, 3).stdout
    assert "[-" in second_third and ADDED in second_third
    assert show(visited, visited.article(EDITED), "--diff", 1, 3).stdout == "Both say the same.\n"


def test_citations(visited: Visited) -> None:
    bibtex = show(visited, visited.article(EDITED), "--cite", "bibtex", "--revision", 2).stdout
    assert bibtex.startswith("@misc{congtin-")
    assert "Bản 2 (revision 2" in bibtex
    assert show(visited, visited.article(EDITED), "--cite", "ris").stdout_bytes.endswith(b"ER  - \r\n")
    assert json.loads(show(visited, visited.article(EDITED), "--cite", "csl-json").stdout)[0]["version"] == "3"


def test_what_a_capture_shows_is_cited(visited: Visited) -> None:
    article = visited.article(EDITED)
    sql = "SELECT id FROM captures WHERE article = ? ORDER BY fetched_at, id"
    first = visited.connect().execute(sql, (article,)).fetchone()[0]
    for arguments in ((article, "--capture", 1), (first,)):
        (cited,) = json.loads(show(visited, *arguments, "--cite", "csl-json").stdout)
        assert cited["version"] == "1", arguments
    result = show(visited, visited.article(GONE), "--capture", 3, "--cite", "ris", fails=True)
    assert "shows no revision" in str(result.exception)


def test_the_safe_page_is_a_file_without_harm(visited: Visited, tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    show(visited, visited.article(HOSTILE), "--html", file)
    page = file.read_text(encoding="utf-8")
    assert "A stored copy in an archive" in page
    assert "Phần cuối." in page
    for harmful in ("pwned", "evil.example", "<script", "<iframe", "onerror", "<form"):
        assert harmful not in page
    assert show(visited, visited.article(HOSTILE), "--html", "-").stdout == page


def test_a_page_that_is_no_article_has_captures_and_pages(visited: Visited) -> None:
    section = visited.urls[PLAIN].rsplit("/", 1)[0] + "/"
    text = show(visited, section).stdout
    assert "a page that is no article" in text
    assert "<html" in show(visited, section, "--capture", 1, "--raw").stdout


def test_altered_pages_are_told_and_fail(visited: Visited, tmp_path: Path) -> None:
    """The database says another digest than the bytes have: whichever was altered, the two do not fit."""
    directory = tmp_path / "archive"
    shutil.copytree(visited.directory, directory)
    connection = sqlite3.connect(directory / "archive.db")
    capture = connection.execute(
        "SELECT id FROM captures WHERE article = ? ORDER BY fetched_at", (visited.article(EDITED),)
    ).fetchone()[0]
    connection.execute("UPDATE captures SET digest = ? WHERE id = ?", ("0" * 64, capture))
    connection.commit()
    connection.close()
    result = show(visited, capture, directory=directory, fails=True)
    assert isinstance(result.exception, ArchiveError)
    assert f"not {'0' * 64} as noted" in str(result.exception)
    assert "BUT THE STORED BYTES HAVE" in result.stdout
    html = show(visited, capture, "--html", "-", directory=directory, fails=True)
    assert isinstance(html.exception, ArchiveError)
    assert "do not have the digest that was noted" in html.stdout


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--capture", "7"), "there is no number 7"),
        (("--revision", "4", "--text"), "there is no number 4"),
        (("--revision", "9", "--raw"), "no page of revision 9 is stored"),
        (("--diff", "1", "9"), "there is no number 9"),
        (("--revision", "9", "--cite", "ris"), "there is no number 9"),
    ],
)
def test_what_is_not_there_is_said(visited: Visited, arguments: Sequence[str], words: str) -> None:
    result = show(visited, visited.article(EDITED), *arguments, fails=True)
    assert isinstance(result.exception, ArchiveError)
    assert words in str(result.exception)


def test_a_capture_of_its_absence_shows_no_text(visited: Visited) -> None:
    result = show(visited, visited.article(GONE), "--capture", 3, "--text", fails=True)
    assert "shows no revision of the article; --raw prints it" in str(result.exception)
    told = show(visited, visited.article(GONE), "--capture", 3).stdout
    body = show(visited, visited.article(GONE), "--capture", 3, "--raw").stdout_bytes
    assert "HTTP 404" in told and body
    assert f"SHA-256    {digest(body)}  of the stored bytes" in told


def test_one_thing_at_a_time(visited: Visited) -> None:
    for two in (("--raw", "--cite", "ris"), ("--raw", "--text"), ("--diff", 1, 2, "--revision", 2)):
        assert show(visited, visited.article(EDITED), *two, fails=True).exit_code == 2, two
    assert show(visited, visited.article(EDITED), "--capture", 1, "--revision", 2, fails=True).exit_code == 2


def test_an_option_goes_before_the_id_that_was_named(visited: Visited) -> None:
    connection, article = visited.connect(), visited.article(EDITED)
    (first,) = connection.execute("SELECT id FROM revisions WHERE article = ? AND number = 1", (article,)).fetchone()
    shows_second = show(visited, article, "--capture", 2, "--cite", "plain").stdout
    assert show(visited, first, "--cite", "plain").stdout != shows_second
    assert show(visited, first, "--capture", 2, "--cite", "plain").stdout == shows_second
    sql = "SELECT id FROM captures WHERE article = ? ORDER BY fetched_at LIMIT 1"
    (capture,) = connection.execute(sql, (article,)).fetchone()
    of_second = show(visited, article, "--revision", 2, "--raw").stdout_bytes
    assert show(visited, capture, "--raw").stdout_bytes != of_second
    assert show(visited, capture, "--revision", 2, "--raw").stdout_bytes == of_second


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("một\ndòng\tvà", "một\ndòng\tvà"),
        ("\x1b[31mđỏ\x1b]0;tên\x07", "�[31mđỏ�]0;tên�"),
        ("\x9b31m", "�31m"),
        ("a\u202egpj.exe", "a�gpj.exe"),
        ("\r\x7f", "��"),
        ("a\udcb0b", "a�b"),
    ],
)
def test_no_page_commands_the_terminal(text: str, shown: str) -> None:
    assert printable(text) == shown
