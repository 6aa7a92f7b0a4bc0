"""``congtin schedule``: crawls that nobody starts."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from archive.commands.options import archive_option, portals_option
from archive.commands.terminal import printable

if TYPE_CHECKING:
    from pathlib import Path

    from archive.schedule.starter import Starter
    from archive.schedule.timing import Timing

_yes = click.option("--yes", is_flag=True, help="Do not ask before anything is written or taken away.")


@click.group()
def schedule() -> None:
    """Crawl by itself: timers of systemd where it runs for the user, lines in the crontab elsewhere.

    What is to be crawled and when lies in the archive (schedules/NAME.json); what the machine is told is shown first.
    """


@schedule.command()
@click.argument("portals", nargs=-1, required=True, metavar="PORTAL_OR_URL...")
@archive_option
@portals_option
@click.option("--name", help="Name of the schedule [default: made of the portals].")
@click.option("--at", multiple=True, metavar="HH[:MM]", help="Time of day; may be repeated [default: one by night].")
@click.option("--on", multiple=True, metavar="DAY", help="Day of the week, mon or t2; may be repeated [default: all].")
@click.option("--every", type=int, metavar="HOURS", help="Every so many hours: 1, 2, 3, 4, 6, 8, 12 or 24.")
@click.option("--timezone", default="Asia/Ho_Chi_Minh", show_default=True, help="Whose clock the times are of.")
@click.option("--delay", type=click.FloatRange(min=0), help="As of congtin crawl.")
@click.option("--limit", type=click.IntRange(min=1), help="As of congtin crawl.")
@click.option("--language", "languages", multiple=True, metavar="CODE", help="As of congtin crawl.")
@click.option("--allow-loopback", is_flag=True, help="As of congtin crawl.")
@click.option("--hours", type=click.IntRange(1, 168), help="Stop a run after so many hours [default: 12].")
@click.option("--megabytes", type=click.IntRange(min=256), help="Memory for a run, under systemd [default: 2048].")
@click.option(
    "--with",
    "kind",
    type=click.Choice(["systemd", "cron", "none"]),
    help="What starts the runs; none: something else does.",
)
@click.option("--replace", is_flag=True, help="In the place of the schedule of that name.")
@_yes
def add(
    portals: tuple[str, ...],
    directory: Path,
    portal_files: tuple[Path, ...],
    name: str | None,
    at: tuple[str, ...],
    on: tuple[str, ...],
    every: int | None,
    timezone: str,
    kind: str | None,
    replace: bool,
    yes: bool,
    **options: object,
) -> None:
    """Crawl portals at given hours from now on; each PORTAL_OR_URL as for congtin crawl.

    A minute that is not named is drawn by lot, once: were every archive to begin at the full hour, the portals would
    be asked by all of them at once.

    Exit code: 0 done; 1 nothing on this machine starts the runs (the command that does is printed), or it was refused;
    2 wrong usage.
    """
    from archive.commands.schedule_lines import HowToStart, after_putting_in, agreed
    from archive.crawl import find_portals
    from archive.schedule.definition import load, made, name_for, names
    from archive.schedule.host import chosen, put_in
    from archive.schedule.starter import order_for
    from archive.schedule.timing import draw_timing

    if options["delay"] == 0 and not options["allow_loopback"]:
        raise click.UsageError("--delay 0 goes only together with --allow-loopback: portals are asked politely.")
    try:
        name = name or name_for([portal.id for portal in find_portals(portals, portal_files)])
        former: Timing | None = None
        if name in names(directory):
            if not replace:
                raise click.UsageError(f"there is a schedule {name!r} already; give another --name, or --replace")
            former = load(directory, name).timing
        timing = draw_timing(at, on, every, timezone, former)
        files = tuple(str(path.absolute()) for path in portal_files)
        wanted = made(
            name=name,
            portals=portals,
            timing=timing,
            portal_files=files,
            started_elsewhere=kind == "none",
            **options,
        )
    except ValueError as error:
        raise click.UsageError(str(error)) from None
    order = order_for(wanted, directory)
    starter, reasons = chosen(kind)
    how = HowToStart(order, starter, reasons)
    click.echo(printable("\n".join(how.lines())))
    agreed("Write this?", yes=yes)
    hints = put_in(order, starter)
    click.echo(printable("\n".join(after_putting_in(how, hints))))
    if starter is None and kind is None:
        raise click.exceptions.Exit(1)


@schedule.command("list")
@archive_option
@click.option("--json", "as_json", is_flag=True, help="For machines: one JSON array.")
def list_schedules(directory: Path, as_json: bool) -> None:
    """List an archive's schedules: what starts them, how the last run ended, when the next one is.

    Exit code: 0 told; 1 a schedule is started by nothing on this machine (and was not added --with none), or has
    missed its turn.
    """
    from archive.commands.schedule_lines import paragraph
    from archive.schedule.overview import overview
    from scraper.errors import ArchiveError

    if not directory.is_dir():  # a name that was mistyped must not pass for an archive without schedules
        raise ArchiveError(f"{directory}: there is no such folder; name that of the archive with --archive")
    found = overview(directory)
    if as_json:
        click.echo(json.dumps(found, ensure_ascii=False, indent=2))
    elif not found:
        click.echo("no schedules; make one with: congtin schedule add PORTAL --at HOUR")
    else:
        click.echo(printable("\n\n".join("\n".join(paragraph(one)) for one in found)))
    if any(one["trouble"] for one in found):
        raise click.exceptions.Exit(1)


@schedule.command()
@click.argument("names", nargs=-1, required=True, metavar="NAME...")
@archive_option
@_yes
def remove(names: tuple[str, ...], directory: Path, yes: bool) -> None:
    """Take schedules away: their timers or lines, and their files. Logs, runs and what was crawled stay.

    NAME is what congtin schedule list calls it. A run that goes on comes to its end.

    Exit code: 0 done; 1 there is no such schedule, or it was refused; 2 wrong usage.
    """
    from archive.commands.schedule_lines import agreed
    from archive.schedule.definition import forget, load, path_of
    from archive.schedule.host import starters
    from archive.schedule.starter import place_of

    place = place_of(directory)
    for name in names:
        taken: list[tuple[Starter, str]] = [
            (starter, words) for starter in starters() if (words := starter.leftovers(place, name))
        ]
        if not path_of(directory, name).exists() and not taken:
            load(directory, name)  # says which there are
        click.echo(f"{name}: to be taken away:")
        for words in (*(words for _, words in taken), str(path_of(directory, name))):
            click.echo(printable("\n".join(f"    {line}" for line in words.splitlines())))
        agreed("Take this away?", yes=yes)
        for starter, _ in taken:
            starter.remove(place, name)
        forget(directory, name)


@schedule.command()
@click.argument("name")
@archive_option
@click.option("--if-due", is_flag=True, help="Only where its time has come since its last run began.")
def run(name: str, directory: Path, if_due: bool) -> None:
    """Make one run of a schedule now; this is what timers and crontabs start.

    Quiet where all is well; a line in logs/NAME.log and in logs/runs.jsonl, and a row in the table runs.

    Exit code: 0 ok, or not due; 1 suspect, incomplete or failed; 75 an earlier run of it goes on.
    """
    from archive.schedule.running import run_schedule

    code = run_schedule(directory, name, if_due=if_due, say=lambda words: click.echo(printable(words), err=True))
    if code:
        raise click.exceptions.Exit(code)
