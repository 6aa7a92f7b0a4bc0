"""How portals offer the files that come with an article."""

from __future__ import annotations

import pytest

from tests.scraper.extract.reading.portal_page import article, assert_whole

_HOST = "https://xa.example.gov.vn"
_LINK = '<a href="/f/33">Tờ trình số 12</a>'


@pytest.mark.parametrize("where", ["after", "below"])
@pytest.mark.parametrize(
    ("files", "paths"),
    [
        (f"<p>File đính kèm: {_LINK}</p>", ["/f/33"]),
        (f"<h4>Tài liệu đính kèm</h4><ul><li>{_LINK} (1,2 MB)</li></ul>", ["/f/33"]),
        (
            "<div>Tệp đính kèm</div><table><tr><th>STT</th><th>Tên tệp</th><th>Dung lượng</th></tr>"
            '<tr><td>1</td><td><a href="/f/33">to-trinh-12.pdf</a></td><td>12 KB</td></tr></table>',
            ["/f/33"],
        ),
        (
            "<div>Tệp đính kèm</div><table><tr><th>STT</th><th>Tên tệp</th><th>Tải về</th></tr>"
            '<tr><td>1</td><td>to-trinh-12.pdf</td><td><a href="/f/33">Tải về</a></td></tr></table>',
            ["/f/33"],
        ),
        (f'<p><b>Tệp đính kèm:</b></p><p>{_LINK}</p><p><a href="/f/34">Phụ lục kèm theo</a></p>', ["/f/33", "/f/34"]),
        ('<div>Tệp đính kèm: <a href="/f/33" title="Tờ trình"><img src="/i/pdf.png"></a></div>', ["/f/33"]),
        ('<div><a href="/Handlers/DownloadFile.ashx?id=33">Tải về</a></div>', ["/Handlers/DownloadFile.ashx?id=33"]),
        ('<div><a href="/storage/33" download="to-trinh.pdf">Tờ trình số 12</a></div>', ["/storage/33"]),
        ('<object data="/f/33.pdf"></object>', ["/f/33.pdf"]),
        ('<div class="viewer" data-pdf="/f/33.pdf"></div>', ["/f/33.pdf"]),
        (f'<p>Tải đính kèm:</p><ul><li>{_LINK}</li></ul><div><a href="/tag/lua">lúa xuân</a></div>', ["/f/33"]),
        ('<p><a href="/f/33">to-trinh-12.pdf</a></p>', ["/f/33"]),
        ("<p><a href=\"javascript:openFile('/u/tt-12.pdf')\">Tải tờ trình</a></p>", ["/u/tt-12.pdf"]),
        ("<p><a href='#' onclick=\"window.open('/u/tt-12.pdf')\">Tải tờ trình</a></p>", ["/u/tt-12.pdf"]),
        ('<a href="javascript:;" data-type="iframe" data-src="/u/tt-12.pdf">Tải tờ trình</a>', ["/u/tt-12.pdf"]),
        (
            "<table><tr><td>Tác giả</td><td>Lê Văn Hòa</td></tr><tr><td>Nguồn</td><td>Báo X</td></tr>"
            '<tr><td>Tệp đính kèm</td><td><a href="/f/33">Tờ trình</a></td></tr></table>',
            ["/f/33"],
        ),
        ('<iframe src="/viewer.html?file=/f/33.pdf"></iframe>', ["/f/33.pdf"]),
    ],
)
def test_the_files_are_found_and_are_no_text(files: str, paths: list[str], where: str) -> None:
    reading = article(**{where: files})
    assert [one.url for one in reading.attachments] == [_HOST + path for path in paths]
    assert_whole(reading)


@pytest.mark.parametrize(
    "links",
    [
        '<a href="/u/anh.jpg" download>Tải ảnh</a>',
        '<a href="/u/doc-bai.mp3" download>Nghe bài viết</a>',
        f"<p>File đính kèm: {_LINK}</p><table>"
        '<tr><td><a href="/a1">Xã tổng kết phong trào hiến đất</a></td><td>02/03</td></tr>'
        '<tr><td><a href="/a2">Khai mạc giải bóng đá thiếu niên</a></td><td>01/03</td></tr></table>',
    ],
)
def test_pictures_sound_and_lists_are_no_files(links: str) -> None:
    assert [one.url for one in article(below=links).attachments] in ([], [f"{_HOST}/f/33"])
