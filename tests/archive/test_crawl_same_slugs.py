"""Portals on which several articles have the same slug, beside real copies: nothing is lost, nothing stored twice."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from tests.portals.command import books_balance, crawl, rows
from tests.portals.made import Links, MadePortal
from tests.portals.stories import SECTIONS, Story, stories

_NOTICES = (
    "Thông báo lịch tiếp công dân tháng 5",
    "Kế hoạch cải cách hành chính",
    "Ra quân tổng vệ sinh môi trường ở các khu dân cư đợt hè",
)


def _with_notices() -> list[Story]:
    """Return articles of which three headlines stand in every section, each over a text of its own."""
    made, number = stories(), 100
    for place, section in enumerate(SECTIONS):
        for order, title in enumerate(_NOTICES):
            model = made[(7 * place + 3 * order) % len(made)]
            number += 1
            made.insert(11 * place + 4 * order, replace(model, number=number, section=section, title=title))
    return made


class SectionsOfCommunes(MadePortal):
    """Every section is a commune's; the box of the latest news links to every article under a folder of its own."""

    def __init__(self) -> None:
        super().__init__(_with_notices())

    def article_path(self, story: Story) -> str:
        return f"/{story.section}/{story.slug}.html"

    def list_path(self, section: str, number: int) -> str:
        return f"/{section}/" if number == 1 else f"/{section}/trang-{number}/"

    def doubles(self, story: Story) -> list[str]:
        is_notice = story.number > 100
        return [] if is_notice else [f"/tin-moi/{story.slug}.html"]

    def tools(self, story: Story) -> Links:
        return [(double, story.title) for double in self.doubles(story)]


class FoldersOfYears(SectionsOfCommunes):
    """The year stands in the path: what comes every year has the same slug in each."""

    def article_path(self, story: Story) -> str:
        return f"/{2021 + list(SECTIONS).index(story.section)}/{story.slug}.html"


@pytest.mark.parametrize("shape", [SectionsOfCommunes, FoldersOfYears])
def test_articles_with_the_same_slug_are_all_found_and_copies_stored_once(
    shape: type[MadePortal], tmp_path: Path
) -> None:
    with shape() as portal:
        done = crawl(portal.url, tmp_path)
        wanted = Counter(story.title for story in portal.stories)
        asked = [one.path for one in portal.asked if one.path.startswith("/tin-moi/")]
    assert done.returncode == 0, done.stdout + done.stderr
    assert Counter(title for (title,) in rows(tmp_path, "SELECT title FROM articles")) == wanted
    assert len(asked) <= len(portal.stories) // 4, "most copies are told by what the first of them showed"
    books_balance(tmp_path)
