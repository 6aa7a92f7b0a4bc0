"""Every capture against the record that it leads to: address, time, status, digest of the body."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from archive.layout import PAGES_NAME
from archive.verify.finding import Finding
from scraper.clock import timestamp
from scraper.content_encoding import BodyError
from scraper.errors import ArchiveError
from scraper.pages import digest
from scraper.warc import ANSWERS, answer_of, read_record
from scraper.warc.fields import FieldError, warc_date

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from scraper.warc import Record

_COLUMNS = ("id", "url", "final_url", "fetched_at", "status", "digest", "warc", "warc_offset", "warc_length")


def check_captures(
    connection: sqlite3.Connection, directory: Path, advance: Callable[[int], None] | None = None
) -> Iterator[Finding]:
    """Yield the captures whose record is not there, or says something else than their row.

    Args:
        connection: the archive.
        directory: its folder.
        advance: told how many captures have been looked at since it was told last.
    """
    query = f"SELECT {', '.join(_COLUMNS)} FROM captures WHERE warc IS NOT NULL ORDER BY warc, warc_offset"  # nosec B608 # noqa: S608
    for number, row in enumerate(connection.execute(query), 1):
        capture = dict(zip(_COLUMNS, row, strict=True))
        yield from _check(connection, directory, capture)
        if advance is not None and number % 100 == 0:
            advance(100)


def _check(connection: sqlite3.Connection, directory: Path, capture: dict[str, Any]) -> Iterator[Finding]:
    file = f"{PAGES_NAME}/{capture['warc']}"
    offset, length = capture["warc_offset"], capture["warc_length"]
    if type(offset) is not int or type(length) is not int or offset < 0 or length < 0:
        yield _wrong(capture, ("warc_offset", "warc_length"), "does not say where its page is stored")
        return
    path = directory / file
    try:
        record = read_record(path, offset, length)
    except ArchiveError as error:
        if path.exists():  # else it has been told of the file
            said = str(error).removeprefix(f"{path}: ")
            yield Finding("captures", f"{file}: {said} (capture {capture['id']} of {capture['url']})", file, offset,
                          "captures", {"id": capture["id"]})  # fmt: skip
        return
    columns = tuple(_disagreeing(connection, capture, record))
    if columns:
        yield _wrong(capture, columns, f"and its record at byte {offset} of {file} do not say the same", file, offset)


def _wrong(
    capture: dict[str, Any], columns: tuple[str, ...], what: str, file: str | None = None, offset: int | None = None
) -> Finding:
    sentence = f"captures: capture {capture['id']} of {capture['url']} {what} (column {', '.join(columns)})"
    return Finding("captures", sentence, file, offset, "captures", {"id": capture["id"]}, columns)


def _disagreeing(connection: sqlite3.Connection, capture: dict[str, Any], record: Record) -> Iterator[str]:
    """Yield the columns of a capture that its record says otherwise."""
    if record.url not in {capture["url"], capture["final_url"]}:
        yield "url"
    if not _is_same_moment(capture["fetched_at"], timestamp(record.date)):
        yield "fetched_at"
    if record.type not in ANSWERS:
        if capture["status"] is not None:
            yield "status"
        return
    try:
        answer = answer_of(record)
    except (ArchiveError, BodyError):
        # A body that cannot be decoded has been kept as it came, and no digest of it is known.
        if capture["digest"] is not None:
            yield "digest"
        return
    if record.type != "revisit" and answer.status != capture["status"]:
        yield "status"
    if capture["digest"] is not None and capture["digest"] != _digest_of(connection, capture, record, answer.body):
        yield "digest"


def _is_same_moment(stored: Any, recorded: str) -> bool:
    try:
        return timestamp(datetime.fromisoformat(stored)) == recorded
    except (TypeError, ValueError):
        return False


def _digest_of(connection: sqlite3.Connection, capture: dict[str, Any], record: Record, body: bytes) -> str | None:
    """Return the digest of a record's body; a revisit has that of the capture to which it refers.

    Web archives of others may name the time of that one by its day, or not at all (ISO 28500 asks for neither): then it
    is another page of the archive with these bytes, of the same address or of an article.
    """
    if record.type != "revisit":
        return digest(body)
    url = (record.header("WARC-Refers-To-Target-URI") or "").strip("<> ")
    expected = capture["digest"]
    row = connection.execute(
        "SELECT digest FROM captures WHERE url = ? AND fetched_at = ? AND digest IS NOT NULL "
        "ORDER BY digest = ? DESC LIMIT 1",
        (url, _moment(record.header("WARC-Refers-To-Date")), expected),
    ).fetchone()
    for condition, values in (("url IN (?, ?)", (url, record.url)), ("article IS NOT NULL", ())):
        row = (
            row
            or connection.execute(
                f"SELECT digest FROM captures WHERE {condition} AND digest = ? AND id <> ? "  # nosec B608 # noqa: S608
                "AND warc IS NOT NULL LIMIT 1",
                (*values, expected, capture["id"]),
            ).fetchone()
        )
    return None if row is None else str(row[0])


def _moment(stated: str | None) -> str | None:
    """Return a time that a record states as stored, ``None`` where it is none."""
    try:
        return None if stated is None else timestamp(warc_date(stated))
    except FieldError:
        return None
