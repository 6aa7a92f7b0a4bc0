"""A start page that others captured as down, or as gone, shields what they found missing around it."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path

import pytest

from archive.database import reading
from tests.archive.importing.kept import HOST, capture, imported, rows, story, written
from tests.scraper.warc import made

GONE, DOWN, MISSING = "404 Not Found", "503 Service Unavailable", "404 Not Found"
HOME = f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>Xã Nam Sơn</title></head><body><ul class="menu">
<li><a href="/tin-tuc">Tin tức</a></li><li><a href="/van-ban">Văn bản</a></li></ul><div class="list">{
    "".join(
        f'<div class="item"><h3><a href="/tin-tuc/bai-{number}.html">Xã Nam Sơn khánh thành công trình số {number}'
        f"</a></h3><p>Sáng 01/3, xã khánh thành công trình số {number}.</p></div>"
        for number in range(1, 9)
    )
}</div>
</body></html>""".encode()
MAINTENANCE = b"<html><head><title>B\xe1\xba\xa3o tr\xc3\xac</title></head><body><h1>H\xe1\xbb\x87 th\xe1\xbb\x91ng \
\xc4\x91ang b\xe1\xba\xa3o tr\xc3\xac, vui l\xc3\xb2ng quay l\xe1\xba\xa1i sau</h1></body></html>"


def home(day: str, body: bytes = HOME, status: str = "200 OK") -> bytes:
    return capture(0, day, body, status, at=f"{HOST}/", more=[("WARC-Payload-Digest", made.sha1(body))])


def again(day: str, body: bytes) -> bytes:
    """The same start page once more, as a reference to its bytes."""
    more = [("WARC-Payload-Digest", made.sha1(body))]
    return capture(0, day, b"", at=f"{HOST}/", kind="revisit", more=more)


def found(directory: Path) -> list[tuple[object, ...]]:
    with reading(directory) as db:
        return rows(db, "SELECT gone_at, gone_confirmed_at FROM articles ORDER BY url")


THERE, SINCE = (None, None), ("2021-05-02T02:03:04+00:00", "2021-05-09T02:03:04+00:00")


@pytest.mark.parametrize(
    ("first", "second", "told"),
    [
        (home("2021-05-02"), home("2021-05-09"), SINCE),
        (home("2021-05-02", b"", DOWN), home("2021-05-09", b"", DOWN), THERE),
        (home("2021-05-02", MAINTENANCE), home("2021-05-09", b"", DOWN), THERE),
        (home("2021-05-02", b"", MISSING), home("2021-05-09", b"", MISSING), THERE),
        (home("2021-05-02", MAINTENANCE), again("2021-05-09", MAINTENANCE), THERE),
        (again("2021-05-02", HOME), again("2021-05-09", HOME), SINCE),
        # Captured on another day it says nothing of this one.
        (home("2021-04-29", b"", DOWN), home("2021-05-06", b"", DOWN), SINCE),
        (home("2021-05-02", b"", DOWN), home("2021-05-09"), ("2021-05-09T02:03:04+00:00", None)),
    ],
    ids=[
        "answers",
        "down",
        "maintenance",
        "gone",
        "maintenance, as a revisit",
        "answers, as revisits",
        "another day",
        "once",
    ],
)
def test_what_is_missing_where_the_start_page_is_not_itself_is_not_gone(
    archive_directory: Path, tmp_path: Path, first: bytes, second: bytes, told: tuple[object, ...]
) -> None:
    missing = [capture(1, day, b"", GONE) for day in ("2021-05-02", "2021-05-09")]
    file = written(tmp_path / "kept.warc.gz", [home("2021-03-02"), capture(1, "2021-03-02"), first, second, *missing])
    imported(archive_directory, file)
    assert found(archive_directory) == [told]


def test_in_whatever_order_and_by_whatever_import_it_is_known(archive_directory: Path, tmp_path: Path) -> None:
    records = [
        [home("2021-03-02"), capture(1, "2021-03-02")],
        [home("2021-05-02", b"", DOWN)],
        [capture(1, "2021-05-02", b"", GONE), capture(1, "2021-05-09", b"", GONE), home("2021-05-09")],
    ]
    files = [written(tmp_path / f"{place}.warc.gz", own) for place, own in enumerate(records)]
    for order, some in enumerate(permutations(files)):
        directory = archive_directory.with_name(f"archive-{order}")
        for file in some:
            imported(directory, file)
        assert found(directory) == [("2021-05-09T02:03:04+00:00", None)], [file.name for file in some]


def test_a_start_page_that_is_missing_on_two_days_is_a_portal_that_is_gone(
    archive_directory: Path, tmp_path: Path
) -> None:
    file = written(
        tmp_path / "kept.warc.gz",
        [
            home("2021-03-02"),
            capture(1, "2021-03-02", story(1)),
            *(home(f"2021-05-{day}", b"", GONE) for day in ("02", "09")),
        ],
    )
    imported(archive_directory, file)
    with reading(archive_directory) as db:
        assert rows(db, "SELECT gone_at, gone_confirmed_at FROM portals") == [SINCE]
    assert found(archive_directory) == [THERE]
