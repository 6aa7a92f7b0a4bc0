# Why addresses were left out or not asked for, what is wrong with a certificate, and what to do about a visit that brought
# nothing, word for word as the crawl says them; the rules of sentences.ftl hold here too.

# addresses that are hardly anything new: scraper/copies.py, yields.py, list_views.py, languages.py, met_addresses.py, ...
said-reason-differ-in-the-path = địa chỉ khác của những bài đã biết (chỉ khác ở đường dẫn)
said-reason-differ-in-the-language = địa chỉ khác của những bài đã biết (chỉ khác ở ngôn ngữ)
said-reason-differ-in-the-state = địa chỉ khác của những bài đã biết (chỉ khác ở trạng thái cửa sổ)
said-reason-differ-in = địa chỉ khác của những bài đã biết (chỉ khác ở { $name })
said-reason-copies-by-their-form = địa chỉ dạng { $form } (là bản sao của những bài đã biết)
said-reason-short-addresses = địa chỉ rút gọn mà những bài đã biết ghi là của mình
said-reason-lists-that-differ-in-the-state = địa chỉ chỉ khác ở trạng thái cửa sổ (những danh mục như thế đã đọc đều nêu cùng các bài)
said-reason-lists-that-differ-in = địa chỉ chỉ khác ở { $name } (những danh mục như thế đã đọc đều nêu cùng các bài)
said-reason-feeds-without-new = nguồn tin (feed) ({ $count } nguồn đọc sau cùng không dẫn tới bài nào chưa biết)
said-reason-pages-without-new = trang dạng { $form } ({ $count } trang đọc sau cùng không dẫn tới bài nào chưa biết)
said-reason-pages-without-articles = trang dạng { $form } (những trang đã đọc không dẫn tới bài nào)
said-reason-pages-behind-those-without-articles = trang dạng { $form } (những trang trước đó không dẫn tới bài nào)
said-reason-pages-of-another-list = trang dạng { $form } (danh mục ấy có địa chỉ khác, đã đọc ở đó)
said-reason-pages-behind-known = trang dạng { $form } (mọi điều các trang trước đó nêu đều đã biết)
said-reason-pages-that-repeat = trang dạng { $form } (lặp lại các trang trước đó)
said-reason-pages-behind-the-end = trang dạng { $form } (danh mục đã hết từ trước đó)
said-reason-pages-of-lists-known-otherwise = trang dạng { $form } (những trang đã đọc là địa chỉ khác của các danh mục)
said-reason-first-pages-under-a-number = trang đầu của danh mục có ghi số ({ $form }); nêu đúng những gì danh mục ấy nêu
said-reason-too-many-links-away = trang cách trang đầu hơn { $most } liên kết
said-reason-too-long-addresses = địa chỉ dài hơn { $most } ký tự
said-reason-in-another-language = bằng ngôn ngữ khác ({ $language }); muốn lấy thì dùng --language { $option }
said-reason-known-without-language-unwanted = trang dưới { $form } đã biết ở địa chỉ không có phần ấy; { $reason }
said-reason-known-without-language = trang dưới { $form } đã biết ở địa chỉ không có phần ấy
said-reason-outside-the-portal-feed = { $count } địa chỉ trong một nguồn tin (feed) nằm ngoài cổng
said-reason-outside-the-portal-sitemap = { $count } địa chỉ trong một sơ đồ trang (sitemap) nằm ngoài cổng
said-reason-only-a-script-opens = trang danh mục chỉ mở được bằng đoạn mã; thiếu những bài chỉ có ở đó
said-reason-a-script-opens = trang danh mục mở bằng đoạn mã; đã hỏi bằng địa chỉ thay vào
said-reason-portal-did-not-answer = cổng không trả lời { $times } lần liền, nghỉ rồi hỏi lại cũng không ({ $reason })
said-reason-no-reason-noted = không ghi lý do
said-reason-no-reason-given = không nêu lý do

# certificates: scraper/tls_verification.py, failures.py
said-reason-tls-it-shows = TLS: chứng thư không dùng được: { $reason }; chứng thư máy chủ đưa ra: { $digest }
said-reason-tls-not-the-excepted = TLS: chứng thư không dùng được ({ $reason }), cũng không phải chứng thư mà mô tả cổng chấp nhận; chứng thư máy chủ đưa ra: { $digest }
said-reason-tls-other-host = chứng thư cấp cho máy chủ khác
said-reason-tls-signature = chữ ký không phải của nơi cấp ghi trên chứng thư
said-reason-tls-not-yet = chứng thư chưa có hiệu lực
said-reason-tls-expired = chứng thư đã hết hạn
said-reason-tls-self-signed = chứng thư tự ký
said-reason-tls-chain-self-signed = một chứng thư trong chuỗi tự ký và không được biết ở đây
said-reason-tls-no-issuer = không biết nơi cấp chứng thư, và máy chủ không gửi chứng thư của nơi cấp như phải gửi (chuỗi không đủ)
said-reason-tls-unknown-authority = không biết nơi cấp chứng thư
said-reason-tls-revoked = chứng thư đã bị thu hồi
said-reason-tls-not-for-servers = chứng thư không dành cho máy chủ
said-reason-tls-small-key = khóa quá ngắn
said-reason-tls-authority-small-key = khóa của nơi cấp quá ngắn
said-reason-tls-weak-digest = chứng thư ký bằng hàm băm quá yếu
said-reason-tls-error = OpenSSL không chấp nhận (lỗi { $number })

# answers that do not come to their end: scraper/content_encoding.py, http_handler.py, failures.py, robots.py, redirects.py
said-reason-never-ends = câu trả lời không đến hết: { $cause }
said-reason-body-larger = nội dung lớn hơn { $count } MB
said-reason-unpacks-to-more = nội dung giải nén ra hơn { $times } lần kích thước, không trang nào như thế
said-reason-encoded-many-times = nội dung được ghi là nén { $times } lần, không máy chủ nào định thế
said-reason-body-ends-early = nội dung nén { $encoding } đứt trước khi hết
said-reason-more-has-come = đã nhận hơn { $count } MB
said-reason-head-too-long = phần đầu câu trả lời dài hơn { $count } KB
said-reason-old-tls = TLS: máy chủ không dùng TLS nào mới hơn 1.1, mà kết nối kiểu ấy ai cũng đọc và sửa được; ghi tls_min_version = "TLSv1.0" vào mô tả cổng thì vẫn hỏi
said-reason-handshake = TLS: không thiết lập được kết nối
said-reason-too-many-redirects = chuyển hướng quá nhiều lần
said-reason-no-usable-location = cổng trả lời { $status } mà không có địa chỉ chuyển tới dùng được
said-reason-leads-to-no-address = cổng trả lời { $status } và dẫn tới { $url }, không phải địa chỉ web

# what to do: archive/advice.py
said-finding-run-it-again = chạy lại để làm tiếp
said-finding-somebody-pretends = đừng theo địa chỉ nào mà nó dẫn tới: có kẻ giả làm cổng
said-finding-moved = nếu cổng đã chuyển tới đó, hãy thu thập địa chỉ ấy
said-finding-goes-round = các địa chỉ dẫn vòng quanh nhau; hãy cho địa chỉ mở được trong trình duyệt
said-finding-is-the-address-right = địa chỉ có đúng không? hãy cho địa chỉ trang đầu của cổng
said-finding-administrators-can-let-in = quản trị cổng có thể cho chương trình của congtin vào, hoặc mở một phần
said-finding-what-answers-is-no-page = { $url } trả về thứ không phải trang ({ $type }); hãy cho địa chỉ trang đầu của cổng
said-finding-leads-and-the-one-page = địa chỉ này { $cause }; trang duy nhất đã đọc không phải bài: hãy cho địa chỉ mục tin của cổng, hoặc thử congtin portal detect
said-finding-leads-and-none-of-the-pages = địa chỉ này { $cause }; không trang nào trong { $count } trang đã đọc là bài: hãy cho địa chỉ mục tin của cổng, hoặc thử congtin portal detect
said-finding-the-one-page-is-no-article = trang duy nhất đã đọc không phải bài: hãy cho địa chỉ mục tin của cổng, hoặc thử congtin portal detect
said-finding-none-of-the-pages-is-an-article = không trang nào trong { $count } trang đã đọc là bài: hãy cho địa chỉ mục tin của cổng, hoặc thử congtin portal detect
said-finding-behind-a-password = nơi phải có mật khẩu không phải cổng công khai; địa chỉ có đúng không?
said-finding-keeps-programs-out = trong trình duyệt có mở được không? cổng mở được ở đó thì không cho chương trình vào: hãy hỏi quản trị cổng
said-finding-fault-of-its-own = lỗi ở phía cổng: lúc khác hãy chạy lại
said-finding-host-without-name = địa chỉ có đúng không? cổng đã đóng thì máy chủ có thể không còn tên
said-finding-whoever-trusts-it-http = không đọc gì từ máy chủ không chứng minh được mình là ai; quản trị cổng có thể gia hạn chứng thư; ai tin chứng thư này thì ghi tls = "{ $digest }" vào mô tả cổng; nếu máy chủ có cả http thì cho địa chỉ { $url }
said-finding-whoever-trusts-it = không đọc gì từ máy chủ không chứng minh được mình là ai; quản trị cổng có thể gia hạn chứng thư; ai tin chứng thư này thì ghi tls = "{ $digest }" vào mô tả cổng
said-finding-cannot-prove-who-it-is-http = không đọc gì từ máy chủ không chứng minh được mình là ai; quản trị cổng có thể gia hạn chứng thư; nếu máy chủ có cả http thì cho địa chỉ { $url }
said-finding-cannot-prove-who-it-is = không đọc gì từ máy chủ không chứng minh được mình là ai; quản trị cổng có thể gia hạn chứng thư
said-finding-does-it-open-http = trong trình duyệt có mở được không? nếu được, lúc khác hãy chạy lại; nếu không, địa chỉ có đúng không? nếu máy chủ chỉ có http thì cho địa chỉ { $url }
said-finding-does-it-open = trong trình duyệt có mở được không? nếu được, lúc khác hãy chạy lại; nếu không, địa chỉ có đúng không?
