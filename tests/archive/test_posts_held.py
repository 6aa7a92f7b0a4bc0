"""The view ``posts_held``: who was named in a post, however it was printed; read along one index."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from archive.database import transaction, writing
from archive.load import load_article
from scraper.extract import extract

PAGE = """<html><body><article><h1>{title}</h1><p>Ngày {day}, tại trụ sở UBND phường Sông Trí, {named} dự và phát biểu
chỉ đạo hội nghị tổng kết công tác năm của phường, với sự tham gia của đông đảo cán bộ và nhân dân.</p></article>"""


def record(number: int, day: str, named: str) -> dict[str, Any]:
    page = PAGE.format(title=f"Hội nghị tổng kết lần thứ {number} của phường", day=day, named=named)
    return extract(page.encode(), f"https://songtri.example/tin/{number}.html").to_dict()


def test_spellings_of_a_post_are_one_row(archive_directory: Path) -> None:
    records = [
        record(1, "05/01/2026", "đồng chí Lê Văn Gió, Chủ tịch UBND phường Sông Trí"),
        record(2, "07/02/2026", "ông Trần Thị Mây - CT Ủy ban nhân dân phường Sông Trí"),
        record(3, "09/03/2026", "đồng chí Lê Văn Gió, chủ tịch Uỷ ban nhân dân phường Sông Trí"),
    ]
    with writing(archive_directory) as db:
        with transaction(db.conn):
            db.conn.execute("INSERT INTO portals (id, name, url) VALUES ('gio', 'Gió', 'https://songtri.example/')")
            for item in records:
                item["portal"] = "gio"
                load_article(db.conn, item, seen_at="2026-04-01T00:00:00+00:00", capture=None)
        rows = db.conn.execute("SELECT * FROM posts_held").fetchall()
        plan = " ".join(row[3] for row in db.conn.execute("EXPLAIN QUERY PLAN SELECT * FROM posts_held"))
    assert [tuple(row) for row in rows] == [
        ("Ủy ban nhân dân phường Sông Trí", "Chủ tịch", "commune", "phường Sông Trí", 2, 3, "2026-01-05", "2026-03-09")
    ]
    assert re.search(r"USING COVERING INDEX titles_post", plan), plan
