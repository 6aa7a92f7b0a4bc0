"""``congtin portal``: the declared portals, what another one is like, and a description of it."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from archive.commands.options import portals_option

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from scraper.detection import Detection
    from scraper.portal import Portal


@click.group()
def portal() -> None:
    """Find out what a portal is like, write its description; list and check the declared portals."""


def _visit_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options of verbs that visit a portal."""
    loopback = click.option("--allow-loopback", is_flag=True, help="Let addresses on this machine through (tests).")
    delay = click.option(
        "--delay",
        type=click.FloatRange(min=0),
        help="Pause between two requests in seconds [default: 2]; 0 only with --allow-loopback.",
    )
    return loopback(delay(function))


@portal.command(name="list", short_help="List the declared portals.")
@portals_option
@click.option("--province", help="Only the portals of this province (marks and case make no difference).")
def list_portals(portal_files: tuple[Path, ...], province: str | None) -> None:
    """List the declared portals: id, CMS family, unit (until when, and who followed), province, address.

    Exit code: 0 told; 2 wrong usage, a mistake in a file, or no portal of that province.
    """
    from scraper.portal import load_portals
    from scraper.vietnamese import fold

    declared = load_portals(portal_files)
    portals = list(declared.values())
    if province is not None:
        portals = [one for one in portals if fold(province) in fold(one.province or "")]
        if not portals:
            raise click.UsageError(f"--province: no declared portal is of {province!r}")
    rows = [("ID", "FAMILY", "UNIT", "PROVINCE", "ADDRESS"), *(_row(one, declared) for one in portals)]
    widths = [max(len(row[column]) for row in rows) for column in range(4)]
    for row in rows:
        click.echo("  ".join([*(cell.ljust(width) for cell, width in zip(row, widths, strict=False)), row[4]]))


def _row(one: Portal, declared: Mapping[str, Portal]) -> tuple[str, ...]:
    from scraper.portal_lines import predecessors_of, successors_of

    before, after = predecessors_of(declared, one.id), successors_of(declared, one.id)
    said = [f"until {one.valid_to}"] if one.valid_to else []
    said += [f"follows {', '.join(before)}"] if before else []
    said += [f"followed by {', '.join(after)}"] if after else []
    unit = (one.unit or "?") + (f" ({'; '.join(said)})" if said else "")
    return one.id, one.family or "-", unit, one.province or "-", one.url


@portal.command(short_help="Check files that describe portals.")
@portals_option
def check(portal_files: tuple[Path, ...]) -> None:
    """Check portal files, and which portals they say have followed which.

    An error names file, portal and key.

    Exit code: 0 no error; 2 wrong usage, or a mistake in a file.
    """
    from scraper.errors import PortalError
    from scraper.portal import load_portals
    from scraper.portal_lines import faults_of_lines

    portals = load_portals(portal_files)
    faults = faults_of_lines(portal_files)
    if faults:
        raise PortalError("\n".join(faults))
    click.echo(f"{len(portals)} portals, no error")


@portal.command(short_help="Say what the portal at URL is like.")
@click.argument("url")
@_visit_options
@click.option("--json", "as_json", is_flag=True, help="Print all that was found as JSON.")
def detect(url: str, allow_loopback: bool, delay: float | None, as_json: bool) -> None:
    """Look at the portal at URL and say what it is like; nothing is stored.

    About a dozen pages are asked for, with the manners of every crawl: CMS, feeds, sections, a sample record and what
    is weak in it.

    Exit code: 0 articles were read; 1 none was (one sentence says why); 2 wrong usage.
    """
    found = _detected(url, allow_loopback, delay)
    if as_json:
        click.echo(json.dumps(found.to_dict(), ensure_ascii=False, indent=2))
    else:
        from archive.commands.detection_report import report

        click.echo(report(found), nl=False)
    if found.failure is not None:
        click.echo(f"congtin: {found.failure}", err=True)
        raise click.exceptions.Exit(1)


@portal.command(short_help="Write a description of the portal at URL.")
@click.argument("url")
@click.option("--id", "identifier", help="The portal's id [default: made of its host].")
@click.option("--name", help="Its name [default: as its pages print it].")
@click.option("--unit", help='The administrative unit that publishes ("xã ...") [default: as its name says].')
@click.option("--province", help='The province above ("tỉnh ...") [default: as its pages say].')
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    default=Path("portals.toml"),
    show_default=True,
    help="The file to append to; it is made where there is none.",
)
@portals_option
@click.option("--dry-run", is_flag=True, help="Show the description and write nothing.")
@_visit_options
def add(
    url: str,
    identifier: str | None,
    name: str | None,
    unit: str | None,
    province: str | None,
    output: Path,
    portal_files: tuple[Path, ...],
    dry_run: bool,
    allow_loopback: bool,
    delay: float | None,
) -> None:
    """Look at the portal at URL, show its description, and append it to a file.

    The file then serves every verb: congtin crawl ID --portals FILE.

    Exit code: 0 written; 1 the portal could not be read; 2 wrong usage, or the id or address is declared already.
    """
    from scraper.clock import now, vietnamese_day
    from scraper.detection import Detection
    from scraper.detection.description import append, as_toml, described, refuse_known
    from scraper.portal import portal_from_url

    def description(found: Detection) -> Portal:
        today = vietnamese_day(now())
        new = described(found, today, identifier=identifier, name=name, unit=unit, province=province)
        refuse_known(new, output, portal_files)
        return new

    description(Detection(portal_from_url(url).url))  # what can be refused without a visit is
    found = _detected(url, allow_loopback, delay)
    if found.failure is not None and not found.browser:
        click.echo(f"congtin: {found.failure}", err=True)
        raise click.exceptions.Exit(1)
    new = description(found)
    text = as_toml(new)
    click.echo(text, nl=False)
    if not dry_run:
        append(text, output)
        click.echo(f"\nWritten to {output}. Next: congtin crawl {new.id} --portals {output}", err=True)


def _detected(url: str, allow_loopback: bool, delay: float | None) -> Detection:
    from scraper.detection import detect

    if delay == 0 and not allow_loopback:
        raise click.UsageError("--delay 0 goes only together with --allow-loopback: portals are asked politely.")
    if sys.stderr.isatty():
        click.echo("Looking at about a dozen pages, with a pause between two: this takes half a minute.", err=True)
    return detect(url, allow_loopback=allow_loopback, delay=delay)
