"""What years of daily visits add to: crawls, looks at start pages and runs, each found without walking along them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive.migrations.steps import run

if TYPE_CHECKING:
    from sqlite_utils import Database


def m043_years_of_visits(db: Database) -> None:
    """Crawls by when they began, looks at start pages by their times, and the crawl and the run that have not ended.

    A portal that is visited every day for years has thousands of crawls. All were read when a visit began (is one
    unfinished?) and when it ended (when was the first? what did the start page show in these days?), of every portal
    of the archive. Of what is unfinished an index has hardly a row.
    """
    run(
        db,
        """
        CREATE INDEX crawls_started ON crawls (portal, started);
        CREATE INDEX crawls_unfinished ON crawls (portal, id) WHERE finished IS NULL;
        CREATE INDEX captures_look ON captures (portal, start_page, fetched_at) WHERE start_page IS NOT NULL;
        CREATE INDEX runs_unfinished ON runs (id) WHERE finished IS NULL AND outcome IS NULL;
    """,
    )
