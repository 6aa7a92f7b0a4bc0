"""A database that is lost, wholly or in part, beside stored pages and manifests that are whole."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from archive.rebuild import rebuild
from archive.verify import Report, verify
from tests.archive.replay.answered import front, story, visit
from tests.archive.replay.archives import differences
from tests.portals.command import one, rows

pytestmark = pytest.mark.long


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two visits with an edit between them: two manifests at least."""
    archive = tmp_path_factory.mktemp("whole") / "archive"
    stories = {f"/tin-{number}.html": story(number, "Ông Trần Văn Thử dự.") for number in (1, 2, 3)}
    visit(archive, {"/": front(3), **stories}, "2026-11-03T08:00:00+07:00")
    stories["/tin-2.html"] = story(2, "Bà Lê Thị Mẫu dự.")
    visit(archive, {"/": front(3), **stories}, "2026-11-05T08:00:00+07:00")
    assert one(archive, "SELECT count(*) FROM revisions") == 4
    return archive


def without_it(archive: Path) -> None:
    for path in archive.glob("archive.db*"):
        path.unlink()


def damaged_further_on(archive: Path) -> None:
    """Make tables unreadable in a database that opens well."""
    size = one(archive, "PRAGMA page_size")
    tables = "('manifests', 'warc_files', 'captures')"
    pages = rows(archive, f"SELECT rootpage FROM sqlite_schema WHERE tbl_name IN {tables} AND rootpage > 0")
    with (archive / "archive.db").open("r+b") as file:
        for (page,) in pages:
            file.seek((page - 1) * size)
            file.write(b"\xff" * size)


@pytest.mark.parametrize("lose", [without_it, damaged_further_on])
def test_what_is_made_anew_goes_on_with_the_manifests_and_is_what_congtin_wrote(
    lose: Callable[[Path], None], whole: Path, tmp_path: Path
) -> None:
    archive = tmp_path / "archive"
    shutil.copytree(whole, archive)
    before = rows(archive, "SELECT number, name, sealed_at, sha256 FROM manifests ORDER BY number")
    lose(archive)
    rebuild(archive)
    assert differences(whole, archive) == {}
    manifests = rows(archive, "SELECT number, name, sealed_at, sha256 FROM manifests ORDER BY number")
    assert manifests[:-1] == before
    assert manifests[-1][0] == before[-1][0] + 1
    assert list(verify(archive, Report())) == []
