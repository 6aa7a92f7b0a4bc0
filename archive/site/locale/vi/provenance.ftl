# What leads from an article to its sources: revisions, citations, captures, stored pages.

provenance = Nguồn gốc
provenance-address = Địa chỉ
provenance-alias = địa chỉ khác
provenance-led-here = từng dẫn tới đây
provenance-date-as-printed = Ngày như in
provenance-views = Lượt xem

revisions = Các bản
revisions-older = Các bản cũ hơn: chọn hai bản để so sánh ở trên.
revision-seen = Bản { $number } · { $day }
revision-whole = đọc cả bản này
revision-read-by = mã { $id }, đọc bằng congtin { $version }
revision-read-otherwise = đến { $day } được congtin { $version } đọc khác
revision-first-kept = bản đầu tiên được lưu
revision-reads-as-before = nay đọc không thấy khác bản trước
revision-of = bản { $number } trong { $count }
revision-to-the-article = Bài này nay
revision-compare-before = so với bản trước
revision-compare-after = so với bản sau
revision-stood-until = Trang viết như thế này từ { $day } cho tới khi kho thấy bản { $number }, { $until }. Tên người dẫn tới ai là theo bản mới nhất.
revision-is-newest = Đây là bản mới nhất, kho thấy từ { $day }.

compare-title = Bản { $older } và bản { $newer }
compare-differences = Khác nhau
compare-legend = <ins>Gạch dưới</ins>: có thêm ở bản sau. <del>Gạch ngang</del>: bản sau không còn.
compare-same-revision = Cùng một bản.
compare-same-words = Hai bản viết như nhau.
difference-added = thêm:
difference-removed = bỏ:

citation-none = Chưa có bản nào để trích dẫn.
citation-note = Bấm vào để chọn cả đoạn. Đoạn này nêu bản nào, lưu lúc nào và mã băm của trang đã lưu.
citation-stable = Địa chỉ cố định của bản này trong kho:
citation-files = Tải về:

captures = Các lần tải
captures-count = { $n } lần tải
captures-all = Tất cả các lần tải
captures-number = Số
captures-fetched = Lúc tải
captures-outcome = Kết quả
captures-status = HTTP
captures-bytes = Byte
captures-shows = Cho thấy
captures-page = Trang
captures-digest = SHA-256
captures-imported = nhập
captures-view-of = xem trang lưu { $time }

capture-title = Lần tải { $time } · { $url }
capture-number = lần tải thứ { $n }
capture-earlier = trước: { $time }
capture-later = sau: { $time }
capture-view-stored = xem trang đã lưu
capture-imported = Trang này do người khác lưu, được nhập vào kho { $day }
capture-of-history = Câu trả lời này thuộc lịch sử của bài
capture-first-to-show = Câu trả lời này là nơi đầu tiên thấy bản { $number } của bài
capture-shows = Câu trả lời này cho thấy bản { $number } của bài
capture-asked = Đã hỏi
capture-answered = Đã trả lời
capture-answer = Trả lời
capture-no-answer = không có
capture-led-to = Dẫn tới
capture-why = Vì sao
capture-certificate-bad = chứng thư không hợp lệ lúc tải
capture-certificate-good = chứng thư hợp lệ
capture-server = Máy chủ
capture-rendered = Dựng bằng trình duyệt
capture-warc = Tệp WARC
capture-warc-place = từ byte { $offset }, dài { $length } byte
capture-crawl = Lần thu thập
bytes = { $n } byte

portal-gone-confirmed = Cổng này không còn: trang đầu thấy mất lần đầu { $day }, lần nữa { $again }.
portal-gone-once = Cổng này không còn: trang đầu thấy mất lần đầu { $day }, chưa thấy mất lần nữa vào một ngày khác.
portal-followed-by = Nối tiếp cổng này là

raw-row = Hàng dữ liệu gốc
raw-row-files = Hàng này dạng:
