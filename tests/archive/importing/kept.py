"""A made-up portal's pages as others have kept them, and what an archive makes of them."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from archive.database import writing
from archive.importing import ImportOptions, ImportSummary, import_files, import_notes, repeat_import
from tests.scraper.warc import made

HOST = made.HOST
TABLES = ("imports", "import_files", "import_problems", "portals", "crawls", "captures", "articles", "revisions",
          "disappearances", "aliases", "problems", "captions", "mentions", "frontier", "warc_files")  # fmt: skip


def story(number: int, word: str = "khánh thành", *, canonical: str | None = None) -> bytes:
    """The page of an article; another word is an edit of it."""
    link = f'<link rel="canonical" href="{canonical}">' if canonical else ""
    title = f"Xã Nam Sơn {word} công trình thủy lợi số {number}"
    return f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>{title}</title>{link}</head><body>
<h1>{title}</h1><div class="date">01/03/2021 08:0{number % 10}</div><div class="content">
<p>Sáng 01/3, UBND xã Nam Sơn {word} công trình thủy lợi số {number}, phục vụ tưới tiêu cho hơn {number + 3}0 héc-ta đất
nông nghiệp của thôn Đông, thôn Đoài và các thôn lân cận trong toàn xã trước vụ mùa mới.</p>
<p>Phát biểu tại buổi lễ, đồng chí Trần Văn Thử, Chủ tịch UBND xã, đề nghị bà con giữ gìn công trình số {number},
nạo vét kênh mương hằng tháng và báo cho cán bộ thôn mỗi khi có hư hỏng.</p></div></body></html>""".encode()


def url(number: int) -> str:
    return f"{HOST}/tin-tuc/bai-{number}.html"


def capture(number: int, day: str, body: bytes | None = None, status: str = "200 OK", **more: Any) -> bytes:
    """The record of an article's page on a day."""
    fields = more.pop("fields", (("Content-Type", "text/html; charset=utf-8"),))
    content = made.http(story(number) if body is None else body, status, fields)
    return made.record(content, more.pop("at", url(number)), date=f"{day}T02:03:04Z", **more)


def imported(directory: Path, *files: Path, options: ImportOptions | None = None) -> ImportSummary:
    with writing(directory) as db:
        return import_files(db, directory, files, options)


def written(path: Path, records: Sequence[bytes]) -> Path:
    path.write_bytes(made.packed(records))
    return path


def written_with_a_wrong_digest(path: Path, records: Sequence[bytes]) -> Path:
    """Write a WACZ whose only web archive is not what its ``datapackage.json`` says of it."""
    with zipfile.ZipFile(path, "w") as zipped:
        zipped.writestr("archive/data.warc.gz", made.packed(records))
        resources = [{"path": "archive/data.warc.gz", "hash": f"sha256:{'0' * 64}"}]
        zipped.writestr("datapackage.json", json.dumps({"resources": resources}))
    return path


def repeated(directory: Path) -> None:
    """Repeat the imports of an archive from its folder of pages, as a rebuild does."""
    with writing(directory) as db:
        for note in import_notes(directory / "pages"):
            repeat_import(db, directory, note)


def rows(db: Database, sql: str) -> list[tuple[Any, ...]]:
    return [tuple(row) for row in db.execute(sql).fetchall()]


def everything(directory: Path) -> dict[str, list[tuple[Any, ...]]]:
    """All rows of an archive that an import may touch."""
    with writing(directory) as db:
        return {table: rows(db, f"SELECT * FROM {table}") for table in TABLES}
