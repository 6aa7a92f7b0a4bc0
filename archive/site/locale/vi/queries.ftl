# Ready-made queries and SQL of one's own.

queries = Truy vấn soạn sẵn
query-sql = Truy vấn SQL
query-its-sql = SQL của truy vấn
query-show = Xem
query-run = Chạy
query-result = Kết quả
query-first-rows = <b>{ $n }</b> hàng đầu
query-all-rows = Xem cả { $n } hàng ở đây
query-no-rows = Không có hàng nào.
query-type = Chưa có gì để xem. Gõ { $names } rồi bấm Xem.

feed-changed = Đã đổi: { $fields }
feed-gone = Không còn ở cổng
