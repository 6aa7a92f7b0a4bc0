"""The common ways in which portals print each part of an article, as templates to be filled in."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

_DAYS_OF_WEEK = ("Thứ hai", "Thứ ba", "Thứ tư", "Thứ năm", "Thứ sáu", "Thứ bảy", "Chủ nhật")

# ``{c}`` is the element's class: a name that says something, or one that says nothing.
TITLES = (
    '<h1 class="{c}">{text}</h1>',
    '<h2 class="{c}">{text}</h2>',
    "<h3>{text}</h3>",
    '<div class="{c}">{text}</div>',
    '<table><tr><td class="{c}">{text}</td></tr></table>',
    "<p><b>{text}</b></p>",
    '<h1><a href="{url}">{text}</a></h1>',
    '<span class="{c}">{text}</span><br>',
    '<font size="4" color="red"><b>{text}</b></font><br/>',
)
# How a stamp prints its moment; those of which the second is false print the day alone.
MOMENTS: tuple[tuple[Callable[[datetime], str], bool], ...] = (
    (lambda at: f"{at:%d/%m/%Y}", False),
    (lambda at: f"{at:%d.%m.%Y}", False),
    (lambda at: f"{_DAYS_OF_WEEK[at.weekday()]}, ngày {at.day} tháng {at.month} năm {at.year}", False),
    (lambda at: f"{at:%d/%m/%Y %H:%M}", True),
    (lambda at: f"{at:%H:%M %d/%m/%Y}", True),
    (lambda at: f"{at:%d-%m-%Y - %H:%M}", True),
    (lambda at: f"{at:%d/%m/%Y | %Hh%M}", True),
    (lambda at: f"{at:%d/%m/%Y %I:%M:%S} {'SA' if at.hour < 12 else 'CH'}", True),
    (lambda at: f"{_DAYS_OF_WEEK[at.weekday()]}, {at:%d/%m/%Y, %H:%M} (GMT+7)", True),
)
STAMPS = ("{}", "Ngày đăng: {}", "Đăng lúc: {}", "Cập nhật: {}", "({})", "Ngày xuất bản: {}", "{} | Lượt xem: 512")
STAMP_BOXES = (
    '<span class="{c}">{text}</span><br>',
    '<div class="{c}">{text}</div>',
    "<p>{text}</p>",
    "<div><i>{text}</i></div>",
    "<time>{text}</time><br>",
    "<table><tr><td>{text}</td></tr></table>",
)
LEADS = (
    "<p><b>{text}</b></p>",
    '<div class="{c}">{text}</div>',
    '<h2 class="{c}">{text}</h2>',
    "<p><em><strong>{text}</strong></em></p>",
    '<div style="font-weight:bold">{text}</div>',
)
PARAGRAPHS = (
    "<p>{text}</p>",
    "<div>{text}</div>",
    "{text}<br><br>",
    '<p><span style="font-size:14px">{text}</span></p>',
    '<p class="MsoNormal" style="text-align:justify"><span lang="VI"><o:p></o:p>{text}</span></p>',
    '<p style="text-align: justify;">{text}&nbsp;</p>\n<p>&nbsp;</p>',
)
BODIES = (
    '<div class="{c}">{text}</div>',
    "<div>{text}</div>",
    "<table width=100%><tr><td>{text}</td></tr></table>",
    "<article>{text}</article>",
    "<section>{text}</section>",
)
_PICTURE = '<img src="/uploads/anh{n}.jpg" width="600">'
PICTURES = (
    f'<p style="text-align:center">{_PICTURE}</p><p style="text-align:center"><em>{{text}}</em></p>',
    f"<figure>{_PICTURE}<figcaption>{{text}}</figcaption></figure>",
    f'<table align="center"><tr><td>{_PICTURE}</td></tr><tr><td>{{text}}</td></tr></table>',
    f'<div class="{{c}}">{_PICTURE}<div>{{text}}</div></div>',
    f"<p>{_PICTURE}<br><em>{{text}}</em></p>",
    f'<div class="wp-caption aligncenter">{_PICTURE}<p class="wp-caption-text">{{text}}</p></div>',
    f"<center>{_PICTURE}<br/><i>{{text}}</i></center>",
)
BARE_PICTURE = f"<p>{_PICTURE}</p>"
BYLINES = (
    '<p style="text-align:right">{text}</p>',
    '<p align="right"><strong>{text}</strong></p>',
    "<p>Tác giả: {text}</p>",
    '<p style="text-align:right"><b>Tin, ảnh: {text}</b></p>',
)
# What stands amid the text, and what of it is text.
INSIDE: Mapping[str, tuple[str, ...]] = {
    "": (),
    "<p><b>Công tác chuẩn bị</b></p>": ("Công tác chuẩn bị",),
    '<p><strong>Xem thêm: </strong><a href="/tin-tuc/b7.html">Khai mạc giải bóng chuyền nam của xã</a></p>': (),
    '<div class="{c}"><ul><li><a href="/tin-tuc/b7.html">Khai mạc giải bóng chuyền nam của xã</a></li>'
    '<li><a href="/tin-tuc/b8.html">Ra quân làm thủy lợi mùa khô năm nay</a></li></ul></div>': (),
    "<ul><li>Nâng cao chất lượng sinh hoạt chi bộ;</li><li>Đẩy mạnh cải cách hành chính.</li></ul>": (
        "- Nâng cao chất lượng sinh hoạt chi bộ;",
        "- Đẩy mạnh cải cách hành chính.",
    ),
    "<table border=1><tr><th>TT</th><th>Đơn vị</th></tr><tr><td>1</td><td>Thôn Đông</td></tr></table>": (
        "TT | Đơn vị",
        "1 | Thôn Đông",
    ),
    '<iframe src="https://www.youtube.com/embed/abc"></iframe>': (),
    "<blockquote><p>“Đây là niềm vui lớn của bà con trong thôn”</p></blockquote>": (
        "“Đây là niềm vui lớn của bà con trong thôn”",
    ),
    '<div class="banner"><a href="http://qc.example.vn"><img src="/qc/banner.gif" width=468 height=60></a></div>': (),
    '<p>&gt;&gt; <a href="/tin-tuc/b9.html">Tuyên truyền phòng chống dịch tả lợn châu Phi</a></p>': (),
}
FILE = "/uploads/kh12.pdf"
FILES = (
    "",
    "",
    f'<div><b>Tệp đính kèm:</b><ul><li><a href="{FILE}">Ke hoach 12.pdf</a></li></ul></div>',
    f'<p>Tải về: <a href="{FILE}">Kế hoạch số 12</a></p>',
    f'<p><a href="{FILE}"><img src="/icons/doc.gif" alt=""> kh12.pdf</a></p>',
)
TOOLS = (
    "",
    '<div class="{c}"><a href="javascript:window.print()">In bài viết</a> <a href="#">Gửi email</a> <a href="#">A-</a> '
    '<a href="#">A+</a> Chia sẻ: <a href="#">Facebook</a></div>',
)
COMMENTS = ("", "<div><h4>Ý kiến bạn đọc</h4><form><textarea></textarea><input type=submit value=Gửi></form></div>")
RELATED_HEADS = ("Tin liên quan", "Các tin khác", "Tin cùng chuyên mục", "Bài viết khác", "TIN MỚI HƠN")
RELATED = (
    '<li><a href="/tin/{n}.html">{text}</a></li>',
    '<li><a href="/tin/{n}.html">{text}</a> (0{n}/03/2024)</li>',
    '<li><a href="/tin/{n}.html">{text}</a><p>Sáng ngày {n}/3, UBND xã tổ chức hội nghị với các thôn...</p></li>',
)
HEADS = (
    "",
    '<div class="{c}"><a href="/">Trang chủ</a> » <a href="/tin-tuc">Tin tức</a></div>',
    "<h1>Tin tức - Sự kiện</h1>",
    '<h2><a href="/tin-tuc">Tin tức - Sự kiện</a></h2>',
    '<a href="/">Trang chủ</a> / <a href="/tin-tuc">Tin tức</a><br>',
)
NAMES = (
    "<title>{text}</title>",
    "<title>{text} - Xã Sông Lam</title>",
    "<title>Xã Sông Lam | {text}</title>",
    "<title>Cổng thông tin điện tử xã Sông Lam</title>",
    '<title>{text}</title><meta property="og:title" content="{text}"><meta property="og:type" content="article">',
    '<title>Xã Sông Lam</title><meta property="og:title" content="Cổng thông tin điện tử xã Sông Lam">',
)
LAYOUTS = (
    '<div class="h">{clock}</div><div class="{c}">{menu}</div><div><div>{text}</div><div class="{c}">{side}</div></div>'
    "<div>{foot}</div>",
    "<table><tr><td colspan=2>{clock}{menu}</td></tr><tr><td>{text}</td><td>{side}</td></tr>"
    "<tr><td colspan=2>{foot}</td></tr></table>",
    "<header>{clock}<nav>{menu}</nav></header><main>{text}</main><aside>{side}</aside><footer>{foot}</footer>",
)
CLOCKS = ("", "<div>Thứ năm, 26/11/2026 08:15:22</div>")
MENU = (
    '<ul><li><a href="/">Trang chủ</a></li><li><a href="/gt">Giới thiệu</a></li><li><a href="/tin-tuc">Tin tức</a></li>'
    '<li><a href="/vb">Văn bản</a></li><li><a href="/lh">Liên hệ</a></li></ul>'
)
SIDE = (
    "<div>Thông báo</div><ul>{}</ul><div>Thống kê truy cập</div><p>Đang online: 12</p><p>Tổng truy cập: 1.234.567</p>"
)
FOOT = (
    "<p>Cổng thông tin điện tử xã Sông Lam</p><p>Địa chỉ: thôn 3, xã Sông Lam. Điện thoại: 0239.388.777</p>"
    "<p>Chịu trách nhiệm: Ông Trần Văn Bình - Phó Chủ tịch UBND xã</p>"
)
CAPTIONS = (
    "Quang cảnh hội nghị",
    "Đồng chí Bí thư Đảng ủy phát biểu chỉ đạo hội nghị",
    "Lãnh đạo xã trao quà cho các hộ nghèo",
    "Các đại biểu dự buổi lễ",
    "Người dân tham gia dọn vệ sinh đường làng",
)
OTHERS = (
    "Thông báo lịch tiếp công dân của Chủ tịch UBND tháng 3",
    "Kế hoạch kiểm tra công tác phòng cháy chữa cháy năm 2024",
    "Khai mạc giải bóng chuyền nam chào mừng ngày thành lập Đoàn",
    "Tuyên truyền phòng chống dịch tả lợn châu Phi trên địa bàn",
    "Hội Phụ nữ tổ chức ngày hội gia đình hạnh phúc",
    "Triển khai chiến dịch cao điểm cấp thẻ căn cước cho người dân",
)
WRITERS = ("Nguyễn Hải", "Thu Hà", "Lê Văn Tám", "Minh Đức")
# Classes by the part they name: what themes call it.
CLASSES: Mapping[str, str] = {
    "title": "title-detail", "stamp": "post-date", "lead": "sapo", "body": "content-detail", "picture": "image",
    "inside": "box-tinlienquan", "tools": "tools", "related": "related", "head": "breadcrumb", "layout": "menu",
}  # fmt: skip
