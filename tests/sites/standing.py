"""What stands on portals for years and is no news: an introduction of an article's length, a table of posts, a form."""

from __future__ import annotations

from tests.sites.markup import table

_INTRODUCTION = (
    "{unit} nằm ở phía tây nam của tỉnh, cách trung tâm tỉnh lỵ 27 km theo đường bộ. Phía đông giáp sông, phía "
    "tây dựa vào dãy núi thấp, phía bắc và phía nam giáp các đơn vị hành chính lân cận. Tổng diện tích tự nhiên "
    "là 4.216 ha.",
    "Vùng đất này được khai phá từ thế kỷ XVI. Theo gia phả của các dòng họ lớn, những cư dân đầu tiên đến từ "
    "vùng đồng bằng, mang theo nghề trồng lúa nước, nghề dệt vải và nghề đóng thuyền. Đình làng được dựng năm "
    "1742.",
    "Trong hai cuộc kháng chiến, nhân dân địa phương đã đóng góp hàng nghìn ngày công, nuôi giấu cán bộ, tiễn đưa "
    "hàng trăm con em lên đường. Năm 1998, Đảng bộ và nhân dân được tặng danh hiệu Anh hùng Lực lượng vũ trang "
    "nhân dân.",
    "Kinh tế hiện nay dựa vào nông nghiệp hàng hóa, tiểu thủ công nghiệp và dịch vụ. Thu nhập bình quân đầu người "
    "năm 2024 đạt 61 triệu đồng, tỷ lệ hộ nghèo còn 1,9 phần trăm. Hệ thống trường học đều đạt chuẩn quốc gia.",
    "Địa phương có ba di tích được xếp hạng, một lễ hội truyền thống tổ chức vào rằm tháng Giêng, cùng nhiều món "
    "ăn được du khách nhắc tới. Giao thông thuận lợi với tuyến đường nhựa nối liền các khu dân cư.",
)
_POSTS = ("Bí thư", "Phó Bí thư Thường trực", "Chủ tịch", "Phó Chủ tịch", "Chánh Văn phòng")


def standing_page(title: str, unit: str, people: tuple[str, ...]) -> str:
    """Return the body of a page by its title: prose, a table of people, or where to write to."""
    if "Giới thiệu" in title:
        return "".join(f"<p>{text.format(unit=unit)}</p>" for text in _INTRODUCTION)
    if any(word in title.casefold() for word in ("tổ chức", "bộ máy", "sơ đồ tổ chức")):
        rows = [(post, name, "0999 000 111") for post, name in zip(_POSTS, people, strict=False)]
        return table([("Chức vụ", "Họ và tên", "Điện thoại"), *rows], 'class="bo-may"')
    return (
        f"<p>{unit}. Điện thoại: 0999 000 111. Thời gian làm việc: từ thứ hai đến thứ sáu.</p>"
        '<form method="post"><label>Họ tên</label><input name="ten"><label>Nội dung</label><textarea></textarea></form>'
    )
