"""An ASP.NET portal over thirty days: every event at the right visit, no false one, all of it in the stored pages."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.history.agency import AgencyPortal
from tests.history.agency_script import VISITS, District, foretold, moment
from tests.history.events import recorded
from tests.history.remembered import as_stored, is_as_foretold, is_told_by_its_pages, is_unaltered
from tests.portals.command import books_balance, crawl

pytestmark = pytest.mark.long


@dataclass
class History:
    """The archive after the last visit, and when the visits were."""

    archive: Path
    moments: list[str]


@pytest.fixture(scope="module")
def history(tmp_path_factory: pytest.TempPathFactory) -> History:
    archive = tmp_path_factory.mktemp("agency") / "archive"
    district = District.begin()
    with AgencyPortal(district.portal) as portal:
        for place, visit in enumerate(VISITS, 1):
            visit.happens(district)
            crawl(portal.url, archive, "--quiet", now=moment(place))
            books_balance(archive)
    return History(archive, as_stored([moment(place) for place in range(1, len(VISITS) + 1)]))


def _item(url: str) -> str:
    return parse_qs(urlsplit(url).query).get("ItemID", [url])[0]


def test_every_event_is_recorded_at_the_right_visit_and_no_false_one(history: History) -> None:
    is_as_foretold(recorded(history.archive, history.moments, _item), foretold())


def test_the_stored_pages_alone_give_the_same_history(history: History, tmp_path: Path) -> None:
    is_told_by_its_pages(history.archive, tmp_path, lambda archive: recorded(archive, history.moments, _item))


def test_nothing_of_it_has_been_altered(history: History) -> None:
    is_unaltered(history.archive)
