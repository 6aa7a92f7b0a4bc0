"""Why somebody is who, and what changed in a post: the words that people read for the values that are stored."""

from __future__ import annotations

# The rules of archive.people.resolution.
RULES = {
    "first": ("lần nêu sớm nhất:", "earliest mention"),
    "same_post": ("cùng chức danh:", "same post"),
    "same_body": ("chức tiếp theo ở cùng cơ quan:", "post followed in the same body"),
    "same_unit": ("các chức ở cùng đơn vị:", "posts of one unit"),
    "unit_in_its_place": ("chức ở đơn vị thay thế đơn vị cũ:", "a unit in place of the former one"),
    "same_district": ("các chức trong cùng địa bàn huyện:", "posts in one district"),
    "same_readers": ("cùng được nêu trên cổng của một địa phương:", "named on one local portal"),
    "same_province": ("tên hiếm, cùng tỉnh, lần lượt giữ các chức:", "a rare name in one province, post after post"),
    "named_here": ("không nêu chức; người cổng này nêu lúc ấy:", "no post told; whom the portal names then"),
    "same_portal": ("không nêu chức; cùng tên trên cổng này:", "no post told; the same name on the portal"),
    "mixed_posts": ("các chức có lẽ của hai người trùng tên:", "posts that are rather two namesakes’"),
    "decision": ("do con người quyết định:", "decided by people"),
}
# The changes of archive.people.changes.
CHANGES = {
    "elected": ("được bầu", "elected"),
    "re_elected": ("tái cử", "re-elected"),
    "appointed": ("được bổ nhiệm", "appointed"),
    "transferred": ("được điều động", "transferred"),
    "taken_up": ("nhận chức", "taken up"),
    "dismissed": ("thôi chức", "left the post"),
    "retired": ("nghỉ hưu", "retired"),
    "died": ("từ trần", "died"),
}
VERBS = {"merge": ("gộp", "merge"), "split": ("tách", "split"), "undo": ("hủy", "undo")}
