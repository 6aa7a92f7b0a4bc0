"""An archive of before ``m020_lineage_anew`` is opened by this congtin."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive.database import writing
from archive.manifests.seal import seal
from archive.verify import Report, verify
from tests.archive.sealed import copy_of

if TYPE_CHECKING:
    from pathlib import Path

# What such an archive has otherwise; its manifests know no units of these kinds.
_AS_IT_WAS = """
DROP VIEW portal_lineage;
CREATE VIEW portal_lineage AS SELECT portal AS line, successor AS portal FROM portal_successors;
DROP VIEW portal_health;
CREATE VIEW portal_health AS SELECT id AS portal, name FROM portals;
CREATE INDEX sketch_hashes_text ON sketch_hashes (text);
DROP INDEX text_sketches_text;
CREATE INDEX text_sketches_text ON text_sketches (text);
UPDATE text_sketches SET sketch = zeroblob(192);
INSERT OR IGNORE INTO sketch_hashes VALUES (9133871761939299320, 1);
DELETE FROM _sqlite_migrations WHERE name = 'm020_lineage_anew';
"""


def _early(sealed: Path, directory: Path) -> Path:
    """Return a copy whose manifests hold all but what early ones divided otherwise."""
    copy_of(sealed, directory)
    with writing(directory) as db:
        db.executescript(_AS_IT_WAS)
        seal(db.conn, directory)
    return directory


def test_it_says_what_is_gone_and_is_sketched_again(sealed: Path, tmp_path: Path) -> None:
    directory = _early(sealed, tmp_path / "early")
    with writing(directory) as db:
        assert {"gone_at", "gone_confirmed_at"} <= set(db["portal_health"].columns_dict)
        assert "gone_at" in db["portal_lineage"].columns_dict
        assert db["text_sketches"].count == db["sketch_hashes"].count == db["start_page_sketches"].count == 0
        assert db["articles_to_compare"].count == db["articles"].count > 0
        indexes = db.execute(
            "SELECT name FROM sqlite_schema WHERE type = 'index' AND name LIKE '%sketch%text'"
        ).fetchall()
        assert indexes == [("text_sketches_text",)]
        columns = db.execute("SELECT name FROM pragma_index_info('text_sketches_text')").fetchall()
        assert columns == [("text",), ("title_hash",)]


def test_what_its_manifests_divide_otherwise_is_sealed_anew(sealed: Path, tmp_path: Path) -> None:
    directory = _early(sealed, tmp_path / "early")
    with writing(directory) as db:
        noted = {kind for (kind,) in db.execute("SELECT kind FROM unsealed")}
        assert {"units", "import", "import_problem"} <= noted
        seal(db.conn, directory)
    assert list(verify(directory, Report())) == []
