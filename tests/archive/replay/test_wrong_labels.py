"""Pages under the name of an encoding that they are not in: kept as they came, and made anew as the crawl made them."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from scraper.answers import WRONG_LABEL
from tests.archive.replay.archives import differences, rebuilt
from tests.portals.command import books_balance, crawl, one, rows
from tests.portals.server import LoopbackPortal, Reply, page

pytestmark = pytest.mark.long

NAMES = {"gzip": bytes, "UTF-8": bytes, "gzip, gzip": gzip.compress}


def article(first: int) -> bytes:
    numbers = (number * 7919 % 10007 for number in range(first * 60, first * 60 + 60))
    lines = "".join(f"<p>Đoạn {number}: hội nghị triển khai nhiệm vụ năm 2024.</p>" for number in numbers)
    return f"<html><body><article><h1>Hội nghị lần thứ {first} của thị xã</h1>{lines}</article></body></html>".encode()


def test_visits_to_a_portal_whose_labels_are_wrong_are_made_anew_as_they_were(tmp_path: Path) -> None:
    pages = {
        f"/tin/bai-{number}.html": Reply(pack(article(number)), headers={"Content-Encoding": name})
        for number, (name, pack) in enumerate(NAMES.items(), start=1)
    }
    links = "".join(f'<li><a href="{path}">Hội nghị {path}</a></li>' for path in pages)
    archive = tmp_path / "archive"
    with LoopbackPortal({"/": page(f"<html><body><ul>{links}</ul></body></html>")} | pages) as portal:
        for day in ("01", "09", "17"):
            crawl(portal.url, archive, now=f"2024-05-{day}T08:00:00+07:00")
    assert one(archive, "SELECT count(*) FROM articles") == len(NAMES)
    assert one(archive, "SELECT count(*) FROM revisions") == len(NAMES)
    told = {reason for (reason,) in rows(archive, "SELECT reason FROM captures WHERE outcome = 'stored' AND crawl = 1")}
    assert told == {None} | {WRONG_LABEL.format(encoding=name) for name in NAMES}
    books_balance(archive)
    assert differences(archive, rebuilt(archive, tmp_path)) == {}
