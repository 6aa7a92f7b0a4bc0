"""Private posts: who leads a firm, a club, a team, a clan or a parish holds a post, and is no official.

Portals introduce them in the same words as officials ("ông N, Giám đốc Công ty ..."). What tells them apart is the
body, or that a word for a leader that anybody may bear ("đội trưởng", "tổ trưởng") stands without a body that fits it.
"""

from __future__ import annotations

from functools import lru_cache

from scraper.vietnamese import fold_tone

# Bodies that a name of a private one begins with.
_PRIVATE_NAMES = (
    # business
    "công ty", "tổng công ty", "tập đoàn", "doanh nghiệp", "hđqt", "hội đồng quản trị", "hội đồng thành viên",
    "chủ tịch hđqt", "ban giám đốc công ty", "nhà hàng", "khách sạn", "cơ sở", "nhà máy", "xí nghiệp", "cửa hàng",
    "xưởng", "phân xưởng", "trang trại", "nông trại", "hãng", "quán", "homestay", "farmstay", "garage", "showroom",
    "nhà thuốc", "văn phòng luật sư", "văn phòng công chứng", "trung tâm anh ngữ", "trung tâm ngoại ngữ",
    "trung tâm gia sư", "thẩm mỹ viện",
    # people who farm, work and save together
    "htx", "hợp tác xã", "tổ hợp tác", "tổ kinh tế hợp tác", "tổ sản xuất", "tổ liên kết", "tổ tiết kiệm",
    "tổ vay vốn", "tổ tk&vv", "tổ thợ",
    "tổ đan", "tổ thêu", "tổ dệt", "tổ may", "tổ nuôi", "tổ trồng", "tổ nghề", "đội sản xuất", "đội tàu",
    "đội thuyền",
    # sport, art and leisure
    "câu lạc bộ", "clb", "đội bóng", "đội tuyển", "đội văn nghệ", "đội chiêng", "đội cồng chiêng", "đội nghệ thuật",
    "đội ghe", "đội đua", "đội lân", "đội trống", "đội kèn", "đội nhất", "đội nhì", "đội ba", "đội thắng",
    "đội xã", "đội phường", "đội thị trấn", "đội huyện", "đội thôn", "đội bản", "đội ấp", "đội khu phố", "đội trường",
    "đội xe ôm", "đội cứu hộ", "đội thiện nguyện", "đội tình nguyện", "ban giám khảo",
    "ban nhạc", "nhóm", "đoàn lân", "gánh hát", "hội nuôi", "hội chơi",
    # clans, villages' rites, people of one home, class or regiment, parents
    "dòng họ", "hội đồng dòng họ", "gia tộc", "hội đồng gia tộc", "hội đồng họ", "hội đồng hương",
    "hội đồng niên", "hội đồng ngũ",
    "ban liên lạc", "ban khánh tiết", "ban quý tế", "ban tế lễ", "ban nghi lễ", "ban hộ tự", "ban hương",
    "ban đại diện cha mẹ", "ban đại diện phụ huynh", "ban phụ huynh", "hội phụ huynh", "hội cha mẹ", "ban quản trị",
    # pupils, projects, brands
    "chi đoàn lớp", "lớp", "đề tài", "đại sứ quán thương hiệu",
    # religion
    "hội đồng linh mục", "hội đồng giám mục", "hội đồng giáo xứ", "hội đồng mục vụ", "ban hành giáo", "ban trị sự",
    "hội thánh", "giáo xứ", "giáo họ",
)  # fmt: skip
_PRIVATE = tuple(f"{name} " for name in _PRIVATE_NAMES)
_PUBLIC = ("cơ sở cai nghiện", "cơ sở bảo trợ", "cơ sở giáo dục", "cơ sở xã hội", "cơ sở điều trị", "cơ sở trợ giúp")
# A part of a firm: "tổ cơ điện của Công ty than Đông Bắc". Its party cell and its trade union are bodies of their own.
_FIRMS = (" công ty ", " htx ", " hợp tác xã ", " doanh nghiệp ", " tập đoàn ", " nhà máy ", " xí nghiệp ")
_PARTS_OF_FIRMS = ("tổ ", "đội ", "phòng ", "ban ", "bộ phận ", "chi nhánh ", "phân xưởng ", "ca ")
# A "Tổng Giám đốc" heads a firm, or one of these: "Tổng Giám đốc Hansol Vina".
_HEADS_OF_FIRMS = ("tổng giám đốc", "phó tổng giám đốc")
_STATE_S = ("bảo hiểm xã hội", "bhxh", "đài ", "thông tấn xã", "ttxvn", "ngân hàng chính sách", "kho bạc", "quỹ ")
# Words for a leader that anybody may bear, and how the name of a public body begins that they fit to.
_TEAMS = (
    "tổ dân phố", "tổ dân cư", "tổ nhân dân", "tổ đại biểu", "tổ công tác", "tổ công nghệ", "tổ bầu cử", "tổ giúp việc",
    "tổ hòa giải", "tổ an ninh", "tổ bảo vệ", "tổ tự quản", "tổ xây dựng", "tổ thẩm định", "tổ kiểm tra", "tổ giám sát",
    "tổ phản ứng", "tổ chuyên môn", "tổ tư vấn", "tổ biên tập", "tổ soạn thảo", "tổ phòng chống", "tổ covid", "hđnd",
)  # fmt: skip
_ANYBODYS: dict[str, tuple[str, ...]] = {
    "đội trưởng": ("đội",), "đội phó": ("đội",), "phó đội trưởng": ("đội",),
    "tổ trưởng": _TEAMS, "tổ phó": _TEAMS, "phó tổ trưởng": _TEAMS,
    "nhóm trưởng": (), "trưởng nhóm": (), "hội trưởng": ("hội",),
    "chủ nhiệm": ("ubkt", "ủy ban", "văn phòng", "tổng cục", "khoa", "bộ môn", "hội đồng"),
    "phó chủ nhiệm": ("ubkt", "ủy ban", "văn phòng", "tổng cục", "khoa", "bộ môn", "hội đồng"),
    "trưởng ban": ("ban", "tiểu ban", "hđnd"), "phó trưởng ban": ("ban", "tiểu ban", "hđnd"),
    "phó ban": ("ban", "tiểu ban", "hđnd"),
}  # fmt: skip
# Heads of public bodies and of firms alike: without any body nothing tells which.
_DIRECTORS = frozenset({"giám đốc", "phó giám đốc", "tổng giám đốc", "phó tổng giám đốc"})


@lru_cache(maxsize=1 << 12)
def is_private(title: str, organization: str | None) -> bool:
    """Tell whether a post is one in a private body.

    Args:
        title: the post as printed.
        organization: the full name of its body, ``None`` where none is known.
    """
    body = fold_tone(organization or title)
    if " tư nhân" in body or " tư thục" in body or (f"{body} ".startswith(_PRIVATE) and not body.startswith(_PUBLIC)):
        return True
    if body.startswith("chi đoàn ") and body[len("chi đoàn ")].isdigit():
        return True  # a class's: "Bí thư Chi đoàn 12A1"
    if organization is not None and fold_tone(title).startswith(_HEADS_OF_FIRMS) and not body.startswith(_STATE_S):
        return True
    return body.startswith(_PARTS_OF_FIRMS) and any(firm in f"{body} " for firm in _FIRMS)


@lru_cache(maxsize=1 << 12)
def is_anybodys(title: str, organization: str | None) -> bool:
    """Tell whether a post is a word that leaders of any group bear, without a public body that fits it.

    Arguments as for :func:`is_private`. Of a comrade or an officer the word says enough; of others it does not.
    """
    folded = fold_tone(title)
    if organization is None and folded in _DIRECTORS:
        return True
    fitting = _ANYBODYS.get(folded)
    return fitting is not None and not fold_tone(organization or "").startswith(fitting or ("\0",))
