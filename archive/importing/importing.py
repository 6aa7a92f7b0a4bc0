"""Importing web-archive files of anybody: kept unchanged, indexed, and taken in in the order of their times."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from typing import TYPE_CHECKING

from archive.after_run import complete
from archive.database import cannot_be_written, transaction
from archive.importing.files import ImportFolder
from archive.importing.first_pass import FirstPass, know_file
from archive.importing.going_on import begun_with
from archive.importing.index import RecordIndex
from archive.importing.narrowed import wanted_in_part_only
from archive.importing.note import read_note, write_note
from archive.importing.options import ImportOptions
from archive.importing.revisits import Originals, lacking_originals
from archive.importing.run import ImportRun
from archive.importing.second_pass import SecondPass
from archive.importing.tally import ImportSummary, Problems
from archive.layout import PAGES_NAME
from archive.templates import learn_and_read_again
from scraper.clock import now, standing, timestamp
from scraper.warc import read_record

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from sqlite_utils import Database

    from archive.importing.files import KeptFile
    from scraper.portal import Portal


def import_files(
    db: Database,
    directory: Path,
    files: Sequence[Path],
    options: ImportOptions | None = None,
    missing: Sequence[tuple[str, str, str]] = (),
) -> ImportSummary:
    """Take web-archive files into an archive; what is known already changes nothing.

    Args:
        db: the archive, open for writing.
        directory: its folder.
        files: WARC files, however packed, and WACZ files.
        options: what is wanted of them.
        missing: captures that a web archive did not give out, noted with the import: address, time, reason.

    Raises:
        ArchiveError: a file cannot be read, or the archive cannot be written. What has been taken in until then stays;
            the same import goes on with it.
    """
    kept = [one for path in files for one in ImportFolder(db.conn, directory).keep(path)]
    return _import(db, directory, kept, options or ImportOptions(), missing)


def _import(
    db: Database,
    directory: Path,
    kept: list[KeptFile],
    options: ImportOptions,
    missing: Sequence[tuple[str, str, str]],
) -> ImportSummary:
    """Import files that are in their place, as far as no import has taken them in."""
    with standing(now()):
        try:
            fresh = _not_yet_imported(db.conn, kept)
            fresh += _to_read_again(db.conn, directory / PAGES_NAME, kept, fresh)
            names = {file.name for file in fresh}
            others = [file for file in kept if file.name not in names]
            fresh += wanted_in_part_only(db.conn, directory / PAGES_NAME, others, options)
            if not fresh:
                return ImportSummary(files_known=len(kept))
            summary = _run(db, directory, fresh, options, missing)
            _note_missing(db.conn, summary, fresh[0].name, missing)
        except sqlite3.OperationalError as error:
            raise cannot_be_written(directory, error) from error
    summary.files_known = len(kept) - len(fresh)
    return summary


def repeat_import(db: Database, directory: Path, note: Path) -> ImportSummary:
    """Do an import once more from its files in the archive's folder of pages and the note beside them.

    Imports and crawls are to be repeated in the order in which they were made: a note says how many captures the
    archive held before (:attr:`archive.importing.note.ImportNote.after`).

    Args:
        db: an archive, open for writing, that does not know the files.
        directory: its folder.
        note: the note, ``import-00001.json``.

    Raises:
        ArchiveError: the note or a file cannot be read, or the archive cannot be written.
    """
    said = read_note(note)
    options = ImportOptions(said.portals, said.only, said.first, said.last, said.source)
    folder = ImportFolder(db.conn, directory)
    kept = [one for name in said.files for one in folder.keep(directory / PAGES_NAME / name)]
    kept = [replace(one, problem=said.problems.get(one.name)) for one in kept]
    with standing(said.moment):
        summary = _import(db, directory, kept, options, said.missing)
    with transaction(db.conn):
        sources = [(source, name) for name, source in said.files.items()]
        db.conn.executemany("UPDATE import_files SET source = ? WHERE name = ?", sources)
    return summary


def _run(
    db: Database,
    directory: Path,
    files: list[KeptFile],
    options: ImportOptions,
    missing: Sequence[tuple[str, str, str]],
) -> ImportSummary:
    """Run one import of files that are in their place."""
    connection: sqlite3.Connection = db.conn
    pages, moment = directory / PAGES_NAME, timestamp(now())
    begun = begun_with(connection, pages, files, options)
    if begun is not None:
        files, options = begun.files, begun.options
    summary = ImportSummary(files=len(files))
    summary.number = _begin(connection, files, moment, options, begun.number if begun else None)
    problems = Problems(connection, summary.number, summary)
    index = RecordIndex()
    run = ImportRun(connection, pages, options, moment, index, summary, problems)
    try:
        first = FirstPass(run)
        for file in files:
            first.read(file)
        first.leave_out_embedded()
        write_note(connection, pages, summary.number, files, first.portals, options, missing)
        SecondPass(run).take_in(first.portals)
    finally:
        index.close()
    _learn(run, first.portals)
    summary.notes += complete(db, directory)
    _end(run)
    return summary


def _note_missing(
    connection: sqlite3.Connection, summary: ImportSummary, file: str, missing: Sequence[tuple[str, str, str]]
) -> None:
    """Note the captures that were not given out as problems of the import; they are no records of its files."""
    problems = Problems(connection, summary.number, summary)
    with transaction(connection):
        for url, time, reason in missing:
            problems.note(file, None, url, f"the capture of {time} was not brought home: {reason}")


def _not_yet_imported(connection: sqlite3.Connection, kept: list[KeptFile]) -> list[KeptFile]:
    """Return the files that no import has taken in to its end, each once."""
    rows = connection.execute(
        "SELECT f.sha256 FROM import_files f JOIN imports i ON i.id = f.import WHERE i.finished IS NOT NULL"
    )
    known = {sha256 for (sha256,) in rows}
    return list({file.sha256: file for file in reversed(kept) if file.sha256 not in known}.values())[::-1]


def _to_read_again(
    connection: sqlite3.Connection, pages: Path, kept: list[KeptFile], fresh: list[KeptFile]
) -> list[KeptFile]:
    """Return the files that were imported before what their revisits refer to, where that has come now or may come.

    What else they hold is known by then. Such an import has a number and a note of its own, for it can be repeated only
    behind the one that brought what was lacking.
    """
    again: list[KeptFile] = []
    names = {file.name for file in fresh}
    for file in {one.name: one for one in reversed(kept) if one.name not in names}.values():
        lacking = [(name, lacking_originals(connection, name)) for name in (file.name, file.members_name)]
        if any(found and (fresh or _any_is_there(connection, pages, name, found)) for name, found in lacking):
            again.append(file)
    return again[::-1]


def _any_is_there(connection: sqlite3.Connection, pages: Path, name: str, offsets: list[int]) -> bool:
    """Tell whether the archive has by now what any of some revisits of a file refers to."""
    index = RecordIndex()
    try:
        originals = Originals(connection, pages, index)
        return any(originals.is_there(read_record(pages / name, offset, 0)) for offset in offsets)
    finally:
        index.close()


def _begin(
    connection: sqlite3.Connection, files: list[KeptFile], moment: str, options: ImportOptions, begun: int | None
) -> int:
    """Begin an import, or go on with the one of a number; returns its number."""
    source = options.source or ", ".join(file.source for file in files)
    with transaction(connection):
        if begun is not None:
            number = begun
            connection.execute("DELETE FROM import_problems WHERE import = ?", (number,))
        else:
            cursor = connection.execute("INSERT INTO imports (source, started) VALUES (?, ?)", (source, moment))
            number = int(cursor.lastrowid or 0)
        connection.executemany(
            "INSERT INTO import_files (name, import, source, sha256, size) VALUES (?, ?, ?, ?, ?) "
            "ON CONFLICT DO NOTHING",
            [(file.name, number, file.source, file.sha256, file.size) for file in files],
        )
        for file in files:
            know_file(connection, file.name, file.size)
    return number


def _learn(run: ImportRun, portals: dict[str, Portal]) -> None:
    """Learn what the articles of portals share, where there are new ones."""
    with transaction(run.connection):
        for portal in portals.values():
            if run.summary.articles[portal.id]:
                learn_and_read_again(run.connection, run.pages, portal, run.moment)


def _end(run: ImportRun) -> None:
    """Note the balance of an import."""
    summary = run.summary
    skipped = "; ".join(f"{count} {reason}" for reason, count in summary.skipped.most_common())
    with transaction(run.connection):
        run.connection.execute(
            "UPDATE imports SET finished = ?, outcome = ?, note = ?, records = ?, captures = ?, damaged = ?, "
            "skipped = ? WHERE id = ?",
            (run.moment, "ok" if summary.is_whole else "damaged", skipped or None, summary.records, summary.captures,
             summary.damaged, summary.skipped.total(), summary.number),
        )  # fmt: skip
