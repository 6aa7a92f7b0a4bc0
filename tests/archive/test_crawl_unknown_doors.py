"""Portals whose first page only leads to the real one: by a refresh, a frame, a script, a picture."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.portals.cms import Custom
from tests.portals.command import crawl, one
from tests.portals.server import Reply, page

pytestmark = pytest.mark.long

DOORS = {
    "refresh": '<html><head><meta http-equiv="refresh" content="0; url=/vi/"></head><body></body></html>',
    "script": '<html><body><script>window.location.href="/vi/";</script></body></html>',
    "frames": '<html><frameset rows="100%"><frame src="/vi/"></frameset></html>',
}


class BehindADoor(Custom):
    home = "/vi/"
    door = ""

    def reply(self, path: str) -> Reply:
        return page(self.door) if path == "/" else super().reply(path)


@pytest.mark.parametrize("door", DOORS.values(), ids=DOORS)
def test_all_articles_behind_a_door(door: str, tmp_path: Path) -> None:
    with BehindADoor() as portal:
        portal.door = door  # type: ignore[misc]
        done = crawl(portal.url, tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    assert one(tmp_path, "SELECT count(*) FROM articles") == len(portal.stories)
