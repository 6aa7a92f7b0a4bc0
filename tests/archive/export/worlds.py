"""An archive with cells that formats trip over, for the tests of exports."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from archive.database import transaction, writing
from archive.export.deliver import export_query
from archive.export.package import Made
from archive.export.result import Query, query_of_table
from archive.export.selection import Selection
from archive.load import load_article
from archive.transactions import one_moment
from tests.archive.site.samples import record

NAMES = ["Đặng Văn Thành", "=1+1", "+84 239", "-5", "@SUM(A1)", "\tx", 'says "no", twice', "two\nlines", ""]
MADE = Made("tables", "2026-11-27T03:00:00+00:00", "0.1.0")
SEEN = "2026-03-01T02:00:00+00:00"
LONG = "Điều 1. Quyết định. " * 4_000  # 80,000 characters
ARTICLES = (
    record("mot.html", portal="0", title="Đường liên xã", text="- gạch", published="2021-03-05T08:14:00+07:00"),
    record("hai.html", portal="0", title="Nghị quyết", text=LONG, published="2022-01-02", author="Hồ Sương"),
    record("ba.html", portal="1", title="Chuyện khác", text="chữ", captions=[{"image": None, "text": "Ảnh"}]),
)


def build(directory: Path) -> None:
    """Portals of those names, and three articles: a plain one, a long one, and one of another portal without a day."""
    with writing(directory) as db, transaction(db.conn):
        for number, name in enumerate(NAMES):
            db.execute("INSERT INTO portals (id, name, url) VALUES (?, ?, 'https://a.example/')", (str(number), name))
        db.execute("INSERT INTO crawls (id, portal, started) VALUES (1, '0', ?)", (SEEN,))
        for item in ARTICLES:
            capture = db.conn.execute(
                "INSERT INTO captures (url, portal, crawl, fetched_at, status, digest, outcome) "
                "VALUES (?, ?, 1, ?, 200, ?, 'stored')",
                (item["url"], item["portal"], SEEN, "5f" * 32),
            ).lastrowid
            load_article(db.conn, item, seen_at=SEEN, capture=capture)


def exported(db: Any, what: str | Query, file_format: str, output: Path, selection: Selection | None = None) -> int:
    """Export a table or a query and return how many rows there were."""
    query = query_of_table(db.conn, what, selection or Selection()) if isinstance(what, str) else what
    with one_moment(db.conn):
        return export_query(db.conn, query, file_format, output, MADE)[0]
