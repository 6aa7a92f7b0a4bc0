"""``congtin export``: a table as CSV, the people as Popolo JSON, stored pages as WARC; complete or an error."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from archive.commands.options import Day, archive_option

if TYPE_CHECKING:
    from datetime import date

    from archive.warc_export import WarcSelection

_POPOLO = "popolo"
_WARC = "warc"
_WARC_SUFFIX = ".warc.gz"


@click.command()
@click.argument("table", metavar="TABLE_OR_VIEW")
@archive_option
@click.option("--format", "file_format", type=click.Choice(["csv"]), help="Format of a table or view.  [default: csv]")
@click.option("--portal", metavar="ID", help="popolo, warc: only what is this portal's.")
@click.option("--unit", metavar="NAME", help="popolo: only posts of a unit and of those inside it (name or id).")
@click.option(
    "--since",
    type=Day(),
    metavar="DAY",
    help="popolo: only articles that speak of this day or later; warc: only what was captured then or later.",
)
@click.option(
    "--until",
    type=Day(),
    metavar="DAY",
    help="popolo: only articles that speak of this day or earlier; warc: only what was captured then or earlier.",
)
@click.option("--query", metavar="SQL", help="warc: a SELECT of ids; its column is called article or capture.")
@click.option("--cdxj", is_flag=True, help="warc: write an index (CDXJ) beside the file, for replay tools.")
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="File to write; else standard output."
)
def export(
    table: str,
    directory: Path,
    file_format: str | None,
    portal: str | None,
    unit: str | None,
    since: date | None,
    until: date | None,
    query: str | None,
    cdxj: bool,
    output: Path | None,
) -> None:
    """Write TABLE_OR_VIEW as CSV that opens right in Excel: UTF-8 with BOM, no cell that runs as a formula.

    "popolo" in its place writes persons, memberships, organisations, posts and areas as Popolo JSON; "warc" writes
    stored pages, byte for byte, as one WARC file (-o FILE.warc.gz).

    The file appears only when it is complete.

    Exit code: 0 written; 1 it could not be; 2 wrong usage.
    """
    from archive.database import reading
    from archive.export import WRITERS
    from archive.popolo import Selection, export_popolo
    from archive.warc_export import WarcSelection

    if table == _WARC:
        _export_warc(
            directory, WarcSelection(portal, since, until, query), output, cdxj=cdxj, other=file_format or unit
        )
        return
    if query or cdxj:
        raise click.UsageError("--query and --cdxj are for warc")
    with reading(directory) as db:
        if table == _POPOLO:
            if file_format:
                raise click.UsageError("popolo is JSON and has no other format; leave --format out")
            selection = Selection(portal, unit, _iso(since), _iso(until))
            count, things = export_popolo(db, output, selection), "persons"
        else:
            if portal or unit or since or until:
                raise click.UsageError(
                    "--portal, --since and --until narrow popolo and warc, --unit popolo; a table is filtered by SQL, "
                    "for example on the site (congtin serve)"
                )
            count, things = WRITERS[file_format or "csv"](db, table, output), "rows"
    if output is not None:
        click.echo(f"{output}: {count} {things}", err=True)


def _export_warc(
    directory: Path, selection: WarcSelection, output: Path | None, *, cdxj: bool, other: str | None
) -> None:
    from archive.warc_export import export_warc

    if other:
        raise click.UsageError("--format and --unit are not for warc")
    if output is None or not output.name.endswith(_WARC_SUFFIX):
        raise click.UsageError(f"warc needs a file to write: -o NAME{_WARC_SUFFIX}")
    index = output.with_name(output.name.removesuffix(_WARC_SUFFIX) + ".cdxj") if cdxj else None
    count = export_warc(directory, selection, output, index=index)
    click.echo(f"{output}: {count} records" + (f"; index: {index}" if index else ""), err=True)


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
