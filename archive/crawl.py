"""Running crawls: portals side by side in one process, each polite on its own, into one archive."""

from __future__ import annotations

import atexit
import gc
import logging
import os
from contextlib import ExitStack, nullcontext
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any

from archive.after_run import complete
from archive.behind import catch_up
from archive.clock_faults import earlier_than_known, set_in_the_run
from archive.crawl_store import ArchiveCrawlStore
from archive.database import writing
from archive.health import after_run
from archive.stopping import handlers_kept
from archive.visits import VisitOptions
from scraper.disk_space import low_space
from scraper.errors import ArchiveError, PortalError
from scraper.portal import load_portals, portal_from_url
from scraper.portal_lookup import declared_at
from scraper.readers import Readers, readers_needed
from scraper.settings import CONGTIN_PARTS_SLOT
from scraper.store import REQUEST_BUDGET, CrawlSummary

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Sequence

    from scrapy.settings import BaseSettings, Settings
    from sqlite_utils import Database

    from archive.cluster.crawling import ClusterCrawl
    from scraper.portal import Portal
    from scraper.store import PageResult


# Portals that are crawled at a time: a request to each every two seconds keeps one process busy
# (docs/performance/many-portals.md).
AT_ONCE = 200


@dataclass(slots=True)
class CrawlOptions:
    """What the user may say about a crawl.

    ``delay`` is the pause between two requests to a host in seconds, ``limit`` the most requests to a portal in this
    run, ``visit`` what is wanted beside what is new, ``languages`` in which languages (ISO 639-1; empty: as the portal
    is declared), ``at_once`` how many portals are crawled at a time, ``jobs`` how many processes read their pages
    (``None``: as many as that needs; 0: the crawl's own).
    """

    delay: float | None = None
    limit: int = REQUEST_BUDGET
    visit: VisitOptions = field(default_factory=VisitOptions)
    languages: tuple[str, ...] = ()
    at_once: int = AT_ONCE
    jobs: int | None = None
    allow_loopback: bool = False
    log_level: str = "ERROR"
    portal_files: list[Path] = field(default_factory=list)


def find_portals(names: Sequence[str], files: Sequence[Path]) -> list[Portal]:
    """Return the portals meant by ids of declared portals or by addresses, each once.

    Raises:
        PortalError: a name is neither; says what was meant by it.
    """
    declared = load_portals(files)
    found: dict[str, Portal] = {}
    for name in names:
        portal = declared.get(name)
        if portal is None and "." not in name and "/" not in name:
            near = ", ".join(get_close_matches(name, declared, n=3))
            hint = f"did you mean {near}? " if near else ""
            raise PortalError(
                f"{name!r} is neither a declared portal nor an address; {hint}congtin portal list names those"
            )
        if portal is None:
            portal = portal_from_url(name)
            portal = declared_at(declared, portal.url) or portal
        found[portal.id] = portal
    return list(found.values())


def run_crawls(
    portals: Sequence[Portal],
    directory: Path,
    options: CrawlOptions,
    on_result: Callable[[Portal, PageResult], None] | None = None,
    on_open: Callable[[sqlite3.Connection], None] | None = None,
    cluster: ClusterCrawl | None = None,
) -> list[CrawlSummary]:
    """Crawl the portals into the archive and return the balance of each, in their order.

    ``on_result`` is called after each result has been kept, ``on_open`` once, when the archive is open for writing.
    ``cluster`` is what crawls them elsewhere; it has its own way to tell how far it has come.

    Raises:
        ArchiveError: the archive cannot be written, or another process is writing to it.
    """
    summaries: list[CrawlSummary] = []
    try:
        with writing(directory) as db:
            if on_open is not None:
                on_open(db.conn)
            beforehand = [*catch_up(db, directory), earlier_than_known(db.conn), low_space(directory)]
            if cluster is not None:
                summaries += cluster(db, directory, portals, options)
            else:
                summaries += crawl_side_by_side(db, directory, portals, options, on_result)
            _add_notes(summaries, [*beforehand, *complete(db, directory), set_in_the_run()])
            _add_notes(summaries, after_run(db, directory, summaries))
    except ArchiveError as error:  # what the crawls came to is told all the same
        if not summaries:
            raise
        _add_notes(summaries, [str(error)], spoilt=True)
    return summaries


def crawl_side_by_side(
    db: Database,
    directory: Path,
    portals: Sequence[Portal],
    options: CrawlOptions,
    on_result: Callable[[Portal, PageResult], None] | None = None,
) -> list[CrawlSummary]:
    """Crawl the portals into an archive that is open for writing and return the balance of each, in their order.

    A process can do this once, for Twisted's reactor cannot be started again.

    Args:
        db: the archive.
        directory: its folder.
        portals: what is crawled.
        options: what the user wants of it.
        on_result: called after each result has been kept.
    """
    from archive.side_by_side import SideBySide

    settings = _settings(options)
    jobs = options.jobs
    if jobs is None:
        side_by_side = min(len(portals), options.at_once)
        jobs = readers_needed(side_by_side, settings.getfloat("DOWNLOAD_DELAY"), os.cpu_count() or 1)

    def store_for(portal: Portal) -> ArchiveCrawlStore:
        return ArchiveCrawlStore(db, directory, _listener(portal, on_result), visit=options.visit)

    with Readers(jobs) if jobs else nullcontext() as readers:
        crawls = SideBySide(settings, options.at_once, store_for, options.limit, readers)
        if options.log_level != "DEBUG":
            _quieten_twisted()
        spare_what_stays()
        with handlers_kept():
            return crawls.run(in_languages(portal, options.languages) for portal in portals)


def _settings(options: CrawlOptions) -> Settings:
    from archive.side_by_side import SharedSettings

    settings = SharedSettings()
    settings.setmodule("archive.crawl_settings", priority="project")
    overrides: dict[str, Any] = {"CONGTIN_ALLOW_LOOPBACK": options.allow_loopback, "LOG_LEVEL": options.log_level}
    if options.delay is not None:
        overrides["DOWNLOAD_DELAY"] = options.delay
        of_a_page = settings.getdict("DOWNLOAD_SLOTS")[CONGTIN_PARTS_SLOT]
        quicker = of_a_page | {"delay": min(of_a_page["delay"], options.delay)}
        overrides["DOWNLOAD_SLOTS"] = {CONGTIN_PARTS_SLOT: quicker}
    settings.setdict(overrides, priority="cmdline")
    return settings


def _add_notes(summaries: Sequence[CrawlSummary], notes: Sequence[str | None], *, spoilt: bool = False) -> None:
    """Add what is to be known of all crawls of a run to each; ``spoilt``: none of them may be called ``ok``."""
    for summary in summaries:
        summary.notes += [note for note in notes if note is not None]
        if spoilt and summary.outcome == "ok":
            summary.outcome = "incomplete"


def in_languages(portal: Portal, languages: Sequence[str]) -> Portal:
    """Return a portal of which other languages are wanted than it is declared with, itself where none are named."""
    return portal.model_copy(update={"languages": list(languages)}) if languages else portal


def _quieten_twisted() -> None:
    """Keep Twisted from printing a traceback for a wrong certificate: the capture has the reason."""
    from twisted.logger import globalLogBeginner

    globalLogBeginner.beginLoggingTo([], discardBuffer=True, redirectStandardIO=False)
    logging.getLogger("twisted").setLevel(logging.CRITICAL + 1)


def spare_what_stays() -> None:
    """Take what has been loaded so far out of the garbage collector's rounds, for as long as the process lives.

    A page is thousands of small objects, so the collector's rounds come often, and each full one walked every module:
    8 % of the CPU of a crawl.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


def _listener(
    portal: Portal, on_result: Callable[[Portal, PageResult], None] | None
) -> Callable[[PageResult], None] | None:
    if on_result is None:
        return None
    return lambda result: on_result(portal, result)


def store_from_settings(settings: BaseSettings) -> ArchiveCrawlStore:
    """Open the archive for a crawl that Scrapy's own command started; it stays open until the process ends.

    Raises:
        SystemExit: the archive cannot be written, or another process is writing to it: exit code 1 and a sentence, as
            from ``congtin crawl``. Scrapy would print a traceback of any other exception.
    """
    directory = Path(settings["CONGTIN_ARCHIVE"])
    stack = ExitStack()
    try:
        db = stack.enter_context(writing(directory))
        catch_up(db, directory)
    except ArchiveError as error:
        raise SystemExit(f"Error: {error}") from None
    stack.callback(complete, db, directory)
    atexit.register(stack.close)
    return ArchiveCrawlStore(db, directory)
