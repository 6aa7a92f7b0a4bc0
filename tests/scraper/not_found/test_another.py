"""Another article at a known one's address: told from an edit, and a fault where it stands at the others' as well."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from scraper.items import Article
from scraper.not_found.another import OTHERS_TOO, is_another, is_still_so
from scraper.store import PageResult, Peer
from tests.scraper.not_found.test_doubts import (
    ARTICLE,
    FOUND,
    FRAME,
    MISSED,
    MOMENT,
    NOT_ASKED,
    OTHER,
    doubts,
    keep,
    probe_of,
    shown,
    status,
    target,
)

TEXT = "Sáng nay đoàn kiểm tra của huyện đã về xã.\n\nBà con kể lại chuyện trồng rừng từ nhiều năm trước ở thôn."
TITLE = "Xã họp giao ban công tác tháng Năm"
_SENTENCE = "Đội văn nghệ của thôn Đoài giành giải nhất hội diễn, sau ba tháng tập luyện ở nhà văn hóa của xã bên. "
ANOTHER = FRAME.format(
    f"<article><h1>Đội văn nghệ thôn Đoài giành giải nhất</h1><time>04/05/2025 08:00</time>"
    f"<p>{_SENTENCE * 3}</p></article>"
)
NEW = Peer(OTHER, OTHER, was_asked=True, was_found=True, was_known=False)


@pytest.mark.parametrize(
    ("title", "text", "expected"),
    [
        ("Xã họp giao ban tháng Năm", TEXT.replace("Sáng nay", "Chiều nay"), False),
        ("Xã họp giao ban tháng Năm", TEXT.replace("\n\n", " ").replace("xã", "phường"), False),
        (TITLE, "Một bài được viết lại.", False),
        ("Xã họp giao ban công tác tháng Sáu", "Một bài khác hẳn.", True),
        ("Đính chính: số liệu trồng rừng", TEXT, False),
        ("Đội văn nghệ thôn Đoài giành giải nhất", "Một bài khác hẳn về hội diễn của thôn.", True),
        (None, "Một bài khác hẳn.", False),
    ],
    ids=[
        "headline edited",
        "headline edited, text edited throughout",
        "text written anew",
        "the next of its form",
        "headline written anew",
        "another",
        "no headline",
    ],
)
def test_an_edit_leaves_something_of_headline_and_text(title: str | None, text: str, expected: bool) -> None:
    article = Article(ARTICLE, ARTICLE, "songlam", title=title, text=text)
    assert is_another(target(ARTICLE, title=TITLE, text=TEXT), article) == expected


@pytest.mark.parametrize(
    ("since", "expected"),
    [(None, False), (MOMENT, False), (MOMENT - timedelta(hours=1), False), (MOMENT - timedelta(days=1), True)],
    ids=["never", "now", "the same day", "the day before"],
)
def test_it_lasts_where_it_was_so_on_an_earlier_day(since: datetime | None, expected: bool) -> None:
    assert is_still_so(since and since.astimezone(UTC).isoformat(), MOMENT) == expected


def _settled(*peers: Peer, since: str | None = None) -> PageResult:
    made = doubts(*peers)
    first = keep(made, shown(target(ARTICLE, title=TITLE, text=TEXT, another_since=since), ANOTHER))
    keep(made, status(probe_of(first.witnesses), 404))
    return keep(made, shown(target(ARTICLE, title=TITLE, text=TEXT, tries=1), ANOTHER))


@pytest.mark.parametrize(
    ("peers", "outcome"),
    [((FOUND,), "stored"), ((MISSED,), "failed"), ((MISSED, NEW), "failed"), ((NEW,), "stored"), ((), "stored")],
    ids=["others are themselves", "none is", "only new ones are there", "no other was known", "the only one"],
)
def test_it_is_an_edit_unless_no_other_known_article_is_itself(peers: tuple[Peer, ...], outcome: str) -> None:
    result = _settled(*peers)
    assert result.outcome == outcome
    assert result.reason == (OTHERS_TOO if outcome == "failed" else None)


def test_on_a_later_day_it_is_what_the_portal_shows_now() -> None:
    earlier = (MOMENT - timedelta(days=3)).isoformat()
    assert _settled(MISSED, since=earlier).outcome == "stored"
    assert _settled(MISSED, since=MOMENT.isoformat()).outcome == "failed"


def test_known_articles_are_asked_for_where_only_new_ones_have_been_found() -> None:
    made = doubts(NEW, NOT_ASKED)
    first = keep(made, shown(target(ARTICLE, title=TITLE, text=TEXT), ANOTHER))
    assert [link.url for link in first.witnesses if link.probe is None] == [NOT_ASKED.url]


@pytest.mark.parametrize(("peers", "outcome"), [((FOUND,), "gone"), ((MISSED, NEW), "failed")])
def test_where_what_cannot_exist_shows_the_same_new_articles_do_not_vouch_for_it(
    peers: tuple[Peer, ...], outcome: str
) -> None:
    made = doubts(*peers)
    first = keep(made, shown(target(ARTICLE, title=TITLE, text=TEXT), ANOTHER))
    keep(made, shown(probe_of(first.witnesses), ANOTHER))
    assert keep(made, shown(target(ARTICLE, title=TITLE, text=TEXT, tries=1), ANOTHER)).outcome == outcome
