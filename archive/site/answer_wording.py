"""What the site says of how a portal answered where nothing was stored, or where an article was missing."""

from __future__ import annotations

# What is kept in English: scraper/answers.py, page_answers.py, redirects.py, robots.py and scraper/not_found.
ANSWERS = {
    "status 404": "cổng trả lời 404: không có trang này",
    "status 410": "cổng trả lời 410: trang đã bị bỏ hẳn",
    "the article's address leads to the home page now": "địa chỉ của bài nay dẫn về trang đầu của cổng",
    "the article's address leads to an error page now: {url}": "địa chỉ của bài nay dẫn tới trang báo lỗi: {url}",
    "the article's address leads to a list now: {url}": "địa chỉ của bài nay dẫn tới một danh mục: {url}",
    "the article's address leads to where the portal sends what does not exist: {url}": (
        "địa chỉ của bài nay dẫn tới nơi cổng đưa mọi trang không có: {url}"
    ),
    "the article's address leads to {url} now, and that is not there: {reason}": (
        "địa chỉ của bài nay dẫn tới {url}, mà trang ấy cũng không có: {reason}"
    ),
    "status 200 with a page that says that nothing is there: {words}": (
        "cổng trả lời 200 bằng một trang nói rằng không có gì: {words}"
    ),
    "status 200 with the portal's page for what does not exist": (
        "cổng trả lời 200 bằng đúng trang mà cổng dành cho những gì không có"
    ),
    "the portal answers the same for this article, for others, and for what cannot exist: a fault of its own": (
        "cổng trả lời như nhau cho bài này, cho bài khác và cho cả trang không thể có: lỗi của cổng"
    ),
    "another address of {url}": "địa chỉ khác của {url}",
    "leads out of the portal, to {url}": "dẫn ra ngoài cổng, tới {url}",
    "robots.txt forbids it": "robots.txt không cho hỏi",
    "{reason} (tried {times} times)": "{reason} (đã thử {times} lần)",
    "the connection was refused": "máy chủ từ chối kết nối",
    "the connection broke off before the end of the body": "kết nối đứt trước khi hết trang",
    "the connection closed before the end of the page (no </html>)": "kết nối đóng khi trang chưa hết",
    "status {status}": "cổng trả lời {status}",
}
