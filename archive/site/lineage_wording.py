"""What the site says of lines of descent, in Vietnamese and English."""

from __future__ import annotations

RELATIONS = {
    "moved": ("chuyển sang", "moved"),
    "copy": ("chép", "copy"),
    "repeat": ("đăng lại", "repeated"),
}
LIKENESSES = {
    "same": ("nguyên văn", "word for word"),
    "near": ("gần như vậy", "nearly the same"),
    "contains": ("bài này trong bài kia", "one inside the other"),
}
SUCCESSIONS = {
    "declared": ("theo mô tả", "as described"),
    "unit": ("đơn vị thành đơn vị", "unit became unit"),
    "redirect": ("cổng dẫn sang", "leads there"),
    "content": ("cùng bài cũ", "same older articles"),
}

# What is kept in English beside each link of descent: archive/lineage/successors.py, redirects.py and content.py ...
EVIDENCE = {
    "predecessors of {portal}": "mô tả của {portal}, mục predecessors",
    "successors of {portal}": "mô tả của {portal}, mục successors",
    "both of {unit}, until {day} and from {other_day}": "cùng của {unit}, một đến {day}, một từ {other_day}",
    "{count} pages lead there, for example {url} to {other}": "{count} trang dẫn sang đó, ví dụ {url} sang {other}",
    "{count} of the {all} articles of {portal} from before {day} stand on {other}": (
        "{count} trong {all} bài của {portal} trước ngày {day} có ở {other}"
    ),
    "{url} leads to {other}": "{url} dẫn sang {other}",
    "{unit} became {other}": "{unit} thành {other}",
}
# ... shared_bodies.py ...
SHARED = {
    "the start page of {portal} is that of {other} now; on {day} they were two": (
        "trang đầu của {portal} nay là trang đầu của {other}; ngày {day} còn là hai trang khác nhau"
    ),
    "the pages of {count} articles of {portal} have become pages of {other}, byte for byte": (
        "trang của {count} bài ở {portal} đã thành trang của {other}, giống từng byte"
    ),
}
# ... and relations.py: how alike two texts are, and why the one is thought to have stood first.
ALIKE = {
    "word for word the same text": "cùng một văn bản, nguyên văn",
    "{share}% of the word sequences of both are in both": "{share}% chuỗi từ của hai bài có ở cả hai",
    "{share}% of the word sequences of the shorter text are in the longer one": (
        "{share}% chuỗi từ của bài ngắn hơn có trong bài dài hơn"
    ),
    "prints {source} as its source": "bài sau ghi nguồn là {source}",
    "both of {day}": "cùng đăng ngày {day}",
    "of {day} there, of {other_day} here": "bài trước đăng ngày {day}, bài sau ngày {other_day}",
    "seen first on {day} there, on {other_day} here": "kho thấy bài trước lần đầu ngày {day}, bài sau ngày {other_day}",
}
