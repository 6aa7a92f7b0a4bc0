"""What an archive has kept, as another program than congtin reads it."""

from __future__ import annotations

import sqlite3
import time
from pathlib import Path
from subprocess import Popen

from fastwarc.warc import ArchiveIterator, WarcRecordType

from tests.portals.command import one, rows


def kept(archive: Path) -> int:
    """Return how many answers an archive holds, 0 where there is none yet."""
    try:
        return int(one(archive, "SELECT count(*) FROM captures"))
    except sqlite3.OperationalError:  # no database yet, or no table
        return 0


def answers_kept(archive: Path) -> int:
    """Return how many answers of portals an archive has kept, and fail where one visit has two of the same page."""
    urls = rows(archive, "SELECT crawl, url FROM captures WHERE outcome <> 'refused'")
    assert len(set(urls)) == len(urls), "a page was asked for again although its answer was kept"
    return len(urls)


def wait_until_kept(process: Popen[str], archive: Path, wanted: int) -> None:
    """Wait until a crawl has kept so many answers (its pace depends on the machine), or has ended."""
    while process.poll() is None and kept(archive) < wanted:
        time.sleep(0.01)


def every_capture_is_readable(archive: Path) -> None:
    """Fail unless the WARC files hold exactly the records that the database knows, each whole."""
    known = rows(archive, "SELECT warc, warc_offset, url FROM captures WHERE warc IS NOT NULL")
    found = []
    for warc, size in rows(archive, "SELECT name, size FROM warc_files"):
        path = archive / "pages" / warc
        assert path.stat().st_size == size
        with path.open("rb") as file:
            for record in ArchiveIterator(file, parse_http=False):
                assert record.verify_block_digest(), (warc, record.stream_pos)
                if record.record_type not in (WarcRecordType.warcinfo, WarcRecordType.metadata):
                    found.append((warc, record.stream_pos, record.headers["WARC-Target-URI"]))
    assert sorted(found) == sorted(known)
