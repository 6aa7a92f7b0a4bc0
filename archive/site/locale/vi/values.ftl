# Stored values as people read them: KIND-VALUE, as {{ value|label("KIND") }} asks for them.

# role
role-attended = dự
role-directed = chỉ đạo
role-chaired = chủ trì
role-co_chaired = đồng chủ trì
role-moderated = điều hành
role-opened = khai mạc
role-concluded = kết luận
role-spoke = phát biểu
role-reported = báo cáo
role-led_delegation = dẫn đầu đoàn
role-accompanied = cùng đi
role-received_delegation = đón, tiếp đoàn
role-inspected = kiểm tra
role-supervised = giám sát
role-visited = thăm
role-dialogue = đối thoại
role-met_voters = tiếp xúc cử tri
role-presented = trao, tặng
role-received = nhận
role-elected = được bầu
role-re_elected = tái cử
role-appointed = được bổ nhiệm
role-dismissed = thôi giữ chức
role-answered = trả lời
role-pictured = trong ảnh

# title_kind
title_kind-rank = cấp bậc
title_kind-position = chức vụ
title_kind-former = nguyên
title_kind-acting = quyền, phụ trách
title_kind-new = mới nhận

# kind
kind-article = Tin bài
kind-document = Văn bản
kind-listing = Danh mục
kind-other = Trang khác
kind-articles = bài
kind-revisions = bản
kind-captures = lần tải
kind-mentions = lần nêu tên
kind-rank = cấp bậc
kind-position = chức vụ
kind-former = nguyên
kind-acting = quyền, phụ trách
kind-new = mới nhận

# part_of_day
part_of_day-morning = sáng
part_of_day-noon = trưa
part_of_day-afternoon = chiều
part_of_day-evening = tối

# basis
basis-in_event_string = năm có trong câu
basis-inferred_from_text = năm suy từ bài
basis-publication_stamp = năm lấy từ ngày đăng
basis-relative = tính từ ngày đăng
basis-unknown = không rõ năm
basis-declared = theo mô tả
basis-unit = đơn vị thành đơn vị
basis-redirect = cổng dẫn sang
basis-content = cùng bài cũ

# field
field-kind = Loại trang
field-title = Tiêu đề
field-lead = Sa-pô
field-text = Nội dung
field-author = Tác giả
field-source = Nguồn
field-section = Chuyên mục
field-published = Ngày đăng
field-updated = Ngày cập nhật
field-images = Ảnh
field-captions = Chú thích ảnh
field-attachments = Tệp đính kèm
field-officials = Người được nêu
field-events = Sự việc
field-places = Địa danh
field-stats = Lượt xem và đánh giá
field-problems = Chỗ chưa đọc được
field-page = Trang
field-answer = Câu trả lời của cổng
field-size = Kích thước
field-family = Phần mềm
field-extractor = Chương trình đọc
field-feed = Nguồn tin (feed)
field-sitemap = Sơ đồ trang (sitemap)
field-list = Danh mục
field-stored_page = Trang đã lưu
field-reading = Đọc lại

# level
level-central = trung ương
level-province = tỉnh
level-district = huyện
level-commune = xã
level-below = dưới xã

# outcome
outcome-ok = tốt
outcome-suspect = đáng ngờ
outcome-incomplete = chưa xong
outcome-failed = hỏng
outcome-stored = đã lưu
outcome-unchanged = không đổi
outcome-redirect = chuyển hướng
outcome-alias = địa chỉ khác của bài
outcome-gone = đã mất
outcome-refused = không được hỏi
outcome-retried = sẽ thử lại
outcome-cut = bỏ ra
outcome-damaged = có phần hỏng

# place
place-title = trong tiêu đề
place-lead = trong sa-pô
place-text = trong bài
place-body = trong bài
place-captions = trong chú thích ảnh
place-officials = trong chức danh
place-places = trong địa danh

# rule
rule-first = kho thấy trước nhất
rule-same_post = cùng chức danh
rule-same_body = chức tiếp theo ở cùng cơ quan
rule-same_unit = các chức ở cùng đơn vị
rule-unit_in_its_place = chức ở đơn vị thay thế đơn vị cũ
rule-same_district = các chức trong cùng địa bàn huyện
rule-same_readers = cùng được nêu trên cổng của một địa phương
rule-same_province = tên hiếm, cùng tỉnh, lần lượt giữ các chức
rule-named_here = không nêu chức; người cổng này nêu lúc ấy
rule-same_portal = không nêu chức; cùng tên trên cổng này
rule-mixed_posts = các chức có lẽ của hai người trùng tên
rule-decision = do con người quyết định

# change
change-elected = được bầu
change-re_elected = tái cử
change-appointed = được bổ nhiệm
change-transferred = được điều động
change-taken_up = nhận chức
change-dismissed = thôi chức
change-retired = nghỉ hưu
change-died = từ trần

# verb
verb-merge = gộp
verb-split = tách
verb-undo = hủy

# relation
relation-moved = chuyển sang
relation-copy = chép
relation-repeat = đăng lại

# likeness
likeness-same = nguyên văn
likeness-near = gần như vậy
likeness-contains = bài này trong bài kia

# succession
succession-declared = theo mô tả
succession-unit = đơn vị thành đơn vị
succession-redirect = cổng dẫn sang
succession-content = cùng bài cũ

# start_page
start_page-answered = cổng trả lời
start_page-down = cổng không trả lời như trước
start_page-gone = cổng đã mất

# yes_no
yes_no-1 = có
yes_no-0 = không

# finding_kind
finding_kind-yield = ít bài mới
finding_kind-lists = danh mục nêu ít bài
finding_kind-quiet = lâu không có bài
finding_kind-field = trường bị trống
finding_kind-identity = tin của nơi khác
finding_kind-language = ngôn ngữ khác
finding_kind-same_body = nhiều địa chỉ, một nội dung
finding_kind-future = ngày ở tương lai
finding_kind-layout = mẫu trang mới
finding_kind-tls = chứng chỉ không hợp lệ

# state
state-failed = hỏng
state-suspect = đáng ngờ
state-incomplete = chưa xong
state-overdue = quá hạn
state-never = chưa thu thập
state-ok = tốt
state-ended = cổng đã đóng

# to_do
to_do-yield = mở danh mục mới nhất của cổng trong trình duyệt: có bài nào mà kho chưa có không?
to_do-lists = mở các danh mục trong trình duyệt: ở đó có nêu nhiều hơn không? congtin portal detect cho biết chúng được làm thế nào
to_do-quiet = cổng đã chuyển hay đã đóng? khai quiet_until, hoặc cổng nối tiếp, nếu im lặng là chủ ý
to_do-field = mở một bài mới nhất cạnh bản ghi của nó (congtin show); một selector trong mô tả của cổng chữa được cái mà mẫu trang mới che đi
to_do-identity = mở cổng trong trình duyệt: tin trên đó là của ai? bài của lần này có thể là của nơi khác
to_do-language = mở cổng trong trình duyệt: còn là cổng của cơ quan ấy không? khai languages nếu cần các ngôn ngữ này
to_do-same_body = mở hai địa chỉ trong trình duyệt: có thể cổng trả một trang cho mọi chương trình
to_do-future = xem ngày của những bài mới nhất: có thể ngày và tháng bị đổi chỗ
to_do-layout = mở một bài mới nhất cạnh bản ghi của nó (congtin show): đã đọc được hết chưa?
to_do-tls = người quản trị cổng có thể gia hạn chứng chỉ

# doubt: why an event has no day, or one that is not to be trusted
doubt-year_unknown = không rõ năm
doubt-no_such_day = không có ngày như thế
doubt-no_stamp = trang không ghi ngày đăng
doubt-weekday_disagrees = thứ không khớp với ngày
doubt-stamp_before_event = trang ghi ngày đăng trước ngày này
doubt-stamp_much_later = trang ghi ngày đăng rất lâu sau ngày này
doubt-month_mistyped = có lẽ gõ nhầm tháng
