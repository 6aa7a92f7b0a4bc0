# What stands on every page, and what several pages say.

skip-to-content = Đến nội dung
nav-main = Chính
nav-place = Vị trí
nav-articles = Tin bài
nav-people = Người
nav-units = Địa phương
nav-data = Dữ liệu
home = Trang đầu
to-the-home-page = Về trang đầu
search = Tìm
search-the-archive = Tìm trong kho tin
search-placeholder = Tìm, có dấu hay không
foot-times = Giờ trên các trang là giờ Việt Nam (UTC+7).
foot-datasette = Chạy bằng { $link }
foot-licence = Giấy phép
foot-source = Nguồn

untitled = (không có tiêu đề)
day-unknown = không rõ ngày
edited = đã sửa
gone = đã mất
not-in-the-archive = kho chưa có
title-in-full = chức danh viết đủ
characters = { $n } ký tự
words-skipped = { $n } từ
revision-number = bản { $number }
compare = So sánh
compare-from = So bản
compare-to = với bản
cell-compare = so sánh
row = hàng
row-view = xem
previous-page = Trang trước
pages = Trang
page-number = Trang { $n }
as-a-table = Xem thành bảng
next-page = Trang sau

# Heads of tables that several pages have
head-post = Chức danh
head-body = Cơ quan
head-first-seen = Thấy lần đầu
head-last-seen = Thấy lần cuối
head-articles = Số bài

error = Lỗi
error-400 = Yêu cầu không hiểu được
error-403 = Không được xem
error-404 = Không có trang này
error-405 = Không làm được như thế
error-414 = Địa chỉ quá dài
error-429 = Hỏi quá nhiều một lúc
error-500 = Máy chủ gặp lỗi
