"""What holds of every archive at the end of a script: its stored pages alone give it again, and nothing was altered."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path

from tests.portals.command import congtin, rows

_TABLES = ("articles", "revisions", "disappearances", "captures", "people", "mentions", "similar_articles")
_VIEWS = ("article_list", "official_mentions", "tenures")


def as_stored(moments: list[str]) -> list[str]:
    """Return moments (ISO 8601) in UTC, as an archive writes them."""
    return [datetime.fromisoformat(moment).astimezone(UTC).isoformat(timespec="seconds") for moment in moments]


def is_rebuilt_from_its_pages(archive: Path, again: Path) -> None:
    """Fail unless the stored pages alone give equal rows, and views that are equal to the byte.

    Args:
        archive: the folder of an archive.
        again: a folder that does not exist yet.
    """
    shutil.copytree(archive / "pages", again / "pages")
    done = congtin("rebuild", "--archive", again, timeout=600)
    assert done.returncode == 0, done.stdout + done.stderr
    for table in _TABLES:
        sql = f"SELECT * FROM {table} ORDER BY 1, 2, 3"
        assert rows(again, sql) == rows(archive, sql), table
    for view in _VIEWS:
        exported = [folder.parent / f"{folder.name}-{view}.csv" for folder in (archive, again)]
        for folder, file in zip((archive, again), exported, strict=True):
            assert congtin("export", view, "--archive", folder, "-o", file).returncode == 0
        assert exported[0].read_bytes() == exported[1].read_bytes(), view


def is_unaltered(archive: Path) -> None:
    """Fail unless ``congtin verify`` finds every page and row as it was sealed."""
    done = congtin("verify", "--archive", archive, timeout=300)
    assert done.returncode == 0, done.stdout + done.stderr
