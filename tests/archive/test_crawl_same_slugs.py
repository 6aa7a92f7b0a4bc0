"""Portals on which several articles have the same slug, beside real copies: nothing is lost, nothing stored twice."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from tests.portals.command import books_balance, crawl, rows
from tests.portals.made import Links, MadePortal
from tests.portals.stories import SECTIONS, Story, stories

pytestmark = pytest.mark.long

_NOTICES = (
    "Thông báo lịch tiếp công dân tháng 5",
    "Kế hoạch cải cách hành chính",
    "Ra quân tổng vệ sinh môi trường ở các khu dân cư đợt hè",
)


_LATE = "van-hoa"  # the section that is found last


def _with_notices() -> list[Story]:
    """Return articles of which three headlines stand in two sections, each over a text of its own."""
    made = sorted(stories(), key=lambda story: story.section == _LATE)
    for order, title in enumerate(_NOTICES):
        for number, section in ((101 + order, "chinh-tri"), (201 + order, _LATE)):
            made.append(replace(made[number % 37], number=number, section=section, title=title))
    return made


class SectionsOfCommunes(MadePortal):
    """Every section is a commune's; articles link to themselves under a folder of the latest news.

    When the last section is found, by a link in an article, copies have been read already.
    """

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
        late = [(self.list_path(_LATE, 1), "Xem thêm chuyên mục văn hóa")] if story is self.stories[20] else []
        return [*late, *((double, story.title) for double in self.doubles(story))]

    def menu(self) -> Links:
        return [one for one in super().menu() if one[0] != self.list_path(_LATE, 1)]


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
