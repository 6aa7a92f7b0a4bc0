"""``congtin reextract``: the stored pages read again by the extractor of now, with a progress bar and a report."""

from __future__ import annotations

import json
from itertools import groupby
from typing import TYPE_CHECKING

import click

from archive.commands.options import archive_option, cluster_option, portals_option
from archive.commands.terminal import printable

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from archive.reextraction.report import Report

_MOST_FIELDS = 8  # of a portal, on the screen; --json has them all


@click.command()
@archive_option
@portals_option
@click.option("--portal", "portals", multiple=True, metavar="ID", help="Only pages of this portal; may be repeated.")
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="At most so many pages; run it again to go on.")
@click.option("--dry-run", is_flag=True, help="Say what would change; write nothing.")
@click.option(
    "--all/--outdated",
    "everything",
    default=False,
    help="Also pages that this very version has read, from the beginning; or only those that another one has read, "
    "or under another description of the portal [default: --outdated].",
)
@click.option("--jobs", type=click.IntRange(min=1), metavar="N", help="Processes that read [default: one a core].")
@cluster_option("Read on a Ray cluster")
@click.option("--json", "as_json", is_flag=True, help="For machines: the report as one JSON object.")
@click.option("--quiet", is_flag=True, help="No progress bar; the report only.")
def reextract(
    directory: Path,
    portal_files: tuple[Path, ...],
    portals: tuple[str, ...],
    limit: int | None,
    dry_run: bool,
    everything: bool,
    jobs: int | None,
    cluster: str | None,
    as_json: bool,
    quiet: bool,
) -> None:
    """Read every revision's stored page again, without network, and keep what reads otherwise now.

    That is our better reading and no edit of the page: no revision is added, ids stay, and what was read before is
    kept in the table former_readings. A run that was stopped goes on when it is started again.

    Exit code: 0 ok; 1 where stored pages are missing or damaged, could not be read, or the run was stopped (each page
    is a row in problems); 2 wrong usage.
    """
    from archive.commands.progress import PagesProgress
    from archive.reextraction.report import Report
    from archive.reextraction.run import Options
    from archive.reextraction.run import reextract as run
    from scraper.portal import load_portals

    options = Options(portals, everything=everything, limit=limit, jobs=jobs, dry_run=dry_run, cluster=cluster)
    report = Report(dry_run=dry_run)
    stopped = False
    with PagesProgress("reading again", shown=not quiet) as progress:
        try:
            run(directory, options, load_portals(portal_files), progress.show, report)
        except KeyboardInterrupt:
            stopped = True
    if as_json:
        click.echo(json.dumps(report.to_dict(), ensure_ascii=False, indent=2))
    else:
        if not (everything or report.pages or report.remaining or stopped):
            click.echo("Nothing is outdated: this very version has read every page; --all reads them once more.")
        for line in _lines(report):
            click.echo(printable(line))
    if stopped:
        click.echo(f"Stopped; what was read is kept. {_how_to_go_on(report, everything=everything)}", err=True)
    if stopped or report.unreadable:
        raise click.exceptions.Exit(1)


def _how_to_go_on(report: Report, *, everything: bool) -> str:
    if report.dry_run:
        return "Nothing was written."
    if everything:
        return "--all begins at the beginning; without it only what is outdated is read."
    return f"Run the same command again for the other {report.remaining}."


def _lines(report: Report) -> Iterator[str]:
    rate = f", {report.pages / report.seconds:.0f} a second" if report.pages and report.seconds else ""
    states = report.states
    yield f"{_several(report.pages, 'page')} read again{rate}: {states['same']} as before, {states['other']} otherwise"
    would = "would differ" if report.dry_run else "differ"
    if states["other"]:
        yield f"fields that {would}, in {_several(report.changed_articles, 'article')}:"
        yield from _field_lines(report)
    if report.alike:
        yield (
            f"{_several(report.alike, 'revision')} now say the same as the one before: what differed is not read any "
            "more (changed is [])"
        )
    if states["no_article"]:
        count = states["no_article"]
        yield f"{_several(count, 'page')} read as no article now; the former records stay (see problems, field reading)"
    if report.unreadable:
        yield f"{_several(report.unreadable, 'page')} could not be read (see problems), among them:"
        yield from (f"  {hindrance}" for hindrance in report.hindrances)
    if report.deaths:
        times = "once" if report.deaths == 1 else f"{report.deaths} times"
        yield f"a reading process died {times}; what it had in hand was read again"
    yield from report.notes
    if report.remaining:
        yield f"{_several(report.remaining, 'page')} still to be read"
    if report.dry_run:
        yield "nothing was written (--dry-run)"


def _field_lines(report: Report) -> Iterator[str]:
    """Yield a line a family and portal: its fields, and articles in which the first one differs."""
    for (family, portal), group in groupby(report.field_changes(), lambda change: (change.family, change.portal)):
        changes = list(group)
        fields = ", ".join(f"{change.field} {change.articles}" for change in changes[:_MOST_FIELDS])
        more = f" and {len(changes) - _MOST_FIELDS} more" if len(changes) > _MOST_FIELDS else ""
        examples = ", ".join(map(str, changes[0].examples))
        yield f"  {family}, {portal}: {fields}{more} (articles {examples})"


def _several(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"
