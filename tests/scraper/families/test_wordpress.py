"""WordPress: what its body's classes say, times beside printed days, its translation's dates, account names."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.extract.stamps import parse_stamp
from scraper.families import recognised
from scraper.families.wordpress import WordPress
from scraper.portal import Portal
from tests.scraper.families.pages import TEXT, page_of, reading_of

MONTHS = ["Một", "Hai", "Ba", "Tư", "Năm", "Sáu", "Bảy", "Tám", "Chín", "Mười", "Mười Một", "Mười Hai"]


def post(meta: str, classes: str = "single single-post postid-7 single-format-standard", after: str = "") -> str:
    return (
        f'<html><head><meta name="generator" content="WordPress 6.4"><title>Ra quân</title></head>'
        f'<body class="{classes}">'
        f'<article class="post type-post status-publish hentry"><h1 class="entry-title">Ra quân nạo vét kênh mương</h1>'
        f'<div class="entry-meta">{meta}</div><div class="entry-content">{TEXT}</div>{after}</article></body></html>'
    )


def test_the_minute_comes_from_the_element_the_stamp_from_the_page() -> None:
    meta = '<time class="entry-date published" datetime="2023-12-05T09:58:41+00:00">05/12/2023</time>'
    reading = reading_of(post(meta))
    assert (reading.published, reading.published_text) == ("2023-12-05T16:58:41+07:00", "05/12/2023")


def test_a_server_s_other_day_does_not_move_the_printed_one() -> None:
    # 20:10 UTC is the next day in Vietnam; the page prints the server's day.
    meta = '<time class="entry-date published" datetime="2023-12-05T20:10:00+00:00">05/12/2023</time>'
    assert reading_of(post(meta)).published == "2023-12-05"


def test_an_edit_printed_before_the_publication_is_an_edit() -> None:
    meta = (
        '<time class="updated" datetime="2023-12-06T08:12:00+07:00">06/12/2023</time>'
        '<time class="entry-date published" datetime="2023-12-05T16:58:41+07:00">05/12/2023</time>'
    )
    reading = reading_of(post(meta))
    assert (reading.published, reading.updated) == ("2023-12-05T16:58:41+07:00", "2023-12-06T08:12:00+07:00")


def test_the_last_edit_that_a_line_of_the_text_tells_is_no_publication() -> None:
    edit = (
        '<p class="post-modified-info">Cập nhật lần cuối: <time datetime="2025-03-10T11:47:07+07:00">10/03/2025 11:47'
        "</time></p>"
    )
    posted = '<div class="wp-block-post-date"><time datetime="2025-03-09T08:47:07+07:00">09/03/2025</time></div>'
    page = post("", after=posted).replace('<div class="entry-content">', f'<div class="entry-content">{edit}')
    reading = reading_of(page)
    assert (reading.published, reading.updated) == ("2025-03-09T08:47:07+07:00", "2025-03-10T11:47:00+07:00")


def test_times_of_related_posts_and_comments_are_not_the_post_s() -> None:
    other = '<time class="entry-date published" datetime="2024-01-02T08:00:00+07:00">02/01/2024</time>'
    after = f'<div class="related-posts">{other}</div><div id="comments">{other}</div>'
    assert reading_of(post("", after=after)).published != "2024-01-02T08:00:00+07:00"


def test_a_portal_s_own_selector_for_the_date_goes_first() -> None:
    meta = (
        '<b class="ngay">01/02/2023 07:15</b>'
        '<time class="entry-date published" datetime="2023-12-05T16:58:41+07:00">05/12/2023</time>'
    )
    portal = Portal(id="x", name="X", url="https://xa.example/", family="wordpress", selectors={"date": ".ngay"})
    assert reading_of(post(meta), portal=portal).published == "2023-02-01T07:15:00+07:00"


@pytest.mark.parametrize(
    ("classes", "kind"),
    [
        ("single single-post postid-7", "article"),
        ("page-template-default page page-id-7", "other"),
        ("attachment attachment-template-default attachmentid-7", "other"),
        ("error404", "other"),
        ("archive category category-tin", "listing"),
        ("home page page-id-2", "listing"),
        ("theme-of-its-own", "article"),
    ],
)
def test_the_body_s_classes_tell_the_kind(classes: str, kind: str) -> None:
    meta = '<time class="entry-date published" datetime="2023-12-05T16:58:41+07:00">05/12/2023</time>'
    assert reading_of(post(meta, classes)).kind == kind


@pytest.mark.parametrize(
    ("name", "author"),
    [("Võ Thị Mai Phương", "Võ Thị Mai Phương"), ("admin", None), ("bbt", None), ("BBT", None), ("Minh Tú", "Minh Tú")],
)
def test_an_account_is_no_author(name: str, author: str | None) -> None:
    byline = f'<span class="byline"><span class="author vcard"><a href="/author/x/">{name}</a></span></span>'
    assert reading_of(post(byline)).author == author


@pytest.mark.parametrize(
    ("heading", "comments"),
    [("2 bình luận về “Ra quân”", 2), ("1.204 phản hồi", 1204), ("Một bình luận", 1), ("One response to “Ra quân”", 1)],
)
def test_comments_are_counted_by_their_heading(heading: str, comments: int) -> None:
    stats = reading_of(post("", after=f'<div id="comments"><h2 class="comments-title">{heading}</h2></div>')).stats
    assert stats is not None
    assert stats.comments == comments


@given(
    day=st.dates(min_value=date(1996, 1, 1), max_value=date(2099, 12, 31)),
    hour=st.integers(1, 11),
    minute=st.integers(0, 59),
    afternoon=st.booleans(),
    in_words=st.booleans(),
)
def test_every_moment_of_the_translation_is_read_back(
    day: date, hour: int, minute: int, *, afternoon: bool, in_words: bool
) -> None:
    month = MONTHS[day.month - 1] if in_words else str(day.month)
    stamp = f"Tháng {month} {day.day}, {day.year} lúc {hour}:{minute:02d} {'chiều' if afternoon else 'sáng'}"
    value = f"{day.isoformat()}T{hour + 12 * afternoon:02d}:{minute:02d}:00+07:00"
    found = parse_stamp(f"{stamp} | Lượt xem: 9")
    assert found is not None
    assert (found.value, found.text) == (value, stamp)


@pytest.mark.parametrize("text", ["Tháng Hai 30, 2020", "Tháng Mười Ba 3, 2020", "Tháng 13 1, 2020", "Tháng Tám 2017"])
def test_no_day_is_invented(text: str) -> None:
    assert parse_stamp(text) is None


@pytest.mark.parametrize(
    "html",
    [
        '<html><head><link rel="https://api.w.org/" href="/wp-json/"></head><body><p>a</p></body></html>',
        '<html><head><script src="/wp-includes/js/a.js"></script></head><body><p>a</p></body></html>',
        '<html><head><meta name="generator" content="Elementor 3.21.8"></head><body><p>a</p></body></html>',
        '<html><body class="single single-post postid-7"><p>a</p></body></html>',
        '<html><body><article class="post type-post status-publish"><p>a</p></article></body></html>',
    ],
)
def test_known_by_any_of_its_marks(html: str) -> None:
    assert recognised(page_of(html)) is WordPress


def test_a_page_that_shows_another_site_s_pictures_is_not_claimed() -> None:
    html = (
        '<html><body class="page"><img src="https://bao.example/wp-content/uploads/a.jpg"><a href="/wp-content/a">a</a>'
    )
    assert recognised(page_of(html)) is None
