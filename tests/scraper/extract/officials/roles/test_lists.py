"""Lists opened by a line, results of votes, signatures, posts that are added later; made-up people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scraper.extract.document import Context, Field
from scraper.extract.officials import find_officials

if TYPE_CHECKING:
    from scraper.items import Official

DISTRICT = Context(unit="huyện Vĩnh Tường", province="tỉnh Hà Nam")


def read(text: str, caption: str = "") -> list[Official]:
    return find_officials([Field("text", text), Field("captions[0]", caption)], DISTRICT)[0]


def test_minutes_name_who_attended_and_who_chaired() -> None:
    text = (
        "Thành phần:\nI. UBND huyện: Ông Lê Văn Hưởng - Phó Chủ tịch UBND huyện - Chủ trì.\n"
        "1. Bà Vũ Thị Cẩn - Phó Giám đốc Chi nhánh Văn phòng đăng ký đất đai;\n2. Ông Ngô Duy Thành - Chủ tịch UBND xã."
    )
    chair, deputy, head = read(text)
    assert [title.text for title in chair.titles] == ["Phó Chủ tịch UBND huyện"]
    assert "chaired" in chair.roles
    assert deputy.roles == head.roles == ["attended"]


def test_a_line_that_opens_a_list_with_a_verb_says_what_becomes_of_the_posts() -> None:
    text = (
        "Miễn nhiệm:\na) Chủ tịch HĐND huyện đối với ông Bùi Quang Minh;\nb) Ủy viên UBND huyện đối với bà Mai Thị Lan."
    )
    assert [(official.titles[0].kind, official.roles) for official in read(text)] == [("former", ["dismissed"])] * 2


def test_who_is_named_with_votes_is_elected() -> None:
    text = "Kết quả bầu:\n+ Từ Thị Bé: Phó Chủ tịch Hội Nông dân huyện, 24/25 phiếu (96%)."
    (official,) = read(text)
    assert (official.titles[0].kind, official.roles) == ("new", ["elected"])


def test_a_signature_block_is_a_person_without_a_role() -> None:
    (official,) = read("Quyết định có hiệu lực từ ngày ký.\nTM. BAN THƯỜNG VỤ\nBÍ THƯ\n(Đã ký)\nLương Văn Tấn")
    assert (official.name, [title.text for title in official.titles], official.roles) == (
        "Lương Văn Tấn",
        ["BÍ THƯ"],
        [],
    )


def test_a_name_under_an_ordinary_line_signs_nothing() -> None:
    assert read("Bí thư Huyện ủy đã ký quyết định.\nLương Văn Tấn") == []


def test_the_next_sentence_adds_a_post() -> None:
    (official,) = read("Phó Trưởng phòng Tư pháp: Trần Viết Long. Kiêm Phó Chủ tịch Hội Luật gia huyện.")
    assert [title.text for title in official.titles] == ["Phó Trưởng phòng Tư pháp", "Phó Chủ tịch Hội Luật gia huyện"]


def test_a_post_alone_is_whom_a_caption_names() -> None:
    (official,) = read("Giám đốc Sở Y tế đề nghị diệt muỗi.", "Bà Nguyễn Thị Mai, Giám đốc Sở Y tế")
    assert "spoke" in official.roles


def test_however_long_the_list_all_attended() -> None:
    people = "; ".join(f"Trần Văn {given}, Giám đốc Sở Nông nghiệp và Môi trường tỉnh Hà Nam" for given in "ABCDEFGHIK")
    assert [official.roles for official in read(f"Về dự có các đồng chí: {people}.")] == [["attended"]] * 10
