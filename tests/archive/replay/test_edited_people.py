"""Officials edited in every visit, and visits that were stopped or killed: the rebuild has the same people, in all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.archive.replay.archives import EXPORTED, differences, export, rebuilt
from tests.archive.replay.dying import crawl_and_die
from tests.portals.command import congtin, crawl, one, rows
from tests.portals.editions import Editions

pytestmark = pytest.mark.long

COUNT = 16
PLACE = "xã Phú Lương Hạ"
NAMES = ("Trần Văn Thử", "Lê Thị Mẫu", "Nguyễn Hữu Giả", "Phạm Minh Họa")
# Two hold one post after each other, one is named without a post, posts of two bodies, a namesake elsewhere.
SAID = (
    "Đồng chí {who}, Chủ tịch UBND {place}, phát biểu khai mạc và giao nhiệm vụ cho các thôn.",
    "Ông {who}, Bí thư Đảng ủy {place}, đề nghị các chi bộ tiếp tục công khai từng khoản đóng góp.",
    "Bà {who}, Phó Chủ tịch HĐND {place}, lưu ý cần theo dõi sát việc thực hiện vào kỳ họp giữa năm.",
    "Đồng chí {who} cùng đoàn công tác đã đến thăm hỏi các gia đình chính sách trong ngày.",
    "Đồng chí {who}, Giám đốc Sở Nội vụ tỉnh Cao Bằng, trao đổi kinh nghiệm với lãnh đạo {place}.",
)


def name_others(portal: Editions, visit: int, step: int = 1) -> None:
    """Have every ``step``-th article name other people, or others' posts; headlines stay."""
    for place, story in enumerate(portal.stories):
        if place % step:
            continue
        told = []
        for number in range((place + visit) % 3):  # some name nobody for a visit
            who = NAMES[(place + visit * 3 + number) % len(NAMES)]
            told.append(SAID[(place * 2 + visit + number) % len(SAID)].format(who=who, place=PLACE))
        kept = [text for text in story.paragraphs if not any(name in text for name in NAMES)]
        portal.stories[place] = replace(story, paragraphs=(*kept, *told))
    portal.changed()


def swap_texts(portal: Editions) -> None:
    """Give each article the text of the next one; headlines stay."""
    texts = [story.paragraphs for story in portal.stories]
    portal.stories = [
        replace(story, paragraphs=text) for story, text in zip(portal.stories, [*texts[1:], texts[0]], strict=True)
    ]
    portal.changed()


def visit(portal: Editions, archive: Path, moment: str, *options: str) -> None:
    done = crawl(portal.url, archive, "--full", *options, now=moment)
    assert done.returncode in {0, 1}, done.stdout + done.stderr
    assert "Traceback" not in done.stderr, done.stderr


@pytest.fixture(scope="module")
def edited(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Six visits with edits of who is named between them, and between the parts of those that were cut short."""
    archive = tmp_path_factory.mktemp("edited") / "archive"
    with Editions(COUNT) as portal:
        visit(portal, archive, "2026-11-02T08:00:00+07:00")
        name_others(portal, 1)
        visit(portal, archive, "2026-11-03T08:00:00+07:00")
        swap_texts(portal)
        visit(portal, archive, "2026-11-05T08:00:00+07:00", "--limit", "12")
        name_others(portal, 2, step=2)
        visit(portal, archive, "2026-11-05T09:00:00+07:00", "--limit", "6")
        visit(portal, archive, "2026-11-05T10:00:00+07:00")
        name_others(portal, 3)
        crawl_and_die(portal.url, archive, "written", 14, "--full", now="2026-11-07T08:00:00+07:00")
        name_others(portal, 4, step=3)
        crawl_and_die(portal.url, archive, "committed", 3, "--full", now="2026-11-07T09:00:00+07:00")
        visit(portal, archive, "2026-11-07T10:00:00+07:00")
        swap_texts(portal)
        visit(portal, archive, "2026-11-09T08:00:00+07:00")
        swap_texts(portal)
        visit(portal, archive, "2026-11-10T08:00:00+07:00")
        yield archive


@pytest.fixture(scope="module")
def anew(edited: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return rebuilt(edited, tmp_path_factory.mktemp("anew"))


def test_the_history_edits_many_people_and_has_former_identifiers(edited: Path) -> None:
    assert one(edited, "SELECT count(*) FROM revisions") > 4 * COUNT
    assert one(edited, "SELECT count(*) FROM crawls") == 6, "parts of a visit are one"
    assert one(edited, "SELECT count(*) FROM person_aliases") > 5
    assert one(edited, "SELECT count(*) FROM people") > 4, "namesakes are told apart"


def test_every_row_is_the_same(edited: Path, anew: Path) -> None:
    assert differences(edited, anew) == {}


@pytest.mark.parametrize("name", [*EXPORTED, "person_aliases"])
def test_exports_are_the_same_to_the_byte(edited: Path, anew: Path, name: str) -> None:
    assert export(anew, name) == export(edited, name)


def test_resolving_everything_anew_changes_nothing(edited: Path, tmp_path: Path) -> None:
    aliases = "SELECT id, person FROM person_aliases ORDER BY id"
    before = rows(edited, aliases)
    done = congtin("people", "resolve", "--all", "--archive", edited)
    assert done.returncode == 0, done.stdout + done.stderr
    assert rows(edited, aliases) == before
