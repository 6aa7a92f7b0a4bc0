# ruff: noqa: E501 - markup as the system writes it
"""A new commune's portal that renders on the server from a state of its own: all addresses are words, none has a number.

``/<words>`` is an article or a section, and sections' words look like headlines. "Load more" is a link ``?p=2``. The
sitemap was made once: it lacks what came later and names what has gone. Beside the news there are documents with a
pager and filters, albums, videos, a working calendar by week without an end, and questions with their answers; all of
them are pages of words and dates too.
"""

from __future__ import annotations

import json
from datetime import datetime
from html import escape
from typing import ClassVar

from tests.portals.server import Reply
from tests.sites.documents import documents
from tests.sites.markup import bullets, properties, table
from tests.sites.site import Role, Served, Site, urlset
from tests.sites.standing import standing_page
from tests.sites.stories import Block, Locality, Newsroom, Story, calendar

_LOCALITY = Locality(
    "UBND xã Mường Lạn Thượng",
    ("xã Mường Lạn Thượng", "xã Nậm Khao Mới", "xã Pa Thơm Hạ", "xã Tà Hừa Đông", "xã Chiềng Khoi Nam"),
    ("bản Nà Pheo", "bản Huổi Só", "bản Phiêng Ban", "bản Co Mạ", "bản Pá Khoang", "bản Nậm Cắn Mới"),
    ("Lường Văn Thoan", "Cà Thị Phượng", "Vừ A Lềnh", "Điêu Chính Quý"),
)
_PAGES = {
    "gioi-thieu-ve-xa-muong-lan-thuong": "Giới thiệu về xã Mường Lạn Thượng",
    "co-cau-to-chuc-bo-may-cua-dang-uy-hdnd-ubnd-xa": "Cơ cấu tổ chức bộ máy",
    "lien-he-va-duong-day-nong": "Liên hệ",
}
_QUESTIONS = (
    "Hỏi về thủ tục cấp đổi giấy chứng nhận sau khi sáp nhập xã",
    "Gia đình tôi muốn tách thửa thì nộp hồ sơ ở đâu",
    "Mức hưởng chế độ hằng tháng của người cao tuổi",
    "Đề nghị lắp thêm đèn đường ở đầu bản Nà Pheo",
    "Đăng ký khai sinh quá hạn cần giấy tờ gì",
    "Trung tâm phục vụ hành chính công có làm việc sáng thứ bảy không",
)
_ALBUMS = ("Lễ hội Hoa ban năm 2025", "Ngày đầu vận hành chính quyền hai cấp", "Ra quân làm đường bản Co Mạ")
_VIDEOS = ("Phóng sự: Mùa vàng trên bản mới", "Bản tin truyền thanh tuần 22", "Hướng dẫn nộp hồ sơ trực tuyến")


def _words(name: str) -> str:
    return Story(0, name, "", [], datetime(2025, 1, 1), [], "", 0).slug


class WordlessCommune(Site):
    """The portal of a made-up commune, with 180 articles."""

    name = "wordless"
    sections: ClassVar[dict[str, str]] = {
        "tin-tuc-su-kien-noi-bat-tren-dia-ban-xa": "Tin tức - Sự kiện",
        "cong-tac-xay-dung-dang-va-he-thong-chinh-tri": "Xây dựng Đảng",
        "phat-trien-kinh-te-va-xay-dung-nong-thon-moi": "Kinh tế - Nông thôn mới",
        "van-hoa-giao-duc-y-te-va-doi-song": "Văn hóa - Đời sống",
        "thong-bao": "Thông báo",
    }
    per_page = 12

    def __init__(self) -> None:
        self._newsroom = Newsroom(_LOCALITY, "/uploads/bai-viet/{number}/{place}.jpg")
        keys, stories = list(self.sections), []
        for place, moment in enumerate(calendar("wordless", 180)):
            own = [keys[0] if place % 2 else keys[1 + place // 2 % 4]]
            if place % 8 == 3:
                own.append(keys[(keys.index(own[0]) + 1) % len(keys)])
            stories.append(self._newsroom.write(800 - place, moment, own))
        stories[9].pinned = True
        super().__init__(stories)
        self._slugs = {story.slug: story.number for story in stories}
        self._documents = documents(28, "Lường Văn Thoan")
        self._mapped = [story.slug for story in self.sorted()[40:]]

    def address(self, story: Story) -> str:
        self._slugs[story.slug] = story.number
        return f"/{story.slug}"

    def write(self, number: int, published: datetime, section: str) -> Story:
        return self._newsroom.write(number, published, [section])

    @property
    def furniture(self) -> tuple[str, ...]:
        return ("Tin liên quan", "Chia sẻ", "Xem nhiều", "Thư viện ảnh", "Đang truy cập", "Nghe bài viết")

    def serve(self, path: str, query: dict[str, str]) -> Served:
        if path == "/robots.txt":
            body = f"User-agent: *\nAllow: /\nSitemap: {self.origin}/sitemap.xml\n"
            return Served(Reply(body.encode(), 200, {"Content-Type": "text/plain"}), "robots")
        if path == "/sitemap.xml":
            gone = [f"tin-da-go-bo-sau-khi-sap-nhap-xa-{word}" for word in ("mot", "hai", "ba", "bon", "nam", "sau")]
            slugs = [*self.sections, *_PAGES, *self._mapped, *gone]
            return Served(self.xml(urlset([(f"{self.origin}/{slug}", "2025-01-02") for slug in slugs])), "sitemap")
        if path == "/":
            return Served(self.html(self._home()), "home")
        first, _, rest = path.removeprefix("/").partition("/")
        if first == "van-ban":
            return self._laws(rest, query)
        if rest or first in ("thu-vien-anh", "video", "hoi-dap", "lich-cong-tac", "tim-kiem"):
            return self._module(first, rest, query)
        if first in self.sections:
            return self._list(first, query.get("p", "1"))
        if first in _PAGES:
            text = standing_page(_PAGES[first], _LOCALITY.unit, _LOCALITY.people)
            return Served(
                self.html(self._frame(_PAGES[first], f"<h1>{_PAGES[first]}</h1><div class='content'>{text}</div>")),
                "other",
                first,
            )
        story = self.stories.get(self._slugs.get(first, 0))
        return Served(self.html(self._detail(story)), "article", str(story.number)) if story else self._missing()

    def _missing(self) -> Served:
        return Served(
            self.html(self._frame("404", "<h1>Rất tiếc!</h1><p>Nội dung không còn tồn tại.</p>"), 404), "missing"
        )

    def _list(self, section: str, asked: str) -> Served:
        number = int(asked) if asked.isdigit() else 1
        stories, pages = self.page_of(section, number)
        more = (
            f'<div class="load-more"><a class="btn" href="/{section}?p={number + 1}">Xem thêm</a></div>'
            if number < pages
            else ""
        )
        body = f'<h1 class="cate">{self.sections[section]}</h1><div class="grid">{"".join(map(self._card, stories))}</div>{more}'
        role: Role = "other" if not stories else "section" if number == 1 else "list"
        state = {
            "category": {"slug": section, "page": number, "total": len(self.sorted(section))},
            "items": self._items(stories),
        }
        return Served(self.html(self._frame(self.sections[section], body, state)), role, f"{section} {number}")

    def _items(self, stories: list[Story]) -> list[dict[str, str]]:
        return [
            {"slug": one.slug, "title": one.title, "publishedAt": f"{one.published:%Y-%m-%dT%H:%M:00}+07:00"}
            for one in stories
        ]

    def _card(self, story: Story) -> str:
        return (
            f'<div class="item"><a class="thumb" href="{self.address(story)}"><img src="/uploads/thumb/{story.number}.jpg" alt=""></a><a class="name" href="{self.address(story)}">{story.title}</a>'
            f'<span class="time">{story.published:%d/%m/%Y}</span><p class="desc">{story.lead[:120]}...</p></div>'
        )

    def _block(self, block: Block) -> str:
        if block.kind == "picture":
            caption = f'<figcaption class="caption">{block.caption}</figcaption>' if block.caption else ""
            return f'<figure class="image"><img src="{block.image}">{caption}</figure>'
        if block.kind == "list":
            return bullets(block.items)
        if block.kind == "table":
            return f'<figure class="table">{table(block.rows, "")}</figure>'
        return f"<p><strong>{block.text}</strong></p>" if block.kind == "heading" else f"<p>{block.text}</p>"

    def _detail(self, story: Story) -> str:
        section = story.sections[0]
        related = "".join(
            f'<li><a href="{self.address(one)}?ref=lien-quan">{one.title}</a> <small>{one.published:%d/%m/%Y}</small></li>'
            for one in self.older(story, 6)
        )
        files = "".join(f'<a class="file" href="/uploads/tep/{name}">{label}</a>' for name, label in story.files)
        body = (
            f'<div class="breadcrumb"><a href="/">Trang chủ</a><a href="/{section}">{self.sections[section]}</a></div><div class="post"><h1 class="post-title">{story.title}</h1><div class="post-info"><span>{story.published:%H:%M %d/%m/%Y}</span><button>Nghe bài viết</button></div>'
            f'<div class="sapo">{story.lead}</div><div class="content ck-content">{"".join(map(self._block, story.blocks))}<p style="text-align:right;"><strong>{story.author}</strong></p></div>{files}'
            f'<div class="share">Chia sẻ <a href="?share=zalo">Zalo</a> <a href="?share=facebook">Facebook</a> <a href="?in=1">In</a></div><a class="tag" href="/tim-kiem?tag={escape(story.tag.replace(" ", "+"))}">{story.tag}</a></div>'
            f'<div class="related"><h3>Tin liên quan</h3><ul>{related}</ul></div>'
        )
        state = {
            "post": {"slug": story.slug, "title": story.title, "category": section},
            "related": self._items(self.older(story, 6)),
        }
        return self._frame(story.title, body, state)

    def _laws(self, rest: str, query: dict[str, str]) -> Served:
        for one in self._documents:
            if rest and rest == self._symbol(one.symbol):
                rows = table(
                    properties(
                        one, "UBND xã Mường Lạn Thượng", f'<a href="/uploads/vb/{one.number}.pdf">Tải xuống</a>'
                    ),
                    "",
                )
                return Served(
                    self.html(self._frame(one.symbol, f"<h1>{one.about}</h1>{rows}")), "document", str(one.number)
                )
        if rest:
            return self._missing()
        number = int(query.get("p", "1")) if query.get("p", "1").isdigit() else 1
        found = [
            one
            for one in self._documents
            if query.get("loai", _words(one.kind)) == _words(one.kind)
            and query.get("nam", str(one.issued.year)) == str(one.issued.year)
        ]
        shown = found[number * 10 - 10 : number * 10]
        kept = "".join(f"&amp;{name}={escape(value)}" for name, value in query.items() if name != "p")
        rows = table(
            (
                (f'<a href="/van-ban/{self._symbol(one.symbol)}">{one.symbol}</a>', f"{one.issued:%d/%m/%Y}", one.about)
                for one in shown
            ),
            "",
        )
        pager = "".join(
            f'<a href="/van-ban?p={other}{kept}">{other}</a> ' for other in range(1, -(-len(found) // 10) + 1)
        )
        filters = "".join(
            f'<a href="/van-ban?loai={_words(kind)}">{kind}</a> '
            for kind in sorted({one.kind for one in self._documents})
        )
        filters += "".join(f'<a href="/van-ban?nam={year}">{year}</a> ' for year in (2025, 2024, 2023))
        role: Role = "other" if kept or not shown else "section" if number == 1 else "list"
        return Served(
            self.html(self._frame("Văn bản", f"<h1>Văn bản</h1>{filters}{rows}<div class='pages'>{pager}</div>")),
            role,
            f"laws {number}{kept}",
        )

    def _symbol(self, symbol: str) -> str:
        return _words(symbol)

    def _module(self, module: str, rest: str, query: dict[str, str]) -> Served:
        titles = {"thu-vien-anh": _ALBUMS, "video": _VIDEOS, "hoi-dap": _QUESTIONS}.get(module, ())
        if module == "lich-cong-tac":
            return self._week(query.get("tuan", "24"), query.get("nam", "2025"))
        if module == "tim-kiem":
            found = [one for one in self.sorted() if one.tag == query.get("tag")][:12]
            return Served(
                self.html(self._frame("Tìm kiếm", f"<h1>Tìm kiếm</h1>{''.join(map(self._card, found))}")),
                "other",
                str(query),
            )
        if not rest and titles:
            items = bullets(
                f'<a href="/{module}/{_words(title)}">{title}</a> <span>0{place}/06/2025</span>'
                for place, title in enumerate(titles, 1)
            )
            return Served(self.html(self._frame(module, f"<h1>{module}</h1>{items}")), "section", module)
        title = next((one for one in titles if _words(one) == rest), None)
        if title is None:
            return self._missing()
        if module == "hoi-dap":
            body = f"<div class='question'><h1>{title}</h1><div>Người hỏi: Bà N.T.H - Ngày hỏi: 02/06/2025</div><p>Kính gửi UBND xã, {title[0].lower() + title[1:]}? Mong được trả lời sớm.</p></div><div class='answer'><b>Trả lời:</b><p>Trung tâm phục vụ hành chính công xã trả lời như sau: ông bà nộp hồ sơ trực tiếp hoặc trực tuyến, thời hạn giải quyết là 10 ngày làm việc kể từ ngày nhận đủ hồ sơ hợp lệ theo quy định.</p></div>"
        elif module == "video":
            body = f"<h1>{title}</h1><div>03/06/2025</div><video controls src='/uploads/video/{rest}.mp4'></video>"
        else:
            body = f"<h1>{title}</h1><div>03/06/2025</div>" + "".join(
                f"<a href='/uploads/anh/{rest}-{place}.jpg'><img src='/uploads/anh/{rest}-{place}.jpg'></a>"
                for place in range(8)
            )
        return Served(self.html(self._frame(title, body)), "other", f"{module} {rest}")

    def _week(self, week: str, year: str) -> Served:
        if not (week.isdigit() and year.isdigit()):
            return self._missing()
        place = int(year) * 52 + int(week) - 1
        around = "".join(
            f'<a href="/lich-cong-tac?tuan={other % 52 + 1}&amp;nam={other // 52}">{words}</a> '
            for other, words in ((place - 1, "Tuần trước"), (place + 1, "Tuần sau"))
        )
        lines = table([("Thứ Hai", "Chủ tịch UBND xã họp giao ban"), ("Thứ Ba", "Tiếp công dân tại trụ sở")], "")
        return Served(
            self.html(self._frame("Lịch công tác", f"<h1>Lịch công tác tuần {week}/{year}</h1>{lines}{around}")),
            "other",
            f"week {week} {year}",
        )

    def _home(self) -> str:
        boxes = "".join(
            f'<div class="block"><a class="title" href="/{key}">{name}</a>{"".join(map(self._card, self.sorted(key)[:4]))}</div>'
            for key, name in self.sections.items()
        )
        return self._frame("Trang chủ", boxes, {"latest": self._items(self.sorted()[:8])})

    def _frame(self, title: str, body: str, state: dict[str, object] | None = None) -> str:
        menu = "".join(f'<a href="/{key}">{name}</a>' for key, name in [*self.sections.items(), *_PAGES.items()])
        read = bullets(
            f'<a href="{self.address(one)}?ref=xem-nhieu">{one.title}</a>'
            for one in sorted(self.stories.values(), key=lambda one: -one.views)[:5] + self.pinned()
        )
        held = json.dumps({"data": state or {}, "layout": {"menu": list(self.sections)}}, ensure_ascii=False).replace(
            "<", "\\u003c"
        )
        return (
            f'<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8"><title>{title} - Xã Mường Lạn Thượng</title></head><body><div id="app"><header><a href="/">Trang thông tin điện tử xã Mường Lạn Thượng</a><nav>{menu}<a href="/van-ban">Văn bản</a><a href="/thu-vien-anh">Thư viện ảnh</a>'
            f'<a href="/video">Video</a><a href="/lich-cong-tac">Lịch công tác</a><a href="/hoi-dap">Hỏi đáp</a></nav></header><main>{body}</main><aside><h3>Xem nhiều</h3>{read}<a href="/dang-nhap">Đăng nhập</a></aside><footer>UBND xã Mường Lạn Thượng. Đang truy cập: {self.hit() % 40}</footer></div>'
            f'<script type="application/json" id="__APP_STATE__">{held}</script></body></html>'
        )
