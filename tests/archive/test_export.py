from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from archive.database import writing
from archive.export import export_csv, exportable, formula_safe
from scraper.errors import ArchiveError

NAMES = ["Đặng Văn Thành", "=1+1", "+84 239", "-5", "@SUM(A1)", "\tx", 'says "no", twice', "two\nlines", None]


@pytest.fixture
def portals(archive_directory: Path) -> Path:
    with writing(archive_directory) as db:
        for number, name in enumerate(NAMES):
            row = (str(number), name or "", "https://a.example/")
            db.execute("INSERT INTO portals (id, name, url) VALUES (?, ?, ?)", row)
    return archive_directory


def test_complete_with_bom_and_formula_safe(portals: Path, tmp_path: Path) -> None:
    output = tmp_path / "portals.csv"
    with writing(portals) as db:
        assert export_csv(db, "portals", output) == len(NAMES)
    raw = output.read_bytes()
    assert raw.startswith(b"\xef\xbb\xbfid,name,url,")
    rows = list(csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline="")))
    assert [row[1] for row in rows[1:]] == [
        "Đặng Văn Thành", "'=1+1", "'+84 239", "'-5", "'@SUM(A1)", "'\tx", 'says "no", twice', "two\nlines", "",
    ]  # fmt: skip
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_numbers_are_left_alone() -> None:
    assert formula_safe(-5) == -5
    assert formula_safe(None) is None


def test_an_unknown_table_names_the_known_ones(portals: Path, tmp_path: Path) -> None:
    with writing(portals) as db:
        with pytest.raises(ArchiveError, match=r"no table or view of this archive; there are: .*articles"):
            export_csv(db, "artikles", tmp_path / "x.csv")
        with pytest.raises(ArchiveError, match="no table"):
            export_csv(db, 'portals"; DROP TABLE portals; --', tmp_path / "x.csv")
    assert not (tmp_path / "x.csv").exists()


def test_a_file_that_cannot_be_written(portals: Path, tmp_path: Path) -> None:
    with writing(portals) as db, pytest.raises(ArchiveError, match="cannot be written"):
        export_csv(db, "portals", tmp_path / "none" / "x.csv")


def test_everything_readable_is_exportable_and_no_shadow_table(portals: Path) -> None:
    with writing(portals) as db:
        names = exportable(db)
    assert {"articles", "official_mentions", "tenures"} <= set(names)
    assert not [name for name in names if "fts" in name or name.startswith("_")]
