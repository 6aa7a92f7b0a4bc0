"""A crawl learns at its end what a portal's articles share and reads those again that it concerns."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.portals.command import crawl, one, rows
from tests.portals.server import LoopbackPortal, page
from tests.portals.stories import Story, stories

CALL = "Mời bạn đọc theo dõi trang Zalo của phường để nhận thông báo sớm nhất về dịch vụ công trực tuyến."
ARTICLES = 12


@dataclass
class History:
    """What the archive held after the first visit, and where it is after the second one."""

    archive: Path
    first_texts: list[str]
    first_codes: int
    made: list[Story]


def served(made: list[Story], edited: str = "") -> dict[str, object]:
    """A portal whose articles all end with the same call, in a paragraph like any other."""
    links = "".join(f'<li><a href="/tin/{number}.html">{story.title}</a></li>' for number, story in enumerate(made))
    pages = {"/": page(f"<html><body><h1>Tin tức</h1><ul>{links}</ul></body></html>")}
    for number, story in enumerate(made):
        more = edited if number == 0 else ""
        body = "".join(f"<p>{text}</p>" for text in [*story.paragraphs, *([more] if more else []), CALL])
        pages[f"/tin/{number}.html"] = page(
            f"<html><head><title>{story.title}</title></head><body><h1>{story.title}</h1>"
            f"<p>Ngày đăng: {number + 1:02}/03/2024 08:00</p><div class='bai'>{body}</div></body></html>"
        )
    return pages


@pytest.fixture(scope="module")
def history(tmp_path_factory: pytest.TempPathFactory) -> Iterator[History]:
    made = stories()[:ARTICLES]
    archive = tmp_path_factory.mktemp("templates") / "archive"
    with LoopbackPortal() as portal:
        portal.pages = served(made)
        done = crawl(portal.url, archive, now="2026-11-01T08:00:00+07:00")
        texts = [text for (text,) in rows(archive, "SELECT text FROM articles")]
        portal.pages = served(
            made, "Ban tổ chức cho biết lễ tổng kết sẽ diễn ra vào cuối tháng tại nhà văn hóa phường."
        )
        crawl(portal.url, archive, "--full", now="2026-11-09T08:00:00+07:00")
        yield History(archive, texts, done.returncode, made)


def test_every_article_is_read_without_what_all_share(history: History) -> None:
    assert history.first_codes == 0
    assert len(history.first_texts) == ARTICLES
    assert not [text for text in history.first_texts if CALL in text]
    assert one(history.archive, "SELECT count(*) FROM templates WHERE part = ?", CALL) == 1


def test_search_and_revisions_know_the_better_reading(history: History) -> None:
    assert one(history.archive, "SELECT count(*) FROM articles_fts WHERE articles_fts MATCH 'Zalo'") == 0
    for (record,) in rows(history.archive, "SELECT record FROM revisions"):
        assert CALL not in json.loads(record)["text"]


def test_only_an_edit_of_theirs_is_a_revision(history: History) -> None:
    assert one(history.archive, "SELECT count(*) FROM revisions") == ARTICLES + 1
    assert rows(history.archive, "SELECT changed FROM revisions WHERE number = 2") == [('["text"]',)]
