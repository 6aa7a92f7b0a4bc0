"""A portal in several languages: what was left out for its language comes when the language is asked for."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.archive.replay.archives import differences, rebuilt
from tests.portals.command import books_balance, crawl, one, rows
from tests.portals.modern import Languages

pytestmark = pytest.mark.long

_IN_ENGLISH = "SELECT count(*) FROM articles WHERE url LIKE '%/en/news/%'"
_OTHERS = "SELECT count(*) FROM articles WHERE url NOT LIKE '%/en/news/%'"


def test_a_language_that_is_asked_for_later_is_taken_up(tmp_path: Path) -> None:
    archive = tmp_path / "archive"
    with Languages() as portal:
        first = crawl(portal.url, archive)
        assert "ask for it with --language en" in first.stdout
        vietnamese = one(archive, _OTHERS)
        read_once = rows(archive, "SELECT url FROM captures WHERE url LIKE '%/en/news/%' AND outcome = 'stored'")
        assert read_once, "a page was read to judge its part by; it is an article now as well"
        second = crawl(portal.url, archive, "--language", "en")
        assert second.returncode == 0, second.stdout
        assert one(archive, _IN_ENGLISH) == portal.english
        assert f"articles: {portal.english} new" in second.stdout
        again = crawl(portal.url, archive, "--language", "vi", "--language", "en")
        assert "articles: 0 new, 0 changed, 0 gone" in again.stdout
    assert one(archive, _OTHERS) == vietnamese
    assert one(archive, "SELECT count(*) FROM articles WHERE gone_at IS NOT NULL") == 0
    books_balance(archive)
    assert not differences(archive, rebuilt(archive, tmp_path / "rebuilt"))
