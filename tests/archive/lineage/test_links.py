from __future__ import annotations

import json
import sqlite3
import tempfile
from functools import cache
from itertools import cycle, product
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.database import writing
from archive.lineage.run import trace_lineage
from archive.lineage.sketches import MOST_TEXTS, sketch_articles, texts_that_share
from tests.archive.lineage.rows import add_article, add_portal, everything, links

GOLD = Path(__file__).parents[2] / "gold" / "similar" / "dev.jsonl"
STORY = (
    "Sáng ngày 12/3, Ủy ban nhân dân thị xã Sông Lam tổ chức hội nghị bàn việc làm đường liên xã. Đồng chí Trần Văn "
    "Thử, Chủ tịch UBND thị xã, chủ trì.\n\nCác xã trao đổi về tiến độ, những khó khăn trong giải phóng mặt bằng và "
    "cách làm trong thời gian tới; xã Tân Giang xin lùi hạn bàn giao đất vì vụ lúa chưa gặt.\n\nKết luận, Chủ tịch "
    "UBND thị xã yêu cầu các phòng, ban hoàn thành kế hoạch trước ngày 30/6, có thưởng cho thôn nào làm xong sớm."
)
TITLE = "Thị xã Sông Lam bàn việc làm đường liên xã"
FORM = (
    "Theo Trung tâm Khí tượng Thủy văn, ngày {day}/3 khu vực thị xã nhiều mây, có mưa rào nhẹ vài nơi, trưa chiều giảm "
    "mây trời nắng. Nhiệt độ thấp nhất {low} độ, cao nhất {high} độ. Gió đông bắc cấp 3. Bà con nông dân chú ý chăm "
    "sóc lúa và hoa màu, phòng trừ sâu bệnh, che chắn chuồng trại cho gia súc, gia cầm; tàu thuyền hoạt động bình "
    "thường."
)


@pytest.fixture
def towns(connection: sqlite3.Connection) -> sqlite3.Connection:
    """A town, the ward that followed it in July 2025, and a commune."""
    add_portal(connection, "cu", "Cổng thông tin điện tử thị xã Sông Lam", valid_to="2025-06-30")
    add_portal(connection, "moi", "Cổng thông tin điện tử phường Bến Lam", predecessors=["cu"], valid_from="2025-07-01")
    add_portal(connection, "xa", "Trang thông tin điện tử xã Tân Giang")
    return connection


def test_the_same_text_is_moved_in_a_line_of_descent_and_a_copy_elsewhere(towns: sqlite3.Connection) -> None:
    add_article(towns, 1, "cu", STORY, title=TITLE, published="2024-03-12T09:00")
    add_article(towns, 2, "moi", STORY, title=TITLE, published="2024-03-12", first_seen="2025-07-02T02:00:00+00:00")
    add_article(towns, 3, "xa", STORY, title=TITLE, published="2024-03-13T07:00")
    trace_lineage(towns)
    assert links(towns) == {(2, 1): ("moved", "same"), (3, 1): ("copy", "same")}
    [basis] = towns.execute("SELECT basis FROM similar_articles WHERE article = 3").fetchone()
    assert basis == "word for word the same text; of 2024-03-12 there, of 2024-03-13 here"


def test_an_article_that_stood_on_both_before_one_followed_the_other_is_a_copy(towns: sqlite3.Connection) -> None:
    add_article(towns, 1, "cu", STORY, title=TITLE, published="2024-03-12")
    add_article(towns, 2, "moi", STORY, title=TITLE, published="2024-03-12", first_seen="2024-03-13T02:00:00+00:00")
    add_article(towns, 3, "moi", f"{STORY} Ảnh: Bình.", title="Làm đường", published="2024-03-14",
                first_seen="2025-07-02T02:00:00+00:00")  # fmt: skip
    trace_lineage(towns)
    assert links(towns)[2, 1] == ("copy", "same")
    assert links(towns)[3, 1][0] == "copy"  # both have stamps, of two days before the ward's portal began


@pytest.mark.parametrize(
    "source", ["Cổng TTĐT thị xã Sông Lam", "cu.example.vn", "Theo: Cổng thông tin điện tử Thị xã Sông Lam"]
)
def test_a_printed_source_says_which_one_stood_first(towns: sqlite3.Connection, source: str) -> None:
    add_article(towns, 1, "cu", STORY, title=TITLE, published="2024-03-14")
    add_article(towns, 2, "xa", STORY, title=TITLE, published="2024-03-12", source=source)
    trace_lineage(towns)
    assert links(towns) == {(2, 1): ("copy", "same")}
    assert repr(source) in towns.execute("SELECT basis FROM similar_articles").fetchone()[0]


@pytest.mark.parametrize("quoting", [1, 2])
def test_of_one_stamp_the_one_without_any_source_stood_first(towns: sqlite3.Connection, quoting: int) -> None:
    """The source is called by a name that nobody has told the archive."""
    for number, portal in ((1, "xa"), (2, "cu")):
        source = "Báo Sông Lam" if number == quoting else None
        add_article(towns, number, portal, STORY, title=TITLE, published="2024-03-12T08:00:00", source=source)
    trace_lineage(towns)
    assert set(links(towns)) == {(quoting, 3 - quoting)}


def test_without_a_stamp_first_sight_counts(towns: sqlite3.Connection) -> None:
    add_article(towns, 1, "xa", STORY, first_seen="2025-01-03T20:00:00+00:00")  # the 4th in Vietnam
    add_article(towns, 2, "cu", STORY, published="2025-01-04", first_seen="2025-02-01T00:00:00+00:00")
    add_article(towns, 3, "moi", STORY, published="2025-01-03", first_seen="2025-07-02T00:00:00+00:00")
    trace_lineage(towns)
    assert {pair[1] for pair in links(towns)} == {3}


def test_a_portal_that_shows_an_article_twice_repeats_it_until_the_old_address_is_gone(
    towns: sqlite3.Connection,
) -> None:
    add_article(towns, 1, "xa", STORY, title=TITLE, published="2024-03-12")
    add_article(towns, 2, "xa", STORY, title=TITLE, published="2024-03-12", first_seen="2025-02-01T00:00:00+00:00")
    trace_lineage(towns)
    assert links(towns) == {(2, 1): ("repeat", "same")}
    towns.execute("UPDATE articles SET gone_at = '2025-02-02T00:00:00+00:00' WHERE id = 1")
    trace_lineage(towns)
    assert links(towns) == {(2, 1): ("moved", "same")}


CLOSING = (
    "Trung tâm Phục vụ hành chính công tiếp nhận và trả kết quả hồ sơ vào giờ hành chính các ngày trong tuần, sáng thứ "
    "Bảy làm việc đến 11 giờ 30 phút. Người dân mang theo căn cước, mã hồ sơ và lấy số thứ tự tại quầy hướng dẫn; mọi "
    "phản ánh về thái độ phục vụ xin gọi đường dây nóng hoặc gửi qua Cổng dịch vụ công."
)
NOTICES = (
    ("Thông báo về việc cấp sổ mới", "Các hộ trong danh sách đến nhận sổ mới, mang theo sổ cũ để thu lại."),
    ("Thông báo về việc tiêm phòng", "Đội thú y lưu động có mặt ở nhà văn hóa các thôn ven biển từ bảy giờ sáng."),
    ("Tạm ngừng cấp nước khu vực chợ", "Nhà máy thay van trên trục ống chính nên mất nước từ tối đến trưa hôm sau."),
)


@pytest.mark.parametrize("portals", [("xa", "xa", "xa"), ("xa", "cu", "moi")])
def test_notices_with_one_closing_are_articles_of_their_own(
    towns: sqlite3.Connection, portals: tuple[str, str, str]
) -> None:
    for number, (portal, (title, text)) in enumerate(zip(portals, NOTICES, strict=True), 1):
        add_article(towns, number, portal, f"{text}\n\n{CLOSING}", title=title, published=f"2025-07-{number:02}")
    trace_lineage(towns)
    assert links(towns) == {}


def test_a_notice_that_is_copied_is_a_copy_whatever_its_headline(towns: sqlite3.Connection) -> None:
    title, text = NOTICES[0]
    add_article(towns, 1, "xa", f"{text}\n\n{CLOSING}", title=title, published="2025-07-01")
    add_article(towns, 2, "cu", f"{text}\n\n{CLOSING} Xin cảm ơn.", title="Nhận sổ hộ nghèo", published="2025-07-02")
    trace_lineage(towns)
    assert links(towns) == {(2, 1): ("copy", "near")}


@pytest.mark.parametrize(("first", "hour"), [(1, "16:30"), (2, "06:30")])
def test_who_had_a_text_first_on_one_day_is_told_by_the_hour_not_by_what_a_portal_follows(
    towns: sqlite3.Connection, first: int, hour: str
) -> None:
    """The ward's portal follows the town's; the commune has nothing to do with either."""
    add_article(towns, 1, "moi", STORY, title=TITLE, published="2025-08-06T08:10")
    add_article(towns, 2, "xa", STORY, title=TITLE, published=f"2025-08-06T{hour}")
    trace_lineage(towns)
    assert links(towns) == {(3 - first, first): ("copy", "same")}


def test_each_notice_of_a_series_with_one_text_moved_from_the_one_of_its_day(towns: sqlite3.Connection) -> None:
    for month in (1, 2, 3):
        day = f"2024-0{month}-15"
        add_article(towns, month, "cu", STORY, title=TITLE, published=day)
        add_article(towns, 10 + month, "moi", STORY, title=TITLE, published=day, first_seen="2025-07-02T02:00:00+00:00")
    trace_lineage(towns)
    found = links(towns)
    assert all(found[10 + month, month] == ("moved", "same") for month in (1, 2, 3))


def test_a_short_text_is_the_same_article_only_under_its_headline_and_on_its_day(towns: sqlite3.Connection) -> None:
    title = "Quyết định về việc phê duyệt kế hoạch sử dụng đất"
    add_article(towns, 1, "cu", "Xem tệp đính kèm.", title=title, published="2024-03-12")
    add_article(towns, 2, "cu", "Xem tệp đính kèm.", title=title, published="2024-04-12")
    add_article(towns, 3, "cu", "Xem tệp đính kèm.", title="Thông báo", published="2024-03-12")
    later = "2025-07-02T00:00:00+00:00"
    add_article(towns, 4, "moi", "Xem tệp đính kèm.", title=title, published="2024-04-12", first_seen=later)
    add_article(towns, 5, "moi", "Xem tệp đính kèm. Tải về", title=title, published="2024-03-12", first_seen=later)
    trace_lineage(towns)
    assert links(towns) == {(4, 2): ("moved", "same"), (5, 1): ("moved", "near")}


def test_an_edit_that_makes_it_another_article_takes_the_link_away(towns: sqlite3.Connection) -> None:
    add_article(towns, 1, "cu", STORY, title=TITLE, published="2024-03-12")
    add_article(towns, 2, "xa", STORY, title=TITLE, published="2024-03-13")
    trace_lineage(towns)
    towns.execute("UPDATE articles SET text = ? WHERE id = 2", (FORM.format(day=1, low=18, high=25),))
    trace_lineage(towns)
    assert links(towns) == {}
    assert towns.execute("SELECT count(DISTINCT text) FROM sketch_hashes").fetchone()[0] == 2


def test_what_a_description_adds_later_makes_copies_moved(towns: sqlite3.Connection) -> None:
    add_article(towns, 1, "cu", STORY, title=TITLE, published="2024-03-12")
    add_article(towns, 2, "xa", STORY, title=TITLE, published="2024-03-12", first_seen="2025-07-05T00:00:00+00:00")
    trace_lineage(towns)
    assert links(towns) == {(2, 1): ("copy", "same")}
    towns.execute("UPDATE portals SET description = ? WHERE id = 'xa'", (json.dumps({"predecessors": ["cu"]}),))
    notes = trace_lineage(towns)
    assert links(towns) == {(2, 1): ("moved", "same")}
    assert notes == ["xa follows cu (predecessors of xa)"]


def test_a_form_filled_in_hundreds_of_times_costs_no_comparison_of_all_with_all(towns: sqlite3.Connection) -> None:
    for number in range(3 * MOST_TEXTS):
        text = FORM.format(day=number % 28 + 1, low=number, high=number + 6)
        add_article(towns, number + 1, "cu", text, title="Dự báo thời tiết", published=f"2024-03-{number % 28 + 1:02}")
    add_article(towns, 999, "xa", STORY, title=TITLE, published="2024-03-12")
    add_article(towns, 998, "cu", STORY, title=TITLE, published="2024-03-12")
    trace_lineage(towns)
    assert links(towns) == {(999, 998): ("copy", "same")}
    texts = [text for (text,) in towns.execute("SELECT text FROM text_sketches")]
    looked_at = [len(others) for others in texts_that_share(towns, texts).values()]
    assert max(looked_at) <= MOST_TEXTS


def _articles() -> list[dict[str, Any]]:
    """Return some thirty articles of the gold: narratives with what was made of them, and a form."""
    lines = [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines()]
    return [*lines[:22], *[one for one in lines if one["how"] == "form: weather" or "monthly" in one["how"]]]


ARTICLES = _articles()
# A text that the form shares its runs with is found or not by how many share them: MOST_TEXTS is passed on the way.
FORMS = [
    {"portal": "old", "title": "Dự báo thời tiết", "text": FORM.format(day=day, low=day, high=day + 9),
     "published": f"2024-03-{day % 28 + 1:02}", "first_seen": "2025-01-05T02:00:00+00:00"}
    for day in range(1, MOST_TEXTS + 6)
]  # fmt: skip


def _load(articles: list[tuple[int, dict[str, Any]]], ends: set[int]) -> dict[str, list[tuple[Any, ...]]]:
    """Load articles in an order, in runs that end behind some of them."""
    with tempfile.TemporaryDirectory() as folder, writing(Path(folder) / "archive") as db:
        connection: sqlite3.Connection = db.conn
        add_portal(connection, "old", "Cổng thông tin điện tử thị xã Sông Lam", valid_to="2025-06-30")
        add_portal(connection, "new", "Cổng thông tin điện tử phường Bến Lam", valid_from="2025-07-01")
        add_portal(connection, "other", "Trang thông tin điện tử xã Tân Giang")
        for place, (number, one) in enumerate(articles):
            known = {key: one.get(key) for key in ("title", "lead", "published", "source", "first_seen")}
            add_article(connection, number, one["portal"], one["text"], **known)
            if place in ends:
                trace_lineage(connection)
        trace_lineage(connection)
        return everything(connection)


@settings(max_examples=8, deadline=None)
@given(st.permutations(list(enumerate(ARTICLES, start=1))), st.sets(st.integers(0, len(ARTICLES)), max_size=6))
def test_links_do_not_depend_on_the_order_in_which_articles_came(
    order: list[tuple[int, dict[str, Any]]], ends: set[int]
) -> None:
    assert _load(order, ends) == _in_order()


@cache
def _in_order() -> dict[str, list[tuple[Any, ...]]]:
    return _load(list(enumerate(ARTICLES, start=1)), set())


def test_there_are_links_to_depend_on() -> None:
    found = _in_order()
    assert len(found["similar_articles"]) > 15
    assert {row[2] for row in found["portal_successors"]} == {"content"}
    assert found["texts_to_compare"] == found["articles_to_compare"] == []


@settings(max_examples=4, deadline=None)
@given(st.permutations(list(enumerate([*FORMS, *ARTICLES[:6]], start=1))), st.sets(st.integers(0, 50), max_size=4))
def test_nor_where_runs_of_words_become_common_on_the_way(
    order: list[tuple[int, dict[str, Any]]], ends: set[int]
) -> None:
    assert _load(order, ends) == _load(sorted(order, key=lambda one: one[0]), set())


_SYLLABLES = ("bắp", "cà", "dưa", "khoai", "mướp", "ngô", "sắn")
EDITED = [
    {**FORMS[0], "portal": portal, "title": TITLE, "text": f"{STORY} Ảnh chụp lúc trồng {one} với {other}."}
    for portal, (one, other) in zip(cycle(("old", "other")), product(_SYLLABLES, _SYLLABLES), strict=False)
][: MOST_TEXTS + 4]


def test_texts_lose_their_links_when_all_that_they_share_becomes_common() -> None:
    articles = list(enumerate(EDITED, start=1))
    at_once, before = _load(articles, set()), _load(articles[:MOST_TEXTS], set())
    assert len(at_once["similar_articles"]) < len(before["similar_articles"])
    assert _load(articles, {1, MOST_TEXTS - 2, MOST_TEXTS - 1, MOST_TEXTS}) == at_once


def test_texts_that_have_no_link_to_lose_are_not_compared_again(towns: sqlite3.Connection) -> None:
    for number, one in enumerate(FORMS[:MOST_TEXTS], start=1):
        add_article(towns, number, "cu", one["text"], title=one["title"], published=one["published"])
    trace_lineage(towns)
    assert links(towns) == {}
    add_article(towns, 999, "xa", FORMS[-1]["text"], title=FORMS[-1]["title"], published=FORMS[-1]["published"])
    sketch_articles(towns)
    new = towns.execute("SELECT text FROM text_sketches WHERE article = 999").fetchall()
    assert towns.execute("SELECT text FROM texts_to_compare").fetchall() == new
