# The index of officials: templates/people.html

people-title = Người được nêu tên
people-lead = Mỗi người với chức danh được nêu gần nhất: điều các trang viết, kho không khẳng định.
people-find = Tìm theo tên, có dấu hay không
people-post = Chức danh
people-unit = Địa phương
people-year = Năm
people-portal = Cổng
people-every-portal = mọi cổng
people-hint = Ví dụ: chức danh “bí thư”, địa phương “thị xã kỳ anh”, năm 2021: ai được nêu là Bí thư ở đó trong năm ấy.
people-units-meant = Kể cả đơn vị trước và sau của:
people-only = chỉ nơi này
people-only-of = chỉ { $name }
people-no-such-unit = Không có địa phương nào tên “{ $name }”.
people-count = <b>{ $n }</b> người
people-list = Danh sách
people-more-portals = và { $n } cổng khác
people-namesakes = { $n } người cùng tên
people-nobody = Không có ai như thế.
