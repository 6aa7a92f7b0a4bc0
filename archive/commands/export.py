"""``congtin export``: tables and queries as files, people as Popolo, stored pages as WARC; complete or an error."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from archive.commands.options import Day, archive_option

if TYPE_CHECKING:
    import sqlite3
    from datetime import date

    from archive.export.package import Made
    from archive.export.result import Query

_POPOLO = "popolo"
_WARC = "warc"
_WARC_SUFFIX = ".warc.gz"
# The names of archive.export.deliver.NAMES, which takes long to import.
_FORMATS = ("csv", "xlsx", "jsonl", "parquet", "zip", "bibtex", "ris", "csl-json")
_PACKAGE = "congtin-archive"


@dataclass(frozen=True, slots=True)
class _Asked:
    """What was given besides the name and the file."""

    file_format: str | None
    portal: str | None
    unit: str | None
    since: date | None
    until: date | None
    words: str | None
    where: str | None
    sql: str | None
    params: tuple[tuple[str, str], ...]
    person: int | None
    query: str | None
    cdxj: bool

    def refuse(self, *names: str, why: str) -> None:
        """Refuse options of those names.

        Raises:
            click.UsageError: one of them was given.
        """
        given = [name for name in names if getattr(self, name)]
        if given:
            options = ", ".join(_OPTIONS[name] for name in given)
            raise click.UsageError(f"{options}: {why}")


_OPTIONS = {
    "file_format": "--format", "portal": "--portal", "unit": "--unit", "since": "--since", "until": "--until",
    "words": "--search", "where": "--where", "sql": "--sql", "params": "--param", "person": "--person",
    "query": "--query", "cdxj": "--cdxj",
}  # fmt: skip
_NARROWING = ("portal", "since", "until", "words", "where")


class _Parameter(click.ParamType[tuple[str, str]]):
    """A parameter of a ready-made query: NAME=VALUE."""

    name = "name=value"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, str]:
        if isinstance(value, tuple):
            return value
        name, equals, said = str(value).partition("=")
        if not (name and equals):
            self.fail(f"{value!r} is not like name=Nguyễn Văn An", param, ctx)
        return name, said


@click.command()
@click.argument("table", metavar="[TABLE|VIEW|QUERY]", required=False)
@archive_option
@click.option("--format", "file_format", type=click.Choice(_FORMATS),
              help="What the file is.  [default: what the file of -o ends in, else csv]")  # fmt: skip
@click.option("--portal", metavar="ID", help="Only what is this portal's.")
@click.option("--since", type=Day(), metavar="DAY",
              help="Only rows of this day or later: that they speak of, were published or seen on.")  # fmt: skip
@click.option("--until", type=Day(), metavar="DAY", help="Only rows of this day or earlier.")
@click.option("--search", "words", metavar="WORDS", help="Only articles with these words, and what is theirs.")
@click.option("--where", metavar="SQL", help="Only rows for which this holds, such as: published_year = 2021.")
@click.option("--sql", metavar="SELECT", help="The result of a query of your own; it only reads.")
@click.option("--param", "params", type=_Parameter(), multiple=True,
              help="A parameter of a ready-made query; may be given more than once.")  # fmt: skip
@click.option(
    "--all", "everything", is_flag=True, help="Every public table and view, as a folder or a ZIP (-o NAME.zip)."
)
@click.option("--no-dictionary", is_flag=True, help="Write no NAME.dictionary.csv beside the file.")
@click.option("--unit", metavar="NAME", help="popolo: only posts of a unit and of those inside it (name or id).")
@click.option("--person", type=int, metavar="ID", help="popolo: only this person (id in people).")
@click.option("--query", metavar="SQL", help="warc: a SELECT of ids; its column is called article or capture.")
@click.option("--cdxj", is_flag=True, help="warc: write an index (CDXJ) beside the file, for replay tools.")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="File to write; else standard output.")
def export(
    table: str | None, directory: Path, output: Path | None, everything: bool, no_dictionary: bool, **given: Any
) -> None:
    """Write a TABLE, a VIEW or a ready-made QUERY as a file: CSV and XLSX that open right in Excel, JSONL, Parquet.

    "zip" is a data package: CSV, datapackage.json and a dictionary. bibtex, ris and csl-json cite the articles of the
    rows. Beside a CSV, JSONL or Parquet file stands NAME.dictionary.csv: what each column means.

    "popolo" in the place of a table writes persons, memberships, organisations, posts and areas as Popolo JSON; "warc"
    writes stored pages, byte for byte, as one WARC file (-o FILE.warc.gz).

    The file appears only when it is complete.

    Exit code: 0 written; 1 it could not be; 2 wrong usage.
    """
    asked = _Asked(**given)
    if output is not None and output.is_dir() and not everything:
        raise click.UsageError(f"-o {output}: is a folder; name a file in it")
    if everything:
        _export_all(directory, table, asked, output)
    elif table == _WARC:
        _export_warc(directory, asked, output)
    else:
        asked.refuse("query", "cdxj", why="only for warc; a query of your own is --sql")
        if table == _POPOLO:
            _export_popolo(directory, asked, output)
        else:
            _export_rows(directory, table, asked, output, with_dictionary=not no_dictionary)


def _export_rows(
    directory: Path, table: str | None, asked: _Asked, output: Path | None, *, with_dictionary: bool
) -> None:
    from archive.database import reading
    from archive.export.citations import REFERENCES
    from archive.export.deliver import ENDINGS, export_query
    from archive.transactions import one_moment

    asked.refuse("unit", "person", why="only for popolo")
    if (table is None) == (asked.sql is None):
        raise click.UsageError("name one table, view or ready-made query, or give --sql or --all")
    ending = next((name for end, name in ENDINGS.items() if output and output.name.lower().endswith(end)), None)
    file_format = asked.file_format or ending or "csv"
    with reading(directory) as db, one_moment(db.conn):
        query = _query(db.conn, table, asked)
        count, beside = export_query(
            db.conn, query, file_format, output, _made(query.name), with_dictionary=with_dictionary
        )
    if output is not None:
        things = "references" if file_format in REFERENCES else "rows"
        click.echo(f"{output}: {count} {things}" + (f"; what the columns mean: {beside}" if beside else ""), err=True)


def _query(connection: sqlite3.Connection, table: str | None, asked: _Asked) -> Query:
    from archive.export.named_query import is_ready_made
    from archive.export.result import exportable, query_of_ready_made, query_of_sql, query_of_table
    from archive.export.selection import Selection

    if table is None or asked.sql is not None:
        asked.refuse(*_NARROWING, "params", why="not beside --sql, which says itself what is wanted")
        return query_of_sql(asked.sql or "")
    if is_ready_made(table) and table not in exportable(connection):
        asked.refuse(*_NARROWING, why=f"{table} is a ready-made query; it is narrowed by its own parameters (--param)")
        return query_of_ready_made(table, asked.params)
    asked.refuse("params", why=f"only for ready-made queries, and {table} is none")
    selection = Selection(asked.portal, asked.since, asked.until, asked.words, asked.where)
    return query_of_table(connection, table, selection)


def _export_all(directory: Path, table: str | None, asked: _Asked, output: Path | None) -> None:
    from archive.database import reading
    from archive.export.package import into_folder, into_zip, write_package
    from archive.export.result import exportable, query_of_table
    from archive.export.selection import Selection
    from archive.output import deliver
    from archive.site.public import TABLES
    from archive.transactions import one_moment

    asked.refuse(*_OPTIONS, why="not with --all, which writes every table whole")
    if table is not None or output is None:
        raise click.UsageError("--all writes every table: name none, and give the folder or the ZIP with -o")
    made = _made(_PACKAGE)
    with reading(directory) as db, one_moment(db.conn):
        names = [name for name in exportable(db.conn) if name in TABLES]
        queries = [query_of_table(db.conn, name, Selection()) for name in names]
        if output.suffix.lower() == ".zip":

            def pack(stream: Any) -> int:
                with into_zip(stream, made) as opened:
                    return write_package(db.conn, queries, opened, made)

            count = deliver(pack, "the archive", output)
        else:
            with into_folder(output) as opened:
                count = write_package(db.conn, queries, opened, made)
    click.echo(f"{output}: {len(names)} tables, {count} rows", err=True)


def _made(name: str) -> Made:
    from importlib.metadata import version

    from archive.export.package import Made
    from scraper.clock import now

    return Made(name, now().isoformat(timespec="seconds"), version("congtin"))


def _export_popolo(directory: Path, asked: _Asked, output: Path | None) -> None:
    from archive.database import reading
    from archive.popolo import Selection, export_popolo

    asked.refuse("file_format", why="popolo is JSON and has no other format; leave it out")
    asked.refuse("words", "where", "sql", "params", why="not for popolo")
    selection = Selection(asked.portal, asked.unit, _iso(asked.since), _iso(asked.until), asked.person)
    with reading(directory) as db:
        count = export_popolo(db, output, selection)
    if output is not None:
        click.echo(f"{output}: {count} persons", err=True)


def _export_warc(directory: Path, asked: _Asked, output: Path | None) -> None:
    from archive.warc_export import WarcSelection, export_warc

    asked.refuse("file_format", "unit", "person", "words", "where", "sql", "params", why="not for warc")
    if output is None or not output.name.endswith(_WARC_SUFFIX):
        raise click.UsageError(f"warc needs a file to write: -o NAME{_WARC_SUFFIX}")
    index = output.with_name(output.name.removesuffix(_WARC_SUFFIX) + ".cdxj") if asked.cdxj else None
    selection = WarcSelection(asked.portal, asked.since, asked.until, asked.query)
    count = export_warc(directory, selection, output, index=index)
    click.echo(f"{output}: {count} records" + (f"; index: {index}" if index else ""), err=True)


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
