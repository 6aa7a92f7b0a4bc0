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
