"""What the Plone site is to hold, as data for the scripts inside Plone."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from tests.real_cms.news import SECTIONS, TOWN, NewsItem, Picture, news

PUBLISHED, _HIDDEN = 90, 5
_TAGS = ("Nông thôn mới", "Chuyển đổi số", "Đô thị", "Thanh niên")
_EDITED_LATER = frozenset({23, 61, 78})
# What editors do between two visits: articles of the month before the first one.
EDITED, DELETED = PUBLISHED + _HIDDEN - 2, PUBLISHED + _HIDDEN - 5
ADDITION = "Bổ sung: đến cuối tuần, thêm mười một hộ đã tự nguyện đăng ký tham gia cùng bà con trong thôn."


def plan() -> dict[str, Any]:
    """Return the whole plan, ready for JSON."""
    items = news(_HIDDEN + PUBLISHED)
    return {
        "title": TOWN,
        "sections": SECTIONS,
        "news": [news_item(item) | {"state": "private"} for item in items[:_HIDDEN]]
        + [news_item(item) for item in items[_HIDDEN:]],
        "pages": [
            {"name": "gioi-thieu", "title": "Giới thiệu", "html": "<p>Thị xã Lạng Khê nằm bên bờ sông Mây, có diện "
             "tích tự nhiên 214 km² và dân số khoảng 96.000 người.</p><p>Nghề trồng vải thiều, làm gốm và chế biến gỗ "
             "nuôi sống phần lớn các gia đình trong vùng.</p>"},
            {"name": "lien-he", "title": "Liên hệ", "html": "<p>Địa chỉ: số 1 đường Lê Lai, phường Bến Gỗ.</p>"
             "<p>Điện thoại: (02xx) 3 000 111.</p>"},
        ],
    }  # fmt: skip


def changes() -> dict[str, Any]:
    """Return an edit, an article that bears an old date, and one that is taken away."""
    items = news(_HIDDEN + PUBLISHED)
    edited, deleted, late = items[EDITED - 1], items[DELETED - 1], items[PUBLISHED // 2]
    title = f"Nhìn lại: {late.title[0].lower()}{late.title[1:]} sau một năm"
    added = replace(late, number=900, title=title, pictures=(), published=late.published + timedelta(hours=5))
    return {
        "edit": {"path": [edited.section, name_of(edited)], "addition": f"<p>{ADDITION}</p>",
                 "modified": "2025-08-01 09:15:00"},
        "add": news_item(added),
        "delete": {"path": [deleted.section, name_of(deleted)]},
        "added_path": [added.section, name_of(added)],
    }  # fmt: skip


def name_of(item: NewsItem) -> str:
    """Return the last part of an article's address."""
    return f"tin-{item.number}-{item.published:%Y%m%d}"


def news_item(item: NewsItem) -> dict[str, Any]:
    """Return one published news item; the first picture of every second one stands above the text."""
    pictures = list(item.pictures)
    lead_image = pictures.pop(0) if pictures and item.number % 2 else None
    edited = item.published + timedelta(days=2) if item.number in _EDITED_LATER else item.published
    files = [f"van-ban-{item.number}.pdf"] if item.number % 10 == 0 else []
    return {
        "name": name_of(item),
        "section": item.section,
        "title": item.title,
        "lead": item.lead,
        "html": _html(item, pictures, files),
        "images": {picture.name: picture.caption for picture in pictures},
        "lead_image": lead_image.name if lead_image else "",
        "lead_caption": lead_image.caption if lead_image else "",
        "files": files,
        "tags": [_TAGS[item.number % len(_TAGS)]] if item.number % 3 else [],
        "date": _moment(item.published),
        "modified": _moment(edited),
        "state": "published",
    }


def _html(item: NewsItem, pictures: list[Picture], files: list[str]) -> str:
    pieces = [f"<p>{text}</p>" for text in item.paragraphs]
    for place, picture in enumerate(pictures):
        pieces.insert(1 + 2 * place, _image(picture))
    if item.number % 7 == 0:
        pieces.append(f"<h2>Kết quả chính</h2><ul><li>Số hộ: {item.number + 40}</li><li>Ngày công: 110</li></ul>")
    link = '<p><a class="internal-link" href="resolveuid/{{{{uid:{}}}}}">Tải văn bản kèm theo</a></p>'
    return "\n".join(pieces + [link.format(name) for name in files])


def _image(picture: Picture) -> str:
    return (
        f'<p><img class="image-inline captioned" src="resolveuid/{{{{uid:{picture.name}}}}}/@@images/image/large" '
        'alt="" data-linktype="image" data-scale="large" /></p>'
    )


def _moment(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%d %H:%M:%S")
