"""What the health pages show: every portal, the worst first; one portal's visits as bars and as a table."""

from __future__ import annotations

import asyncio
import re
from datetime import timedelta
from pathlib import Path

import pytest

from archive.serve import open_datasette
from tests.archive.health.played import START, Issue, PlayedPortal, archive_of, portal


@pytest.fixture(scope="module")
def directory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A portal that loses its yield at its fifth visit, and one that goes on; the name of one is hostile."""
    folder = tmp_path_factory.mktemp("health") / "archive"
    with archive_of(folder) as connection:
        good = PlayedPortal(connection, portal("tot.gov.vn"))
        bad = PlayedPortal(connection, portal("kem", name="Cổng <script>alert(1)</script>"))
        for number in range(5):
            at = START + timedelta(days=7 * number)
            good.visit(at, Issue([1.0] * 10))
            bad.visit(at, Issue([1.0] * (4 if number == 4 else 12), shown=1))
        assert (good.outcomes[-1], bad.outcomes[-1]) == ("ok", "suspect")
    return folder


def shown(directory: Path, path: str, status: int = 200) -> str:
    response = asyncio.run(open_datasette(directory).client.get(path))
    assert response.status_code == status, response.text
    return response.text


def test_the_worst_comes_first(directory: Path) -> None:
    page = shown(directory, "/health")
    assert page.index("/health/kem") < page.index("/health/tot~2Egov~2Evn")
    assert "4 bài mới; theo các lần trước đáng lẽ có 12" in page
    assert "4 new articles; 12 were to be expected by earlier visits" in shown(directory, "/en/health")
    assert "<script>alert" not in page


def test_a_portals_visits_are_bars_and_a_table(directory: Path) -> None:
    page = shown(directory, "/health/kem")
    assert re.findall(r"<title>(\d+/\d+: \d+)</title>", page) == [
        "3/3: 12",
        "10/3: 12",
        "17/3: 12",
        "24/3: 12",
        "31/3: 4",
    ]
    assert page.count('data-label="Bài mới"') == 5
    assert "có bài nào mà kho chưa có không?" in page
    assert "100 %" in page and "Ngày đăng" in page
    assert "are there articles that the archive has not?" in shown(directory, "/en/health/kem")
    assert "<script>alert" not in page


def test_a_portal_with_dots_in_its_name_has_a_page(directory: Path) -> None:
    assert "tot.gov.vn" in shown(directory, "/health/tot~2Egov~2Evn")


def test_no_such_portal(directory: Path) -> None:
    assert "Không có cổng này." in shown(directory, "/health/khong-co", 404)
    assert "There is no such portal." in shown(directory, "/en/health/khong-co", 404)


def test_portals_are_shown_by_state(directory: Path) -> None:
    names = {"kem": 'href="/health/kem"', "tot": 'href="/health/tot~2Egov~2Evn"'}

    def listed(query: str) -> set[str]:
        page = shown(directory, f"/health{query}")
        return {name for name, link in names.items() if link in page}

    assert listed("") == {"kem", "tot"}
    assert listed("?state=suspect") == {"kem"}
    assert listed("?state=overdue") == {"tot"}  # its weekly visits ended long ago
    assert listed("?state=unwell") == {"kem", "tot"}
    assert listed("?state=failed") == set() and "Không có cổng nào như thế." in shown(directory, "/health?state=failed")
    assert listed("?state=%3Cscript%3E") == {"kem", "tot"}  # no state at all
    assert re.search(
        r'\?state=suspect" aria-current="true">đáng ngờ <b>1</b>', shown(directory, "/health?state=suspect")
    )
