# The page of an article, what stands beside it, and its history.

article-untitled = Trang không in tiêu đề; đây là những chữ đầu.
article-published = Đăng { $day }
article-published-words = trang in: “{ $words }”
article-undated = Không rõ ngày đăng
article-updated = Cập nhật { $day }
article-author = Tác giả: { $name }
article-source = Nguồn: { $name }
article-doors = Đi từ bài này
article-said-before = Trước đây trang này viết gì?
article-cite = Trích dẫn
article-original = Trang gốc
article-stored-page = Trang đã lưu
article-stored-copy = Bản lưu
article-history = Lịch sử
article-revision-count = { $n } bản
article-capture = bản lưu
article-gone-confirmed = Trang này không còn trên cổng: thấy mất lần đầu { $day }, lần nữa { $again }. Dưới đây là bản đã lưu.
article-gone-once = Trang này không còn trên cổng: thấy mất lần đầu { $day }, chưa thấy mất lần nữa vào một ngày khác. Dưới đây là bản đã lưu.
article-pictures-not-loaded = Ảnh không tải từ máy chủ khác; bấm tên tệp để xem ở cổng gốc.
article-picture = ảnh
article-attachments = Tệp đính kèm
article-beside = Người, ngày và nơi được nêu
article-officials = Người được nêu
article-officials-more = { $n } người nữa
article-in-captions-only = chỉ ở chú thích ảnh
article-role-words = Theo câu nào?<span class="unseen"> Vai trò của { $name }</span>
article-events = Sự việc
article-places = Địa danh
article-day-read = đọc là { $day }; { $basis }
article-day-not-read = không rõ là ngày nào; { $doubt }
article-neighbours = Bài trước và bài sau
article-earlier-section = Bài trước cùng chuyên mục
article-later-section = Bài sau cùng chuyên mục
article-earlier-portal = Bài trước của cổng
article-later-portal = Bài sau của cổng
article-first-seen = Thấy lần đầu
article-last-seen = Thấy lần cuối
article-now = Nay
article-now-there = còn trên cổng, lần cuối kho hỏi
article-now-gone = không còn trên cổng, từ { $day }
article-history-note = Mỗi dòng là lúc kho thấy; việc xảy ra giữa lần tải trước và lần tải ấy.
article-problems = Chỗ chưa đọc được

history-first = Thấy lần đầu
history-gone = Mất khỏi cổng
history-confirmed = thấy mất lần nữa { $day }
history-not-confirmed = chưa thấy mất lần nữa
history-returned = Trở lại
history-edited = Sửa: { $fields }
history-reads-the-same = Bản mới, nay đọc không thấy khác

disappearances = Các lần mất
disappearances-gone = Mất
disappearances-confirmed = Thấy mất lần nữa
disappearances-returned = Trở lại
disappearances-answered = Cổng trả lời

elsewhere = Cùng văn bản ở nơi khác
elsewhere-originals = Có trước ở
elsewhere-later = Về sau còn ở
elsewhere-siblings = Cùng gốc ấy còn ở
elsewhere-first-seen = thấy lần đầu { $day }
