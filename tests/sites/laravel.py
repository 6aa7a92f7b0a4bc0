# ruff: noqa: E501 - markup as the system writes it
"""A city's portal in Laravel with Vue: ``/bai-viet/<words>.html``, lists of twelve that a component lengthens.

What the component asks (``/api/posts?category=...&page=N``) is the pager as Laravel serialises it: slugs, no addresses.
The sitemap lacks every fourth article; those are reached from one article to the ones before it. Every address answers
with a slash at its end as well; upper case is redirected, what was shared carries ``fbclid`` or ``utm_source``, related
news stand under a second address by section. The server answers slowly, and now and then 502 the first time. Beside the
news: documents, questions, albums, videos, a calendar by week, polls, pages of leaders, keywords.
"""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta
from typing import Any, ClassVar
from zlib import crc32

from scraper.vietnamese import fold
from tests.portals.server import Reply, redirect
from tests.sites.documents import documents
from tests.sites.markup import bullets, properties, register, table
from tests.sites.questions import questions
from tests.sites.site import Served, Site, urlset
from tests.sites.standing import standing_page
from tests.sites.stories import Block, Locality, Newsroom, Story, calendar

_LOCALITY = Locality(
    "UBND thành phố Tân Giang",
    ("thành phố Tân Giang", "phường Vĩnh Mỹ Đông", "phường Cái Sơn", "xã Long Hậu Tây", "phường Bình Khánh Mới"),
    ("khóm Đông An", "khóm Tây Khánh 3", "ấp Hòa Long", "khóm Châu Quới", "ấp Phú Nhơn", "khóm Thới Hòa"),
    ("Phan Hữu Nghiệp", "Mai Thị Cẩm Tiên", "Dương Tấn Lợi", "Trương Thị Ngọc Diễm"),
)
_PAGES = {"/gioi-thieu": "Giới thiệu", "/co-cau-to-chuc": "Cơ cấu tổ chức bộ máy", "/lien-he": "Liên hệ", "/dang-nhap": "Đăng nhập"}  # fmt: skip
_MODULES = {"/van-ban": "Văn bản", "/hoi-dap": "Hỏi đáp", "/thu-vien-anh": "Thư viện ảnh", "/video": "Video", "/lich-cong-tac": "Lịch công tác", "/lanh-dao": "Lãnh đạo thành phố"}  # fmt: skip
_LIFE = (
    "Sinh năm 1974 tại {place}; trình độ chuyên môn: Thạc sĩ Quản lý công; cao cấp lý luận chính trị. Vào Đảng năm 1999.",
    "Từ năm 1997 đến năm 2008 công tác tại Phòng Kinh tế; từ năm 2008 đến năm 2015 là Chánh Văn phòng; từ tháng 6/2021 đến "
    "nay giữ chức vụ hiện tại, phụ trách chung và trực tiếp chỉ đạo quy hoạch, đầu tư công, tổ chức bộ máy.",
    "Lịch tiếp công dân: ngày 15 hằng tháng tại trụ sở tiếp công dân, số 2 đường Nguyễn Huệ. Điện thoại: 0999 000 111.",
)


class LaravelCity(Site):
    """The portal of a made-up city, with 200 articles."""

    name = "laravel"
    sections: ClassVar[dict[str, str]] = {
        "tin-tuc-su-kien": "Tin tức - Sự kiện",
        "tin-phuong-xa": "Tin phường, xã",
        "kinh-te-do-thi": "Kinh tế - Đô thị",
        "van-hoa-the-thao": "Văn hóa - Thể thao",
        "thong-bao": "Thông báo",
    }
    per_page = 12

    def __init__(self) -> None:
        self._newsroom = Newsroom(_LOCALITY, "/storage/posts/{number}/{place}.webp")
        keys = list(self.sections)
        stories = []
        for place, moment in enumerate(calendar("laravel", 200)):
            own = [keys[0] if place % 3 == 0 else keys[place % 5]]
            if place % 6 == 5:
                own.append(keys[(keys.index(own[0]) + 1) % 5])
            stories.append(self._newsroom.write(9400 - place, moment, own))
        stories[3].pinned = True
        super().__init__(stories)
        self._documents = documents(25, "Phan Hữu Nghiệp")
        self._questions = questions(16, _LOCALITY)
        self._asked: set[str] = set()

    def address(self, story: Story) -> str:
        return f"/bai-viet/{story.slug}.html"

    def _under(self, story: Story) -> str:
        """Return the second address, of which related news are made."""
        return f"/{story.sections[-1]}/{story.slug}.html"

    def write(self, number: int, published: datetime, section: str) -> Story:
        return self._newsroom.write(number, published, [section])

    @property
    def furniture(self) -> tuple[str, ...]:
        return ("Tin liên quan", "Chia sẻ bài viết", "Bình luận của bạn", "Tin xem nhiều", "Tổng truy cập")

    def stumble(self, address: str) -> Reply | None:
        """Answer 502 the first time to some; everything takes its time."""
        if address in self._asked or crc32(address.encode()) % 90:
            return None
        self._asked.add(address)
        return Reply(b"<html><h1>502 Bad Gateway</h1><hr>nginx</html>", 502, {"Content-Type": "text/html"})

    def html(self, body: str, status: int = 200) -> Reply:
        reply = super().html(body, status)
        reply.delay = 0.01
        return reply

    def serve(self, path: str, query: dict[str, str]) -> Served:
        if path == "/robots.txt":
            text = f"User-agent: *\nDisallow: /admin\nDisallow: /tim-kiem\nSitemap: {self.origin}/sitemap.xml\n"
            return Served(Reply(text.encode(), 200, {"Content-Type": "text/plain"}), "robots")
        if path == "/sitemap.xml":
            return Served(self.xml(self._sitemap()), "sitemap", path)
        if path == "/api/posts":
            return self._api(query)
        if path != path.lower():
            return Served(redirect(path.lower()), "other", path)
        path = path.rstrip("/") or "/"
        if path == "/":
            return Served(self.html(self._home()), "home")
        head, _, last = path.rpartition("/")
        if last.endswith(".html"):
            return self._article(head, last.removesuffix(".html"))
        if head == "/chuyen-muc" and last in self.sections:
            return self._list(last)
        return self._other(path, head, last, query)

    def _sitemap(self) -> str:
        paths = [*self.sections_paths(), *_MODULES, *_PAGES]
        entries = [(self.origin + path, "") for path in paths]
        for story in self.sorted():
            if story.number % 4 and story.number <= 9400:
                entries.append((self.origin + self.address(story), f"{story.published:%Y-%m-%dT%H:%M:%S}+07:00"))
        return urlset(entries)

    def sections_paths(self) -> list[str]:
        """Return the addresses of the sections' first pages."""
        return [f"/chuyen-muc/{key}" for key in self.sections]

    def _api(self, query: dict[str, str]) -> Served:
        section, page = query.get("category", ""), query.get("page", "1")
        if section not in self.sections or not page.isdigit() or int(page) < 1:
            return Served(Reply(b'{"message":"Not Found"}', 404, {"Content-Type": "application/json"}), "missing")
        number = int(page)
        stories, pages = self.page_of(section, number)
        answer: dict[str, Any] = {
            "current_page": number,
            "data": [
                {"id": one.number, "title": one.title, "slug": one.slug, "description": one.lead, "thumbnail": f"posts/{one.number}/1.webp", "published_at": f"{one.published:%Y-%m-%d %H:%M:00}"}
                for one in stories
            ],
            "last_page": pages,
            "next_page_url": f"{self.origin}/api/posts?page={number + 1}" if number < pages else None,
            "per_page": self.per_page,
            "total": len(self.sorted(section)),
        }  # fmt: skip
        reply = Reply(json.dumps(answer).encode(), 200, {"Content-Type": "application/json"})
        return Served(reply, "list" if stories else "other", f"{section} {number}")

    def _missing(self) -> Served:
        body = "<h1>404</h1><p>Trang bạn tìm không tồn tại.</p>"
        return Served(self.html(self._frame("Không tìm thấy trang", body), 404), "missing")

    def _article(self, head: str, slug: str) -> Served:
        story = next((one for one in self.stories.values() if one.slug == slug), None)
        if story is None or head.strip("/") not in ("bai-viet", *story.sections):
            return self._missing()
        address = self.origin + self.address(story)
        meta = (
            f'<link rel="canonical" href="{address}"><meta property="og:type" content="article"><meta property="og:title" content="{story.title}">'
            f'<meta property="article:published_time" content="{story.published:%Y-%m-%dT%H:%M:%S}+07:00">'
        )
        return Served(self.html(self._frame(story.title, self._detail(story), meta)), "article", str(story.number))

    def _block(self, block: Block) -> str:
        if block.kind == "picture":
            words = f"<figcaption>{block.caption}</figcaption>" if block.caption else ""
            return f'<figure class="image"><img src="{block.image}" loading="lazy" alt="">{words}</figure>'
        if block.kind == "list":
            return bullets(block.items)
        if block.kind == "table":
            return f'<figure class="table">{table(block.rows, "")}</figure>'
        return f"<h3>{block.text}</h3>" if block.kind == "heading" else f"<p>{block.text}</p>"

    def _detail(self, story: Story) -> str:
        section = story.sections[0]
        related = bullets(f'<a href="{self._under(one)}">{one.title}</a>' for one in self.older(story, 4))
        shared = bullets(
            f'<a href="{self.address(one)}?{"fbclid=IwAR0" if one.number % 2 else "utm_source=zalo&amp;utm_medium=share&amp;zarsrc="}{one.number}x">{one.title}</a>'
            for one in self.newer(story, 2)
        )
        share = f"https://www.facebook.com/sharer/sharer.php?u={self.origin}{self.address(story)}"
        files = "".join(f'<a href="/storage/files/{name}" download>{label}</a>' for name, label in story.files)
        return (
            f'<nav class="breadcrumb"><a href="/">Trang chủ</a><a href="/chuyen-muc/{section}">{self.sections[section]}</a></nav>'
            f'<article class="post"><h1 class="post__title">{story.title}</h1><div class="post__meta"><time datetime="{story.published:%Y-%m-%dT%H:%M:%S+07:00}">{story.published:%H:%M %d/%m/%Y}</time></div>'
            f'<p class="post__lead"><strong>{story.lead}</strong></p><div class="post__content">{"".join(self._block(block) for block in story.blocks)}</div>'
            f'<p class="post__author">{story.author}</p>{f"<div class=post__files>{files}</div>" if files else ""}</article>'
            f'<div class="share">Chia sẻ bài viết <a href="{share}">Facebook</a> <a href="{self.address(story)}/">Liên kết</a></div><div class="tags"><a href="/tu-khoa/{fold(story.tag).replace(" ", "-")}">#{story.tag}</a></div>'
            f"<section><h2>Tin liên quan</h2>{related}{shared}</section><comments :post-id=\"{story.number}\">Bình luận của bạn</comments>"
        )  # fmt: skip

    def _entry(self, story: Story) -> str:
        return (
            f'<div class="card"><a href="{self.address(story)}"><img src="/storage/posts/{story.number}/1.webp" alt=""></a><h3 class="card__title"><a href="{self.address(story)}">{story.title}</a></h3>'
            f"<span>{story.published:%d/%m/%Y}</span><p>{story.lead}</p></div>"
        )

    def _list(self, section: str) -> Served:
        stories, pages = self.page_of(section, 1)
        more = f'<load-more endpoint="/api/posts?category={section}" :page="2" :last="{pages}"><button type="button">Xem thêm</button></load-more>'
        body = f'<h1>{self.sections[section]}</h1><div class="cards">{"".join(map(self._entry, stories))}</div>{more}'
        head = f'<link rel="canonical" href="{self.origin}/chuyen-muc/{section}">'
        return Served(self.html(self._frame(self.sections[section], body, head)), "section", f"{section} 1")

    def _other(self, path: str, head: str, last: str, query: dict[str, str]) -> Served:
        if path in _PAGES:
            text = standing_page(_PAGES[path], _LOCALITY.unit, _LOCALITY.people)
            return Served(self.html(self._frame(_PAGES[path], f"<h1>{_PAGES[path]}</h1>{text}")), "other", path)
        if path == "/van-ban" or head == "/van-ban":
            return self._laws(last, query)
        if head == "/tu-khoa":
            tagged = [one for one in self.sorted() if fold(one.tag).replace(" ", "-") == last][:24]
            return Served(
                self.html(self._frame(last, f"<h1>#{last}</h1>{''.join(map(self._entry, tagged))}")), "other", path
            )
        if path == "/lich-cong-tac":
            return self._week(query.get("tuan", "2025-06-09"))
        return self._module(path, head, last)

    def _module(self, path: str, head: str, last: str) -> Served:
        """Answer a list of a module that is no news, or what the list leads to."""
        asked = next((one for one in self._questions if last == f"cau-hoi-{one.number}"), None)
        shown = {
            "/hoi-dap": [(f"cau-hoi-{one.number}", one.title) for one in self._questions],
            "/thu-vien-anh": [(f"le-hoi-tai-{n}", f"Hình ảnh lễ hội tại {_LOCALITY.hamlets[n]} năm 2025") for n in range(6)],
            "/video": [(f"ban-tin-truyen-hinh-so-{n}", f"Bản tin truyền hình {_LOCALITY.places[n % 5]} số {n} năm 2025") for n in range(10, 19)],
            "/lanh-dao": [(f"dong-chi-{n + 1}", who) for n, who in enumerate(_LOCALITY.people)],
            "/tham-do": [],
        }  # fmt: skip
        if path in shown:
            links = bullets(f'<a href="{path}/{key}">{words}</a>' for key, words in shown[path])
            return Served(self.html(self._frame(_MODULES.get(path, ""), f"<h1>{_MODULES.get(path, '')}</h1>{links}")), "section", path)  # fmt: skip
        words = dict(shown.get(head, ())).get(last)
        if words is None:
            return self._missing()
        body = f"<h1>{words}</h1>"
        if asked:
            body += f'<p class="date">{asked.asked:%d/%m/%Y}</p><p>{asked.asker}</p><blockquote>{asked.question}</blockquote><div class="answer">{"".join(f"<p>{text}</p>" for text in asked.answer)}</div>'
        elif head == "/lanh-dao":
            body += "".join(f"<p>{text.format(place=_LOCALITY.places[1])}</p>" for text in _LIFE)
        elif head == "/video":
            body += '<time>05/06/2025</time><iframe src="https://video.example/embed/x1"></iframe><p>Bản tin truyền hình gồm các nội dung chính trong tuần.</p>'
        else:
            body += "".join(f'<figure><img src="/storage/albums/{last}/{n}.webp" alt=""></figure>' for n in range(12))
        return Served(self.html(self._frame(words, body)), "other", path)

    def _week(self, asked: str) -> Served:
        try:
            monday = date.fromisoformat(asked)
        except ValueError:
            return self._missing()
        turn = "".join(
            f'<a href="/lich-cong-tac?tuan={monday + timedelta(days=days)}">{words}</a> '
            for days, words in ((-7, "Tuần trước"), (7, "Tuần sau"))
        )
        rows = table((f"{monday + timedelta(days=n):%d/%m/%Y}", f"{_LOCALITY.people[n % 4]}: làm việc tại cơ quan") for n in range(5))  # fmt: skip
        return Served(self.html(self._frame("Lịch công tác", f"<h1>Lịch công tác tuần</h1>{turn}{rows}")), "other", f"week {asked}")  # fmt: skip

    def _laws(self, last: str, query: dict[str, str]) -> Served:
        for one in self._documents:
            if last == f"{one.number}-{one.kind[:4].strip().lower()}":
                rows = table(properties(one, _LOCALITY.unit, f'<a href="/storage/vb/{one.number}.pdf">Tải về</a>'), "")
                return Served(self.html(self._frame(one.symbol, f"<h1>{one.symbol}</h1>{rows}")), "document", str(one.number))  # fmt: skip
        if last != "van-ban":
            return self._missing()
        page = query.get("page", "1")
        number = int(page) if page.isdigit() else 1
        shown = self._documents[number * 10 - 10 : number * 10]
        kinds = sorted({one.kind for one in self._documents})
        filters = "".join(f'<a href="/van-ban?loai={place}">{kind}</a> ' for place, kind in enumerate(kinds))
        turn = "".join(f'<a class="page-link" href="{self.origin}/van-ban?page={other}">{other}</a>' for other in range(1, 4))  # fmt: skip
        rows = register(shown, lambda one: f"/van-ban/{one.number}-{one.kind[:4].strip().lower()}")
        role = "other" if "loai" in query or not shown else "section" if number == 1 else "list"
        page_ = self.html(self._frame("Văn bản", f"<h1>Văn bản</h1>{filters}{rows}{turn}"))
        return Served(page_, role, f"laws {number}{query.get('loai', '')}")

    def _home(self) -> str:
        top = self.sorted()[0]
        slide = f'<a class="slide" href="{self.address(top).replace("/bai-viet", "/Bai-Viet")}">{top.title}</a>'
        boxes = "".join(
            f'<section><h2><a href="/chuyen-muc/{key}/">{name}</a></h2>{"".join(map(self._entry, self.sorted(key)[:4]))}</section>'
            for key, name in self.sections.items()
        )
        poll = '<form class="poll" action="/tham-do/3"><p>Bạn đánh giá giao diện cổng thế nào?</p></form><a href="/tham-do">Kết quả</a>'
        return self._frame("Trang chủ", slide + boxes + poll)

    def _frame(self, title: str, body: str, head: str = "") -> str:
        menu = "".join(f'<li><a href="/chuyen-muc/{key}">{name}</a></li>' for key, name in self.sections.items())
        menu += "".join(f'<li><a href="{path}">{name}</a></li>' for path, name in (_MODULES | _PAGES).items())
        read = sorted(self.stories.values(), key=lambda one: -one.views)[:5] + self.pinned()
        most = bullets(f'<a href="{self.address(one)}?ref=xem-nhieu">{one.title}</a>' for one in read)
        return (
            f'<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8"><meta name="csrf-token" content="{self.hit():x}"><title>{title} | Thành phố Tân Giang</title>{head}</head><body><div id="app">'
            f'<header>CỔNG THÔNG TIN ĐIỆN TỬ THÀNH PHỐ TÂN GIANG</header><ul class="nav"><li><a href="/">Trang chủ</a></li>{menu}</ul><main>{body}</main>'
            f'<aside><h3>Tin xem nhiều</h3>{most}</aside><footer>Tổng truy cập: {self.hit()}</footer></div><script src="/js/app.js"></script></body></html>'
        )
