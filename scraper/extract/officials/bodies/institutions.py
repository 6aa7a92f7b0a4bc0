"""Institutions: departments, services, schools and posts that have bodies of their own inside.

"Trưởng phòng Tham mưu" on the portal of a province's police is held in "Phòng Tham mưu Công an tỉnh ...", "Đội trưởng
Đội Kê khai" in a team of the tax branch that the text names, "Bí thư Đảng ủy, Giám đốc Sở" in the department's own
party committee and not in the province's.
"""

from __future__ import annotations

import re
from functools import lru_cache

from scraper.extract.officials.bodies.body_tables import DEPARTMENTS_OF_UNITS, SMALL_AND_LARGE, SMALL_PLACES
from scraper.patterns import regex
from scraper.vietnamese import fold_tone

# From what a portal's address begins with to the kind of institution that speaks there. Longer spellings first.
_KIND_OF_HOST = (
    ("sogddt", "sở"), ("congan", "công an"), ("catinh", "công an"), ("chicuc", "chi cục"), ("tinhdoan", "tỉnh đoàn"),
    ("toaan", "tand"), ("vks", "vksnd"), ("khobac", "kho bạc"), ("benhvien", "bệnh viện"),
    ("caodang", "trường"), ("daihoc", "trường"),
    ("truongth", "trường"), ("truongc", "trường"),
    ("truongd", "trường"), ("truongm", "trường"),
    ("bhxh", "bhxh"), ("baohiemxahoi", "bhxh"), ("thanhtra", "thanh tra"), ("bienphong", "đồn"),
    ("ttyt", "trung tâm y tế"), ("banquanly", "ban quản lý"), ("bql", "ban quản lý"), ("cuc", "cục"), ("so", "sở"),
)  # fmt: skip
# Units whose names begin like an institution's address ("Sơn La", "Sông Hinh", "Sóc Trăng").
_PLACES = regex(r"so(?:n|ng|c|p)(?!g?tnmt|gtvt)|cuc(?:phuong|duong)")
_POLICE_INSIDE = regex(
    r"(?:cơ quan csđt|cơ quan cảnh sát|đội cảnh sát|đội an ninh|đội điều tra|đội csđt|phòng cảnh sát|phòng an ninh"
    r"|phòng p[ackvx]\d|phòng p[ackvx] ?\d)\b"
)
# What only procuracies have departments for (the law on their organisation, 2014).
_PROCURACY_INSIDE = regex(r"phòng (?:kiểm sát|thực hành quyền công tố)\b")
_STAFFS = (" phòng tham mưu", " phòng chính trị")  # of a province's command, with boards of their own inside
_WHOLE_AT_END = regex(r" (?:sở|cục|chi cục|bệnh viện|trường|học viện|công ty|trung tâm|thanh tra|ban tổ chức) \S")
_LEVELS_AT_END = (" huyện", " thị xã", " quận", " thành phố", " xã", " phường", " thị trấn")
_CELLS = regex(r"(?:phòng|đội|văn phòng|trạm|hạt|chi cục|công an|thuế|trường|trung tâm|thanh tra)\b")
_INSIDE = regex(r"(?:phòng|đội|khoa|bộ phận|cơ quan csđt|cơ quan cảnh sát)\b")
# Teams are of posts and branches; a "phòng" alone is rather one of the district's own.
_POLICE_OF_PROVINCES = ("công an tỉnh", "công an thành phố")
_POLICE = ("công an huyện", "công an thị xã", "công an quận", "công an thành phố", "công an tỉnh")
_PARENTS_OF_TEAMS = ("đồn", "chi cục", "hạt")
_OF_ITSELF = regex(
    r"(?:sở|chi cục|cục|trường|bệnh viện|học viện|viện|trung tâm|công ty|tổng công ty|công an tỉnh|công an thành phố"
    r"|bộ chqs|đồn|trung đoàn|lữ đoàn|sư đoàn|tiểu đoàn|hải đoàn|hải đội|trại giam|trại tạm giam"
    r"|bhxh|bảo hiểm xã hội|tand|vksnd|kho bạc|ngân hàng|ban quản lý|thanh tra (?:tỉnh|thành phố|bộ))\b"
)
# Bodies that stand at the end of another one's name by their kind alone: "Chánh Thanh tra Sở".
_KINDS_AT_END = (
    "quân khu",
    "quân đoàn",
    "sư đoàn",
    "chi cục",
    "bệnh viện",
    "trung tâm",
    "sở",
    "cục",
    "trường",
    "viện",
    *SMALL_PLACES,
    *SMALL_AND_LARGE,
)
_ENDINGS = tuple(f" {kind}" for kind in _KINDS_AT_END)


@lru_cache(maxsize=256)
def kind_of_host(label: str) -> str | None:
    """Return the kind of institution that an address's first label spells, ``None`` where a unit speaks.

    Args:
        label: the first label of the host ("congan", "sogtvt", "benhvienxuandinh").
    """
    if _PLACES.match(label):
        return None
    return next((kind for spelling, kind in _KIND_OF_HOST if label.startswith(spelling)), None)


def parents_of(name: str, host: str | None) -> tuple[str, ...]:
    """Return the kinds of institution that a body may be inside of, the likeliest first.

    Args:
        name: the body's name, folded, which prints no unit.
        host: the kind of institution that publishes, ``None`` where a unit does.
    """
    if _PROCURACY_INSIDE.match(name):
        return ("vksnd", "viện kiểm sát nhân dân")
    if name.endswith(_STAFFS):
        return ("bộ chqs", "bộ chỉ huy quân sự")
    if _POLICE_INSIDE.match(name) or (host == "công an" and _INSIDE.match(name)):
        return _POLICE_OF_PROVINCES if name.startswith("phòng") else _POLICE
    if not _INSIDE.match(name) or name.endswith(_LEVELS_AT_END):
        return ()
    spoken = (host,) if host is not None else ()
    return (*spoken, *_PARENTS_OF_TEAMS) if name.startswith("đội") else spoken


def kinds_at_end(name: str) -> tuple[str, ...]:
    """Return the kind of institution that ends a body's name by itself ("Thanh tra Sở": "sở"), if any does."""
    folded = fold_tone(name)
    if not folded.endswith(_ENDINGS):
        return ()
    kind = next(kind for kind, ending in zip(_KINDS_AT_END, _ENDINGS, strict=True) if folded.endswith(ending))
    if kind in {"trường", "viện"} and not name.endswith(kind.capitalize()):
        return ()  # "Sở Tài nguyên và Môi trường"
    if folded.split()[-2] in SMALL_AND_LARGE.get(kind, ()):
        return ()  # "Công an thành phố"
    return (kind,)


def is_of_the_unit(name: str) -> bool:
    """Tell whether a body (its folded name) is one that a unit of district or commune level has of its own.

    Only of "phòng" and "khoa" it can be told: a "Phòng Quản lý đào tạo" is inside of some bigger institution, unless
    its name goes on with that one.
    """
    words = name.split()
    if tells_its_whole(name):
        return True
    if words[0] == "khoa":
        return False
    if words[0] != "phòng" or len(words) == 1:
        return True
    return words[1] in DEPARTMENTS_OF_UNITS or words[1:4] == ["quản", "lý", "đô"]


def tells_its_whole(name: str) -> bool:
    """Tell whether a body's folded name goes on with the institution it is inside of ("Phòng Pháp chế Sở Tư pháp")."""
    return _WHOLE_AT_END.search(name) is not None


@lru_cache(maxsize=1 << 12)
def has_party_committee(name: str) -> bool:
    """Tell whether an institution (its folded name) has a party committee or cell of its own."""
    return _OF_ITSELF.match(name) is not None


def has_cell(name: str) -> bool:
    """Tell whether a body (its folded name) is of the kind that has a party cell of its own."""
    return _CELLS.match(name) is not None


def party_committee(kind: str, name: str) -> str:
    """Return the full name of an institution's own committee.

    Args:
        kind: "Đảng ủy" or "Chi bộ".
        name: the institution's full name; a military command's committee is called after the army.
    """
    return f"{kind} {re.sub(r'^Bộ CHQS', 'Quân sự', name)}"
