"""An archive with everything a page can show, for the tests of the site."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from archive.database import transaction, writing
from archive.load import note_absence
from tests.archive.site.samples import (
    ATTACKED,
    DOCUMENT,
    FIRST,
    HOME,
    MEETING,
    MEETING_EDITED,
    SECOND,
    UNTITLED,
    Site,
    load,
)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    directory = tmp_path_factory.mktemp("site") / "archive"
    with writing(directory) as db:
        connection = db.conn
        with transaction(connection):
            connection.execute(
                "INSERT INTO portals (id, name, url, family) VALUES ('gio', 'Cổng thị xã Gió', ?, 'generic')", (HOME,)
            )
            for crawl, moment, outcome in ((1, FIRST, "ok"), (2, SECOND, "suspect")):
                connection.execute(
                    "INSERT INTO crawls (id, portal, started, finished, outcome) VALUES (?, 'gio', ?, ?, ?)",
                    (crawl, moment, moment, outcome),
                )
            ids = {}
            for item in (MEETING, UNTITLED, ATTACKED, DOCUMENT):
                ids[item["url"].removeprefix(HOME)] = load(connection, item, 1, FIRST)
            load(connection, MEETING_EDITED, 2, SECOND)
            note_absence(connection, ids["khong-tieu-de.html"], SECOND, None, "status 404")
        people = {row[1]: row[0] for row in connection.execute("SELECT id, name FROM people")}
    yield Site(directory, ids, people)
