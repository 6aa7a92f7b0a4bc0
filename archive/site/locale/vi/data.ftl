# The page of all tables and queries.

data = Dữ liệu
data-views = Bắt đầu từ đây
data-tables = Các bảng
data-own-sql = Truy vấn của bạn
data-rows = { $n } hàng
data-hidden = (ẩn)
data-hidden-tables = { $n } bảng phụ
data-download-database = Tải cả cơ sở dữ liệu SQLite
