"""An archive with rows in every table that manifests cover, and what somebody else might do to it."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlite_utils import Database

from archive.database import transaction, writing
from archive.manifests.covered import BY_STEPS, covered_tables
from archive.search import index_article, unindex_article
from archive.verify import Finding, Report, verify

_THEN = "2026-03-01T02:00:00+00:00"
# Rows of what a small town's portal has no occasion for.
_OTHERS = """
INSERT INTO portals (id, name, url) VALUES ('lang-gio', 'Làng Gió', 'https://langgio.example/');
INSERT INTO templates SELECT min(id), 'Đường dây nóng', '{then}' FROM portals;
INSERT INTO not_found_pages (portal, shape, learnt_at, url, status) VALUES ('lang-gio', 'path', '{then}', 'u', 200);
INSERT INTO portal_successors VALUES ('lang-gio', 'song-lam', 'unit', '2025-07-01', NULL);
INSERT INTO shared_bodies VALUES ('lang-gio', (SELECT min(id) FROM portals), '{then}', NULL, 'u', 'v', 'd', 'x');
INSERT INTO imports (id, source, started, outcome) VALUES (1, 'cũ.warc.gz', '{then}', 'ok');
INSERT INTO import_files VALUES ('imported/cũ.warc.gz', 1, '/cũ.warc.gz', 'e3b0', 0, NULL);
INSERT INTO import_problems (import, file, offset, reason) VALUES (1, 'cũ.warc.gz', 17, 'đứt');
INSERT INTO similar_articles SELECT min(id), max(id), 'copy', 'near', 0.85, 'cùng chữ' FROM articles;
INSERT INTO text_sketches SELECT min(id), 1, 200, x'0102ff', NULL FROM articles WHERE true ON CONFLICT DO NOTHING;
INSERT INTO former_readings SELECT min(id), 1, '{then}', 'x', '[]', 'd', '{{}}' FROM revisions;
INSERT INTO person_decisions VALUES (1, '{then}', 'merge', 'một người', '{{}}', NULL, NULL);
INSERT INTO person_candidates SELECT min(id), max(id), 'cùng tên' FROM people;
INSERT INTO person_aliases SELECT 4711, min(id) FROM people;
INSERT INTO disappearances (article, gone_at) SELECT min(id), '{then}' FROM articles WHERE true ON CONFLICT DO NOTHING;
INSERT INTO aliases VALUES ('langgio.example/cu', 'langgio.example/moi', 'https://langgio.example/cu', '{then}');
INSERT INTO problems (portal, field, reason, seen_at) VALUES ('lang-gio', 'text', 'trống', '{then}');
INSERT INTO places SELECT min(id), 90, 'Làng Gió', NULL, NULL FROM articles;
INSERT INTO captions SELECT min(id), 90, NULL, 'Cổng làng' FROM articles;
INSERT INTO images (article, position, src) SELECT min(id), 90, 'a.jpg' FROM articles;
INSERT INTO attachments SELECT min(id), 90, 'a.pdf', 'Kế hoạch' FROM articles;
INSERT INTO events (article, position, text) SELECT min(id), 90, 'ngày 4/3' FROM articles;
INSERT INTO people (id, name, name_folded, portal) VALUES (815, 'Lê Thị Mây', 'le thi may', 'lang-gio');
INSERT INTO mentions (id, article, person, position, day, name, in_caption_only, spans)
    SELECT 42, min(id), 815, 90, '2021-03-04', 'Lê Thị Mây', 0, '[]' FROM articles;
INSERT INTO titles (mention, position, text, kind, person, article, day)
    SELECT 42, 0, 'Bí thư', 'position', 815, min(id), '2021-03-04' FROM articles;
INSERT INTO roles (mention, role) VALUES (42, 'chaired');
INSERT INTO identifications VALUES (42, 'alone', 'chỉ một người');
INSERT INTO crawl_measures SELECT min(id), 'articles_new', 3 FROM crawls WHERE true ON CONFLICT DO NOTHING;
INSERT INTO health_findings SELECT min(id), 'empty_field', 'title', 0, 1, 'trống' FROM crawls WHERE true;
INSERT INTO announced_changes VALUES (42, 0, 'elected', 0, 'bầu', 'Hội nghị bầu ...')
"""

# What of the gazetteer is left: provinces, what rows refer to, and all above it.
_FEW_UNITS = """
CREATE TEMP TABLE kept AS WITH RECURSIVE kept (id) AS (
    SELECT id FROM units WHERE level = 'province' UNION SELECT unit_id FROM portals UNION SELECT unit_id FROM places
    UNION SELECT unit_id FROM titles UNION SELECT parent FROM units JOIN kept USING (id)
) SELECT id FROM kept WHERE id IS NOT NULL;
DELETE FROM unit_successors WHERE unit NOT IN (SELECT id FROM kept) OR successor NOT IN (SELECT id FROM kept);
DELETE FROM units WHERE id NOT IN (SELECT id FROM kept)
"""


def fill_every_table(directory: Path) -> None:
    """Put a row into every table that manifests cover, and leave a hundred units, by congtin's own hand.

    Fifteen thousand units would be read anew by each test that verifies.
    """
    with writing(directory) as db:
        db.execute("PRAGMA foreign_keys = OFF")  # else each unit that goes is looked for in all that refer to units
        with transaction(db.conn):
            for statement in _FEW_UNITS.split(";\n"):
                db.execute(statement)
        db.execute("PRAGMA foreign_keys = ON")
        with transaction(db.conn):
            _fill(db)


def _fill(db: Database) -> None:
    [article] = db.execute("SELECT min(id) FROM articles").fetchone()
    unindex_article(db.conn, article)
    for statement in _OTHERS.format(then=_THEN).split(";\n"):
        db.conn.execute(statement)
    # The first row of a list stands for all in what is noted; these were put behind those that there were.
    db.conn.execute("UPDATE articles SET kind = kind WHERE id = (SELECT min(id) FROM articles)")
    for table in ("images", "captions", "attachments", "events", "places", "mentions"):
        db.conn.execute(f"UPDATE {table} SET position = position WHERE position = 90")
    db.conn.execute("UPDATE titles SET position = position WHERE mention = 42")
    index_article(db.conn, article)
    empty = [name for name in tables() if not db.conn.execute(f"SELECT 1 FROM {name} LIMIT 1").fetchone()]
    assert empty == []


def tables() -> list[str]:
    """The tables that manifests cover and that can be written to by SQL."""
    return [table.name for kind, table in covered_tables() if kind != BY_STEPS[1]]


def copy_of(directory: Path, to: Path) -> Path:
    """A copy of an archive, to be altered."""
    shutil.rmtree(to, ignore_errors=True)
    shutil.copytree(directory, to)
    return to


@contextmanager
def other_hand(directory: Path) -> Iterator[sqlite3.Connection]:
    """The database as any other program opens it; what it writes is kept."""
    connection = sqlite3.connect(directory / "archive.db", isolation_level=None)
    connection.execute("PRAGMA foreign_keys = OFF")
    try:
        yield connection
    finally:
        connection.close()


def findings(directory: Path, *, quick: bool = False) -> list[Finding]:
    """All that is found wrong with an archive."""
    return list(verify(directory, Report(), quick=quick))


def sentences(found: Iterable[Finding]) -> str:
    """The findings as they are printed."""
    return "\n".join(one.sentence for one in found)
