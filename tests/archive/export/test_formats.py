"""What is written is read back by others: csv, openpyxl, json, pyarrow."""

from __future__ import annotations

import csv
import json
import math
from pathlib import Path

import openpyxl
import pyarrow.parquet
import pytest
from sqlite_utils import Database

from archive.export import parquet_file, xlsx_file
from archive.export.cells import formula_safe
from archive.export.columns import Column, Table
from archive.export.deliver import export_query
from archive.export.formats import FORMATS
from archive.export.result import Kinds, query_of_sql, query_of_table, read
from archive.export.selection import Selection
from archive.export.xlsx_file import LONGEST, units
from scraper.errors import ArchiveError
from tests.archive.export.worlds import LONG, MADE, NAMES, exported

NUMBERS = "SELECT 1 AS whole, 2.5 AS part, NULL AS empty, x'00ff' AS bytes, 4503599627370497 AS id, 9e999 AS endless"


def columns(*names: str) -> Table:
    return Table("t", ("t", "t"), ("", ""), tuple(Column(name, "string", "", "") for name in names))


def test_csv_is_complete_with_bom_and_formula_safe(db: Database, tmp_path: Path) -> None:
    output = tmp_path / "portals.csv"
    assert exported(db, "portals", "csv", output) == len(NAMES)
    assert output.read_bytes().startswith(b"\xef\xbb\xbfid,name,url,")
    with output.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert [row[1] for row in rows[1:]] == [
        "Đặng Văn Thành", "'=1+1", "'+84 239", "'-5", "'@SUM(A1)", "'\tx", 'says "no", twice', "two\nlines", "",
    ]  # fmt: skip
    assert sorted(path.name for path in tmp_path.iterdir()) == ["portals.csv", "portals.dictionary.csv"]


def test_numbers_are_left_alone() -> None:
    assert formula_safe(-5) == -5
    assert formula_safe(None) is None


def test_jsonl_keeps_texts_and_types(db: Database, tmp_path: Path) -> None:
    output = tmp_path / "portals.jsonl"
    exported(db, "portals", "jsonl", output)
    text = output.read_text(encoding="utf-8")
    assert "Đặng Văn Thành" in text and "\\u" not in text
    assert [json.loads(line)["name"] for line in text.splitlines()] == NAMES
    exported(db, query_of_sql(NUMBERS), "jsonl", output)
    assert json.loads(output.read_text()) == {
        "whole": 1, "part": 2.5, "empty": None, "bytes": "00ff", "id": 4503599627370497, "endless": "Infinity",
    }  # fmt: skip


def test_a_workbook_has_the_rows_and_what_they_mean(db: Database, tmp_path: Path) -> None:
    output = tmp_path / "portals.xlsx"
    assert exported(db, "portals", "xlsx", output) == len(NAMES)
    book = openpyxl.load_workbook(output)
    assert book.sheetnames == ["Dữ liệu", "Từ điển"]
    sheet, meanings = book.worksheets
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[0][:3] == ("id", "name", "url")
    assert [row[1] or "" for row in rows[1:]] == NAMES
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {
        "s",
        "inlineStr",
        "n",
    }  # no formula, no link
    assert all(cell.hyperlink is None for row in sheet.iter_rows() for cell in row)
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == f"A1:O{len(NAMES) + 1}"
    said = {row[1]: row for row in meanings.iter_rows(values_only=True)}
    assert said["name"][0] == "portals" and said["name"][2] == "text" and said["name"][4] and said["name"][5]
    assert [path.name for path in tmp_path.iterdir()] == ["portals.xlsx"]


def test_a_number_that_excel_would_show_wrong_is_text(db: Database, tmp_path: Path) -> None:
    output = tmp_path / "query.xlsx"
    exported(db, query_of_sql(f"{NUMBERS}, -7 AS minus, 123456789012345 AS short"), "xlsx", output)
    sheet = openpyxl.load_workbook(output).worksheets[0]
    assert next(sheet.iter_rows(min_row=2, values_only=True)) == (
        1, 2.5, None, "00ff", "4503599627370497", "Infinity", -7, 123456789012345,
    )  # fmt: skip


def test_a_text_longer_than_a_cell_is_whole_on_a_sheet_of_its_own(db: Database, tmp_path: Path) -> None:
    output = tmp_path / "articles.xlsx"
    exported(db, "articles", "xlsx", output)
    book = openpyxl.load_workbook(output)
    assert book.sheetnames == ["Dữ liệu", "Từ điển", "Chữ dài"]
    heads = [cell.value for cell in book.worksheets[0][1]]
    [[number, row]] = [
        (number, row)
        for number, row in enumerate(book.worksheets[0].iter_rows(values_only=True), 1)
        if row[heads.index("title")] == "Nghị quyết"
    ]
    cell = row[heads.index("text")]
    assert "row 2" in cell and cell.startswith(LONG[:10_000]) and len(cell) < LONGEST
    pieces = list(book.worksheets[2].iter_rows(min_row=2, values_only=True))
    assert "".join(piece[3] for piece in pieces) == LONG
    assert {piece[:2] for piece in pieces} == {(number, "text")}


def test_excel_counts_in_units_of_utf16() -> None:
    assert units("a\U00020000ế") == 4


def test_more_rows_than_a_sheet_has_are_an_error_and_no_file(
    db: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(xlsx_file, "MOST_ROWS", 4)
    with pytest.raises(ArchiveError, match="take it as CSV or Parquet"):
        exported(db, "portals", "xlsx", tmp_path / "portals.xlsx")
    assert list(tmp_path.iterdir()) == []


def test_parquet_has_types_and_meanings(db: Database, tmp_path: Path) -> None:
    output = tmp_path / "articles.parquet"
    exported(db, "articles", "parquet", output)
    table = pyarrow.parquet.read_table(output)
    assert str(table.schema.field("id").type) == "int64"
    assert str(table.schema.field("rating_average").type) == "double"
    assert LONG in table.column("text").to_pylist()
    assert b"Canonical address" in table.schema.field("url").metadata[b"description_en"]
    assert b"Articles" in table.schema.metadata[b"title"]


def test_parquet_of_columns_without_a_type(db: Database, tmp_path: Path) -> None:
    output = tmp_path / "query.parquet"
    sql = "VALUES (1, 'a', x'01', 1, NULL), (2, 'b', x'02', 'hai', NULL), (NULL, NULL, NULL, 2.5, NULL)"
    exported(db, query_of_sql(sql), "parquet", output)
    table = pyarrow.parquet.read_table(output)
    assert [str(field.type) for field in table.schema] == ["int64", "string", "binary", "string", "string"]
    assert table.column(3).to_pylist() == ["1", "hai", "2.5"]
    assert table.column(0).to_pylist() == [1, 2, None]


def test_parquet_is_written_in_row_groups(db: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parquet_file, "_GROUP_ROWS", 4)
    output = tmp_path / "portals.parquet"
    exported(db, "portals", "parquet", output)
    assert pyarrow.parquet.ParquetFile(output).num_row_groups == math.ceil(len(NAMES) / 4)


def test_without_pyarrow_it_is_told_what_to_install(
    db: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)
    with pytest.raises(ArchiveError, match=r"pip install 'congtin\[parquet\]'"):
        exported(db, "portals", "parquet", tmp_path / "portals.parquet")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_rows_are_not_gathered(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows are counted as they are made and let go of: a file of any length takes the memory of a few of them."""
    monkeypatch.setattr(parquet_file, "_GROUP_ROWS", 10)
    held, most = 0, 0

    class Row(list[object]):
        def __init__(self, *cells: object) -> None:
            nonlocal held, most
            super().__init__(cells)
            held += 1
            most = max(held, most)

        def __del__(self) -> None:
            nonlocal held
            held -= 1

    with (tmp_path / "file").open("wb") as stream:
        writer = FORMATS[name].writer(stream, columns("a", "b"))
        writer.write(Row(f"=chữ {number}", None) for number in range(2_000))
        writer.finish()
        writer.close()
    assert 1 <= most <= 3


@pytest.mark.parametrize("name", ["csv", "xlsx", "jsonl", "parquet", "zip"])
def test_an_error_in_the_midst_leaves_no_file(db: Database, tmp_path: Path, name: str) -> None:
    sql = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 900) "
    broken = query_of_sql(sql + "SELECT i, CASE WHEN i = 800 THEN json_extract('{', '$') ELSE i END AS v FROM n")
    with pytest.raises(ArchiveError, match="malformed JSON"):
        exported(db, broken, name, tmp_path / f"query.{name}")
    assert list(tmp_path.iterdir()) == []


def test_two_columns_of_one_name_are_both_kept(db: Database, tmp_path: Path) -> None:
    output = tmp_path / "query.jsonl"
    exported(db, query_of_sql("SELECT 1 AS id, 2 AS id, 3 AS id_2"), "jsonl", output)
    assert json.loads(output.read_text()) == {"id": 1, "id_2": 2, "id_2_2": 3}


def test_what_columns_hold_is_found_where_nothing_says_it(db: Database) -> None:
    query = query_of_table(db.conn, "article_list", Selection())
    assert {column.name: column.kind for column in read(db.conn, query).table.columns}["captions"] == "integer"
    assert "" in {column.kind for column in read(db.conn, query, Kinds.DECLARED).table.columns}


def test_a_file_that_cannot_be_written(db: Database, tmp_path: Path) -> None:
    query = query_of_table(db.conn, "portals", Selection())
    for name in ("csv", "xlsx", "bibtex"):
        with pytest.raises(ArchiveError, match="cannot be written"):
            export_query(db.conn, query, name, tmp_path / "none" / "x", MADE)
