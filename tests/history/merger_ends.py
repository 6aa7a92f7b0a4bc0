"""What a host answers after its portal has ended.

Each function is given the path, the portal's name, the home page of its heir and a count; it returns an answer, or None
where the portal still answers as before.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from html import escape
from typing import Literal

from tests.portals.server import Reply, redirect

Ending = Literal["parked", "gambling", "other gambling", "forbidden", "leads home", "notice"]
_HTML = {"Content-Type": "text/html; charset=utf-8"}


def _page(title: str, body: str, status: int = 200) -> Reply:
    head = f'<meta charset="utf-8"><title>{title}</title>'
    text = f'<!DOCTYPE html><html lang="vi"><head>{head}</head><body>{body}</body></html>'
    return Reply(text.encode(), status, dict(_HTML))


def _parked(path: str, name: str, heir: str, count: int) -> Reply:
    """A registrar's page at every address."""
    searches = "".join(
        f'<li><a href="/search?q={word}&amp;s={count}">{word}</a></li>'
        for word in ("bảo hiểm xe", "vay tiền nhanh", "thiết kế web", "tên miền đẹp")
    )
    return _page(
        "Tên miền này đang được rao bán",
        '<div class="parking"><h1>Tên miền này có thể đang được bán</h1><p>The domain is parked. Liên hệ chủ sở hữu '
        f"để mua tên miền này.</p><h2>Tìm kiếm liên quan</h2><ul>{searches}</ul><p>© Parking {count % 40}</p></div>",
    )


_GAMES = ("nổ hũ", "bắn cá", "lô đề online", "cá cược bóng đá", "xóc đĩa", "tài xỉu", "casino trực tuyến", "đá gà")
_CLAIMS = (
    "{game} đổi thưởng đang là lựa chọn số một của {n} nghìn người chơi trong năm nay nhờ tỷ lệ trả thưởng cao.",
    "Hướng dẫn đăng ký tài khoản {game} chỉ trong {n} giây, tặng ngay {n}k cho thành viên mới khi nạp lần đầu.",
    "Kinh nghiệm chơi {game} luôn thắng được các cao thủ chia sẻ, bạn không nên bỏ qua nếu muốn làm giàu.",
    "Nhà cái được cấp phép quốc tế, bảo mật {n} lớp, rút tiền về ngân hàng sau {n} phút, hỗ trợ ngày đêm.",
    "Tải ứng dụng {game} cho điện thoại, nhận mã quà tặng trị giá {n} triệu đồng trong tuần lễ vàng.",
    "So sánh {n} nhà cái {game} uy tín nhất hiện nay về tỷ lệ cược, khuyến mãi và dịch vụ chăm sóc khách hàng.",
)


def _gambling(path: str, name: str, heir: str, count: int) -> Reply:
    return _spam(path, "NHACAI88", "khuyen-mai", 1)


def _other_gambling(path: str, name: str, heir: str, count: int) -> Reply:
    return _spam(path, "KUBET79", "soi-keo", 2)


def _spam(path: str, brand: str, folder: str, seed: int) -> Reply:
    """An "article" of its own at every address, with a date, lists of more of them, and a sitemap."""
    places = [f"/{folder}/{number}-choi-{seed}-nhan-thuong.html" for number in range(1, 31)]
    if path == "/sitemap.xml":
        text = "".join(f"<url><loc>{place}</loc></url>" for place in places)
        return Reply(f"<urlset>{text}</urlset>".encode(), headers={"Content-Type": "application/xml"})
    dice = random.Random(f"{seed}{path}")
    claims = [dice.choice(_CLAIMS).format(game=dice.choice(_GAMES), n=dice.randint(2, 99)) for _ in range(12)]
    title = f"{brand} - {dice.choice(_GAMES).capitalize()} uy tín {dice.randint(1, 99)} nghìn người chơi"
    links = "".join(f'<li><a href="{place}">{brand} {dice.choice(_GAMES)} {place[12:15]}</a></li>' for place in places)
    body = "".join(f"<p>{' '.join(claims[start : start + 3])}</p>" for start in range(0, 12, 3))
    return _page(
        title,
        f"<article><h1>{title}</h1><time>{dice.randint(1, 28):02}/07/2025 0{dice.randint(1, 9)}:15</time>"
        f'<div class="content">{body}</div></article><aside><ul>{links}</ul></aside><a href="{escape(path)}">AMP</a>',
    )


def _forbidden(path: str, name: str, heir: str, count: int) -> Reply:
    return _page("403 Forbidden", "<center><h1>403 Forbidden</h1></center><hr><center>nginx</center>", 403)


def _leads_home(path: str, name: str, heir: str, count: int) -> Reply:
    return redirect(heir, 302)


def _notice(path: str, name: str, heir: str, count: int) -> Reply | None:
    """The home page says that all is over; every other address answers as it did."""
    if path not in ("/", "/index.php", "/?act=home"):
        return None
    return _page(
        name,
        f"<table><tr><td><h2>THÔNG BÁO</h2><p>{name} đã ngừng hoạt động kể từ ngày 01/7/2025 do sắp xếp đơn vị hành "
        f'chính. Mời bạn đọc truy cập địa chỉ mới: <a href="{heir}">{heir}</a>. Trân trọng thông báo!</p></td></tr>'
        "</table>",
    )


ENDINGS: dict[Ending, Callable[[str, str, str, int], Reply | None]] = {
    "parked": _parked,
    "gambling": _gambling,
    "other gambling": _other_gambling,
    "forbidden": _forbidden,
    "leads home": _leads_home,
    "notice": _notice,
}
