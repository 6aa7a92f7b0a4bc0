"""What a site is to hold, as data for php/fill.php: posts in every state, pages, menus, comments."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from tests.real_cms.news import SECTIONS, NewsItem, news
from tests.real_cms.phrases import COMMENTS
from tests.real_cms.wordpress.content import attachment, body

# Categories below another one: slug -> (parent, name). An article there is in no other category.
CHILDREN = {"nong-nghiep": ("kinh-te", "Nông nghiệp"), "giao-duc": ("van-hoa", "Giáo dục - Đào tạo")}
_TAGS = ("Nông thôn mới", "Cải cách hành chính", "Chuyển đổi số", "Đô thị", "Thanh niên", "Môi trường")
_AUTHORS = ("admin", "bientap")
PUBLISHED, _HIDDEN = 132, 6
# Numbers of articles that something is particular about.
STICKY, MUCH_COMMENTED, EDITED_LATER = 40, 120, frozenset({17, 58, 77, 101, 119})
# What editors do between two visits: articles of the month before the first one.
EDITED, DELETED = PUBLISHED + _HIDDEN - 2, PUBLISHED + _HIDDEN - 5
ADDITION = "Bổ sung: đến cuối tuần, thêm mười một hộ đã tự nguyện đăng ký tham gia cùng bà con trong thôn."


def plan() -> dict[str, Any]:
    """Return the whole plan, ready for JSON."""
    items = news(_HIDDEN + PUBLISHED)
    return {
        "categories": [
            *({"slug": slug, "name": name, "parent": ""} for slug, name in SECTIONS.items()),
            *({"slug": slug, "name": name, "parent": parent} for slug, (parent, name) in CHILDREN.items()),
        ],
        "posts": [_hidden(item) for item in items[:_HIDDEN]] + [post(item) for item in items[_HIDDEN:]],
        "sticky": f"bai-{STICKY}",
        "pages": _pages(),
    }


def changes(ids: dict[str, int]) -> dict[str, Any]:
    """Return, ready for php/change.php, an edit, an article that bears an old date, and one that is taken away."""
    late = news(_HIDDEN + PUBLISHED + 1)[PUBLISHED // 2]
    added = replace(
        late, number=900, title=f"Nhìn lại: {late.title[0].lower()}{late.title[1:]} sau một năm", pictures=()
    )
    return {
        "edit": {"id": ids[f"bai-{EDITED}"], "addition": f"\n\n<p>{ADDITION}</p>", "modified": "2025-08-01 09:15:00"},
        "add": post(replace(added, published=late.published + timedelta(hours=5))),
        "delete": ids[f"bai-{DELETED}"],
    }


def post(item: NewsItem) -> dict[str, Any]:
    """Return one published post."""
    captions = {picture.name: picture.caption for picture in item.pictures}
    edited = item.published + timedelta(days=1, hours=3) if item.number in EDITED_LATER else item.published
    return {
        "name": f"bai-{item.number}",
        "status": "publish",
        "title": item.title,
        "content": body(item),
        "excerpt": item.lead if item.number % 3 == 0 else "",
        "date": _wordpress(item.published),
        "modified": _wordpress(edited),
        "author": _AUTHORS[item.number % len(_AUTHORS)],
        "category": _category(item),
        "tags": [_TAGS[(item.number + step) % len(_TAGS)] for step in range(item.number % 3)],
        "images": captions,
        "files": [attachment(item)] if item.number % 10 == 0 else [],
        # A featured picture is one of the article's own, or another one that stands above the text.
        "featured": _featured(item),
        "comments": _comments(item),
    }


def _hidden(item: NewsItem) -> dict[str, Any]:
    """Return a post that no reader may see: scheduled, draft, private, protected, pending or thrown away."""
    kept = post(item)
    status = ("future", "draft", "private", "pending", "trash", "future")[item.number % 6]
    return kept | {"status": status, "date": "2099-01-15 08:00:00" if status == "future" else kept["date"]}


def _featured(item: NewsItem) -> dict[str, str]:
    if item.number % 4 != 1:
        return {}
    return {"name": f"dai-dien-{item.number}.jpg", "caption": "" if item.number % 8 == 1 else "Ảnh: Trung tâm Văn hóa"}


def _comments(item: NewsItem) -> list[str]:
    count = 23 if item.number == MUCH_COMMENTED else item.number % 4 if item.number % 9 == 0 else 0
    return [COMMENTS[place % len(COMMENTS)] for place in range(count)]


def _category(item: NewsItem) -> str:
    child = next((slug for slug, (parent, _) in CHILDREN.items() if parent == item.section), None)
    return child if child and item.number % 3 == 0 else item.section


def _pages() -> list[dict[str, str]]:
    about = (
        "Thị xã Lạng Khê nằm bên bờ sông Mây, có diện tích tự nhiên 214 km² và dân số khoảng 96.000 người.",
        "Thị xã có mười hai đơn vị hành chính cấp xã, gồm sáu phường và sáu xã, trung tâm đặt tại phường Bến Gỗ.",
        "Nghề trồng vải thiều, làm gốm và chế biến gỗ nuôi sống phần lớn các gia đình trong vùng.",
    )
    contact = (
        "Địa chỉ: số 1 đường Lê Lai, phường Bến Gỗ.",
        "Điện thoại: (02xx) 3 000 111. Thư: lienhe@langkhe.example.",
    )
    staff = ("Chánh Văn phòng: ông Hồ Sỹ Tạm.", "Phó Chánh Văn phòng: bà Ngô Thị Ước.")
    texts = {"Giới thiệu": about, "Liên hệ": contact, "Cơ cấu tổ chức": staff}
    return [{"title": title, "content": "\n\n".join(lines)} for title, lines in texts.items()]


def _wordpress(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%d %H:%M:%S")
