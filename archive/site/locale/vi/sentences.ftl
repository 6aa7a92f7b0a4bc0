# Sentences that the archive keeps in English, said in Vietnamese: en/sentences.ftl has what is kept.

# evidence: beside each link of descent: archive/lineage/successors.py, redirects.py, content.py
said-evidence-predecessors-of = mô tả của { $portal }, mục predecessors
said-evidence-successors-of = mô tả của { $portal }, mục successors
said-evidence-both-of-until-and-from = cùng của { $unit }, một đến { $day }, một từ { $other_day }
said-evidence-pages-lead-there-for-example-to = { $count } trang dẫn sang đó, ví dụ { $url } sang { $other }
said-evidence-of-the-articles-of-from-before-stand-on = { $count } trong { $all } bài của { $portal } trước ngày { $day } có ở { $other }
said-evidence-leads-to = { $url } dẫn sang { $other }
said-evidence-became = { $unit } thành { $other }

# note: of portals that serve the same page: archive/lineage/shared_bodies.py
said-note-the-start-page-of-is-that-of-now-on = trang đầu của { $portal } nay là trang đầu của { $other }; ngày { $day } còn là hai trang khác nhau
said-note-the-pages-of-articles-of-have-become-pages-of = trang của { $count } bài ở { $portal } đã thành trang của { $other }, giống từng byte

# basis: how alike two texts are, and why the one is thought to have stood first: archive/lineage/relations.py
said-basis-word-for-word-the-same-text = cùng một văn bản, nguyên văn
said-basis-of-the-word-sequences-of-both-are-in-both = { $share }% chuỗi từ của hai bài có ở cả hai
said-basis-of-the-word-sequences-of-the-shorter-text-are = { $share }% chuỗi từ của bài ngắn hơn có trong bài dài hơn
said-basis-prints-as-its-source = bài sau ghi nguồn là { $source }
said-basis-both-of = cùng đăng ngày { $day }
said-basis-of-there-of-here = bài trước đăng ngày { $day }, bài sau ngày { $other_day }
said-basis-seen-first-on-there-on-here = kho thấy bài trước lần đầu ngày { $day }, bài sau ngày { $other_day }

# basis: on what the first and the last day of a unit rest: scraper/units/build/timeline.py, changes.py
said-basis-unit-from-and-to = lúc đầu: { $reason }; lúc cuối: { $other_reason }
said-basis-unit-from = lúc đầu: { $reason }
said-basis-unit-in-2023-only = có trong danh mục năm 2023, không còn trong danh mục ngày { $day }
said-basis-unit-not-in-2023 = không có trong danh mục năm 2023, có trong danh mục ngày { $day }
said-basis-unit-in-2023 = có trong danh mục năm 2023
said-basis-unit-start-not-known = không rõ lập khi nào
said-basis-unit-day-of-change = ngày thay đổi đã biết, { $day }
said-basis-unit-law-and-resolution = Luật { $law }, Nghị quyết { $resolution }
said-basis-unit-resolution = Nghị quyết { $resolution }

# basis: on what a portal's description rests, where it is ours: scraper/sample_portal
said-basis-sample-portal = cổng mẫu đi kèm congtin

# reason: how a portal answered where nothing was stored, or where an article was missing: scraper/answers.py, page_answers.py,
# redirects.py, robots.py, portal_ends.py, failures.py and scraper/not_found
said-reason-status-404 = cổng trả lời 404: không có trang này
said-reason-status-410 = cổng trả lời 410: trang đã bị bỏ hẳn
said-reason-the-article-address-leads-to-the-home-page-now = địa chỉ của bài nay dẫn về trang đầu của cổng
said-reason-the-article-address-leads-to-an-error-page-now = địa chỉ của bài nay dẫn tới trang báo lỗi: { $url }
said-reason-the-article-address-leads-to-a-list-now = địa chỉ của bài nay dẫn tới một danh mục: { $url }
said-reason-the-article-address-leads-to-where-the-portal-sends = địa chỉ của bài nay dẫn tới nơi cổng đưa mọi trang không có: { $url }
said-reason-the-article-address-leads-to-now-and-that-is = địa chỉ của bài nay dẫn tới { $url }, mà trang ấy cũng không có: { $reason }
said-reason-status-200-with-a-page-that-says-that-nothing = cổng trả lời 200 bằng một trang nói rằng không có gì: { $words }
said-reason-status-200-with-the-portal-page-for-what-does = cổng trả lời 200 bằng đúng trang mà cổng dành cho những gì không có
said-reason-the-portal-answers-the-same-for-this-article-for = cổng trả lời như nhau cho bài này, cho bài khác và cho cả trang không thể có: lỗi của cổng
said-reason-another-article-stands-at-this-address-and-others-at = địa chỉ này cho một bài khác, địa chỉ của các bài khác cũng vậy: lỗi của cổng, trừ khi một ngày sau vẫn thế
said-reason-it-is-in-doubt-whether-the-article-is-gone = chưa chắc bài đã mất; sẽ hỏi lại khi đọc xong phần còn lại
said-reason-the-portal-page-for-what-does-not-exist = trang mà cổng dành cho những gì không có
said-reason-another-site-stands-at-the-portal-address = ở địa chỉ của cổng là một trang khác: { $words }
said-reason-it-says-that-the-portal-has-ended = trang nói rằng cổng đã ngừng: { $words }
said-reason-another-address-of = địa chỉ khác của { $url }
said-reason-leads-out-of-the-portal-to-a-host-that = dẫn ra ngoài cổng, tới { $url }, một máy chủ có tên trông giống { $name } nhưng không phải
said-reason-leads-out-of-the-portal-to = dẫn ra ngoài cổng, tới { $url }
said-reason-leads-to = dẫn tới { $url }
said-reason-not-found-as-written-asked-again-in-decomposed-form = viết như thế thì không có; hỏi lại với dấu tách rời
said-reason-no-page = không phải trang: { $type }
said-reason-is-an-address-inside-this-machine-or-its-network = { $host } là địa chỉ bên trong máy này hoặc mạng của nó nên không tải; --allow-loopback mở cho bản thử
said-reason-is-an-address-inside-this-machine-or-its-network-2 = { $host } là địa chỉ bên trong máy này hoặc mạng của nó nên không tải
said-reason-is-not-asked-port-is-one-of-another-service = không hỏi { $host }: cổng số { $port } là của dịch vụ khác, không phải web
said-reason-robots-txt-forbids-it = robots.txt không cho hỏi
said-reason-robots-txt-could-not-be-read-so-nothing-is = không đọc được robots.txt ({ $reason }) nên lúc này không tải gì
said-reason-tried-times = { $reason } (đã thử { $times } lần)
said-reason-the-connection-was-refused = máy chủ từ chối kết nối
said-reason-the-connection-broke-off-before-the-end-of-the = kết nối đứt trước khi hết trang
said-reason-the-connection-closed-before-the-end-of-the-page = kết nối đóng khi trang chưa hết
said-reason-the-answer-says-that-it-is-encoded-as-and = cổng nói trang được nén kiểu { $encoding } mà không phải; trang được đọc nguyên như đã gửi
said-reason-the-portal-script-broke-off-in-the-middle-of = chương trình của cổng hỏng giữa chừng khi tạo trang
said-reason-the-connection-was-lost = mất kết nối
said-reason-the-connection-was-closed-without-an-answer = máy chủ đóng kết nối mà không trả lời
said-reason-the-connection-timed-out = kết nối quá lâu không thành
said-reason-no-complete-answer-in-time = chờ quá lâu chưa có đủ câu trả lời
said-reason-there-is-no-route-to-the-host = không có đường tới máy chủ
said-reason-the-host-name-cannot-be-resolved-dns-there-is = không có tên máy chủ này (DNS)
said-reason-the-host-name-cannot-be-resolved-dns = không tra được tên máy chủ (DNS)
said-reason-what-answers-there-is-no-web-server = nơi trả lời không phải máy chủ web
said-reason-the-answer-head-is-none-that-http-allows = phần đầu của câu trả lời không đúng HTTP
said-reason-the-answer-is-chunked-in-a-way-that-http = câu trả lời được chia đoạn không đúng HTTP
said-reason-tls-the-certificate-is-made-out-to-another-host = TLS: chứng thư cấp cho máy chủ khác
said-reason-status-the-portal-asks-for-a-password = cổng trả lời { $status }: đòi mật khẩu
said-reason-status-the-portal-forbids-the-page = cổng trả lời { $status }: không cho xem trang
said-reason-status-the-portal-may-not-show-the-page = cổng trả lời { $status }: không được phép cho xem trang
said-reason-the-answer-status-is-none-that-http-has = mã trả lời của máy chủ không có trong HTTP
said-reason-status-304-not-modified-though-nothing-of-the-page = cổng trả lời 304: trang không đổi, mà trang ấy chưa hề được gửi
said-reason-status-the-redirect-leads-back-to-itself-until-its = cổng trả lời { $status }: dẫn trở lại chính nó cho tới khi nhận lại cookie, mà congtin không giữ cookie
said-reason-status-the-redirect-leads-back-to-itself = cổng trả lời { $status }: dẫn trở lại chính nó
said-reason-status-redirects-in-a-row-led-here-and-it = cổng trả lời { $status }: đã bị dẫn { $count } lần liên tiếp tới đây mà còn dẫn tiếp, tới { $url }
said-reason-status-leads-nowhere-no-location = cổng trả lời { $status } mà không dẫn tới đâu (thiếu Location)
said-reason-status = cổng trả lời { $status }: { $reason }
said-reason-status-2 = cổng trả lời { $status }
said-reason-a-firewall-has-blocked-the-request-and-shows-a = tường lửa đã chặn yêu cầu và đưa ra trang của nó; nếu còn như thế, hãy nhờ quản trị cổng cho congtin vào
said-reason-reading-this-page-ends-the-process-it-is-kept = đọc trang này thì tiến trình chết ({ $how }); trang được giữ nguyên, chưa đọc, chờ lần thăm sau
said-reason-the-page-is-larger-than-any-that-is-read = trang lớn hơn mọi trang được đọc trọn; bỏ lại: { $words }

# why a visit ended before its end: archive/balance.py
said-reason-stopped-by-a-signal = có lệnh dừng
said-reason-budget-used-up = đã hết { $limit } yêu cầu của lần chạy
said-reason-portal-asks-to-wait = cổng yêu cầu chờ

# why a mention is whose, and why two people may be one: archive/people/reasons.py, links.py, decided.py
said-reason-same-post = cùng chức danh: { $posts }
said-reason-first-named-as = kho thấy trước nhất, với chức danh: { $posts }
said-reason-first-named-without-a-post = kho thấy trước nhất, không nêu chức danh
said-reason-named-without-a-post = không nêu chức danh
said-reason-no-post-on-this-portal = không nêu chức danh; người mà cổng này nêu lúc ấy: { $posts }
said-reason-no-post-in-this-province = không nêu chức danh; người mà tỉnh này nêu lúc ấy: { $posts }
said-reason-mixed-posts = các chức danh có lẽ của hai người trùng tên, ở đây theo chức danh được nêu nhiều nhất: { $posts }
said-reason-same-body = chức tiếp theo ở cùng cơ quan: { $posts }
said-reason-same-unit = các chức ở cùng đơn vị: { $posts }
said-reason-unit-in-its-place = chức ở một đơn vị và ở đơn vị trên đất cũ của nó: { $posts }
said-reason-same-district = các chức trong cùng địa bàn huyện: { $posts }
said-reason-same-readers = cùng được nêu trên cổng của một huyện hay xã: { $posts }
said-reason-same-province = các chức trong cùng một tỉnh: { $posts }
said-reason-decision = quyết định số { $number }: { $words }
since-month = từ { $first }
span-of-months = từ { $first } đến { $last }
on-an-unknown-day = không rõ ngày

# finding: what was found wrong with a visit: archive/health
said-finding-new-articles-were-to-be-expected-by-earlier-visits = { $count } bài mới; theo các lần trước đáng lẽ có { $usual }
said-finding-articles-since-of-a-week-which-are-declared-were = { $count } bài từ ngày { $day }; mô tả nêu { $rate } bài mỗi tuần, đáng lẽ có { $usual }
said-finding-nothing-new-since-days-its-longest-silence-was-days = không có gì mới từ ngày { $day } ({ $silent } ngày); lần im lặng lâu nhất trước đó là { $longest } ngày
said-finding-of-the-articles-read-of-this-and-visits-before = { $having } trong { $all } bài đọc ở lần này và { $more } lần trước có { $name }; trước kia { $share } số bài có
said-finding-of-the-articles-read-have-before-of-all-had = { $having } trong { $all } bài đã đọc có { $name }; trước kia { $share } số bài có
said-finding-the-articles-read-have-letters-of-text-before-they = các bài đã đọc có { $now } chữ cái nội dung; trước kia có { $usual }
said-finding-of-the-articles-read-have-which-is-declared-of = { $share } trong { $all } bài đã đọc có { $name }, mà mô tả nêu bài nào cũng có
said-finding-the-lists-name-articles-at-earlier-visits-they-named = các danh mục nêu { $now } bài; những lần trước chúng nêu { $usual }
said-finding-the-sitemaps-name-articles-at-earlier-visits-they-named = các sitemap nêu { $now } bài; những lần trước chúng nêu { $usual }
said-finding-of-the-articles-read-name-name-before-named = { $named } số bài đã đọc nêu { $own }, { $share } nêu { $other }; trước kia { $usual } nêu { $same }
said-finding-addresses-answered-with-the-same-bytes-as-others-of = { $many } địa chỉ trả về đúng nội dung của địa chỉ khác, trong { $all } trang đã lưu
said-finding-articles-are-in-a-language-that-is-not-wanted = { $many } bài bằng ngôn ngữ không cần thu thập, trong { $all } trang đã lưu
said-finding-pages-came-from-a-host-whose-certificate-was-not = { $many } trang lấy từ máy chủ có chứng chỉ không được chấp nhận
said-finding-of-articles-read-are-dated-after-the-visit-itself = { $ahead } trong { $all } bài đã đọc ghi ngày sau cả lần thu thập này
said-finding-articles-are-made-by-another-template-of-the-kinds = bài được trình bày theo mẫu khác: { $share } số loại phần tử là của mẫu trước
said-finding-the-last-visit-began-on-it-is-usually-made = lần thu thập cuối bắt đầu ngày { $day }; thường ngày thu thập dày hơn

# what the balance of a visit says: archive/balance.py
said-finding-no-page-could-be-fetched = không tải được trang nào
said-finding-not-one-article-was-found = không thấy bài nào
said-finding-known-articles-not-found-again = chỉ thấy lại { $seen } trong { $asked } bài đã biết được hỏi lại
said-finding-lists-read-again = các danh mục đọc lại nêu { $named } bài; trước kia nêu { $before }
said-finding-counts-do-not-add-up = các con số không khớp: { $words }
said-finding-one-page-in-a-browser = 1 trang được đọc bằng trình duyệt (cổng dựng trang bằng script)
said-finding-pages-in-a-browser = { $count } trang được đọc bằng trình duyệt (cổng dựng trang bằng script)
said-finding-run-again-one = { $cause }; chạy lại để làm tiếp (còn 1 địa chỉ chưa hỏi)
said-finding-run-again-many = { $cause }; chạy lại để làm tiếp (còn { $count } địa chỉ chưa hỏi)
said-finding-run-again = { $cause }; chạy lại để làm tiếp
said-finding-failed-many = { $count } địa chỉ hỏng: { $cause } (ví dụ http{ $rest })
said-finding-failed-one = { $count } địa chỉ hỏng: { $cause } (http{ $rest })
said-finding-failed-others = { $count } địa chỉ hỏng vì lý do khác (congtin status liệt kê)
said-finding-not-asked-many = { $count } địa chỉ không được hỏi: { $cause } (ví dụ http{ $rest })
said-finding-not-asked-one = { $count } địa chỉ không được hỏi: { $cause } (http{ $rest })
said-finding-not-asked-others = { $count } địa chỉ không được hỏi vì lý do khác (congtin status liệt kê)
said-finding-left-out-many = { $count } địa chỉ để lại: { $cause } (ví dụ http{ $rest })
said-finding-left-out-one = { $count } địa chỉ để lại: { $cause } (http{ $rest })
said-finding-left-out-others = { $count } địa chỉ để lại vì lý do khác (congtin status liệt kê)
said-finding-not-found-many = { $count } địa chỉ không có: { $cause } (ví dụ http{ $rest })
said-finding-not-found-one = { $count } địa chỉ không có: { $cause } (http{ $rest })
said-finding-not-found-others = { $count } địa chỉ không có vì lý do khác (congtin status liệt kê)
said-finding-led-elsewhere-many = { $count } địa chỉ dẫn đi nơi khác: { $cause } (ví dụ http{ $rest })
said-finding-led-elsewhere-one = { $count } địa chỉ dẫn đi nơi khác: { $cause } (http{ $rest })
said-finding-led-elsewhere-others = { $count } địa chỉ dẫn đi nơi khác vì lý do khác (congtin status liệt kê)
said-finding-pages-failed = { $lost } trong { $answered } trang hỏng
said-finding-could-not-be-read = { $count } trang không đọc được: { $cause } (http{ $rest })
said-finding-times = { $count } lần: { $cause } (http{ $rest })

# mistake: what Datasette answers to those who err: datasette/views
said-mistake-record-not-found = Không có hàng này
said-mistake-table-not-found = Không có bảng này
said-mistake-database-not-found = Không có cơ sở dữ liệu này
said-mistake-sorted-twice = Không dùng _sort và _sort_desc cùng một lúc
said-mistake-sorted-by = Không xếp bảng theo { $column } được
said-mistake-size = _size phải là số nguyên dương
said-mistake-size-at-most = _size nhiều nhất là { $most }
said-mistake-col = _col={ $column }: không có cột ấy
said-mistake-nocol = _nocol={ $column }: không có cột ấy
said-mistake-where = Ở đây không dùng được _where=
said-mistake-select = Câu lệnh phải là SELECT
said-mistake-table-shut = Bảng này không được xem
said-mistake-database-shut = Cơ sở dữ liệu này không được xem
said-mistake-query-shut = Truy vấn này không được xem
said-mistake-download-shut = Không tải được cả cơ sở dữ liệu
said-mistake-view-table = Bảng này không được xem
said-mistake-view-database = Cơ sở dữ liệu này không được xem
said-mistake-execute-sql = Ở đây không trả lời SQL tự viết

# mistake: what SQLite answers to SQL that it cannot read
said-mistake-no-such-column = không có cột nào tên { $column }
said-mistake-no-such-table = không có bảng nào tên { $table }
said-mistake-no-such-function = không có hàm nào tên { $function }
said-mistake-ambiguous = cột { $column } có ở nhiều bảng: hãy ghi tên bảng trước tên cột
said-mistake-syntax = sai cú pháp ở gần "{ $words }"
said-mistake-incomplete = câu lệnh chưa hết
