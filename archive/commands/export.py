"""``congtin export``: a table or view as a file, complete or an error."""

from __future__ import annotations

from pathlib import Path

import click

from archive.commands.options import archive_option


@click.command()
@click.argument("table", metavar="TABLE_OR_VIEW")
@archive_option
@click.option("--format", "file_format", type=click.Choice(["csv"]), default="csv", show_default=True)
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="File to write; else standard output."
)
def export(table: str, directory: Path, file_format: str, output: Path | None) -> None:
    """Write TABLE_OR_VIEW as CSV that opens right in Excel: UTF-8 with BOM, no cell that runs as a formula.

    The file appears only when it is complete. Exit code 1 where it could not be written.
    """
    from archive.database import reading
    from archive.export import WRITERS

    with reading(directory) as db:
        rows = WRITERS[file_format](db, table, output)
    if output is not None:
        click.echo(f"{output}: {rows} rows", err=True)
