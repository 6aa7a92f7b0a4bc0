"""Whether two texts are one: what an editor does to a copy, and what a form does to the next notice."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.lineage.facts import _numbers_and_words, compare_facts, other_numbers
from archive.lineage.likeness import Circumstances, likeness
from archive.lineage.shingles import shingles
from archive.lineage.words import Words, words_of
from tests.archive.lineage.test_links import FORM, STORY, TITLE

LETTER = (
    "Nhân dịp khai giảng năm học mới, thay mặt lãnh đạo địa phương, tôi thân ái gửi tới thầy giáo, cô giáo và học sinh "
    "{school}, {place} lời chúc tốt đẹp nhất. Năm học qua, dưới sự điều hành của Hiệu trưởng {head}, nhà trường đã "
    "vượt qua nhiều khó khăn, thi đua dạy tốt, học tốt, giữ vững chất lượng và từng bước nâng cao cơ sở vật chất. Tôi "
    "mong nhà trường tiếp tục đổi mới phương pháp giảng dạy, xây dựng môi trường học tập thân thiện cho con em {place}."
)
LETTERS = [
    LETTER.format(school="Trường Mầm non Hoa Sen", place="phường Đông Sơn", head="Trần Thị Mai"),
    LETTER.format(school="Trường Tiểu học Bình Minh", place="xã Tân Giang", head="Lê Văn Hợi"),
]
SAME_DAY = Circumstances(same_day=True)


def like(one: Words, other: Words, around: Circumstances = SAME_DAY) -> str | None:
    found = likeness(one, other, shingles(one.folded), shingles(other.folded), around)
    return None if found is None else found.kind


def words(text: str, title: str = TITLE) -> Words:
    return words_of(title, None, text)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (STORY.replace("yêu cầu", "đề nghị"), "near"),
        (STORY.replace("UBND", "Ủy ban nhân dân").replace("Đồng chí", "Ông"), "near"),
        (STORY.replace("30/6", "30/7"), "near"),  # a day put right
        ("Tin từ Sông Lam. " + STORY, "near"),
        (STORY[: 3 * len(STORY) // 5], "near"),
        (STORY[: 2 * len(STORY) // 5], "contains"),
        (STORY + "\n\n" + FORM.format(day=1, low=18, high=25) + LETTERS[0], "contains"),
        (FORM.format(day=1, low=18, high=25), None),
    ],
)
def test_what_an_editor_makes_of_a_text_is_found(text: str, kind: str | None) -> None:
    assert like(words(STORY), words(text)) == kind
    assert like(words(text), words(STORY)) == kind


def test_another_lead_and_headline_are_no_other_article() -> None:
    one = words_of(TITLE, "Việc làm đường đang được nhiều người ở thị xã quan tâm theo dõi.", STORY)
    other = words_of("Đường liên xã: bàn việc đền bù", "Sau nhiều lần lùi lại, cuộc họp đã được mở.", STORY)
    assert like(one, other) == "near"


@pytest.mark.parametrize("same_day", [True, False, None])
@pytest.mark.parametrize("title", [TITLE, "Dự báo thời tiết"])
def test_a_form_with_other_figures_is_another_article(title: str, same_day: bool | None) -> None:
    one, other = (words(FORM.format(day=day, low=day + 10, high=day + 17), title) for day in (4, 5))
    assert like(one, other, Circumstances(same_day)) is None


@pytest.mark.parametrize("same_minute", [True, False])
def test_a_letter_to_another_school_is_another_letter(same_minute: bool) -> None:
    one, other = (words(text, "Thư chúc mừng nhân dịp khai giảng năm học mới") for text in LETTERS)
    assert like(one, other, Circumstances(True, same_minute)) is None


def test_what_one_portal_shows_side_by_side_is_two_articles_where_a_fact_differs() -> None:
    one, other = words(STORY), words(STORY.replace("30/6", "30/7"))
    assert like(one, other, Circumstances(True, True, side_by_side=True)) is None
    assert like(one, words(STORY.replace("yêu cầu", "đề nghị")), Circumstances(side_by_side=True)) == "near"


@pytest.mark.parametrize(
    ("one", "other", "differ"),
    [
        ("lịch công tác tuần 12", "lịch công tác tuần 13", True),
        ("lịch công tác tuần 12", "lịch công tác tuần 012", False),
        ("lịch công tác tuần 12 năm 2024", "lịch công tác tuần 12", False),
        ("tổng kết năm 2024", "thị xã thu ngân sách vượt 5 phần trăm", False),
    ],
)
def test_headlines_that_are_one_but_for_their_numbers(one: str, other: str, differ: bool) -> None:
    assert other_numbers(tuple(one.split()), tuple(other.split())) is differ


@pytest.mark.parametrize(
    ("one", "other", "names"),
    [
        ("tại Kỳ Anh sáng nay", "tại Kì Anh sáng nay", 0),
        ("huyện Đắk Song họp", "huyện Dak Song họp", 0),
        ("UBND họp bàn", "Ủy Ban Nhân Dân họp bàn", 0),
        ("ông Trần Văn Thử dự", "ông Lê Hữu Bình dự", 1),
        ("lời chúc tới Trường Hoa Sen", "lời chúc tới Trường Bình Minh", 1),
        ("cuộc họp kéo dài", "hội nghị ngắn gọn", 0),
    ],
)
def test_names_that_stand_in_the_place_of_others(one: str, other: str, names: int) -> None:
    frame = "Chiều qua, ở nhà văn hóa xóm, {} rồi bà con ra về trong niềm vui."
    assert compare_facts(words(frame.format(one)), words(frame.format(other))).names_changed == names


def test_long_texts_that_cannot_be_aligned_are_counted() -> None:
    one = " ".join(f"ngày {number} tháng ba Lan đi chợ" for number in range(3_000))
    other = one.replace("Lan", "Huệ").replace(" 17 ", " 99917 ")
    facts = compare_facts(words(one), words(other))
    assert facts.numbers_changed == 1 and facts.names_changed == 3_000


@given(st.text(st.sampled_from("ab Ấ1.,ỷİ\n"), max_size=200), st.text(st.sampled_from("ab Ấ1.,ỷİ\n"), max_size=200))
def test_any_two_texts_can_be_compared_either_way_round(one: str, other: str) -> None:
    first, second = words(one), words(other)
    assert (like(first, second) is None) == (like(second, first) is None)


def test_a_headline_is_taken_apart_once_however_many_it_is_held_against() -> None:
    """Counted, not timed: a weekly notice of ten years is one text under five hundred headlines."""
    titles = [("lich", "cong", "tac", "tuan", str(week)) for week in range(60)]
    _numbers_and_words.cache_clear()
    assert all(other_numbers(one, other) for one, other in combinations(titles, 2))
    assert _numbers_and_words.cache_info().misses == len(titles)
