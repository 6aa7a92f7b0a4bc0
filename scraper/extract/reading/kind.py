"""What a page is: an article, a list of articles, a document, or something else."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import groupby, takewhile
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from scraper.canonical import absolute_url
from scraper.extract.reading.line_stamps import line_stamp
from scraper.extract.reading.region import heads_related, is_headline_of_another, weight
from scraper.extract.wording import is_info_line
from scraper.patterns import regex
from scraper.vietnamese import fold_tone

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from scraper.extract.lines import Anchor, Line
    from scraper.extract.reading.region import Region
    from scraper.items import Kind

_SORRY = regex(
    r"chưa có (?:bài viết|tin(?: bài| tức)?|dữ liệu|nội dung)\b|đang (?:được )?cập nhật(?: nội dung| dữ liệu|$)|"
    r"không (?:tìm thấy|tồn tại|có (?:nội dung|dữ liệu|bài viết|bản ghi|quyền truy cập|tin)|thể (?:hiển thị|truy cập|"
    r"tìm thấy))|"
    r"đã (?:bị )?(?:xóa|xoá|gỡ|xảy ra (?:sự cố|lỗi))|^rất tiếc\b|đường dẫn (?:không|bị|đã)|(?:lỗi|error) ?(?:404|"
    r"500|403)|^\W{0,3}404(?:$|\s?[-–|:.!])|[-–|:(]\s?404\W{0,3}$|404 not\b|"
    r"page not found|not be found|"
    r"access denied|bị từ chối|đang (?:được )?(?:bảo trì|nâng cấp|xây dựng)|under (?:construction|maintenance)|"
    r"enable javascript|bật javascript|vui lòng (?:chờ|đăng nhập)|is being updated|checking your browser"
)
_SERVICE_PAGE = regex(
    r"(?:accessibility|khả năng (?:tiếp cận|truy cập)|"
    r"liên hệ|góp ý|hỏi đáp|đăng nhập|đăng ký|sơ đồ (?:cổng|trang|website|site)|tìm kiếm|kết quả tìm kiếm|tra cứu|rss|"
    r"site ?map|thư viện (?:ảnh|video|hình ảnh)|"
    r"(?:sơ đồ|cơ cấu|bộ máy) tổ chức|tổ chức bộ máy|danh bạ|lịch công tác|lịch làm việc|trang chủ|login|contact|"
    r"search)\b.{0,150}"
)
# Words that name such a page, and that headlines begin with as well: "Đăng ký học bơi miễn phí cho thiếu nhi".
_NAMES_OR_TELLS = regex(r"(?:góp ý|đăng ký|tìm kiếm|tra cứu)(?: \S{1,40}){3}")
_PROCEDURE_PART = regex(
    r"mã (?:số )?thủ tục|cơ quan thực hiện|trình tự thực hiện|cách thức thực hiện|thành phần(?:,? số lượng)? hồ sơ|"
    r"thời hạn giải quyết|đối tượng thực hiện|phí, lệ phí|lệ phí|căn cứ pháp lý|yêu cầu,? (?:và )?điều kiện|"
    r"kết quả thực hiện"
)
_PROCEDURE_PARTS, _MOST_ROWS, _LONGEST_PART = 4, 40, 40  # parts that make one; rows of a table, characters of a label
_STANDING = regex(
    r"giới thiệu(?: (?:chung|khái quát|về)|$)|(?:quá trình|lịch sử) (?:hình thành|phát triển)|"
    r"chức năng,?(?: và)? nhiệm vụ|"
    r"(?:vị trí|điều kiện) (?:địa lý|tự nhiên)|tiềm năng(?: và|,) thế mạnh|thông tin chung$|lịch sử$"
)
_INTRODUCTION = regex(r"^/(?:vi/|portal/)?(?:gioi-thieu|gioithieu|about(?:-us)?)(?:/|-chung|$)")
# Who leads the unit, one page each: a life without a date, under the name.
_LEADERS = regex(
    r"/(?:(?:ban|thong-tin|danh-sach|tieu-su|can-bo)-)?lanh-dao(?:-(?:uy-ban|ubnd|hdnd|dang-uy|don-vi|co-quan|so|tinh|"
    r"thanh-pho|huyen|quan|thi-xa|xa|phuong|qua-cac-thoi-ky|duong-nhiem)){0,3}(?:/|\.html?$|$)"
)
# Plone's pages that come with it, in whatever language their title is.
_SERVICE_ADDRESS = regex(r"/(?:accessibility-info|sitemap|contact-info|search_form|login_form|mail_password_form)/?$")
_LATER_PAGE = regex(r"(?:^|&)(?:b_start(?::int)?|page|paged|trang|pageindex|start|offset)=[1-9]\d{0,6}(?:&|$)")
_VOTES = regex(r"\b\d[\d.,]{0,9} (?:phiếu|lượt bình chọn|bình chọn|lượt chọn)\b")
_ANSWERS, _LONGEST_ANSWER = 3, 80  # answers with votes that make a poll; characters of one
_SORRY_FIRST = regex(r"(?:rất tiếc|xin lỗi|không tìm thấy|trang (?:này|bạn|không)|lỗi|error|404|page)\b")
_LONG_HEADLINE, _STAMP_WITHIN = 40, 3  # characters of a headline that tells; lines under it in which its stamp stands
_SORRY_PROSE = 700  # characters; a longer text that says "not found" tells of something
_FIXED_PAGE = regex(
    r"(?:liên hệ|góp ý|đăng nhập|đăng ký|sơ đồ (?:cổng|trang|website|site)|site ?map|cơ cấu tổ chức|danh bạ|"
    r"accessibility|(?:thông tin về )?(?:khả năng|tuyên bố(?: về)?) (?:tiếp cận|truy cập)|trợ năng|"
    r"lịch công tác|lịch làm việc|login|contact)\b.{0,150}"
)
_LONGEST_SORRY, _SORRY_LINES = 300, 40  # characters of a line that says so, and how many lines are asked
_TEXT_LINKS_TEXT = 3  # stretches of an article with one box of links in it, and its paragraphs at least
_ENTRY_HEAD = 5  # lines between an entry's headline and its text
_MATTER_WITHIN = 6  # lines under a headline
_MOST_BETWEEN = 14  # short lines between headline and text
ARTICLE_PROSE = 140  # characters of running text that make an article without further signs
_PICTURE_FILE = regex(r"^\S{1,120}\.(?:jpe?g|png|gif|webp|bmp|tiff?)$", re.IGNORECASE)
_PICTURE_FILES = 4  # names of files that make a folder


def apologises(lines: Sequence[Line], title: str | None, line: Line | None = None) -> bool:
    """Tell whether a page only says that there is nothing: soft 404, error, maintenance, script stub.

    Args:
        lines: all lines of the page.
        title: its headline.
        line: the line that prints it; a list of other articles under the apology is no text of the page's own.
    """
    if line is not None:
        first = next((one.index for one in lines if one.level == 1 and not one.place), line.index)
        own = lines[min(first, line.index) :]
        lines = list(takewhile(lambda one: not is_headline_of_another(one), own))
    said = [line.text for line in lines if not line.place and line.kind not in {"image", "table"} and not line.linked]
    running = [line for line in lines if weight(line)]
    if sum(line.prose for line in running) > _SORRY_PROSE:
        return False
    if line is not None and _tells_of_something(lines, line):
        return False
    short = [text for text in said if len(text) < _LONGEST_SORRY][:_SORRY_LINES]
    return any(map(_says_sorry, [title or "", *short]))


def _tells_of_something(lines: Sequence[Line], title: Line) -> bool:
    """Tell whether an article, if a short one, has an error page's words in it ("không tìm thấy", "đang xây dựng").

    Its headline says more than they do, a stamp stands beside it, and most of what is under it says no such thing.
    """
    if len(title.text) < _LONG_HEADLINE or _SORRY_FIRST.match(fold_tone(title.text)):
        return False
    at = next((number for number, one in enumerate(lines) if one is title), 0)
    beside = [one for one in lines[max(at - 2, 0) : at + 1 + _STAMP_WITHIN] if one is not title and not one.linked]
    if not any(line_stamp(one, None) for one in beside):
        return False
    running = [one for one in lines[at + 1 :] if weight(one)]
    return sum(one.prose for one in running if not _says_sorry(one.text)) >= ARTICLE_PROSE


@lru_cache(maxsize=4_096)  # short lines of boxes and menus, on every page of a portal
def _says_sorry(text: str) -> bool:
    return _SORRY.search(fold_tone(text[:_LONGEST_SORRY])) is not None


def is_poll(lines: Sequence[Line], title: Line | None) -> bool:
    """Tell whether a page is a poll or its results: under the headline answers and how many votes each got."""
    lines = lines[title.index if title is not None else 0 :]
    if sum(line.prose for line in lines if weight(line)) > _SORRY_PROSE:
        return False
    said = [row for line in lines if not line.place and not line.linked for row in line.text.split("\n")]
    votes = sum(len(row) < _LONGEST_ANSWER and _VOTES.search(fold_tone(row)) is not None for row in said)
    return votes >= _ANSWERS


def is_home(url: str) -> bool:
    """Tell whether an address is a site's home page; a page whose address nobody knows may be any."""
    parts = urlsplit(url)
    if not parts.hostname:
        return False
    path = re.sub(r"/(?:index|default|trang-?chu|home|portal)(?:\.\w{2,5})?$", "/", parts.path.lower())
    return path.strip("/") in {"", "vi", "pages", "web", "vi-vn", "vn"} and not parts.query


def is_fixed_page(title: str | None) -> bool:
    """Tell whether a title names a page that lists no articles, whatever boxes stand around it: contact, login."""
    return title is not None and _FIXED_PAGE.fullmatch(fold_tone(title)) is not None


def is_standing_page(title: str | None, url: str) -> bool:
    """Tell whether a page without a date is one of those that introduce the unit: its history, tasks, people."""
    named = title is not None and _STANDING.match(fold_tone(title)) is not None
    path = urlsplit(url).path.lower()
    return named or _INTRODUCTION.search(path) is not None or _LEADERS.search(path) is not None


def is_later_page(url: str) -> bool:
    """Tell whether an address is that of a later page of a list: Plone's ``b_start:int=20``, ``page=3``."""
    return _LATER_PAGE.search(urlsplit(unquote(url)).query.lower()) is not None


def is_service_page(title: str | None, url: str = "") -> bool:
    """Tell whether a page is one of a portal's fixed pages by its title or address: contact, search, who is who."""
    if _SERVICE_ADDRESS.search(urlsplit(url).path.lower()):
        return True
    return title is not None and _SERVICE_PAGE.fullmatch(fold_tone(title)) is not None


def may_be_news(title: str | None, prose: int, *, stamped: bool) -> bool:
    """Tell whether what sounds like a fixed page's title is a headline: it goes on, over a stamp and a text.

    Args:
        title: the title.
        prose: characters of running text under it.
        stamped: whether the page prints when it was published.
    """
    is_long = title is not None and _NAMES_OR_TELLS.match(fold_tone(title)) is not None
    return is_long and stamped and prose >= ARTICLE_PROSE


def lists_articles(lines: Sequence[Line], region: Region | None) -> bool:
    """Tell whether a page's main part is a list of links to articles, with or without a summary under each."""
    if region is None:
        heads = [line for line in lines if not line.place and is_headline_of_another(line)]
        return len(heads) >= 3
    main = [line for line in lines[region.start : region.last + 1] if not line.place and line.kind != "image"]
    count = sum(is_headline_of_another(line) for line in main)
    if any(heads_related(line) for line in main[1:]):
        count -= _after_related(main)
    running = sum(1 for line in main if weight(line))
    return count >= 2 and count >= 0.45 * running and not _links_once(main)


def _links_once(main: Sequence[Line]) -> bool:
    """Tell whether the links to other articles stand in one box amid running text, as editors put them in."""
    runs = [
        (is_link, sum(1 for line in group if weight(line)))
        for is_link, group in groupby(
            (line for line in main if weight(line) or is_headline_of_another(line)), is_headline_of_another
        )
    ]
    texts = [count for is_link, count in runs if not is_link]
    return len(runs) == _TEXT_LINKS_TEXT and len(texts) == _TEXT_LINKS_TEXT - 1 and sum(texts) >= _TEXT_LINKS_TEXT


def lists_picture_files(lines: Sequence[Line]) -> bool:
    """Tell whether a page is a folder of pictures: links that are called by their files' names ("anh-26-2.jpg")."""
    named = (line for line in lines if line.linked and not line.place and line.kind != "image")
    return sum(_PICTURE_FILE.search(line.text) is not None for line in named) >= _PICTURE_FILES


def is_entry_of_another(lines: Sequence[Line], title: Line | None, region: Region, url: str) -> bool:
    """Tell whether the running text stands under a headline that links elsewhere: the only entry of a short list."""
    begin = max(title.index + 1 if title is not None else 0, region.first - _ENTRY_HEAD)
    return any(
        line.kind == "heading" and line.linked and line.href and absolute_url(url, line.href) not in {None, url}
        for line in lines[begin : region.first]
        if not line.place
    )


def shows_matter(lines: Sequence[Line], anchors: Sequence[Anchor], files: Collection[int], title: Line) -> bool:
    """Tell whether pictures, a film or files stand right under a headline; a picture that is a link is an entry's.

    Args:
        lines: all lines of the page.
        anchors: its links, frames and embedded objects.
        files: indexes of the lines that list files.
        title: the line of the headline.
    """
    under = range(title.index, min(title.index + _MATTER_WITHIN, len(lines)))
    linked = {anchor.index for anchor in anchors if anchor.element.tag == "a"}
    pictures = any(lines[index].kind == "image" and index not in linked for index in under)
    films = any(anchor.index in under and anchor.element.tag != "a" for anchor in anchors)
    return pictures or films or any(index in under for index in files)


def prose_under(lines: Sequence[Line], title: Line | None, region: Region | None) -> int:
    """Return how much running text stands under the headline; text far below it belongs to something else."""
    if region is None or (title is not None and _prose_is_apart(lines, title, region)):
        return 0
    return sum(line.prose for line in lines[region.start : region.stop] if weight(line))


def _prose_is_apart(lines: Sequence[Line], title: Line, region: Region) -> bool:
    """Tell whether so many short lines stand between headline and first running text that they do not belong together.

    So it is on pages of names, addresses and links, whose only sentence stands in the foot.
    """
    between = [line for line in lines[title.index + 1 : region.first] if not line.place and line.kind == "text"]
    return sum(not is_info_line(line.text) for line in between) > _MOST_BETWEEN


def _after_related(main: Sequence[Line]) -> int:
    """Return how many headlines stand in lists of related news inside the main part."""
    count, inside = 0, False
    for line in main:
        if heads_related(line):
            inside = True
        elif inside and is_headline_of_another(line):
            count += 1
        elif weight(line):
            inside = False
    return count


def is_procedure(lines: Sequence[Line]) -> bool:
    """Tell whether a page describes an administrative procedure: what it must say is fixed, and so are its words."""
    parts = set()
    for line in lines:
        if line.place or line.linked or line.kind == "image":
            continue
        for row in line.text.split("\n")[:_MOST_ROWS]:
            label = _PROCEDURE_PART.match(fold_tone(row[:_LONGEST_PART]))
            if label is not None:
                parts.add(label[0])
    return len(parts) >= _PROCEDURE_PARTS


def judge(
    *, url: str, title: str | None, title_printed: bool, prose: int, stamped: bool, says_article: bool, has_matter: bool
) -> Kind:
    """Return whether a page that is no list and no document is an article.

    Args:
        url: its address.
        title: its headline.
        title_printed: whether the headline is printed on the page, not only in its head.
        prose: characters of running text.
        stamped: whether the page is dated.
        says_article: whether the head declares an article.
        has_matter: whether pictures or files stand under the headline.
    """
    if title is None or is_home(url):
        return "other"
    if prose >= ARTICLE_PROSE and (title_printed or stamped or says_article):
        return "article"
    signs = title_printed + stamped + says_article
    if signs >= 2 and (prose or has_matter):
        return "article"
    return "other"
