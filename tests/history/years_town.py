"""A town's NukeViet before and after it was given another theme, and the ward's that follows it in July 2025."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from html import escape
from typing import ClassVar, Literal

from tests.history.years_portal import A_PAGE, CAPTCHA, HTML, MAINTENANCE, PARKED, Portal
from tests.history.years_texts import Item
from tests.portals.server import Reply, redirect

LEADERS = "/about/lanh-dao-uy-ban-nhan-dan.html"
_DAYS = ("hai", "ba", "tư", "năm", "sáu", "bảy")
_SAVED = {
    "p": ('<p style="text-align: justify;">', "</p>"),
    "div": ('<div class="MsoNormal"><span style="font-size:14pt"><span style="font-family:Times New Roman">',
            "</span></span></div>\n"),
    "word": ('<p class="MsoBodyText" style="margin:6pt 0cm"><span lang="VI"><o:p></o:p>', "</span></p>\n&nbsp;"),
}  # fmt: skip


@dataclass
class Town(Portal):
    """NukeViet: ``/<section>/<slug>-<id>.html``, pages ``/page-N/``; who asks for what is not there is led to the list.

    Attributes:
        theme: ``default`` as it comes with the system, or ``gov``, which prints relative dates.
        leaders: name and post of those whom the page of leaders shows.
    """

    theme: Literal["default", "gov"] = "default"
    leaders: tuple[tuple[str, str], ...] = (
        ("Nguyễn Quang Hòa", "Chủ tịch UBND thị xã"),
        ("Trần Thị Thúy", "Phó Chủ tịch UBND thị xã"),
        ("Lê Hữu Khánh", "Phó Chủ tịch UBND thị xã"),
    )
    title: str = "Cổng thông tin điện tử thị xã Hòa Giang"

    sections: ClassVar = (
        ("tin-tuc-su-kien", "Tin tức - Sự kiện"),
        ("kinh-te", "Kinh tế"),
        ("van-hoa-xa-hoi", "Văn hóa - Xã hội"),
        ("an-ninh-quoc-phong", "An ninh - Quốc phòng"),
    )

    def path(self, one: Item) -> str:
        return f"/{self.sections[one.section][0]}/{one.slug}-{one.ident}.html"

    def spoilt(self, path: str) -> Reply | None:
        if self.weather == "503":
            return Reply(b"<html><body><h1>503 Service Unavailable</h1></body></html>", 503, dict(HTML))
        return {"maintenance": MAINTENANCE, "parked": PARKED, "captcha": CAPTCHA}[self.weather]

    def page(self, path: str) -> Reply:
        for one in self.posts.values():
            if self.path(one) == path:
                return self._article(one)
        if path in self.formerly:
            return redirect(self.base + self.path(self.posts[self.formerly[path]]))
        if path in self.missing:
            return (
                redirect(f"{self.base}/{path.split('/')[1]}/", 302) if self.missing[path] == "section" else self._none()
            )
        if path == "/":
            blocks = "".join(self._block(section) for section in range(len(self.sections)))
            return self._frame(self.title, blocks)
        if path == LEADERS:
            return self._leaders()
        for section, (slug, _) in enumerate(self.sections):
            turned = path.removeprefix(f"/{slug}/").removeprefix("page-").rstrip("/")
            if path.startswith(f"/{slug}/") and (turned or "1").isdecimal():
                return self._list(section, int(turned or "1"))
            if path.startswith(f"/{slug}/"):
                return redirect(f"{self.base}/{slug}/", 302)
        return self._none()

    # ------------------------------------------------------------------ lists

    def _none(self) -> Reply:
        words = "<h2>Lỗi 404 - Không tìm thấy trang</h2><p>Trang bạn yêu cầu không tồn tại.</p>"
        return self._frame("Error 404", f'<div class="nv-fullbg text-center">{words}</div>', status=404)

    def _block(self, section: int) -> str:
        slug, name = self.sections[section]
        newest = self._entries(self.latest(section)[:4])
        return f'<div class="news_column"><h4><a href="/{slug}/">{name}</a></h4>{newest}</div>'

    def _list(self, section: int, number: int) -> Reply:
        slug, name = self.sections[section]
        found = self.latest(section)
        pages = "".join(
            f'<li><a href="/{slug}/{f"page-{n}/" if n > 1 else ""}">{n}</a></li>'
            for n in range(1, -(-len(found) // A_PAGE) + 1)
        )
        entries = self._entries(found[(number - 1) * A_PAGE : number * A_PAGE])
        return self._frame(name, f'<div class="news_column">{entries}</div><ul class="pagination">{pages}</ul>')

    def _entries(self, found: list[Item]) -> str:
        return "".join(
            f'<div class="panel panel-default"><h3><a href="{self.path(one)}" title="{escape(one.title)}">'
            f'{escape(one.title)}</a></h3><span class="text-muted">{self._listed(one)} | Đã xem: {self.hits % 991}'
            f"</span><p>{escape(one.lead[:90])}...</p></div>"
            for one in found
        )

    def _listed(self, one: Item) -> str:
        if self.theme == "gov":
            return self.ago(one.published)
        return f"{datetime.fromisoformat(one.published):%d/%m/%Y %H:%M:%S}"

    def _leaders(self) -> Reply:
        rows = "".join(
            f'<tr><td><img src="/uploads/about/{n}.jpg" width="120"></td><td><strong>{name}</strong><br>{post}<br>'
            f"Điện thoại: 0239.3.{n}00.{n}00</td></tr>"
            for n, (name, post) in enumerate(self.leaders, 1)
        )
        body = f'<div class="page panel panel-default"><h1>Lãnh đạo Ủy ban nhân dân</h1><table>{rows}</table></div>'
        return self._frame("Lãnh đạo Ủy ban nhân dân", body)

    # ------------------------------------------------------------------ an article

    def _article(self, one: Item) -> Reply:
        body = self._default(one) if self.theme == "default" else self._gov(one)
        return self._frame(one.title, body, head=self._head(one))

    def _head(self, one: Item) -> str:
        stamp = datetime.fromisoformat(one.published)
        if self.theme == "default":
            return (
                f'<meta property="og:title" content="{escape(one.title)}"><meta property="og:type" content="article">'
                f'<meta property="article:published_time" content="{stamp:%Y-%m-%dEDT%H:%M:%S}">'
                f'<meta property="article:tag" content="{one.tags[self.hits % len(one.tags)]}">'
            )
        said = {
            "@context": "https://schema.org", "@type": "NewsArticle", "headline": one.title,
            "datePublished": f"{one.published}+07:00", "dateModified": f"{self.now:%Y-%m-%dT%H:%M:%S}+07:00",
            "interactionStatistic": {"@type": "InteractionCounter", "userInteractionCount": self.hits},
        }  # fmt: skip
        return f'<script type="application/ld+json">{json.dumps(said, ensure_ascii=False)}</script>'

    def _body(self, one: Item) -> str:
        before, behind = _SAVED[one.saved]
        written = [f"{before}{escape(text, quote=False)}{behind}" for text in one.paragraphs]
        links = "".join(f'<li><a href="{self.path(o)}">{escape(o.title)}</a></li>' for o in self.others(one, 2, 5))
        written.insert(2, f'<div class="box-tin-lien-quan"><strong>Tin liên quan</strong><ul>{links}</ul></div>')
        if one.file:
            written.append(f'<p><a href="/uploads/news/{one.file}">Tải kế hoạch tại đây</a></p>')
        return "".join(written)

    def _figure(self, one: Item, kind: str) -> str:
        if not one.image:
            return ""
        return (
            f'<figure class="{kind}"><img src="/uploads/news/{one.image}" alt="{escape(one.title)}">'
            f"<figcaption>{escape(one.caption)}</figcaption></figure>"
        )

    def _default(self, one: Item) -> str:
        stamp = datetime.fromisoformat(one.published)
        day = "Chủ nhật" if stamp.weekday() == 6 else f"Thứ {_DAYS[stamp.weekday()]}"
        newer = "".join(
            f'<li><a href="{self.path(o)}">{escape(o.title)}</a> <em>({o.published[:10]})</em></li>'
            for o in self.others(one, 4)
        )
        tags = ", ".join(f'<a href="/tag/{n}/">{t}</a>' for n, t in enumerate(one.tags[: 1 + self.hits % 2]))
        votes = self.hits % 9
        return (
            '<div class="news_column panel panel-default" itemscope itemtype="http://schema.org/NewsArticle">'
            f'<h1 class="title margin-bottom-lg" itemprop="headline">{escape(one.title, quote=False)}</h1>'
            f'<span class="hidden" itemprop="datePublished">{self.now:%Y-%m-%dT%H:%M:%S}+07:00</span>'
            f'<span class="h5">{day} - {stamp:%d/%m/%Y %H:%M}</span><span>Đã xem: {self.hits % 997}</span>'
            f'<div class="hometext" itemprop="description">{escape(one.lead, quote=False)}</div>'
            f"{self._figure(one, 'article center')}"
            f'<div id="news-bodyhtml" class="bodytext" itemprop="articleBody">{self._body(one)}</div>'
            f'<p class="h5 text-right"><strong>Tác giả: </strong>{one.author}</p></div>'
            f'<div class="panel-body"><p id="stringrating">Tổng số điểm của bài viết là: {votes * 4} trong {votes} '
            f'đánh giá</p></div><div class="h5"><strong>Từ khóa: </strong>{tags}</div>'
            f'<div id="idcomment"><h3>Ý kiến bạn đọc</h3><p>{self.hits % 5} ý kiến, mới nhất {self.hits % 20 + 1} giờ '
            f'trước</p></div><p class="h3">Những tin mới hơn</p><ul class="detail-related">{newer}</ul>'
        )

    def _gov(self, one: Item) -> str:
        cards = "".join(
            f'<div class="card"><a href="{self.path(o)}"><h4>{escape(o.title)}</h4></a>'
            f"<small>{self.ago(o.published)}</small></div>"
            for o in self.others(one, 3, 7)
        )
        section = self.sections[one.section]
        return (
            f'<nav class="breadcrumb"><a href="/">Trang chủ</a> / <a href="/{section[0]}/">{section[1]}</a></nav>'
            f'<article class="nd"><header class="nd-head"><h1 class="nd-title">{escape(one.title, quote=False)}</h1>'
            f'<div class="nd-meta"><i class="icon-clock"></i><time datetime="{one.published}+07:00">'
            f'{self.ago(one.published)}</time><span class="nd-view"><i class="icon-eye"></i> {self.hits % 997} '
            f'lượt xem</span></div></header><div class="nd-sapo">{escape(one.lead, quote=False)}</div>'
            f"{self._figure(one, 'nd-image')}"
            f'<div class="nd-content">{self._body(one)}</div><p class="nd-author">Tác giả: {one.author}</p></article>'
            f'<div class="nd-share">Chia sẻ <a href="https://zalo.me/s">Zalo</a> {self.hits % 40}</div>'
            f'<section class="cung-chuyen-muc"><h3>Cùng chuyên mục</h3>{cards}</section>'
        )

    def _frame(self, title: str, body: str, status: int = 200, head: str = "") -> Reply:
        links = "".join(f'<li><a href="/{slug}/">{name}</a></li>' for slug, name in self.sections)
        menu = (
            f'<ul class="nav"><li><a href="/">Trang chủ</a></li>{links}<li><a href="{LEADERS}">Lãnh đạo</a></li></ul>'
        )
        counter = f'<ul class="counter"><li>Đang truy cập: {self.hits % 31}</li><li>Tổng lượt: {self.hits}</li></ul>'
        made = f'<meta name="generator" content="NukeViet v4.5"><title>{escape(title)}</title>{head}'
        if self.theme == "default":
            top = f'<div id="header"><h2>{self.title}</h2>{menu}</div>'
            inside = f'{top}<div id="body">{body}</div><div id="footer">{counter}</div>'
        else:
            inside = (
                f'<div class="top">Hôm nay: {self.now:%d/%m/%Y}</div><header class="site">{self.title}{menu}'
                f'</header><main><div class="row"><div class="col-9">{body}</div><aside class="col-3">{counter}</aside>'
                "</div></main>"
            )
        text = f'<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8">{made}</head><body>{inside}</body></html>'
        return Reply(text.encode(), status, dict(HTML))
