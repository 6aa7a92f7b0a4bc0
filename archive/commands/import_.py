"""``congtin import``: web-archive files of anybody, or what a public web archive has of a portal."""

from __future__ import annotations

import dataclasses
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from archive.commands.import_lines import collected_lines, held_line, problems_of, replay_lines, summary_lines
from archive.commands.options import Day, archive_option, portals_option
from archive.commands.terminal import printable
from archive.importing.files import lies_in, web_archives_in
from archive.layout import PAGES_NAME
from scraper.store import REQUEST_BUDGET

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from sqlite_utils import Database

    from archive.importing import ImportOptions
    from archive.importing.wayback import Collected
    from scraper.wayback.client import ArchiveClient
    from scraper.wayback.index import IndexQuery


@click.command(name="import")
@click.argument("files", nargs=-1, type=click.Path(exists=True, path_type=Path), metavar="[FILE_OR_FOLDER...]")
@archive_option
@portals_option
@click.option(
    "--portal", "only", metavar="ID", help="Take in the pages of this portal only: a declared one, or its address."
)
@click.option("--wayback", metavar="URL", help="Ask a web archive's index for all captures under this address.")
@click.option("--index", metavar="URL", help="The index (a CDX server) to ask [default: the Internet Archive's].")
@click.option("--replay", metavar="URL", help="Where that archive gives captures out [default: told from --index].")
@click.option("--from", "first", type=Day(), metavar="YYYY-MM-DD", help="Captures of this day and later only.")
@click.option("--to", "last", type=Day(), metavar="YYYY-MM-DD", help="Captures of this day and earlier only.")
@click.option(
    "--delay",
    type=click.FloatRange(min=0),
    default=2.0,
    show_default=True,
    help="Pause between two requests to the web archive in seconds; 0 only with --allow-loopback.",
)
@click.option("--limit", type=click.IntRange(min=1), help="At most so many requests in this run [default: 20000].")
@click.option("--allow-loopback", is_flag=True, help="Let addresses on this machine through (demo and tests).")
@click.option("--quiet", is_flag=True, help="No progress display; the summary only.")
def import_(
    files: tuple[Path, ...],
    directory: Path,
    portal_files: tuple[Path, ...],
    only: str | None,
    wayback: str | None,
    index: str | None,
    replay: str | None,
    first: date | None,
    last: date | None,
    delay: float,
    limit: int | None,
    allow_loopback: bool,
    quiet: bool,
) -> None:
    """Take what others have kept into the archive: WARC files, however packed, WACZ files, folders of them.

    A FILE_OR_FOLDER is kept unchanged under pages/imported/, and every capture leads into it. Captures of a page give
    its revisions in the order of their times, whatever the archive knows already; what was imported before is known.

    With --wayback, the captures that a public web archive has are brought home first. Run it again to go on. URL is a
    portal's address, or that of an index query (.../cdx?url=town.gov.vn/*) or of a page's captures (.../web/*/https://...).

    Exit code: 0 ok; 1 something is damaged, missing, or still to come (the summary says what); 2 wrong usage.
    """
    from archive.behind import catch_up
    from archive.commands.progress import PagesProgress
    from archive.database import writing

    _check_usage(files, wayback, (index, replay), delay, allow_loopback=allow_loopback)
    if first is not None and last is not None and last < first:
        raise click.UsageError(f"--to {last} lies before --from {first}.")
    options = _options(portal_files, only, first, last)
    plan = _Plan(options, directory, files)
    with PagesProgress("import", shown=not quiet) as progress, writing(directory) as db:
        options.on_record = progress.show
        for said in catch_up(db, directory):  # the numbers of captures go on behind what is stored
            click.echo(printable(said))
        plan.replay_own(db)
        if wayback is not None:
            from scraper.wayback.address import query_for
            from scraper.wayback.client import ArchiveClient

            budget = limit or REQUEST_BUDGET
            with ArchiveClient(delay=delay, budget=budget, allow_loopback=allow_loopback) as client:
                query = query_for(wayback, index, replay, client, allow_loopback=allow_loopback)
                plan.collect(db, dataclasses.replace(query, first=first, last=last), client)
        plan.take_in(db)
    if not plan.is_whole:
        raise click.exceptions.Exit(1)


def _check_usage(
    files: Sequence[Path], wayback: str | None, servers: Sequence[str | None], delay: float, *, allow_loopback: bool
) -> None:
    """Raise ``UsageError`` where the options do not go together."""
    if not files and wayback is None:
        raise click.UsageError("Nothing to import: name files or folders, or an address with --wayback.")
    if wayback is None and any(server is not None for server in servers):
        raise click.UsageError("--index and --replay name the web archive that --wayback URL asks: give that as well.")
    if delay == 0 and not allow_loopback:
        raise click.UsageError("--delay 0 goes only together with --allow-loopback: web archives are asked politely.")


def _options(portal_files: Sequence[Path], only: str | None, first: date | None, last: date | None) -> ImportOptions:
    """Return what is wanted; days are those of Vietnam."""
    from archive.crawl import find_portals
    from archive.importing import ImportOptions
    from scraper.clock import VIETNAM
    from scraper.errors import PortalError
    from scraper.portal import load_portals

    try:
        declared = load_portals(portal_files)
        wanted = find_portals([only], portal_files)[0] if only is not None else None
    except PortalError as error:
        raise click.UsageError(str(error)) from None
    begin = datetime.combine(first, time(), VIETNAM) if first is not None else None
    end = datetime.combine(last, time(), VIETNAM) + timedelta(days=1) if last is not None else None
    return ImportOptions(declared=declared, only=wanted, first=begin, last=end)


class _Plan:
    """What is to be taken in, step by step, with what each step came to printed.

    Attributes:
        is_whole: whether nothing was damaged or missing so far.
    """

    def __init__(self, options: ImportOptions, directory: Path, named: Sequence[Path]) -> None:
        self._options = options
        self._directory = directory
        self._paths = web_archives_in(named)
        self._collected: Collected | None = None
        self.is_whole = True

    def replay_own(self, db: Database) -> None:
        """Replay files that crawls of congtin wrote, of portals that the archive does not know.

        They hold all that those crawls knew, so that the same rows come out; a file of a known portal is imported like
        anybody's. What an import that was killed has left by half is told.
        """
        from archive.replay import own_file, refuse_interrupted, replay_files

        if self._options.only or self._options.first or self._options.last:
            return  # a part of a crawl cannot be replayed
        own = [file for path in self._paths if (file := own_file(path)) is not None]
        held = {file.path for file in own if lies_in(file.path, self._directory / PAGES_NAME / file.name)}
        self._paths = [path for path in self._paths if path not in held]
        if held:
            refuse_interrupted(db, self._directory, [file for file in own if file.path in held])
            click.echo(held_line(len(held)))
        known = {portal for (portal,) in db.conn.execute("SELECT DISTINCT portal FROM captures")}
        fresh = [file.path for file in own if file.path not in held and file.portal not in known]
        if not fresh:
            return
        outcome = replay_files(db, self._directory, fresh)
        self._paths = [path for path in self._paths if path not in fresh]
        self.is_whole &= not outcome.damaged
        for line in replay_lines(outcome, len(fresh)):
            click.echo(printable(line))

    def collect(self, db: Database, query: IndexQuery, client: ArchiveClient) -> None:
        """Bring home what a web archive has."""
        from archive.importing.wayback import collect

        def show(so_far: Collected) -> None:
            self._options.tell(so_far.lines, None)

        collected = collect(db.conn, self._directory, query, client, show)
        self._collected = collected
        self._paths += collected.files
        self._options.source = f"captures of {query.url} in {query.server}"
        self.is_whole &= not collected.missing and collected.stopped is None
        for line in collected_lines(collected):
            click.echo(printable(line))

    def take_in(self, db: Database) -> None:
        """Import what there is."""
        from archive.importing import import_files

        if not self._paths:
            return
        missing = self._collected.missing if self._collected is not None else []
        summary = import_files(db, self._directory, self._paths, self._options, missing)
        self.is_whole &= summary.is_whole
        for line in summary_lines(summary, problems_of(db, summary.number)):
            click.echo(printable(line))
