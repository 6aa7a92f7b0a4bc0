"""What stands in place of a page is told from pages: the made set, and every golden page."""

from __future__ import annotations

import json
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from scraper.answers import judged
from scraper.discovery import Discovery
from scraper.extract.block_pages import BLOCKED_REASON, is_block_page
from scraper.extract.challenge import CHALLENGE_REASON, is_challenge
from scraper.portal import Portal
from scraper.store import KEPT_KINDS, Answer, PageResult, Target
from tests.scraper.extract.mutations import golden_pages

GOLD = Path(__file__).parents[2] / "gold" / "walls"
PORTAL = Portal(id="th", name="Trung Hà", url="https://trungha.example.vn/")


def pages_of(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (GOLD / f"{name}.jsonl").read_text("utf-8").splitlines()]


def judge(html: str, url: str = "https://trungha.example.vn/tin/hop-giao-ban-12.html", status: int = 200) -> PageResult:
    target = Target("trungha.example.vn/tin/hop-giao-ban-12.html", url, 1, kind="article")
    answer = Answer(url, datetime(2026, 11, 24, tzinfo=UTC), status, [("Content-Type", "text/html; charset=utf-8")])
    answer.raw_body = html.encode()
    return judged(target, answer, Discovery(PORTAL), 2.0)


def is_right(page: dict[str, Any]) -> bool:
    """Tell whether a page of the set comes to what its meaning demands."""
    result = judge(page["html"], page["url"])
    match page["meaning"]:
        case "block":
            return (result.outcome, result.reason) in {("refused", BLOCKED_REASON), ("refused", CHALLENGE_REASON)}
        case "check":
            return (result.outcome, result.reason) == ("refused", CHALLENGE_REASON)
        case "article":
            return result.outcome == "stored"
        case _:
            return result.outcome == "stored" and result.kind not in KEPT_KINDS


@pytest.mark.parametrize("page", pages_of("dev"), ids=lambda page: f"{page['id']}-{page['system']}")
def test_the_made_set(page: dict[str, Any]) -> None:
    assert is_right(page)


def test_the_half_that_is_held_back_gives_its_figure_only() -> None:
    held = pages_of("held")
    right = Counter(page["meaning"] in {"block", "check"} for page in held if is_right(page))
    assert len(held) == 29
    assert right[True] >= 11, f"{right[True]} of 13 walls"
    assert right[False] >= 15, f"{right[False]} of 16 others"


def test_no_golden_page_is_a_wall() -> None:
    taken = [number for number, page in enumerate(golden_pages()) if is_block_page(page) or is_challenge(page)]
    assert taken == []


def test_a_block_ends_the_run_only_where_it_stands_at_the_portals_front() -> None:
    block = next(page["html"] for page in pages_of("dev") if page["system"] == "f5-vi")
    assert judge(block).ends_run is False
    assert judge(block, PORTAL.url).ends_run is True


@pytest.mark.parametrize("status", [403, 406, 451, 501])
def test_a_block_is_told_as_one_whatever_status_it_has(status: int) -> None:
    block = next(page["html"] for page in pages_of("dev") if page["system"] == "f5-vi")
    said = judge(block, status=status)
    assert (said.outcome, said.reason) == ("failed", f"status {status}: {BLOCKED_REASON}")
    plain = judge("<html><title>Lỗi</title><h1>Không có quyền xem trang</h1></html>", status=status)
    assert "firewall" not in (plain.reason or "")


def test_data_that_speak_of_a_block_are_no_page() -> None:
    body = b'{"message": "Request blocked by the firewall"}'
    assert not is_block_page(body, [("Content-Type", "application/json")])
    assert is_block_page(body, [("content-type", "TEXT/HTML")])
