"""Post tables: every wording of a post, and the one form it has here.

Keys are folded (see :func:`scraper.vietnamese.fold_tone`), marks are words of their own. Letter case in the values is
that of party and state papers: the first word and each word that begins a name of its own is capital ("Phó Bí thư
Thường trực", "Chánh Văn phòng"), the noun of a body is not where it is the post's own ("Trưởng ban", "Phó Trưởng
phòng"). Where a post has two words orders ("Thôn phó", "Phó Trưởng thôn") the one of the law is taken.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scraper.extract.officials.text.phrases import Phrases, comma_list, phrase_set
from scraper.vietnamese import fold_tone

if TYPE_CHECKING:
    from collections.abc import Iterator

# Posts that have a deputy "Phó ...".
_WITH_DEPUTY = comma_list(
    "Bí thư,Chủ tịch,Chủ nhiệm,Giám đốc,Tổng Giám đốc,Viện trưởng,Cục trưởng,Tổng cục trưởng,Chi cục trưởng,Vụ trưởng,"
    "Hiệu trưởng,Tổ trưởng,Đội trưởng,Chỉ huy trưởng,Tham mưu trưởng,Tổng Tham mưu trưởng,Chính ủy,Đồn trưởng,"
    "Trạm trưởng,Trung đoàn trưởng,Sư đoàn trưởng,Lữ đoàn trưởng,Tiểu đoàn trưởng,Đại đội trưởng,Trung đội trưởng,"
    "Hải đội trưởng,Tổng Biên tập,Tỉnh trưởng,Thị trưởng,Tư lệnh,Tổng Tư lệnh,Tổng Thư ký,Thủ tướng,Chi hội trưởng,"
    "Hội trưởng,Phân hội trưởng,Chi đoàn trưởng,Khu đội trưởng,Xã đội trưởng,Thôn đội trưởng,Chánh án,Chánh Văn phòng,"
    "Chánh Thanh tra,Tổng Thanh tra,Tổng Kiểm toán,Kiểm toán trưởng,Hạt trưởng,Kế toán trưởng,Trưởng khoa,Quận trưởng,"
    "Huyện trưởng,Xã trưởng,Thủ trưởng,Giám thị,Tổng quản lý,Hải quan trưởng,Bệnh xá trưởng,Phân đội trưởng,"
    "Phân viện trưởng,Đại sứ,Tổng Lãnh sự,Tổng chỉ huy,Viện trưởng,Quản đốc,Thống đốc"
)
_ALONE = comma_list(
    "Tổng Bí thư,Bộ trưởng,Thứ trưởng,Chính trị viên,Chính trị viên phó,Người phát ngôn,Tham tán,Công sứ,Đại biện,"
    "Thư ký tòa soạn,Đại biểu,Đại biểu Quốc hội,Chủ tịch nước,Phó Chủ tịch nước,Chủ tịch Quốc hội,"
    "Phó Chủ tịch Quốc hội,Kiểm sát viên,Thẩm phán,Chấp hành viên,Thư ký,Trợ lý,Cố vấn,Chuyên viên,"
    "Chuyên viên chính,Chuyên viên cao cấp,Giáo viên,Thành viên"
)
# Bodies whose head is their "Trưởng ..." and which are heard in the order "... trưởng" too.
_BODIES = {
    "ban": "ban", "phòng": "phòng", "đoàn": "đoàn", "công an": "Công an", "thôn": "thôn", "khu phố": "khu phố",
    "bản": "bản", "ấp": "ấp", "khóm": "khóm", "buôn": "buôn", "làng": "làng", "xóm": "xóm", "khối": "khối",
    "tiểu khu": "tiểu khu", "tiểu ban": "tiểu ban", "bộ môn": "bộ môn", "chi nhánh": "chi nhánh",
    "bộ phận": "bộ phận", "khu dân cư": "khu dân cư", "khối phố": "khối phố", "tổ dân phố": "tổ dân phố",
    "bon": "bon", "plei": "plei", "khu": "khu", "phân ban": "phân ban", "ngành": "ngành", "phum": "phum",
    "sóc": "sóc", "cụm": "cụm", "cơ quan": "cơ quan", "điểm": "điểm", "nhóm": "nhóm", "phố": "phố",
    "thuế cơ sở": "Thuế cơ sở", "thuế": "Thuế", "hải quan": "Hải quan",
}  # fmt: skip
# Bodies printed short after "Trưởng" that are a "ban" or a "phòng".
_SHORT_BODIES = {
    "bll": "ban", "bcđ": "ban", "btc": "ban", "btg": "ban", "bdv": "ban", "bql": "ban", "bpc": "ban", "pgd": "phòng",
    "ca": "Công an",
}  # fmt: skip
# Where "Trưởng đội" and "Đội trưởng" are one.
_TURNED = {
    "đội": "Đội trưởng", "đồn": "Đồn trưởng", "trạm": "Trạm trưởng", "hạt": "Hạt trưởng", "tổ": "Tổ trưởng",
    "chi hội": "Chi hội trưởng", "phân đội": "Phân đội trưởng", "chi đoàn": "Chi đoàn trưởng",
}  # fmt: skip
_SHORT = {
    "bt": "Bí thư", "phó bt": "Phó Bí thư", "pbt": "Phó Bí thư", "p . bí thư": "Phó Bí thư",
    "pbttt": "Phó Bí thư Thường trực",
    "btđu": "Bí thư", "pbtđu": "Phó Bí thư", "bthu": "Bí thư", "pbthu": "Phó Bí thư", "bttu": "Bí thư",
    "pbttu": "Phó Bí thư", "btcb": "Bí thư", "ct": "Chủ tịch", "pct": "Phó Chủ tịch", "phó ct": "Phó Chủ tịch",
    "p . ct": "Phó Chủ tịch", "p . chủ tịch": "Phó Chủ tịch", "pcttt": "Phó Chủ tịch Thường trực",
    "cthđnd": "Chủ tịch", "pcthđnd": "Phó Chủ tịch", "ctubnd": "Chủ tịch", "pctubnd": "Phó Chủ tịch",
    "gđ": "Giám đốc", "pgđ": "Phó Giám đốc", "phó gđ": "Phó Giám đốc", "p . gđ": "Phó Giám đốc",
    "p . giám đốc": "Phó Giám đốc", "tgđ": "Tổng Giám đốc", "ptgđ": "Phó Tổng Giám đốc", "ht": "Hiệu trưởng",
    "pht": "Phó Hiệu trưởng", "p . hiệu trưởng": "Phó Hiệu trưởng", "hiệu phó": "Phó Hiệu trưởng",
    "tp": "Trưởng phòng", "t . phòng": "Trưởng phòng", "pp": "Phó Trưởng phòng", "ptp": "Phó Trưởng phòng",
    "p . trưởng phòng": "Phó Trưởng phòng", "p . phòng": "Phó Trưởng phòng", "tb": "Trưởng ban",
    "ptb": "Phó Trưởng ban", "p . trưởng ban": "Phó Trưởng ban", "cht": "Chỉ huy trưởng",
    "pcht": "Phó Chỉ huy trưởng", "phó cht": "Phó Chỉ huy trưởng", "chỉ huy phó": "Phó Chỉ huy trưởng",
    "ctv": "Chính trị viên", "ctvp": "Chính trị viên phó", "phó chính trị viên": "Chính trị viên phó",
    "tmt": "Tham mưu trưởng", "cvp": "Chánh Văn phòng", "pcvp": "Phó Chánh Văn phòng",
    "phó cvp": "Phó Chánh Văn phòng", "phó văn phòng": "Phó Chánh Văn phòng", "phó vp": "Phó Chánh Văn phòng",
    "chánh vp": "Chánh Văn phòng", "phó chánh vp": "Phó Chánh Văn phòng", "trưởng văn phòng": "Trưởng Văn phòng",
    "phó trưởng văn phòng": "Phó Trưởng Văn phòng", "vt": "Viện trưởng", "pvt": "Phó Viện trưởng",
    "viện phó": "Phó Viện trưởng", "phó viện": "Phó Viện trưởng", "cn": "Chủ nhiệm", "pcn": "Phó Chủ nhiệm",
    "phó cn": "Phó Chủ nhiệm", "đbqh": "Đại biểu Quốc hội", "tham mưu phó": "Phó Tham mưu trưởng",
    "trung đoàn phó": "Phó Trung đoàn trưởng", "sư đoàn phó": "Phó Sư đoàn trưởng",
    "đại đội phó": "Phó Đại đội trưởng", "tiểu đoàn phó": "Phó Tiểu đoàn trưởng", "hội phó": "Phó Hội trưởng",
    "xã đội phó": "Phó Xã đội trưởng", "thôn đội phó": "Phó Thôn đội trưởng", "tư lệnh trưởng": "Tư lệnh",
    "thanh tra trưởng": "Chánh Thanh tra", "phó thanh tra": "Phó Chánh Thanh tra",
}  # fmt: skip
_STANDING = "Ủy viên Ban Thường vụ"
_MEMBERS = {
    **dict.fromkeys(
        ("ủy viên ban thường vụ", "ủy viên btv", "ủy viên thường vụ", "uv btv", "uv . btv", "uvbtv", "uvtv", "uv tv",
         "uv ban thường vụ", "uv thường vụ", "tvhu", "tvtu", "tvđu", "tvthu", "tvqu", "uvtvhu", "uvtvtu", "uvtvđu",
         "uvbtvhu", "uvbtvtu", "uvbtvđu", "uvbtvthu", "ubtv", "thường vụ"),
        _STANDING,
    ),
    **dict.fromkeys(
        ("ủy viên ban chấp hành", "ủy viên bch", "uvbch", "uv bch", "uv . bch", "uv ban chấp hành",
         "ủy viên chấp hành"),
        "Ủy viên Ban Chấp hành",
    ),
    **dict.fromkeys(
        ("ủy viên dự khuyết ban chấp hành", "ủy viên dự khuyết bch", "ủy viên dự khuyết"),
        "Ủy viên dự khuyết Ban Chấp hành",
    ),
    **dict.fromkeys(("ủy viên thường trực", "uvtt", "uv thường trực", "uv . tt"), "Ủy viên Thường trực"),
    **dict.fromkeys(("ủy viên", "uv", "uvub", "uvubkt", "uvubnd"), "Ủy viên"),
    **dict.fromkeys(("uvbct", "ủy viên bct", "ủy viên bộ chính trị"), "Ủy viên"), "ủy viên ban bí thư": "Bí thư",
}  # fmt: skip


def _posts() -> Iterator[tuple[str, str]]:
    for post in _WITH_DEPUTY:
        yield post, post
        deputy = f"Phó {post}"
        yield deputy, deputy
        yield f"P {post}", deputy
        if post.endswith(" trưởng"):
            yield f"{post.removesuffix(' trưởng')} phó", deputy
            yield f"Phó {post.removesuffix(' trưởng')}", deputy
    for post in _ALONE:
        yield post, post
    for body, name in (_BODIES | _SHORT_BODIES).items():
        head, deputy = f"Trưởng {name}", f"Phó Trưởng {name}"
        yield f"trưởng {body}", head
        yield f"{body} trưởng", head
        yield f"phó trưởng {body}", deputy
        yield f"phó {body}", deputy
        yield f"{body} phó", deputy
        yield f"phó {body} trưởng", deputy
    for body, head in _TURNED.items():
        yield f"trưởng {body}", head
        yield f"phó trưởng {body}", f"Phó {head}"
        yield f"phó {body}", f"Phó {head}"
    yield from _SHORT.items()
    yield from _MEMBERS.items()


# Earlier entries give way to later ones: "Chính trị viên phó" is a post of its own.
POSTS_BY_WORDING: dict[str, str] = {fold_tone(wording): post for wording, post in _posts()}
POSTS: Phrases[str] = Phrases(POSTS_BY_WORDING)
# What a post is called with in front, which its kind says.
LEADS = phrase_set(
    ["nguyên", "nguyên là", "cựu", "cố", "quyền", "q .", "q", "tân", "từng là", "từng giữ chức", "đồng chí", "đ / c",
     "giữ chức", "chức vụ", "chức", "làm", "kiêm", "kiêm nhiệm", "các"]
)  # fmt: skip
# "phụ trách" before a body is a charge without a post.
CHARGES = phrase_set(["phụ trách", "điều hành"])
MODIFIERS: Phrases[str] = Phrases(
    {
        **dict.fromkeys(
            ("thường trực", "thường thực", "thường trự", "thuờng trực", "thương trực", "thường trưc", "tt", "ttr",
             "t . t", "bạn thường trực", "( thường trực )"),
            "Thường trực",
        ),
        "thứ nhất": "Thứ nhất", "thứ hai": "Thứ hai", "chuyên trách": "chuyên trách",
        "không chuyên trách": "không chuyên trách", "lâm thời": "lâm thời", "danh dự": "Danh dự",
        "kiêm nhiệm": "kiêm nhiệm", "dự khuyết": "dự khuyết", "phụ trách": "phụ trách", "điều hành": "điều hành",
        "chính thức": "",
    }
)  # fmt: skip
# Where the title goes on about a time, a number of the ranking, or somebody else's share of the work.
TERMS = phrase_set(
    ["khóa", "nhiệm kỳ", "nhiệm kì", "giai đoạn", "từ năm", "năm", "kỳ", "nk", "từ tháng", "thời kỳ", "( khóa"]
)  # fmt: skip
