"""The articles of a commune's portal: what each says, and how its two systems show it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from html import escape

from tests.history.texts import Post, post

SECTIONS = {
    0: ("tin-hoat-dong", "Tin hoạt động"),
    1: ("xay-dung-nong-thon-moi", "Xây dựng nông thôn mới"),
    2: ("van-hoa-xa-hoi", "Văn hóa - Xã hội"),
    3: ("quoc-phong-an-ninh", "Quốc phòng - An ninh"),
}


@dataclass
class Piece(Post):
    """An article with a picture and a table of figures of its own, where it has them."""

    image: str = ""
    alt: str = ""
    figures: tuple[int, ...] = ()


def piece(number: int, published: str) -> Piece:
    """Return the article with a number: one in three has a picture, one in five a table."""
    made = Piece(**vars(post(number + 2000, len(SECTIONS), published)))
    made.number, made.section = number, number % len(SECTIONS)
    if number % 3 == 1:
        made.image, made.alt = f"/documents/1256/28424/anh-{number}.jpg/4f{number:03}a", "Ảnh tin bài"
        made.caption = f"Quang cảnh buổi làm việc tại nhà văn hóa thôn {number}"
    if number % 5 == 0:
        made.figures = (number * 3 + 11, number * 7 + 4, number + 90)
    return made


def as_portlet(one: Piece, views: int, related: str, section: str) -> str:
    """Return an article as VNPT's portlet shows it; ``related`` is the list of other news."""
    way = f'<div class="duong-dan"><a href="/">Trang chủ</a> &raquo; {section}</div>'
    return (
        f'{way}<div id="testabc"><h1>{escape(one.title)}</h1><div class="ngay-dang"><p>{_stamp(one)}</p></div>'
        f'<p class="luot">Lượt xem: {views}</p><div class="noi-dung"><p class="sapo"><strong>'
        f"{escape(one.paragraphs[0])}</strong></p>{_body(one)}</div>{_attached(one)}</div>"
        f'<div class="tin-lien-quan"><h3>Tin liên quan</h3>{related}</div>'
    )


def as_nukeviet(one: Piece, views: int, related: str) -> str:
    """Return an article as NukeViet shows it; ``related`` is the list of other news."""
    return (
        f'<div class="news_column"><h1 class="title" itemprop="headline">{escape(one.title)}</h1>'
        f'<span class="h5">{_stamp(one)}</span><span class="luot">Đã xem: {views}</span>'
        f'<div class="hometext">{escape(one.paragraphs[0])}</div><div id="news-bodyhtml" class="bodytext">{_body(one)}'
        f'</div>{_attached(one)}<ul class="detail-related">{related}</ul></div>'
    )


def _stamp(one: Piece) -> str:
    return f"{datetime.fromisoformat(one.published):%d/%m/%Y %H:%M}"


def _body(one: Piece) -> str:
    paragraphs = [f"<p>{escape(text)}</p>" for text in one.paragraphs[1:]]
    if one.image:
        picture = f'<p style="text-align: center;"><img src="{one.image}" alt="{escape(one.alt)}" /></p>'
        caption = f'<p style="text-align: center;"><em>{escape(one.caption)}</em></p>' if one.caption else ""
        paragraphs.insert(1, picture + caption)
    if one.figures:
        cells = "".join(f"<td>{number}</td>" for number in one.figures)
        heads = "<tr><td>Số hộ</td><td>Diện tích (m2)</td><td>Kinh phí (triệu đồng)</td></tr>"
        paragraphs.insert(2, f'<table border="1">{heads}<tr>{cells}</tr></table>')
    return "".join(paragraphs)


def _attached(one: Piece) -> str:
    files = "".join(f'<li><a href="{url}">{escape(label)}</a></li>' for url, label in one.files)
    return f'<div class="dinh-kem"><b>Tệp đính kèm:</b><ul>{files}</ul></div>' if files else ""
