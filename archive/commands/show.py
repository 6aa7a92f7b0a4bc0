"""``congtin show``: all that is known of one article, and the stored page of any of its captures."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from archive.citation import FORMATS
from archive.commands.options import archive_option
from scraper.errors import ArchiveError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from archive.dossier import Capture, Dossier
    from archive.stored_copy import StoredCopy

_PARTS = {
    "raw": "Only the stored body, byte for byte (content encoding undone).",
    "headers": "Only status and headers of the stored answer.",
    "text": "Only what the article says: headline, lead, text, captions.",
    "record": "Only the record, as JSON.",
}


@dataclass(frozen=True, slots=True)
class _Shown:
    """What the arguments lead to: the article's dossier, or the captures of an address that is no article's."""

    connection: sqlite3.Connection
    pages: Path
    dossier: Dossier | None
    captures: list[Capture]
    url: str


def _parts(function: Any) -> Any:
    for name, words in reversed(_PARTS.items()):
        function = click.option(f"--{name}", is_flag=True, help=words)(function)
    return function


@click.command()
@click.argument("what", metavar="ARTICLE|URL|REVISION|CAPTURE")
@archive_option
@click.option("--capture", "capture_number", type=click.IntRange(1), metavar="N",
              help="The stored page of capture N (numbers as listed).")  # fmt: skip
@click.option("--revision", "revision_number", type=click.IntRange(1), metavar="N",
              help="Revision N instead of the newest.")  # fmt: skip
@click.option("--diff", "compared", type=(click.IntRange(1), click.IntRange(1)), metavar="A B",
              help="What changed from revision A to revision B, word by word.")  # fmt: skip
@_parts
@click.option("--html", "html_file", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
              help="Write the stored page as a page that is safe to open, without scripts (- prints it).")  # fmt: skip
@click.option("--cite", "cited", type=click.Choice(list(FORMATS)),
              help="Cite the newest revision, --revision N, or the one that --capture N shows.")  # fmt: skip
def show(
    what: str,
    directory: Path,
    capture_number: int | None,
    revision_number: int | None,
    compared: tuple[int, int] | None,
    html_file: Path | None,
    cited: str | None,
    **parts: bool,
) -> None:
    """Show what is known of an article: revisions, disappearances, captures; where each lies and what it says.

    ARTICLE is its id, URL any address it ever had; the id of a REVISION or of a CAPTURE of it does as well.

    Exit code: 0 ok; 1 where a stored page cannot be read or does not have the digest that was noted; 2 wrong usage.
    """
    from archive.database import PAGES_NAME, reading

    if sum(map(bool, (*parts.values(), html_file, cited, compared))) > 1:
        raise click.UsageError("give one of --raw, --headers, --text, --record, --html, --cite and --diff")
    if capture_number is not None and revision_number is not None:
        raise click.UsageError("give one of --capture and --revision: a capture shows one revision")
    if compared and (capture_number or revision_number):
        raise click.UsageError("--diff A B names both revisions: leave --capture and --revision out")
    part = next((name for name, given in parts.items() if given), None)
    with reading(directory) as db:
        db.conn.row_factory = sqlite3.Row
        shown, named_capture, named_revision = _find(db.conn, directory / PAGES_NAME, what)
        # An option goes before the capture or the revision whose id was named.
        capture = _capture(shown, capture_number, named_capture if revision_number is None else None)
        revision = revision_number or (named_revision if capture_number is None else None)
        if compared:
            _print_difference(shown, *compared)
        elif cited:
            _write(FORMATS[cited].write(_citation(shown, capture, revision)).encode())
        elif part in {"text", "record"}:
            _print_record(shown, _revision_of(shown, capture, revision), part)
        elif part or html_file or capture is not None:
            _print_page(shown, capture or _newest_page(shown, revision), part, html_file)
        else:
            _print_all(shown, revision)


def _find(connection: sqlite3.Connection, pages: Path, what: str) -> tuple[_Shown, int | None, int | None]:
    """Return what is shown, and the id of the capture and the number of the revision that were named, if any."""
    from archive.dossier import captures_of_address, read_dossier
    from archive.lookup import look_up

    meant = look_up(connection, what)
    if meant.article is None:
        url = meant.url or what
        return _Shown(connection, pages, None, captures_of_address(connection, url), url), meant.capture, None
    dossier = read_dossier(connection, meant.article)
    if dossier is None:
        raise ArchiveError(f"{what}: the article {meant.article} is not in this archive")
    number = next((r.row["number"] for r in dossier.revisions if r.row["id"] == meant.revision), None)
    return _Shown(connection, pages, dossier, dossier.captures, dossier.article["url"]), meant.capture, number


def _capture(shown: _Shown, number: int | None, named: int | None) -> Capture | None:
    if number is None:
        return next((capture for capture in shown.captures if capture.row["id"] == named), None)
    if number > len(shown.captures):
        raise ArchiveError(f"{shown.url}: has {len(shown.captures)} captures, there is no number {number}")
    return shown.captures[number - 1]


def _newest_page(shown: _Shown, revision: int | None) -> Capture:
    """Return the newest capture with a page, of a revision where one is given; the one it was read from first."""
    fitting = [
        capture
        for capture in shown.captures
        if capture.row["warc"] is not None
        and (shown.dossier is None or capture.row["revision_number"] is not None)
        and (revision is None or capture.row["revision_number"] == revision)
    ]
    if not fitting:
        of = f" of revision {revision}" if revision is not None else ""
        raise ArchiveError(f"{shown.url}: no page{of} is stored in this archive")
    return fitting[0 if revision is not None else -1]


def _revision_of(shown: _Shown, capture: Capture | None, number: int | None) -> sqlite3.Row:
    """Return the row of the revision that a number or a capture leads to, of the newest where there is neither."""
    if shown.dossier is None or not shown.dossier.revisions:
        raise ArchiveError(f"{shown.url}: is no article in this archive, so it has no record; --raw prints the page")
    if number is None and capture is not None:
        number = capture.row["revision_number"]
        if number is None:
            raise ArchiveError(
                f"capture {capture.number} of {shown.url}: shows no revision of the article; --raw prints it"
            )
    revision = shown.dossier.revisions[-1] if number is None else shown.dossier.revision(number)
    if revision is None:
        raise ArchiveError(
            f"{shown.url}: has revisions 1 to {len(shown.dossier.revisions)}, there is no number {number}"
        )
    return revision.row


def _citation(shown: _Shown, capture: Capture | None, number: int | None) -> Any:
    from archive.citation import citation_of
    from archive.dossier import read_record

    row = _revision_of(shown, capture, number)
    assert shown.dossier is not None  # noqa: S101  it has a revision
    read_from = shown.connection.execute("SELECT * FROM captures WHERE id = ?", (row["capture"],)).fetchone()
    return citation_of(shown.dossier.article, row, read_record(shown.connection, row["id"]), read_from)


def _print_all(shown: _Shown, revision: int | None) -> None:
    from archive.commands.show_lines import captures_lines, dossier_lines

    if revision is not None:
        _print_record(shown, _revision_of(shown, None, revision), "text")
    elif shown.dossier is not None:
        _print(dossier_lines(shown.dossier))
    else:
        click.echo(f"{shown.url}: a page that is no article")
        _print(captures_lines(shown.captures, shown.url))


def _print_difference(shown: _Shown, older: int, newer: int) -> None:
    from archive.commands.show_lines import difference_lines
    from archive.dossier import read_record
    from archive.revision_difference import record_differences

    rows = [_revision_of(shown, None, number) for number in (older, newer)]
    records = [read_record(shown.connection, row["id"]) for row in rows]
    _print(difference_lines(record_differences(*records)))


def _print_record(shown: _Shown, row: sqlite3.Row, part: str) -> None:
    from archive.commands.terminal import printable
    from archive.dossier import read_record

    record = read_record(shown.connection, row["id"])
    if part == "record":
        click.echo(json.dumps(record, ensure_ascii=False, indent=2))
        return
    captions = "\n".join(f"[ảnh] {caption['text']}" for caption in record["captions"])
    parts = [record["title"], record["lead"], record["text"], captions]
    click.echo(printable("\n\n".join(text for text in parts if text)))


def _print_page(shown: _Shown, capture: Capture, part: str | None, html_file: Path | None) -> None:
    from archive.commands.show_lines import capture_lines, header_lines
    from archive.stored_copy import read_stored_copy

    if part is None and html_file is None and capture.row["warc"] is None:
        _print(capture_lines(capture, None))
        return
    copy = read_stored_copy(shown.connection, shown.pages, capture.row)
    if part == "raw":
        _write(copy.answer.body)
    elif part == "headers":
        _print(header_lines(copy))
    elif html_file is not None:
        _write_safe_page(capture, copy, html_file)
    else:
        _print([*capture_lines(capture, copy), "", *header_lines(copy), "", _body_text(copy)])
    if not copy.is_intact:
        raise ArchiveError(
            f"capture {capture.row['id']} ({capture.row['url']}): the stored body has the SHA-256 {copy.digest}, not "
            f"{copy.expected} as noted when it was fetched; the file {capture.row['warc']} is damaged or was altered, "
            "`congtin verify` names all that is, restore it from a backup"
        )


def _body_text(copy: StoredCopy) -> str:
    from archive.commands.terminal import printable
    from scraper.extract.decode import decode

    if not copy.answer.body:
        return "(no body)"
    decoded = decode(copy.answer.body, copy.answer.header("Content-Type"))
    if not decoded.readable:
        return f"({len(copy.answer.body)} bytes that are no text: {decoded.problem}; --raw prints them)"
    return printable(decoded.text)


def _write_safe_page(capture: Capture, copy: StoredCopy, file: Path) -> None:
    from archive.output import deliver
    from archive.safe_page import provenance_of, safe_page

    page = safe_page(copy.answer, provenance_of(capture.row, copy), "en").encode()
    deliver(lambda stream: stream.write(page), "the stored page", None if str(file) == "-" else file)


def _print(lines: Iterable[str]) -> None:
    for line in lines:
        click.echo(line)


def _write(data: bytes) -> None:
    from archive.output import deliver

    deliver(lambda stream: stream.write(data), "what was asked for", None)
