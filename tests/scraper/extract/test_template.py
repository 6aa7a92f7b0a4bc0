"""What several articles of a portal share is no content, and nothing else is lost to that."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.extract import extract
from scraper.extract.template import FEWEST, NO_TEMPLATE, ReadParts, learn_template

CALL = "Mời bạn đọc theo dõi trang Zalo của phường để nhận thông báo sớm nhất về dịch vụ công."
TOPICS = [
    ("Phường An Bình tổ chức tiếp xúc cử tri trước kỳ họp thứ chín", "cử tri nêu mười hai ý kiến về đường giao thông"),
    ("Hội Nông dân phường trao sinh kế cho hội viên khó khăn", "ba mươi con bò giống được trao cho các hộ"),
    ("Ra quân làm sạch môi trường trên tuyến đường ven sông", "hơn hai trăm đoàn viên nhặt rác dọc bờ kè"),
    ("Khai giảng lớp học xóa mù chữ tại khu phố Bình Minh", "hai mươi học viên dự buổi học đầu tiên"),
    ("Công an phường tuyên truyền phòng cháy cho tiểu thương chợ", "một trăm tiểu thương thực hành dùng bình bọt"),
    ("Đại hội Chi đoàn khu phố Hòa Lạc nhiệm kỳ mới", "đại hội bầu năm đồng chí vào ban chấp hành"),
]


def page(number: int) -> tuple[str, bytes]:
    title, news = TOPICS[number]
    body = f"""<html><head><title>{title}</title></head><body><div id="menu"><a href="/">Trang chủ</a></div>
    <div class="main"><h3 class="ten-don-vi">Phường An Bình đoàn kết, đổi mới, phát triển bền vững</h3>
    <h2>{title}</h2><p>Ngày đăng: 0{number + 1}/03/2024 08:15</p>
    <div class="c1"><p>Sáng nay, trên địa bàn phường, {news}, với sự tham gia của đông đảo nhân dân trong khu vực.</p>
    <p><img src="/anh/dich-vu-cong.jpg"></p><p><img src="/anh/{number}.jpg"></p>
    <p><em>Quang cảnh buổi làm việc số {number}</em></p>
    <p>Ông Lê Văn Tám, Chủ tịch UBND phường, đề nghị các khu phố tiếp tục phát huy kết quả đạt được ({news}).</p>
    <p>{CALL}</p></div></div></body></html>"""
    return f"http://portal.example/tin-tuc/bai-viet-{number}.html", body.encode()


PAGES = [page(number) for number in range(len(TOPICS))]


def parts(url: str, body: bytes) -> ReadParts:
    record = extract(body, url)
    return ReadParts(
        record.title,
        tuple(part for part in (record.lead, *record.text.split("\n\n")) if part),
        tuple((caption.image, caption.text) for caption in record.captions),
        frozenset(image.src for image in record.images),
    )


LEARNT = learn_template((url, parts(url, body)) for url, body in PAGES)


def test_what_all_articles_have_is_learnt_and_nothing_else() -> None:
    assert LEARNT.shared == {CALL, "http://portal.example/anh/dich-vu-cong.jpg"}


@pytest.mark.parametrize("number", range(len(TOPICS)))
def test_a_page_is_read_without_what_it_shares(number: int) -> None:
    url, body = PAGES[number]
    alone = extract(body, url)
    known = extract(body, url, template=LEARNT)
    assert CALL in alone.text  # nothing on a single page tells it from the text
    assert CALL not in known.text
    assert [image.src for image in known.images] == [f"http://portal.example/anh/{number}.jpg"]
    assert [caption.text for caption in known.captions] == [f"Quang cảnh buổi làm việc số {number}"]
    assert known.title == TOPICS[number][0]
    assert known.published == alone.published == f"2024-03-0{number + 1}T08:15:00+07:00"
    assert known.text.split("\n\n") == [part for part in alone.text.split("\n\n") if part != CALL]
    assert known.lead == alone.lead


def untitled(number: int) -> tuple[str, bytes]:
    """A page whose only heading is the site's slogan."""
    url, body = PAGES[number]
    title = TOPICS[number][0].encode()
    return url, body.replace(b"<h2>", b"<div>").replace(b"</h2>", b"</div>").replace(title, b"Tin", 1)


def test_a_heading_that_every_article_has_is_no_title() -> None:
    pages = [untitled(number) for number in range(len(TOPICS))]
    slogan = "Phường An Bình đoàn kết, đổi mới, phát triển bền vững"
    assert {extract(body, url).title for url, body in pages} == {slogan}
    learnt = learn_template((url, parts(url, body)) for url, body in pages)
    assert slogan in learnt
    for (url, body), (title, _) in zip(pages, TOPICS, strict=True):
        assert extract(body, url, template=learnt).title == title


def test_what_boxes_repeat_is_still_its_article_s() -> None:
    """The newest article's headline and lead stand in a box on every page, and are that article's all the same."""
    title, _ = TOPICS[0]
    lead = extract(PAGES[0][1], PAGES[0][0]).lead
    box = f'<div class="hot"><h4><a href="{PAGES[0][0]}">{title}</a></h4><p>{lead}</p></div>'.encode()
    pages = [(url, body.replace(b"</body>", box + b"</body>")) for url, body in PAGES]
    learnt = learn_template((url, parts(url, body)) for url, body in pages)
    assert title not in learnt
    assert lead not in learnt
    assert extract(pages[0][1], pages[0][0], template=learnt).title == title


def test_few_articles_tell_nothing() -> None:
    assert learn_template((url, parts(url, body)) for url, body in PAGES[: FEWEST - 1]) == NO_TEMPLATE


def article(*paragraphs: str, captions: tuple[tuple[str | None, str], ...] = (), **more: frozenset[str]) -> ReadParts:
    return ReadParts(None, paragraphs, captions, **more)


def test_articles_of_one_kind_of_address_are_compared_with_one_another() -> None:
    """Two templates side by side: what one half has is shared by that half."""
    old = [(f"http://portal.example/cu/tin-{number}.html", article("a", f"o{number}")) for number in range(6)]
    new = [(f"http://portal.example/moi/bai/tin-{number}", article("b", f"n{number}")) for number in range(6)]
    assert learn_template([*old, *new]).shared == {"a", "b"}


def test_a_line_that_some_articles_lack_is_shared_once_there_are_many() -> None:
    few = [("http://portal.example/x", article("line" if number else "other")) for number in range(8)]
    many = [("http://portal.example/x", article("line" if number > 2 else "other")) for number in range(16)]
    assert learn_template(few) == NO_TEMPLATE
    assert learn_template(many).shared == {"line"}


def test_what_stands_amid_a_text_is_the_text_s() -> None:
    """A template surrounds a text."""
    pages = [
        (
            "http://portal.example/x",
            article(*(f"{n}{place}" for place in "abc"), "line", *(f"{n}{place}" for place in "defg")),
        )
        for n in range(12)
    ]
    assert learn_template(pages) == NO_TEMPLATE


def test_a_caption_is_shared_with_its_picture_only() -> None:
    """ "Quang cảnh hội nghị" stands under thousands of pictures and is each one's caption."""
    banner = "http://portal.example/banner.jpg"
    pages = [
        ("http://portal.example/x", article(f"text {n}", captions=((f"http://portal.example/{n}.jpg", "Quang cảnh"),)))
        for n in range(12)
    ]
    assert learn_template(pages) == NO_TEMPLATE
    with_banner = [
        (url, ReadParts(None, one.paragraphs, (*one.captions, (banner, "Gọi 1022")), frozenset({banner})))
        for url, one in pages
    ]
    assert learn_template(with_banner).shared == {banner, "Gọi 1022"}


def test_articles_made_by_a_form_keep_what_they_have_in_common() -> None:
    """Where most of the text is the same on all pages, the text is what it is."""
    common = "Ủy ban nhân dân phường thông báo kết quả xét duyệt hồ sơ của các hộ gia đình trên địa bàn như sau."
    slogan = "Phường An Bình đoàn kết"
    pages = [
        ("http://portal.example/tb", article(slogan, common, f"Đợt {n}: các hộ ở khu phố số {n} đủ điều kiện hỗ trợ."))
        for n in range(12)
    ]
    assert learn_template(pages).shared == {slogan}


@given(st.lists(st.lists(st.sampled_from("abcdef"), max_size=5), max_size=30))
def test_what_is_shared_is_in_three_quarters_of_the_articles(texts: list[list[str]]) -> None:
    learnt = learn_template(("http://portal.example/tin", article(*text)) for text in texts)
    for part in "abcdef":
        count = sum(part in text for text in texts)
        if part in learnt:
            assert len(texts) >= FEWEST
            assert count >= 0.75 * len(texts)
        elif len(texts) >= 2 * FEWEST:
            assert count < 0.75 * len(texts)
