"""Texts and pages that no author wrote: what a pattern that looks back too far, or a loop in a loop, is slow on."""

from __future__ import annotations

from dataclasses import dataclass

# What is repeated to the size asked for, by the reader it is for.
TEXTS = {
    "dates": ["1/", "5, ", "sáng ", "ngày 5 ", "5/3, ", "(", "1.1.", "từ ngày 5 đến ", "nay ", "9" * 50, "\n\n5/"],
    "places": ["xã ", "xã Kỳ ", "Kỳ Hoa ", "các xã Kỳ Hoa, ", "TP", "a-", "A'"],
    "events": ["Sáng 5/3, ", "kế hoạch số 5 ", "năm 2024 ", "đại hội đảng bộ ", "80 năm ngày ", "sẽ ", "(5/3) "],
    "officials": [
        "a", "đồng chí,", "Nguyễn ", "đồng chí ", "Phó Bí thư - ", "Chủ tịch UBND xã ", "Giám đốc Sở ", "a\n", "aB ",
        "phường ", "(“ ",
        "BÍ THƯ\nNguyễn Văn A\n", "ông Nguyễn Văn A, Bí thư Đảng ủy dự. ", "Bí thư đề nghị. ",
        "Trưởng phòng X, Công an tỉnh. ",
        "Miễn nhiệm:\n", "Đội trưởng Đội A. ",
        "ông Nguyễn Văn A nguyên Bí thư xã sinh ", "do ông Nguyễn Văn A làm Trưởng ban ", "Phó Chủ tịch Hội khóa V, ",
        "Bí thư Chi bộ, Trưởng bản Mòn; ", "TM. UBND\nCHỦ TỊCH\n", "ông Nguyễn Văn A, giáo viên, ",
    ],
    "dumps": [
        "a ", "\n", "A\n", "a,\n", "Đồng chí ", "(", "[caption", "“a", ">>", "| ", "./. A\n", "Ảnh: ",
        "Ông A\n", "Tin khác\n", "“%s”\n" % ("a" * 25), "06/03/2024\n", "Đại biểu dự họp tại xã\n",
        "Đ/c ", "a.B", "TM. A\n", "Một số hình ảnh:\n", "A | B | ", "Từ trái sang: ", "sở a ",
    ],
    "feeds": ["<item>", "<item><link>https://a.vn/1</link></item>", "<![CDATA[", "<a:b>"],
    "sitemaps": ["<url>", "<url><loc>https://a.vn/1</loc></url>", "<!-- "],
    "lists of addresses": ["https://a.vn/1\n", "https://a.vn/", "\n"],
    "answers of scripts": ['{"a":', "[", '{"url":"/a/b"},', '"<a href=/x>b</a>",'],
    "addresses": ["in-", "/print", "?a=b&", "/en_US", ";jsessionid=", "/comment-page-1", "lich-", "a-b-"],
}  # fmt: skip

HEADLINE = "Đảng bộ thị xã tổ chức hội nghị học tập nghị quyết"
_TEXT = (
    "Sáng ngày 04/3, Ủy ban nhân dân huyện đã tổ chức hội nghị sơ kết công tác quý, triển khai nhiệm vụ trọng tâm"
    ". Đồng chí Bí thư Huyện ủy phát biểu chỉ đạo tại hội nghị, đề nghị các đơn vị nghiêm túc thực hiện kế hoạch."
)


@dataclass(frozen=True)
class HostilePage:
    """A page of which one piece is repeated: what stands before, the piece, how often at most, what stands after."""

    before: str
    piece: str
    times: int
    after: str = ""

    @property
    def size(self) -> int:
        """Return the letters that are repeated at most."""
        return len(self.piece) * self.times

    def of_size(self, size: int) -> str:
        """Return the page with ``size`` letters of the piece."""
        repeated = self.piece * (size // len(self.piece))
        return f"<html><body><h1>{HEADLINE}</h1>{self.before}{repeated}{self.after}"


PAGES = {
    "one long word": HostilePage("<p>", "a", 1_000_000),
    "blanks": HostilePage("<p>", " ", 1_000_000, "x"),
    "angles": HostilePage("", "<", 1_000_000),
    "tags that never end": HostilePage("", "<a ", 300_000),
    "comments that never end": HostilePage("", "<!--", 200_000),
    "dashes": HostilePage("<p>", "- ", 300_000),
    "digits": HostilePage("<p>", "1.", 300_000),
    "names": HostilePage("<p>", "Nguyễn ", 100_000),
    "after Theo": HostilePage("<p align=right>Theo ", "a ", 100_000),
    "credits": HostilePage("", "<p>Tác giả: Nguyễn</p>", 3_000),
    "pictures": HostilePage("", "<table><tr><td><img src=/a.jpg>", 2_000),
    "links behind a text": HostilePage(
        "<p>Sáng nay, xã tổ chức hội nghị triển khai nhiệm vụ trọng tâm.</p>",
        "<a href=/x>Xã tổng kết phong trào hiến đất mở đường làng</a><br>",
        1_500,
    ),
    "boxes of related news": HostilePage(
        "",
        "<div><b>Tin liên quan</b><a href=/x>Xã tổng kết phong trào hiến đất</a></div><p>Sáng nay, xã họp.</p>",
        1_000,
    ),
    "cards of other articles": HostilePage(
        "",
        "<div><h3><a href=/x>Xã tổng kết phong trào hiến đất</a></h3><p>Sáng nay, xã họp.</p></div>",
        800,
    ),
    "entries that no element parts": HostilePage(
        "",
        "<h3><a href=/x>Xã tổng kết phong trào hiến đất</a></h3><p>Sáng nay, xã họp bàn việc làm đường của thôn.</p>",
        800,
    ),
    "panes of tabs": HostilePage(
        "<div>", "<div class=tab-pane><p>Sáng nay, xã họp bàn việc làm đường thôn.</p></div>", 800
    ),
    "headers": HostilePage(
        "<section>", "<div class=header><h4>Xã họp</h4></div><p>Sáng nay, xã họp bàn việc.</p>", 800
    ),
    "pictures over texts": HostilePage("<img src=/a.jpg>" * 800, "<p>Sáng nay, xã họp.</p><img src=/a.jpg>", 800),
    "quotations": HostilePage(
        "<p>Sáng nay, xã tổ chức hội nghị triển khai nhiệm vụ.</p>",
        "<blockquote>Xã tổ chức hội nghị</blockquote>",
        2_000,
    ),
    "labels of controls": HostilePage("<p>", "chia sẻ in lưu ", 60_000),
    "rows": HostilePage("<table>", "<tr><td>a<td>b", 20_000),
    "moments ago": HostilePage("", "2 ngày trước<br>", 15_000, f"<p>{_TEXT}"),
    "days of badges": HostilePage("", "12<br>", 15_000, f"<p>{_TEXT}"),
    "icons": HostilePage("", "<i class=eye></i><a href=/1>12</a><br>", 15_000, f"<p>{_TEXT}"),
    "names behind dashes": HostilePage(f"<p>{_TEXT}</p>", "<p>- Lê Văn An</p>", 15_000),
    "sliders": HostilePage(f"<div><p>{_TEXT}</p>", "<div class=owl-x><img src=/a.jpg></div>", 5_000, f"<p>{_TEXT}"),
    "objects of a state": HostilePage("<script>window.__NUXT__=[", "{a:1},", 30_000, "0]</script>"),
    "parameters of a state": HostilePage(
        "<script>window.__NUXT__=(function(a){", "a.b=1;", 30_000, "return a}({}))</script>"
    ),
    "escapes of a state": HostilePage("<script>window.__NUXT__=['", "\\u003C", 100_000, "']</script>"),
    "rows of a stream": HostilePage('<script>self.__next_f.push([1,"', "0:{}\\n", 30_000, '"])</script>'),
    "references of a state": HostilePage(
        "<script id=__NUXT_DATA__ type=application/json>[", "[1,2],", 30_000, "0]</script>"
    ),
    "articles of a state": HostilePage(
        "<script id=__NEXT_DATA__ type=application/json>[",
        f'{{"title":"{HEADLINE}","content":"<p>{_TEXT}"}},',
        1_000,
        "0]</script>",
    ),
    "choices of a form": HostilePage("<form><select name=a>", "<option value=1>x", 50_000),
    "lines of a headline": HostilePage("<h1>", f"{HEADLINE}<br>", 10_000, f"</h1><p>{_TEXT}"),
}
