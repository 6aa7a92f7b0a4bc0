"""The notices of the commune's portal: each about something else, all with one closing."""

from __future__ import annotations

CLOSING = (
    "Trung tâm Phục vụ hành chính công xã Khê Hải tiếp nhận và trả kết quả hồ sơ vào giờ hành chính các ngày trong "
    "tuần, sáng thứ Bảy làm việc đến 11 giờ 30 phút. Người dân khi đến giao dịch mang theo căn cước, mã hồ sơ và lấy "
    "số thứ tự tại quầy hướng dẫn; mọi phản ánh về thái độ phục vụ xin gọi đường dây nóng 0239 000 111 hoặc gửi qua "
    "Cổng dịch vụ công quốc gia. Hồ sơ trả muộn đều có thư xin lỗi và hẹn lại ngày trả."
)
NOTICES = (
    (
        "Thông báo cấp đổi sổ hộ nghèo cho thôn Đông Yên",
        "Các hộ trong danh sách đến nhận sổ mới, mang theo sổ cũ để thu lại.",
    ),
    (
        "Lịch tiêm phòng dại cho chó, mèo",
        "Đội thú y lưu động có mặt ở nhà văn hóa các thôn ven biển, bắt đầu từ bảy giờ sáng.",
    ),
    (
        "Mời đấu giá quyền khai thác bãi xe chợ Lộc",
        "Hồ sơ tham gia nộp trong phong bì dán kín, tiền đặt trước mười hai triệu đồng.",
    ),
    (
        "Tạm ngừng cấp nước khu vực Cồn Dài",
        "Nhà máy thay van trên trục ống chính nên mất nước từ tối thứ Ba đến trưa thứ Tư.",
    ),
    (
        "Đăng ký học bơi miễn phí cho thiếu nhi",
        "Lớp mở tại hồ bơi trường tiểu học, mỗi em được cấp phao và mũ, có thầy kèm.",
    ),
    (
        "Tìm chủ sở hữu con trâu đi lạc",
        "Trâu cái chừng bốn tuổi, sừng trái gãy, đang được gửi tại nhà ông trưởng thôn Bàu Sen.",
    ),
    (
        "Niêm yết danh sách khám nghĩa vụ quân sự",
        "Thanh niên có tên kiểm tra năm sinh, nơi cư trú, báo sai sót trước ngày khám.",
    ),
    (
        "Cấm đường để đổ bê tông ngõ chợ cũ",
        "Xe tải vòng theo lối đê, xe máy đi tạm qua sân đình trong bốn ngày thi công.",
    ),
)
