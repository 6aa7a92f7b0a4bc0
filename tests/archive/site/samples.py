"""A small archive for the tests of the site, with everything a page can show; its people and towns are made up."""

from __future__ import annotations

import asyncio
import copy
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import httpx
from datasette.app import Datasette

from archive.load import load_article
from archive.serve import open_datasette

FIRST, SECOND = "2026-03-01T02:00:00+00:00", "2026-04-02T02:00:00+00:00"
HOME = "https://congtin.example/"
ATTACK = "<script>alert(1)</script>"


def record(path: str, **fields: Any) -> dict[str, Any]:
    """A record of the contract, with nothing in it but what ``fields`` say."""
    lists = ("images", "captions", "attachments", "events", "officials", "places", "problems")
    texts = ("title", "lead", "author", "source", "section", "published", "updated", "published_text")
    stats = dict.fromkeys(("views", "visits", "online", "comments", "rating_count", "rating_average"))
    return {
        "url": HOME + path,
        "canonical_url": HOME + path,
        "portal": "gio",
        "kind": "article",
        "text": "",
        **dict.fromkeys(texts),
        **{name: [] for name in lists},
        "stats": stats,
        **fields,
    }


def official(name: str, *spans: tuple[int, int, str], **fields: Any) -> dict[str, Any]:
    mentions = [{"start": start, "end": end, "field": field} for start, end, field in spans]
    empty = {"honorific": None, "ranks": [], "titles": [], "roles": [], "in_caption_only": False, "role_evidence": []}
    return {"name": name, **empty, "mentions": mentions, **fields}


def title(text: str, kind: str = "position", organization: str | None = None, **fields: Any) -> dict[str, Any]:
    return {"text": text, "kind": kind, "organization": organization, "unit": None, **fields}


MEETING = record(
    "hop.html",
    title="Đảng bộ Thị uỷ họp phiên thứ nhất",
    lead="Sáng 04/3/2021, Đảng bộ Thị uỷ Gió họp.",
    text="Bà Lê Thị Mây chủ trì.\n\nÔng Trần Văn Nắng phát biểu về con đường mới.",
    section="Xây dựng Đảng",
    author="Hoàng Sương",
    published="2021-03-05T08:14:00+07:00",
    published_text="Thứ sáu, 05/03/2021 08:14",
    images=[
        {"src": HOME + "anh/hop%20moi.jpg", "alt": "toàn cảnh", "after": 1},
        {"src": "javascript:alert(2)", "alt": None},
    ],
    captions=[
        {"image": HOME + "anh/hop%20moi.jpg", "text": "Bà Lê Thị Mây khai mạc"},
        {"image": None, "text": "Quang cảnh buổi họp"},
    ],
    attachments=[{"url": HOME + "tep/nghi-quyet.pdf", "label": "Nghị quyết"}],
    events=[{"text": "Sáng 04/3/2021", "start": "2021-03-04", "end": "2021-03-04", "part_of_day": "morning",
             "basis": "in_event_string"}],
    officials=[
        official("Lê Thị Mây", (3, 13, "text"), (3, 13, "captions[0]"), honorific="Bà", roles=["chaired", "opened"],
                 titles=[title("Bí thư Thị uỷ", organization="Thị uỷ Gió"), title("Chủ tịch UBND", "former")]),
        official("Trần Văn Nắng", (29, 42, "text"), honorific="Ông", roles=["spoke"],
                 titles=[title("PCT UBND phường", organization="UBND phường Gió", canonical="Phó Chủ tịch",
                               organization_full="Ủy ban nhân dân phường Gió", level="commune")]),
    ],
)  # fmt: skip
MEETING_EDITED = MEETING | {"text": MEETING["text"].replace("con đường mới", "con đường liên xã mới")}
UNTITLED = record("khong-tieu-de.html", text="Những chữ đầu của một bài không có tiêu đề.", published="2023-05-01")
ATTACKED = record(
    "pha.html",
    title=f"Bài {ATTACK}",
    lead=f"Sa-pô {ATTACK}",
    text=f"Thân {ATTACK} con dương lịch",
    author=ATTACK,
    section=ATTACK,
    published_text=ATTACK,
    captions=[{"image": None, "text": ATTACK}],
    images=[{"src": f'https://congtin.example/"{ATTACK}', "alt": ATTACK}],
    attachments=[{"url": "javascript:alert(3)", "label": ATTACK}],
    events=[{"text": ATTACK, "start": None, "end": None, "part_of_day": None, "basis": "unknown"}],
    places=[{"text": ATTACK, "unit": None}],
    officials=[official(ATTACK, honorific=ATTACK, titles=[title(ATTACK, organization=ATTACK)], roles=[])],
)
DOCUMENT = record("van-ban.html", kind="document", title="Quyết định số 12", published="2022-01-02", text="Căn cứ ...")


@dataclass(frozen=True)
class Answer:
    status: int
    text: str
    headers: httpx.Headers


@dataclass(frozen=True)
class Site:
    """The archive's folder, and the ids of its articles and people by path and name."""

    directory: Path
    articles: dict[str, int]
    people: dict[str, int]

    def get(self, path: str, *, public: bool = False, headers: dict[str, str] | None = None) -> Answer:
        async def ask() -> httpx.Response:
            return await opened(self.directory, public).client.get(path, headers=headers or {})

        response = asyncio.run(ask())
        return Answer(response.status_code, response.text, response.headers)


@cache
def opened(directory: Path, public: bool) -> Datasette:
    return open_datasette(directory, public=public)


def load(connection: Any, item: dict[str, Any], crawl: int, moment: str) -> int:
    capture = connection.execute(
        "INSERT INTO captures (url, portal, crawl, fetched_at, status, digest, outcome, warc, warc_offset, "
        "warc_length) VALUES (?, 'gio', ?, ?, 200, ?, 'stored', 'gio-1.warc.gz', 1200, 3400)",
        (item["url"], crawl, moment, "5f" * 32),
    ).lastrowid
    return load_article(connection, copy.deepcopy(item), seen_at=moment, capture=capture).article
