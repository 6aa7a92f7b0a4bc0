"""A made-up town's portal: three sections with pages of lists, thirty articles, other addresses of some of them."""

from __future__ import annotations

from dataclasses import dataclass, field

from tests.portals.server import Answering, page, redirect

SECTIONS = ("chinh-tri", "kinh-te", "van-hoa")
PER_PAGE = 5
_SENTENCES = (
    "Sáng ngày {day}/3/2024, Ủy ban nhân dân thị xã Sông Lam tổ chức hội nghị bàn nhiệm vụ số {number} của năm.",
    "Đồng chí Trần Văn Thử, Chủ tịch UBND thị xã, chủ trì hội nghị và nghe báo cáo về công việc thứ {number}.",
    "Các phường, xã đã trao đổi về tiến độ, những khó khăn trong giải phóng mặt bằng và cách làm trong thời gian tới.",
    "Kết luận hội nghị, Chủ tịch UBND thị xã yêu cầu các phòng, ban hoàn thành kế hoạch {number} trước ngày 30/6.",
    "Thị xã Sông Lam phấn đấu đến cuối năm có thêm {number} tuyến đường được thảm nhựa và chiếu sáng theo quy định.",
)


@dataclass
class Story:
    """One article. ``extra`` is a paragraph that an edit has added."""

    number: int
    section: str
    title: str
    extra: str = ""

    @property
    def path(self) -> str:
        return f"/{self.section}/bai-viet-{self.number}.html"


@dataclass
class Town:
    """The portal's state; a test edits it between visits."""

    stories: dict[int, Story] = field(default_factory=dict)
    counter: int = 1000

    @classmethod
    def of(cls, count: int = 30) -> Town:
        town = cls()
        for number in range(1, count + 1):
            section = SECTIONS[number % len(SECTIONS)]
            title = f"Thị xã Sông Lam triển khai nhiệm vụ trọng tâm thứ {number} của năm 2024"
            town.stories[number] = Story(number, section, title)
        return town

    @property
    def article_paths(self) -> list[str]:
        return [story.path for story in self.stories.values()]

    def pages(self, origin: str) -> dict[str, Answering]:
        """Return what the portal serves at ``origin`` (``http://host:port``)."""
        served: dict[str, Answering] = {"/robots.txt": page("User-agent: *\nDisallow: /quan-tri/\n")}
        for section in SECTIONS:
            served |= self._section(section)
        for story in self.stories.values():
            served[story.path] = page(self.article(story, origin))
            if story.number % 10 == 0:  # the same article under a second address
                served[f"/in-theo-muc/{story.number}"] = page(self.article(story, origin))
            if story.number % 7 == 0:  # an old address
                served[f"/cu/{story.number}"] = redirect(story.path)
        others = [f"/in-theo-muc/{n}" for n in self.stories if n % 10 == 0]
        others += [f"/cu/{n}" for n in self.stories if n % 7 == 0] + ["/mat-roi.html", "/quan-tri/dang-bai"]
        served["/"] = page(self._frame("Trang chủ", _links([f"/{section}/" for section in SECTIONS] + others)))
        return served

    def _section(self, section: str) -> dict[str, Answering]:
        stories = [story for story in self.stories.values() if story.section == section]
        pages = -(-len(stories) // PER_PAGE)
        served: dict[str, Answering] = {}
        for number in range(1, pages + 1):
            shown = stories[(number - 1) * PER_PAGE : number * PER_PAGE]
            items = "".join(f'<li><h3><a href="{story.path}">{story.title}</a></h3></li>' for story in shown)
            pager = "".join(f'<a href="/{section}/?page={other}">{other}</a> ' for other in range(1, pages + 1))
            body = self._frame(section, f'<ul class="news-list">{items}</ul><div class="pagination">{pager}</div>')
            served[f"/{section}/?page={number}"] = page(body)
            if number == 1:
                served[f"/{section}/"] = page(body)
        return served

    def article(self, story: Story, origin: str) -> str:
        texts = [text.format(day=story.number % 28 + 1, number=story.number) for text in _SENTENCES]
        texts += [story.extra] if story.extra else []
        paragraphs = "".join(f"<p>{text}</p>" for text in texts)
        day = story.number % 9 + 1
        return self._frame(
            story.title,
            f'<article><h1 class="title">{story.title}</h1><span class="date">0{day}/03/2024 08:30</span>'
            f'<div class="content">{paragraphs}</div></article>',
            f'<link rel="canonical" href="{origin}{story.path}">'
            f'<meta property="og:type" content="article">'
            f'<meta property="article:published_time" content="2024-03-0{day}T08:30:00+07:00">',
        )

    def _frame(self, title: str, body: str, head: str = "") -> str:
        menu = "".join(f'<li><a href="/{section}/">{section}</a></li>' for section in SECTIONS)
        return (
            f'<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8"><title>{title}</title>{head}</head><body>'
            f'<nav class="menu"><ul><li><a href="/">Trang chủ</a></li>{menu}</ul></nav><main>{body}</main>'
            f'<footer class="footer">Cổng thông tin điện tử thị xã Sông Lam. Lượt truy cập: {self.counter}</footer>'
            "</body></html>"
        )


def _links(paths: list[str]) -> str:
    return "<ul>" + "".join(f'<li><a href="{path}">{path}</a></li>' for path in paths) + "</ul>"
