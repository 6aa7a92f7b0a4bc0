"""``congtin crawl``: portals into the archive, with a progress display and a summary."""

from __future__ import annotations

import sys
from collections import Counter
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING

import click

from archive.commands.options import Day, archive_option, cluster_option, command_line, portals_option
from archive.start_up import loaded_at_once

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from archive.cluster.crawling import ClusterCrawl
    from scraper.portal import Portal
    from scraper.store import CrawlSummary, PageResult


@click.command()
@click.argument("portals", nargs=-1, required=True, metavar="PORTAL_OR_URL...")
@archive_option
@portals_option
@click.option("--allow-loopback", is_flag=True, help="Let addresses on this machine through (demo and tests).")
@click.option(
    "--delay",
    type=click.FloatRange(min=0),
    help="Pause between two requests to one host in seconds [default: 2]; 0 only with --allow-loopback.",
)
@click.option(
    "--limit",
    type=click.IntRange(min=1),
    help="At most so many requests to a portal in this run; run it again to go on [default: 20000].",
)
@click.option("--full", is_flag=True, help="Ask again for every known list and article, not only for what is due.")
@click.option(
    "--since",
    type=Day(),
    metavar="YYYY-MM-DD",
    help="Follow lists only as far as they name articles of this day or later; a run without it takes up the rest.",
)
@click.option(
    "--language",
    "languages",
    multiple=True,
    metavar="CODE",
    help="Keep articles in this language (ISO 639-1; may be repeated) [default: as the portal is declared, else vi].",
)
@click.option(
    "--at-once",
    type=click.IntRange(min=1),
    metavar="N",
    help="At most so many portals side by side; the others wait their turn [default: 200].",
)
@click.option(
    "--jobs",
    type=click.IntRange(min=0),
    metavar="N",
    help="Processes that read pages beside the crawl's own [default: what that many portals need, at most one a core; "
    "0 for few].",
)
@cluster_option("Crawl on a Ray cluster, a portal a task")
@click.option(
    "--cluster-cores",
    type=click.FloatRange(min=0.01),
    default=0.1,
    show_default=True,
    help="With --cluster: the share of a core that a task is given; a polite crawl waits most of the time.",
)
@click.option("--quiet", is_flag=True, help="No progress display; the summary only.")
@click.option("--log-level", type=click.Choice(["DEBUG", "INFO", "WARNING", "ERROR"]), default="ERROR", hidden=True)
def crawl(
    portals: tuple[str, ...],
    directory: Path,
    portal_files: tuple[Path, ...],
    allow_loopback: bool,
    delay: float | None,
    limit: int | None,
    full: bool,
    since: date | None,
    languages: tuple[str, ...],
    at_once: int | None,
    jobs: int | None,
    cluster: str | None,
    cluster_cores: float,
    quiet: bool,
    log_level: str,
) -> None:
    """Crawl portals into the archive. Each PORTAL_OR_URL is a declared one's id, or the address of any other.

    A crawl that was stopped goes on where it stopped. A later crawl asks for the home page, feeds, sitemaps and the
    first page of each list, for what these show to be new or changed, and for what has not been looked at for long.

    Exit code: 0 ok; 1 suspect, incomplete or failed (the summary says why); 2 wrong usage.
    """
    with loaded_at_once():
        import archive.side_by_side  # noqa: F401  what run_crawls loads when it begins, here while the collector sleeps
        import scraper.families  # noqa: F401  likewise: every page is read by one
        from archive.crawl import AT_ONCE, CrawlOptions, run_crawls
        from archive.runs.record import Run, recorded
        from archive.visits import VisitOptions
        from scraper.store import REQUEST_BUDGET

    if delay == 0 and not allow_loopback:
        raise click.UsageError("--delay 0 goes only together with --allow-loopback: portals are asked politely.")
    found, wanted = _meant(portals, portal_files, languages, since)
    options = CrawlOptions(
        delay=delay,
        limit=limit or REQUEST_BUDGET,
        visit=VisitOptions(full, since),
        languages=tuple(wanted),
        at_once=at_once or AT_ONCE,
        jobs=jobs,
        allow_loopback=allow_loopback,
        log_level=log_level,
    )
    run = Run(directory, command_line(click.get_current_context()))
    with ExitStack() as stack:
        asked, advance, elsewhere = _followed(stack, len(found), cluster, cluster_cores, quiet=quiet)
        told = stack.enter_context(recorded(run))
        told.summaries = run_crawls(found, directory, options, advance, run.begin, elsewhere)
    print_summaries([*told.summaries], asked)
    for hindrance in told.hindrances:
        click.echo(hindrance, err=True)
    if told.exit_code:
        raise click.exceptions.Exit(told.exit_code)


def _followed(
    stack: ExitStack, portals: int, cluster: str | None, cores: float, *, quiet: bool
) -> tuple[Counter[str], Callable[[Portal, PageResult], None] | None, ClusterCrawl | None]:
    """Return the requests of the run by portal, what is to be told of each result, and what crawls elsewhere.

    Args:
        stack: ends what is shown.
        portals: how many are crawled.
        cluster: the cluster's address, ``None`` to crawl here.
        cores: what a task is given there.
        quiet: whether nothing is shown.
    """
    if cluster is None:
        return *stack.enter_context(_counting(shown=not quiet and sys.stderr.isatty())), None
    from archive.commands.progress import PagesProgress

    bar = stack.enter_context(PagesProgress("portals at home", shown=not quiet))
    asked: Counter[str] = Counter()
    return asked, None, _on_cluster(cluster, cores, asked, lambda: bar.show(len(asked), portals))


@contextmanager
def _counting(*, shown: bool) -> Iterator[tuple[Counter[str], Callable[[Portal, PageResult], None]]]:
    """Yield the requests of the run by portal, and what counts a result; where that is not shown, nothing is drawn."""
    if shown:
        from archive.commands.progress import CrawlProgress  # a crawl by a timer needs none of what draws it

        with CrawlProgress() as progress:
            yield progress.asked, progress.advance
        return
    asked: Counter[str] = Counter()

    def count(portal: Portal, _result: PageResult) -> None:
        asked[portal.id] += 1

    yield asked, count


def _meant(
    names: Sequence[str], files: Sequence[Path], languages: Sequence[str], since: date | None
) -> tuple[list[Portal], list[str]]:
    """Return the portals and languages that are meant; what names none, and a day to come, is wrong usage."""
    from archive.crawl import find_portals
    from scraper.clock import now, vietnamese_day
    from scraper.errors import PortalError
    from scraper.portal_values import checked_languages

    try:
        found = find_portals(names, files)
        wanted = checked_languages(list(languages)) if languages else []
    except (PortalError, ValueError) as error:
        raise click.UsageError(str(error)) from None
    if since is not None and since > vietnamese_day(now()):
        raise click.UsageError(f"--since {since} lies in the future: give the first day that is wanted.")
    return found, wanted


def _on_cluster(address: str, cores: float, asked: Counter[str], shown: Callable[[], None]) -> ClusterCrawl:
    """Return what crawls on a cluster, counts requests by portal, and has each portal shown that has come home."""
    from archive.cluster.crawling import ClusterCrawl, ClusterOptions

    def come_home(portals: Sequence[str], of_portals: Mapping[str, int]) -> None:
        asked.update({portal: of_portals.get(portal, 0) for portal in portals})
        shown()

    return ClusterCrawl(ClusterOptions(address, cores), come_home)


def print_summaries(summaries: list[CrawlSummary], asked: Mapping[str, int] | None = None) -> None:
    """Print what each crawl came to, a paragraph a portal; what is to be known of all of them follows once.

    Args:
        summaries: the balances.
        asked: requests of this run by portal, where it may have gone on with an earlier one; the balance counts both.
    """
    of_all = _notes_of_all(summaries)
    for summary in summaries:
        click.echo(f"{summary.portal}: {summary.outcome}")
        for note in summary.notes:
            if note not in of_all:
                click.echo(f"  {note}")
        if summary.counts:
            for line in _count_lines(summary.counts, (asked or {}).get(summary.portal)):
                click.echo(f"  {line}")
    if of_all:
        click.echo("all portals:")
    for note in of_all:
        click.echo(f"  {note}")


def _notes_of_all(summaries: Sequence[CrawlSummary]) -> list[str]:
    """Return the notes that every one of several crawls has, in their order: of the disk, of which portal follows."""
    if len(summaries) < 2:
        return []
    first, *others = summaries
    return [note for note in dict.fromkeys(first.notes) if all(note in other.notes for other in others)]


def _count_lines(counts: Mapping[str, int], asked: int | None) -> Iterator[str]:
    """Yield what was found and what the requests came to; a portal that gave no page has the requests only."""
    if counts["stored"] or counts["unchanged"] or counts["articles_gone"]:
        new, changed, gone = (counts[f"articles_{state}"] for state in ("new", "changed", "gone"))
        yield f"articles: {new} new, {changed} changed, {gone} gone"
    states = ", ".join(
        f"{counts[name]} {one if counts[name] == 1 else several}"
        for name, (one, several) in _WORDS.items()
        if counts[name] or name in {"stored", "unchanged", "failed"}
    )
    here = "" if asked is None or asked >= counts["requests"] else f" ({asked} in this run, the others before)"
    yield f"{counts['requests']} request{'' if counts['requests'] == 1 else 's'}{here}: {states}"


# What a request came to, for one and for several.
_WORDS = {
    "stored": ("page stored", "pages stored"),
    "unchanged": ("unchanged", "unchanged"),
    "redirect": ("redirect", "redirects"),
    "alias": ("other address of an article", "other addresses of an article"),
    "gone": ("not found", "not found"),
    "refused": ("not asked for", "not asked for"),
    "failed": ("failed", "failed"),
    "retried": ("tried again", "tried again"),
}
