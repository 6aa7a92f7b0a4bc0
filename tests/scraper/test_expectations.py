from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from scraper.errors import PortalError
from scraper.portal import Portal, read_portal_file

HEAD = '[kyanh]\nname = "Kỳ Anh"\nurl = "https://kyanh.hatinh.gov.vn/"\n'


def declared(folder: Path, table: str) -> Portal:
    path = folder / "portals.toml"
    path.write_text(f"{HEAD}[kyanh.expect]\n{table}\n", encoding="utf-8")
    (portal,) = read_portal_file(path)
    return portal


def test_what_is_expected_is_read(tmp_path: Path) -> None:
    portal = declared(
        tmp_path,
        'articles_per_week = 3\nfields = ["title", "captions"]\nquiet_until = 2026-09-01\ncompare_from = 2026-07-01',
    )
    assert portal.expect is not None
    assert portal.expect.articles_per_week == 3
    assert portal.expect.fields == ["title", "captions"]
    assert (portal.expect.quiet_until, portal.expect.compare_from) == (date(2026, 9, 1), date(2026, 7, 1))


def test_it_comes_back_from_the_stored_pages(tmp_path: Path) -> None:
    portal = declared(tmp_path, "articles_per_week = 0.5\nquiet_until = 2026-09-01")
    noted = json.dumps(portal.model_dump(mode="json", exclude_defaults=True))
    assert Portal.model_validate_json(noted) == portal


@pytest.mark.parametrize(
    ("table", "words"),
    [
        ("articles_per_month = 3", "key 'expect.articles_per_month' is not known; the keys are: articles_per_week"),
        ("articles_per_week = 0", "key 'expect.articles_per_week': has to be more than 0"),
        ('fields = ["headline"]', "key 'expect.fields': 'headline' is no field of an article; they are: title, lead"),
        ('quiet_until = "September"', "key 'expect.quiet_until': "),
        ("", "key 'expect': says nothing: leave the table out instead"),
    ],
)
def test_a_mistake_names_its_key(tmp_path: Path, table: str, words: str) -> None:
    with pytest.raises(PortalError) as told:
        declared(tmp_path, table)
    assert words in str(told.value)
    assert "portal 'kyanh'" in str(told.value)
