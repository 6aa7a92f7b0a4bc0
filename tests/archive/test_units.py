"""The gazetteer in the archive: whole, brought up to date, told in views, referred to by portals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive.crawl_store import ArchiveCrawlStore
from archive.database import transaction, writing
from archive.load import load_article
from scraper.items import Article, Official, Place, Title
from scraper.portal import Portal
from scraper.units import gazetteer
from tests.archive.sealed import findings, other_hand, sentences

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
            "JOIN units n ON n.id = s.successor JOIN units t ON t.id = o.parent "
            "WHERE t.name = 'thị xã Kỳ Anh' AND n.valid_from = '2025-07-01'"
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
        noted = set(db.execute("SELECT kind, key FROM unsealed").fetchall())
        assert {("unit_data", "older"), ("unit_data", gazetteer().version), ("units", "44"), ("units", "x")} <= noted
        assert db.execute("PRAGMA foreign_key_check").fetchall() == []
    assert sentences(findings(archive_directory, quick=True)) == ""
    with other_hand(archive_directory) as connection:
        connection.execute("UPDATE units SET name = 'tỉnh Y' WHERE id = 'x'")
        connection.execute("UPDATE unit_successors SET successor = 'x' WHERE unit = '18754-2023'")
    told = sentences(findings(archive_directory, quick=True))
    assert "units: the row id x is not as it was written (column name)" in told
    assert "unit_successors: the row unit 18754-2023" in told


def test_places_titles_and_portals_refer_to_units(archive_directory: Path) -> None:
    url = "https://kyanh.example.vn/bai-1"
    title = Title("Bí thư Thị ủy", "position", "Thị ủy Kỳ Anh", "thị xã Kỳ Anh", "449-2023")
    record = Article(
        url=url, canonical_url=url, portal="kyanh", kind="article", title="Tin", text="Ở phường Hưng Trí.",
        published="2024-05-05", officials=[Official("Nguyễn Văn A", titles=[title])],
        places=[Place("phường Hưng Trí", "phường Hưng Trí", "18754-2023"), Place("thôn 3")],
    ).to_dict()  # fmt: skip
    portal = Portal(id="kyanh", name="Kỳ Anh", url=url, unit="thị xã Kỳ Anh", province="tỉnh Hà Tĩnh")
    with writing(archive_directory) as db:
        store = ArchiveCrawlStore(db, archive_directory)
        store.begin(portal, [])
        with transaction(db.conn):
            load_article(db.conn, record, seen_at="2024-05-06T00:00:00+00:00", capture=None)
        assert db.execute("SELECT unit, words FROM unit_articles").fetchall() == [("18754-2023", "phường Hưng Trí")]
        joined = "SELECT u.name FROM {} t JOIN units u ON u.id = t.unit_id"
        assert db.execute(joined.format("titles")).fetchall() == [("thị xã Kỳ Anh",)]
        assert db.execute(joined.format("portals")).fetchall() == [("thị xã Kỳ Anh",)]
        labels = {(key.column, key.other_table) for table in ("titles", "places", "portals", "units", "unit_successors")
                  for key in db.table(table).foreign_keys}  # fmt: skip
        assert {("unit_id", "units"), ("parent", "units"), ("successor", "units")} <= labels
