"""Files of real tools say what the portal's own history is: an edit, its undoing, a deletion seen twice."""

from __future__ import annotations

from pathlib import Path

import pytest

from archive.database import reading
from tests.archive.importing.kept import imported, rows

FILES = sorted(path for path in Path(__file__).parent.iterdir() if ".warc" in path.name)


def test_there_are_files() -> None:
    assert len(FILES) == 6


@pytest.mark.parametrize("file", FILES, ids=lambda path: path.name)
def test_the_history_is_the_same_whoever_kept_it(tmp_path: Path, file: Path) -> None:
    assert imported(tmp_path, file).damaged == 0
    with reading(tmp_path) as db:
        articles = rows(db, "SELECT url, revision_count, substr(gone_at, 1, 10), substr(gone_confirmed_at, 1, 10), "
                            "substr(first_seen, 1, 10), substr(last_seen, 1, 10) FROM articles")  # fmt: skip
        told = {url.partition("/tin/")[2]: facts for url, *facts in articles}
        assert told["chinh-tri/11-bai-viet.html"] == [3, None, None, "2026-09-01", "2026-09-15"]
        assert told["kinh-te/9-bai-viet.html"] == [1, "2026-09-08", "2026-09-15", "2026-09-01", "2026-09-01"]
        seen = rows(db, "SELECT substr(seen_at, 1, 10) FROM revisions r JOIN articles a ON a.id = r.article "
                        "WHERE a.revision_count = 3 ORDER BY seen_at")  # fmt: skip
        assert seen == [("2026-09-01",), ("2026-09-08",), ("2026-09-15",)]
