# Sentences about what could not be read of a page, word for word as the extractor and the crawl say them; the rules of
# sentences.ftl hold here too.

# the day of an event: scraper/extract/events/doubts.py
said-reason-no-year-at-all = “{ $words }” không rõ ngày: bài không nói năm, trang không in ngày đăng.
said-reason-no-year-near-the-stamp = “{ $words }” không rõ ngày: ngày đăng ({ $day }) cách quá xa và bài không nói năm.
said-reason-no-such-day = “{ $words }” không rõ ngày: lịch không có ngày này.
said-reason-no-stamp = “{ $words }” không rõ ngày: trang không in ngày đăng.
said-reason-another-weekday = “{ $words }” nêu thứ trong tuần khác với lịch của ngày { $day }.
said-reason-later-than-the-stamp = “{ $words }” ({ $day }) sau ngày đăng ({ $other_day }).
said-reason-a-month-before-the-stamp = “{ $words }” ({ $day }) trước ngày đăng ({ $other_day }) đúng một tháng, như khi gõ nhầm tháng.
said-reason-days-before-the-stamp = “{ $words }” ({ $day }) trước ngày đăng ({ $other_day }) { $count } ngày.

# the same without the words they quote and their days, as reasons are counted that are alike: archive/site/portal.py
said-reason-alike-no-year = “…” không rõ ngày: ngày đăng cách quá xa và bài không nói năm.
said-reason-alike-later = “…” sau ngày đăng.
said-reason-alike-a-month-before = “…” trước ngày đăng đúng một tháng, như khi gõ nhầm tháng.
said-reason-alike-days-before = “…” trước ngày đăng … ngày.

# officials: scraper/extract/officials/reading.py
said-reason-post-is-hardly-the-same-person = “{ $words }” đứng sau { $name } nhưng khó là chức danh của cùng một người
said-reason-comrade-without-a-post = { $name } được gọi là đồng chí nhưng bài không nêu chức danh
said-reason-too-many-sentences = { $field } có { $all } câu có thể nêu tên người; chỉ đọc { $count } câu đầu

# what is in the page: scraper/extract, scraper/families/generic.py
said-reason-only-files = bài chỉ có tệp đính kèm, không có chữ để đọc
said-reason-only-pictures = bài chỉ có ảnh, không có chữ để đọc
said-reason-no-text = bài không có nội dung để đọc
said-reason-selector-matches-nothing = bộ chọn { $field } trong mô tả cổng không khớp gì trên trang này; trang được đọc không có nó
said-reason-not-the-named-family = trang không có gì của phần mềm '{ $named }' mà mô tả cổng nêu; được đọc như '{ $family }'
said-reason-file-at-a-look-alike = có tệp nằm ở { $host }, một máy chủ có tên trông giống { $name } nhưng không phải ({ $url })
said-reason-picture-at-a-look-alike = có ảnh nằm ở { $host }, một máy chủ có tên trông giống { $name } nhưng không phải ({ $url })
said-reason-texts-too-long = bài có { $all } chữ; chỉ tìm người, ngày và địa danh trong { $count } chữ đầu
said-reason-too-many-lines = trang có quá nhiều dòng hoặc liên kết: phần sau { $lines } dòng đầu, hoặc sau { $links } liên kết đầu, bị bỏ
said-reason-page-holds-no-text = trang không có chữ nào
said-reason-article-stood-here = ở địa chỉ này từng có một bài; nay trang không còn là bài
said-reason-list-stood-here = ở địa chỉ này từng có một danh mục bài; nay trang không liệt kê bài nào
said-reason-extractor-failed = chương trình đọc bị lỗi ở trang này: { $words }
said-reason-built-by-a-script = trang do JavaScript dựng trong trình duyệt; congtin đọc những cổng như vậy khi cài thêm [browser]
said-reason-built-by-a-script-no-browser = trang do JavaScript dựng trong trình duyệt; mô tả cổng ghi browser = false
said-reason-built-by-a-script-browser-needed = trang do JavaScript dựng trong trình duyệt nên cần một trình duyệt: { $words }
said-reason-built-by-a-script-parts-missing = trang do JavaScript dựng trong trình duyệt, mở bằng trình duyệt của congtin vẫn trống; những gì trang hỏi thì không lấy được ({ $words })
said-reason-built-by-a-script-empty = trang do JavaScript dựng trong trình duyệt, mở bằng trình duyệt của congtin vẫn trống
said-reason-robots-are-checked = cổng kiểm tra máy tự động trước khi cho xem trang (captcha hoặc tường lửa), congtin không tìm cách vượt qua; hãy đề nghị quản trị cổng cho chương trình của congtin vào

# bytes: scraper/extract/decode.py
said-reason-page-is-empty = trang trống: 0 byte
said-reason-page-is-white-space = trang trống: { $count } byte toàn khoảng trắng
said-reason-page-is-too-large = trang quá lớn: { $count } byte, nhiều nhất { $most } được đọc
said-reason-body-is-binary = nội dung là dữ liệu nhị phân, không phải trang
said-reason-body-is-a-pdf = nội dung là tệp PDF, không phải trang
said-reason-body-is-a-zip = nội dung là tệp ZIP hoặc Office, không phải trang
said-reason-body-is-an-old-office-file = nội dung là tệp Office cũ, không phải trang
said-reason-body-is-something-else = nội dung là { $words }, không phải trang
said-reason-one-broken-character = 1 chữ của trang hỏng mã UTF-8 và bị bỏ
said-reason-broken-characters = { $count } chữ của trang hỏng mã UTF-8 và bị bỏ
said-reason-encoding-unknown = không rõ bảng mã: không phải UTF-8, cũng không phải bảng mã tiếng Việt nào đã biết; được đọc như { $encoding }

# lists for machines: scraper/list_answers.py
said-reason-feed-lists-nothing = nguồn tin (feed) không liệt kê gì
said-reason-sitemap-lists-nothing = sơ đồ trang (sitemap) không liệt kê gì
said-reason-feed-in-part = chỉ đọc được một phần nguồn tin (feed): { $cause }
said-reason-sitemap-in-part = chỉ đọc được một phần sơ đồ trang (sitemap): { $cause }
said-reason-feed-is-a-page = không đọc được nguồn tin (feed): ở đó là một trang HTML
said-reason-sitemap-is-a-page = không đọc được sơ đồ trang (sitemap): ở đó là một trang HTML
said-reason-feed-is-no-xml = không đọc được nguồn tin (feed): không phải XML
said-reason-sitemap-is-no-xml = không đọc được sơ đồ trang (sitemap): không phải XML
said-reason-entries-without-addresses = câu trả lời cho một đoạn mã liệt kê { $count } mục không có địa chỉ; có thể thiếu những bài ấy
said-reason-feed-too-long = có hơn { $count } thẻ; chỉ đọc phần trước đó
said-reason-root-breaks-off = đứt trước khi hết tệp
said-reason-gzip-breaks-off = phần nén gzip bị đứt hoặc hỏng
