"""The demo: the sample portal on loopback, visited once.

The second visit follows the first within minutes and asks for everything again (``--full``): what it is to show, an
edit and a removal, no front page of the portal tells, and the schedule would look for it in the next days.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from archive.commands.progress import CrawlProgress
from archive.crawl import CrawlOptions, run_crawls
from archive.database import DATABASE_NAME, writing
from archive.visits import VisitOptions
from scraper.errors import ArchiveError
from scraper.expectations import Expectations
from scraper.sample_portal import SamplePortal, sample_portal_description

if TYPE_CHECKING:
    from pathlib import Path

    from scraper.store import CrawlSummary

# Its newest article is of the year in which it was written: that nothing follows is no sign of a loss.
_STANDS_STILL = Expectations(quiet_until=date.max)


def crawl_sample_portal(directory: Path, visit: int | None, port: int) -> tuple[list[CrawlSummary], int]:
    """Serve the sample portal as of a visit, crawl it, and return the balance and the visit that was played.

    Args:
        directory: folder of the archive.
        visit: 1 or 2; ``None`` for 1 where the archive has no finished crawl yet, else 2.
        port: port of the sample portal on 127.0.0.1.

    Raises:
        ArchiveError: the archive cannot be written, or the port is taken.
    """
    played = visit or _next_visit(directory)
    try:
        served = SamplePortal(visit=played, port=port)
    except OSError as error:
        raise ArchiveError(
            f"the sample portal cannot be served at 127.0.0.1:{port}: {error.strerror}; "
            "give another port with --sample-port (the same one on every visit to an archive)"
        ) from None
    options = CrawlOptions(delay=0, visit=VisitOptions(full=played > 1), allow_loopback=True)
    with served as sample, CrawlProgress() as progress:
        portal = sample_portal_description(sample.url).model_copy(update={"expect": _STANDS_STILL})
        return run_crawls([portal], directory, options, progress.advance), played


def _next_visit(directory: Path) -> int:
    if not (directory / DATABASE_NAME).exists():
        return 1
    with writing(directory) as db:  # an archive of an older congtin is brought up to date by that
        return 2 if db.execute("SELECT 1 FROM crawls WHERE finished IS NOT NULL LIMIT 1").fetchone() else 1
