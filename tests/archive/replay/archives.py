"""Archives held against each other: every row of every table, and what people export of them."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from tests.portals.command import congtin, rows

# What says of a database when it was made, and is in no page: steps of the schema, the gazetteer's date, manifests; and
# what says of a machine what ran on it and who was told.
_OF_THE_DATABASE = {
    "_sqlite_migrations", "unit_data", "manifests", "unsealed", "runs", "run_crawls", "portal_states", "notices",
}  # fmt: skip
# Where the manifests stand in a file; a new database is sealed anew.
_SEALED = {"warc_files": {"sealed"}}
# FTS5 keeps the words of its rows in segments, as it was told them: in one transaction or in many. What they say is
# read from the index itself, word by word.
_INDEXES = ("articles_fts", "article_search_words")
_SEGMENTS = {f"{index}_{kind}" for index in _INDEXES for kind in ("data", "idx")}
EXPORTED = ("article_list", "official_mentions", "tenures", "captures")


def all_rows(archive: Path) -> dict[str, list[str]]:
    """Return every row of every table that has a row, as text, by table; of the search's indexes every word."""
    names = [name for (name,) in rows(archive, "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
    found = {}
    for name in names:
        if name in _OF_THE_DATABASE | _SEGMENTS or name.startswith("sqlite_"):
            continue
        columns = [column for _, column, *_ in rows(archive, f"PRAGMA table_info({name})")]
        kept = ", ".join(f'"{column}"' for column in columns if column not in _SEALED.get(name, set()))
        found[name] = sorted(map(repr, rows(archive, f'SELECT {kept} FROM "{name}"')))
    found |= {f"{index}: words": indexed_words(archive, index) for index in _INDEXES}
    return {name: lines for name, lines in found.items() if lines}


def indexed_words(archive: Path, index: str) -> list[str]:
    """Return every word that a search index holds: the word, its row, its column and place where the index has them."""
    with closing(sqlite3.connect(f"{(archive / 'archive.db').resolve().as_uri()}?mode=ro", uri=True)) as connection:
        connection.execute(f"CREATE VIRTUAL TABLE temp.words USING fts5vocab ('main', '{index}', 'instance')")
        return sorted(map(repr, connection.execute("SELECT term, doc, col, offset FROM temp.words")))


def differences(one: Path, other: Path) -> dict[str, Any]:
    """Return by table the first rows that only one of two archives has; nothing where they are equal."""
    mine, theirs = all_rows(one), all_rows(other)
    found = {}
    for name in sorted(mine.keys() | theirs.keys()):
        here, there = set(mine.get(name, [])), set(theirs.get(name, []))
        if here != there:
            found[name] = (len(here - there), sorted(here - there)[:2], len(there - here), sorted(there - here)[:2])
    return found


def rebuilt(archive: Path, folder: Path) -> Path:
    """Return an archive that has nothing but another one's stored pages, and a database made from them."""
    made = folder / "rebuilt"
    shutil.copytree(archive / "pages", made / "pages")
    done = congtin("rebuild", "--archive", made)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "judged otherwise" not in done.stdout, done.stdout
    return made


def export(archive: Path, name: str) -> str:
    """Return a table or view as people export it."""
    done = congtin("export", name, "--archive", archive)
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("\n") > 1, f"{name} is empty"
    return done.stdout
