"""One thing altered anywhere is named: a row of any table, a byte of stored pages, manifests, or the database."""

from __future__ import annotations

import hashlib
import json
import random
import shutil
import sqlite3
from itertools import zip_longest
from pathlib import Path
from typing import Any
from zlib import crc32

import pytest

from archive.manifests.covered import UNITS, Table
from tests.archive.sealed import copy_of, findings, other_hand, sentences, tables
from tests.portals.command import congtin

pytestmark = pytest.mark.long

ALTERED: list[Any] = ["ai đó sửa", 4_815_162_342, None, b"\x00\xff"]


@pytest.fixture(scope="module")
def ours(sealed: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy that is altered and put right again, test by test."""
    return copy_of(sealed, tmp_path_factory.mktemp("ours") / "archive")


def of_rows(archive: Path) -> list[Any]:
    """What is found wrong with rows, without a look at any stored page."""
    return findings(archive, quick=True)


def rounds() -> list[list[Table]]:
    """The tables in groups of which each has one table a kind of unit, so that no alteration hides another."""
    kinds = [[table for table in of_kind if table.name in tables()] for of_kind in UNITS.values()]
    return [[table for table in group if table] for group in zip_longest(*kinds)]


@pytest.mark.parametrize("group", rounds(), ids=lambda group: f"{group[0].name}-and-{len(group) - 1}-more")
def test_changed_values_are_named_by_table_key_and_column(sealed: Path, tmp_path: Path, group: list[Table]) -> None:
    archive = copy_of(sealed, tmp_path / "archive")
    changed = {}
    with other_hand(archive) as connection:
        connection.execute("PRAGMA ignore_check_constraints = ON")
        for table in group:
            chance = random.Random(table.name)
            columns, rows = _rows(connection, table.name)
            free = [name for name in columns if name not in table.without and name not in _key(connection, table.name)]
            row, column = dict(zip(columns, chance.choice(rows), strict=True)), chance.choice(free or columns)
            for value in chance.sample(ALTERED, len(ALTERED)):
                if _byte(value) != _byte(row[column]) and _change(connection, table.name, row, column, value):
                    changed[table.name] = (row, column)
                    break
    assert set(changed) == {table.name for table in group}
    found = of_rows(archive)
    for name, (row, column) in changed.items():
        named = [one for one in found if one.table == name and one.part == "rows"]
        assert named, f"{name}.{column}: {sentences(found)}"
        with other_hand(archive) as connection:
            names_it = {*_key(connection, name), next(t for t in group if t.name == name).owner.removeprefix("{row}.")}
        if column not in names_it:  # else it is another row now, and the one that was sealed is missing
            assert [one.columns for one in named] == [(column,)], name
            assert named[0].key is not None and set(named[0].key.values()) <= set(row.values())


@pytest.mark.parametrize("group", rounds(), ids=lambda group: f"{group[0].name}-and-{len(group) - 1}-more")
def test_missing_rows_are_named(sealed: Path, tmp_path: Path, group: list[Table]) -> None:
    archive = copy_of(sealed, tmp_path / "archive")
    with other_hand(archive) as connection:
        for table in group:
            columns, rows = _rows(connection, table.name)
            row = dict(zip(columns, random.Random(table.name).choice(rows), strict=True))
            where, keys = _where(connection, table.name, row)
            connection.execute(f"DELETE FROM {table.name} WHERE {where}", keys)
    found = of_rows(archive)
    for table in group:
        assert [one for one in found if one.table == table.name and "missing" in one.sentence], table.name


@pytest.mark.parametrize("group", rounds(), ids=lambda group: f"{group[0].name}-and-{len(group) - 1}-more")
def test_rows_too_many_are_named(sealed: Path, tmp_path: Path, group: list[Table]) -> None:
    archive = copy_of(sealed, tmp_path / "archive")
    with other_hand(archive) as connection:
        for table in group:
            columns, rows = _rows(connection, table.name)
            row = list(rows[0])
            for name in {*_key(connection, table.name)[-1:], *_unique(connection, table.name)}:
                place = columns.index(name)
                row[place] = 9_876_543 if isinstance(row[place], int) else "thêm vào"
            marks = ", ".join("?" * len(columns))
            names = ", ".join(f'"{name}"' for name in columns)
            connection.execute(f"INSERT INTO {table.name} ({names}) VALUES ({marks})", row)
    found = of_rows(archive)
    for table in group:
        assert [one for one in found if one.table == table.name], (table.name, sentences(found))


def _rows(connection: sqlite3.Connection, table: str) -> tuple[list[str], list[tuple[Any, ...]]]:
    columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
    names = ", ".join(f'"{name}"' for name in columns)
    return columns, connection.execute(f"SELECT {names} FROM {table}").fetchall()


def _key(connection: sqlite3.Connection, table: str) -> list[str]:
    return [row[1] for row in connection.execute(f"PRAGMA table_info({table})") if row[5]]


def _byte(value: Any) -> int:
    """What a mark has of a value: of 255 alterations one leaves it as it was, and only table and row are named."""
    written = {"hex": value.hex()} if isinstance(value, bytes) else value
    return crc32(json.dumps(written, ensure_ascii=False, separators=(",", ":")).encode()) % 255


def _unique(connection: sqlite3.Connection, table: str) -> set[str]:
    """The columns of which two rows cannot have the same, beside the key."""
    found = set()
    for row in connection.execute(f"PRAGMA index_list({table})").fetchall():
        if row[2] and row[3] != "pk":
            found |= {column for _, _, column in connection.execute(f"PRAGMA index_info({row[1]})")}
    return found


def _where(connection: sqlite3.Connection, table: str, row: dict[str, Any]) -> tuple[str, list[Any]]:
    key = _key(connection, table)
    return " AND ".join(f'"{name}" IS ?' for name in key), [row[name] for name in key]


def _change(connection: sqlite3.Connection, table: str, row: dict[str, Any], column: str, value: Any) -> bool:
    """Change a value; false where the database itself does not take it, or stores what it was."""
    where, keys = _where(connection, table, row)
    before = connection.execute(f"SELECT * FROM {table}").fetchall()
    try:
        connection.execute(f'UPDATE {table} SET "{column}" = ? WHERE {where}', [value, *keys])
    except sqlite3.IntegrityError:
        return False
    return connection.execute(f"SELECT * FROM {table}").fetchall() != before


def test_another_schema_is_named(sealed: Path, tmp_path: Path) -> None:
    archive = copy_of(sealed, tmp_path / "archive")
    with other_hand(archive) as connection:
        connection.execute("DROP VIEW article_list")
        connection.execute("CREATE INDEX mine ON articles (title)")
    said = sentences(of_rows(archive))
    assert "sqlite_schema: row 1 of schema article_list" in said
    assert "sqlite_schema" in said and "schema mine" in said


def test_other_words_in_the_search_are_named(sealed: Path, tmp_path: Path) -> None:
    archive = copy_of(sealed, tmp_path / "archive")
    with other_hand(archive) as connection:
        block, data = connection.execute(
            "SELECT id, block FROM articles_fts_data WHERE instr(block, CAST('nam' AS BLOB)) > 0 LIMIT 1"
        ).fetchone()
        connection.execute("UPDATE articles_fts_data SET block = ? WHERE id = ?", (data.replace(b"nam", b"nan"), block))
    [found] = findings(archive)
    assert found.part == "search"


def _flipped(path: Path, chance: random.Random) -> int:
    """Flip a bit of a byte of a file and return where."""
    content = bytearray(path.read_bytes())
    place = chance.randrange(len(content))
    content[place] ^= 1 << chance.randrange(8)
    path.write_bytes(content)
    return place


def _page_file(archive: Path) -> Path:
    return next((archive / "pages").glob("*/*.warc.zst"))


@pytest.mark.parametrize("seed", range(4))
def test_a_flipped_bit_of_the_stored_pages_is_named_by_file_and_place(ours: Path, seed: int) -> None:
    path = _page_file(ours)
    whole = path.read_bytes()
    place = _flipped(path, random.Random(seed))
    found = findings(ours)
    path.write_bytes(whole)
    name = str(path.relative_to(ours))
    [piece] = [one for one in found if one.part == "pages"]
    assert piece.file == name
    assert f"bytes {piece.offset} to " in piece.sentence
    begin = piece.offset or 0
    end = int(piece.sentence.split(" are not")[0].rsplit(" ", 1)[1])
    assert begin <= place < end
    # None of its pages is read without the dictionary that a file may begin with, a frame that other readers skip.
    dictionary = 8 + int.from_bytes(whole[4:8], "little") if whole.startswith(b"\x5d\x2a\x4d\x18") else 0
    with other_hand(ours) as connection:
        damaged = connection.execute(
            "SELECT id FROM captures WHERE warc = ? "
            "AND (? < ? OR (warc_offset <= ? AND ? < warc_offset + warc_length))",
            (name.removeprefix("pages/"), place, dictionary, place, place),
        ).fetchall()
    told = {one.key["id"] for one in found if one.part == "captures" and one.key}
    assert told <= {key for (key,) in damaged}, "no other capture is called damaged"


@pytest.mark.parametrize("seed", range(4))
def test_a_flipped_bit_of_a_manifest_is_named(ours: Path, seed: int) -> None:
    chance = random.Random(seed)
    path = chance.choice(sorted((ours / "manifests").iterdir()))
    whole = path.read_bytes()
    _flipped(path, chance)
    found = of_rows(ours)
    path.write_bytes(whole)
    assert [one for one in found if one.file == f"manifests/{path.name}"], sentences(found)


@pytest.mark.parametrize("before", [b'"unit":"', b'"key":"', b'"sha256":"'])
def test_a_manifest_with_a_byte_that_is_no_text_any_more_is_named(ours: Path, before: bytes) -> None:
    path = next(path for path in sorted((ours / "manifests").iterdir()) if b'"key":"' in path.read_bytes())
    whole = path.read_bytes()
    changed = bytearray(whole)
    changed[whole.index(before, whole.index(b'"unit":"')) + len(before)] ^= 0x80
    path.write_bytes(changed)
    found = of_rows(ours)
    path.write_bytes(whole)
    assert [one for one in found if one.file == f"manifests/{path.name}"], sentences(found)


@pytest.mark.parametrize(
    ("table", "column"), [("portals", "id"), ("articles", "url"), ("captures", "warc"), ("manifests", "sealed_at")]
)
def test_a_text_whose_bytes_are_none_is_named_and_hides_nothing_else(
    sealed: Path, tmp_path: Path, table: str, column: str
) -> None:
    archive = copy_of(sealed, tmp_path / "archive")
    with other_hand(archive) as connection:
        newest = f"SELECT max(rowid), CAST({column} AS BLOB) FROM {table} WHERE {column} IS NOT NULL"
        row, text = connection.execute(newest).fetchone()
        broken = text[:1] + bytes([text[1] ^ 0x80]) + text[2:]
        connection.execute(f"UPDATE {table} SET {column} = CAST(? AS TEXT) WHERE rowid = ?", (broken, row))
        connection.execute("UPDATE events SET text = 'ngày khác' WHERE article = (SELECT min(article) FROM events)")
    found = of_rows(archive)
    assert {table, "events"} <= {one.table for one in found}, sentences(found)
    for words in ((), ("--json",)):
        told = congtin("verify", "--quick", *words, "--archive", archive)
        assert (told.returncode, table in told.stdout, told.stderr) == (1, True, "")


@pytest.mark.parametrize("seed", range(6))
def test_a_flipped_bit_of_the_database_is_named_or_in_no_row(ours: Path, seed: int) -> None:
    before = _content(ours)
    whole = (ours / "archive.db").read_bytes()
    place = _flipped(ours / "archive.db", random.Random(seed))
    found = findings(ours)
    after = None if found else _content(ours)
    for name in ("archive.db-wal", "archive.db-shm"):
        (ours / name).unlink(missing_ok=True)
    (ours / "archive.db").write_bytes(whole)
    assert found or after == before, f"byte {place}"


def _content(archive: Path) -> dict[str, list[str]]:
    """Every row that manifests cover, as the database gives it."""
    with other_hand(archive) as connection:
        connection.text_factory = bytes
        return {name: sorted(map(repr, connection.execute(f"SELECT * FROM {name}"))) for name in tables()}


@pytest.mark.parametrize("kept", [0.3, 0.999])
def test_a_file_that_was_cut_short_is_named(sealed: Path, tmp_path: Path, kept: float) -> None:
    for kind in ("pages", "manifests", "archive.db"):
        archive = copy_of(sealed, tmp_path / "archive")
        path = {"pages": _page_file(archive), "manifests": archive / "manifests" / "000002.jsonl"}.get(
            kind, archive / "archive.db"
        )
        content = path.read_bytes()
        path.write_bytes(content[: int(len(content) * kept)])
        found = findings(archive)
        assert [one for one in found if one.file and path.name in one.file], (kind, sentences(found))


def test_stored_pages_that_are_gone_are_named(sealed: Path, tmp_path: Path) -> None:
    archive = copy_of(sealed, tmp_path / "archive")
    shutil.rmtree(archive / "pages")
    found = findings(archive)
    assert {one.part for one in found} == {"pages"}
    gone = {path.relative_to(sealed).as_posix() for path in (sealed / "pages").glob("*/*")}
    assert {one.file for one in found if "the file is missing" in one.sentence} == gone


@pytest.mark.parametrize("which", [slice(None), slice(-1, None), slice(1)])
def test_manifests_that_are_gone_are_named_and_no_row_is_called_altered(
    sealed: Path, tmp_path: Path, which: slice
) -> None:
    archive = copy_of(sealed, tmp_path / "archive")
    gone = sorted((archive / "manifests").iterdir())[which]
    for path in gone:
        path.unlink()
    found = of_rows(archive)
    assert {one.file for one in found if one.part == "manifests"} == {f"manifests/{path.name}" for path in gone}
    [rows] = [one for one in found if one.part == "rows"]
    assert "cannot be told without" in rows.sentence


def test_a_manifest_of_another_state_of_the_database_is_named(sealed: Path, tmp_path: Path) -> None:
    archive = copy_of(sealed, tmp_path / "archive")
    newest = sorted((archive / "manifests").iterdir())[-1]
    with other_hand(archive) as connection:
        connection.execute("DELETE FROM manifests WHERE name = ?", (newest.name,))
    assert f"manifests/{newest.name}: the database does not know this manifest" in sentences(findings(archive))


def test_a_chain_that_was_written_anew_is_named(sealed: Path, tmp_path: Path) -> None:
    """Whoever alters a manifest and its digest in the database still has the next manifest against him."""
    archive = copy_of(sealed, tmp_path / "archive")
    path = archive / "manifests" / "000002.jsonl"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(lines[:-1]), encoding="utf-8")
    with other_hand(archive) as connection:
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        connection.execute("UPDATE manifests SET sha256 = ? WHERE number = 2", (digest,))
    assert "manifests/000003.jsonl: the manifest and the database do not say the same" in sentences(of_rows(archive))


def test_findings_are_plain_json(sealed: Path, tmp_path: Path) -> None:
    archive = copy_of(sealed, tmp_path / "archive")
    with other_hand(archive) as connection:
        connection.execute("UPDATE articles SET title = 'khác' WHERE id = (SELECT min(id) FROM articles)")
    for finding in of_rows(archive):
        said = json.loads(json.dumps(finding.to_dict()))
        assert said["table"] == "articles" and said["columns"] == ["title"] and said["key"]["id"]
