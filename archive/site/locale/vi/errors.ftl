# What is told to those whose request is not answered. Programs are told it in English, whatever the address.

refused-method = Trang này chỉ để đọc: chỉ trả lời GET và HEAD.
refused-host = Trang này không mang tên ấy; chủ trang đặt tên bằng congtin serve --host-name.
refused-host-of-others = Địa chỉ này chỉ phục vụ máy đang chạy nó.
refused-body = Không gửi được gì tới trang này.
refused-long-address = Địa chỉ quá dài.
refused-characters = Địa chỉ có những ký tự mà không địa chỉ nào có.
refused-long-query = Yêu cầu dài hơn { $most } byte; hãy lọc ít hơn.
refused-many-parameters = Không đọc quá { $most } tham số; hãy lọc ít hơn.
refused-not-found = Không tìm thấy.
refused-format = Trang có ở dạng HTML, JSON và các tệp dữ liệu; không tải được cả cơ sở dữ liệu.
refused-sql = Ở đây không trả lời SQL tự viết; hãy dùng các truy vấn có sẵn ở trang dữ liệu.
refused-many-filters = Không đọc quá { $most } bộ lọc.
refused-many-facets = Không đếm quá { $most } nhóm.
refused-parameter = Tham số { $name } không được đọc ở đây.
refused-filter = Bộ lọc { $name } không được đọc ở đây.
refused-long-search = Lời tìm kiếm có nhiều nhất { $most } ký tự.
refused-long-value = { $name } dài quá { $most } ký tự.

mistake-timelimit = _timelimit phải là số mili giây.
mistake-facet = Không đếm theo cả bài hay cả bản ghi: không có hai cái nào giống nhau.
mistake-next = _next phải là số hàng.
mistake-through = _through phải là JSON có "table", "column" và "value".
mistake-through-column = _through nêu một bảng hoặc cột không dẫn tới đây.
mistake-too-slow = Việc này quá lâu; hãy lọc bớt, theo cổng hoặc theo năm.
mistake-shape = Trang này không phải danh sách hàng; hãy bỏ _shape.
mistake-sorted-by = Các hàng xếp theo { $column } nên cột ấy phải có mặt; hoặc xếp theo cột khác bằng _sort.
mistake-value = Trong địa chỉ có một giá trị không thể tìm.
mistake-number = Trong địa chỉ có một số lớn hơn mọi số mà một hàng có thể có, hoặc không viết bằng các chữ số từ 0 đến 9.
mistake-list = Danh sách (__in, __notin) chỉ gồm chữ và số.
mistake-too-large = Việc này tạo ra một văn bản lớn hơn mọi câu trả lời có thể có.
mistake-no-row = Không có hàng này.
mistake-no-archive = Ở đây không có kho nào.
mistake-no-revision = Không có bài này, hoặc bài không có bản mang số ấy.
mistake-no-stored-pages = Ở đây không cho xem trang đã lưu.
mistake-no-capture = Không có lần tải này, hoặc lần ấy không lưu gì.
mistake-stored-page = Không cho xem được trang đã lưu. { $reason }
