"""What the site says of how a portal answered where nothing was stored, or where an article was missing."""

from __future__ import annotations

# What is kept in English: scraper/answers.py, page_answers.py, redirects.py, robots.py, portal_ends.py, failures.py and
# scraper/not_found.
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
    "another article stands at this address, and others at those of the other articles: a fault of the portal, unless "
    "it is so on a later day as well": (
        "địa chỉ này cho một bài khác, địa chỉ của các bài khác cũng vậy: lỗi của cổng, trừ khi một ngày sau vẫn thế"
    ),
    "it is in doubt whether the article is gone; asked again when the rest has been read": (
        "chưa chắc bài đã mất; sẽ hỏi lại khi đọc xong phần còn lại"
    ),
    "the portal's page for what does not exist": "trang mà cổng dành cho những gì không có",
    "another site stands at the portal's address: {words}": "ở địa chỉ của cổng là một trang khác: {words}",
    "it says that the portal has ended: {words}": "trang nói rằng cổng đã ngừng: {words}",
    "another address of {url}": "địa chỉ khác của {url}",
    "leads out of the portal, to {url}, a host that looks like {name} and is another one": (
        "dẫn ra ngoài cổng, tới {url}, một máy chủ có tên trông giống {name} nhưng không phải"
    ),
    "leads out of the portal, to {url}": "dẫn ra ngoài cổng, tới {url}",
    "leads to {url}": "dẫn tới {url}",
    "not found as written; asked again in decomposed form": "viết như thế thì không có; hỏi lại với dấu tách rời",
    "no page: {type}": "không phải trang: {type}",
    "{host} is an address inside this machine or its network and is not fetched; --allow-loopback opens it for a demo "
    "or a test": (
        "{host} là địa chỉ bên trong máy này hoặc mạng của nó nên không tải; --allow-loopback mở cho bản thử"
    ),
    "{host} is an address inside this machine or its network and is not fetched": (
        "{host} là địa chỉ bên trong máy này hoặc mạng của nó nên không tải"
    ),
    "{host} is not asked: port {port} is one of another service than the web": (
        "không hỏi {host}: cổng số {port} là của dịch vụ khác, không phải web"
    ),
    "robots.txt forbids it": "robots.txt không cho hỏi",
    "robots.txt could not be read ({reason}), so nothing is fetched for now": (
        "không đọc được robots.txt ({reason}) nên lúc này không tải gì"
    ),
    "{reason} (tried {times} times)": "{reason} (đã thử {times} lần)",
    "the connection was refused": "máy chủ từ chối kết nối",
    "the connection broke off before the end of the body": "kết nối đứt trước khi hết trang",
    "the connection closed before the end of the page (no </html>)": "kết nối đóng khi trang chưa hết",
    "the answer says that it is encoded as {encoding} and is not: it was read as it came": (
        "cổng nói trang được nén kiểu {encoding} mà không phải; trang được đọc nguyên như đã gửi"
    ),
    "the portal's script broke off in the middle of the page": "chương trình của cổng hỏng giữa chừng khi tạo trang",
    "the connection was lost": "mất kết nối",
    "the connection was closed without an answer": "máy chủ đóng kết nối mà không trả lời",
    "the connection timed out": "kết nối quá lâu không thành",
    "no complete answer in time": "chờ quá lâu chưa có đủ câu trả lời",
    "there is no route to the host": "không có đường tới máy chủ",
    "the host's name cannot be resolved (DNS): there is no such name": "không có tên máy chủ này (DNS)",
    "the host's name cannot be resolved (DNS)": "không tra được tên máy chủ (DNS)",
    "what answers there is no web server": "nơi trả lời không phải máy chủ web",
    "the answer's head is none that HTTP allows": "phần đầu của câu trả lời không đúng HTTP",
    "the answer is chunked in a way that HTTP does not allow": "câu trả lời được chia đoạn không đúng HTTP",
    "TLS: the certificate is made out to another host": "TLS: chứng thư cấp cho máy chủ khác",
    "status {status}: the portal asks for a password": "cổng trả lời {status}: đòi mật khẩu",
    "status {status}: the portal forbids the page": "cổng trả lời {status}: không cho xem trang",
    "status {status}: the portal may not show the page": "cổng trả lời {status}: không được phép cho xem trang",
    "the answer's status is none that HTTP has": "mã trả lời của máy chủ không có trong HTTP",
    "status 304: not modified, though nothing of the page is known": (
        "cổng trả lời 304: trang không đổi, mà trang ấy chưa hề được gửi"
    ),
    "status {status}: the redirect leads back to itself, until its cookie is sent, and congtin keeps none": (
        "cổng trả lời {status}: dẫn trở lại chính nó cho tới khi nhận lại cookie, mà congtin không giữ cookie"
    ),
    "status {status}: the redirect leads back to itself": "cổng trả lời {status}: dẫn trở lại chính nó",
    "status {status}: {count} redirects in a row led here, and it leads on, to {url}": (
        "cổng trả lời {status}: đã bị dẫn {count} lần liên tiếp tới đây mà còn dẫn tiếp, tới {url}"
    ),
    "status {status} leads nowhere (no Location)": "cổng trả lời {status} mà không dẫn tới đâu (thiếu Location)",
    "status {status}: {reason}": "cổng trả lời {status}: {reason}",
    "status {status}": "cổng trả lời {status}",
    "a firewall has blocked the request and shows a page of its own; if it goes on, ask the portal's administrators to "
    "let congtin's user agent in": (
        "tường lửa đã chặn yêu cầu và đưa ra trang của nó; nếu còn như thế, hãy nhờ quản trị cổng cho congtin vào"
    ),
    "reading this page ends the process ({how}); it is kept as it came, unread, until the next visit": (
        "đọc trang này thì tiến trình chết ({how}); trang được giữ nguyên, chưa đọc, chờ lần thăm sau"
    ),
    "the page is larger than any that is read whole; left out: {words}": (
        "trang lớn hơn mọi trang được đọc trọn; bỏ lại: {words}"
    ),
}
