"""The gazetteer in the archive: whole, brought up to date, told in views, referred to by portals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive.database import writing
from scraper.units import gazetteer

if TYPE_CHECKING:
    from pathlib import Path


def test_a_new_archive_has_all_units(archive_directory: Path) -> None:
    with writing(archive_directory) as db:
        assert db["units"].count == len(gazetteer())
        assert db.execute("PRAGMA foreign_key_check").fetchall() == []
        valid = "(valid_from IS NULL OR valid_from <= :day) AND (valid_to IS NULL OR valid_to >= :day)"
        counts = f"SELECT count(*) FROM units WHERE level = 'province' AND {valid}"
        assert db.execute(counts, {"day": "2025-06-30"}).fetchone() == (63,)
        assert db.execute(counts, {"day": "2025-07-01"}).fetchone() == (34,)


def test_what_became_of_a_town(archive_directory: Path) -> None:
    with writing(archive_directory) as db:
        rows = db.execute(
            "SELECT o.name, n.name FROM unit_successors s JOIN units o ON o.id = s.unit "
            "JOIN units n ON n.id = s.successor JOIN units t ON t.id = o.parent WHERE t.name = 'thị xã Kỳ Anh' AND n.valid_from = '2025-07-01'"
        ).fetchall()
        history = db.execute(
            "SELECT predecessors, province FROM unit_history WHERE name = 'phường Sông Trí' AND valid_to IS NULL"
        ).fetchone()
    assert ("phường Hưng Trí", "phường Sông Trí") in rows
    assert ("phường Kỳ Ninh", "phường Hải Ninh") in rows
    assert "phường Hưng Trí (18754-2023)" in history[0]
    assert history[1] == "tỉnh Hà Tĩnh"


def test_older_data_are_brought_up_to_date_and_nothing_is_deleted(archive_directory: Path) -> None:
    with writing(archive_directory) as db:
        db.execute("UPDATE units SET name = 'thị xã Cũ' WHERE id = '449-2023'")
        db.execute("DELETE FROM unit_successors")
        db.execute(
            "INSERT INTO units (id, name, kind, level, province, basis) "
            "VALUES ('x', 'tỉnh X', 'tỉnh', 'province', 'x', '')"
        )
        db.execute("UPDATE unit_data SET version = 'older'")
        db.execute("INSERT INTO portals (id, name, url, unit_id) VALUES ('k', 'K', 'https://k.example/', '449-2023')")
    with writing(archive_directory) as db:
        assert db.execute("SELECT name FROM units WHERE id = '449-2023'").fetchone() == ("thị xã Kỳ Anh",)
        assert db["unit_successors"].count == sum(len(unit.successors) for unit in gazetteer())
        assert db["units"].count == len(gazetteer()) + 1
        assert db.execute("SELECT version FROM unit_data").fetchall() == [(gazetteer().version,)]
        assert db.execute("PRAGMA foreign_key_check").fetchall() == []
