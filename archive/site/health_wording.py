"""What the site says of how portals are, in Vietnamese and English."""

from __future__ import annotations

# Kind of finding, state of a portal -> in Vietnamese and English.
KINDS = {
    "yield": ("ít bài mới", "few new articles"),
    "lists": ("danh mục nêu ít bài", "lists name few articles"),
    "quiet": ("lâu không có bài", "silent for long"),
    "field": ("trường bị trống", "a field is empty"),
    "identity": ("tin của nơi khác", "another body's news"),
    "language": ("ngôn ngữ khác", "another language"),
    "same_body": ("nhiều địa chỉ, một nội dung", "one body for many addresses"),
    "future": ("ngày ở tương lai", "dates in the future"),
    "layout": ("mẫu trang mới", "a new template"),
    "tls": ("chứng chỉ không hợp lệ", "certificate not accepted"),
}
STATES = {
    "failed": ("hỏng", "failed"),
    "suspect": ("đáng ngờ", "suspect"),
    "incomplete": ("chưa xong", "incomplete"),
    "overdue": ("quá hạn", "overdue"),
    "never": ("chưa thu thập", "never crawled"),
    "ok": ("tốt", "ok"),
    "ended": ("cổng đã đóng", "ended"),
}

# What is kept in English of each finding: archive/health/.
FINDINGS = {
    "{count} new articles; {usual} were to be expected by earlier visits": (
        "{count} bài mới; theo các lần trước đáng lẽ có {usual}"
    ),
    "{count} articles since {day}; of {rate} a week, which are declared, {usual} were to be expected": (
        "{count} bài từ ngày {day}; mô tả nêu {rate} bài mỗi tuần, đáng lẽ có {usual}"
    ),
    "nothing new since {day} ({silent} days); its longest silence was {longest} days": (
        "không có gì mới từ ngày {day} ({silent} ngày); lần im lặng lâu nhất trước đó là {longest} ngày"
    ),
    "{having} of the {all} articles read of this and {more} visits before have {name}; before, {share} of all had": (
        "{having} trong {all} bài đọc ở lần này và {more} lần trước có {name}; trước kia {share} số bài có"
    ),
    "{having} of the {all} articles read have {name}; before, {share} of all had": (
        "{having} trong {all} bài đã đọc có {name}; trước kia {share} số bài có"
    ),
    "the articles read have {now} letters of text; before, they had {usual}": (
        "các bài đã đọc có {now} chữ cái nội dung; trước kia có {usual}"
    ),
    "{share} of the {all} articles read have {name}, which is declared of all": (
        "{share} trong {all} bài đã đọc có {name}, mà mô tả nêu bài nào cũng có"
    ),
    "the lists name {now} articles; at earlier visits they named {usual}": (
        "các danh mục nêu {now} bài; những lần trước chúng nêu {usual}"
    ),
    "the sitemaps name {now} articles; at earlier visits they named {usual}": (
        "các sitemap nêu {now} bài; những lần trước chúng nêu {usual}"
    ),
    "{named} of the articles read name {own}, {share} name {other}; before, {usual} named {same}": (
        "{named} số bài đã đọc nêu {own}, {share} nêu {other}; trước kia {usual} nêu {same}"
    ),
    "{many} addresses answered with the same bytes as others, of {all} pages stored": (
        "{many} địa chỉ trả về đúng nội dung của địa chỉ khác, trong {all} trang đã lưu"
    ),
    "{many} articles are in a language that is not wanted, of {all} pages stored": (
        "{many} bài bằng ngôn ngữ không cần thu thập, trong {all} trang đã lưu"
    ),
    "{many} pages came from a host whose certificate was not accepted": (
        "{many} trang lấy từ máy chủ có chứng chỉ không được chấp nhận"
    ),
    "{ahead} of {all} articles read are dated after the visit itself": (
        "{ahead} trong {all} bài đã đọc ghi ngày sau cả lần thu thập này"
    ),
    "articles are made by another template: {share} of the kinds of elements are those of before": (
        "bài được trình bày theo mẫu khác: {share} số loại phần tử là của mẫu trước"
    ),
    "the last visit began on {day}; it is usually made more often": (
        "lần thu thập cuối bắt đầu ngày {day}; thường ngày thu thập dày hơn"
    ),
}

# What people can do about each kind of finding, as archive/health/findings.py says in English.
TO_DO = {
    "yield": "mở danh mục mới nhất của cổng trong trình duyệt: có bài nào mà kho chưa có không?",
    "lists": "mở các danh mục trong trình duyệt: ở đó có nêu nhiều hơn không? congtin portal detect cho biết "
    "chúng được làm thế nào",
    "quiet": "cổng đã chuyển hay đã đóng? khai quiet_until, hoặc cổng nối tiếp, nếu im lặng là chủ ý",
    "field": "mở một bài mới nhất cạnh bản ghi của nó (congtin show); một selector trong mô tả của cổng chữa được "
    "cái mà mẫu trang mới che đi",
    "identity": "mở cổng trong trình duyệt: tin trên đó là của ai? bài của lần này có thể là của nơi khác",
    "language": "mở cổng trong trình duyệt: còn là cổng của cơ quan ấy không? khai languages nếu cần các ngôn ngữ này",
    "same_body": "mở hai địa chỉ trong trình duyệt: có thể cổng trả một trang cho mọi chương trình",
    "future": "xem ngày của những bài mới nhất: có thể ngày và tháng bị đổi chỗ",
    "layout": "mở một bài mới nhất cạnh bản ghi của nó (congtin show): đã đọc được hết chưa?",
    "tls": "người quản trị cổng có thể gia hạn chứng chỉ",
}
