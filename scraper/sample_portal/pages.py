"""The pages of the sample portal as the seed's CMS emits them: markup, addresses and junk after portals.md.

Nothing here depends on the network: :class:`Site` turns a path into a page. The visitor counters in the foot differ
between visits, not between requests.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, timedelta
from functools import cache
from html import escape
from importlib import resources
from string import Template
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import parse_qs, urlsplit

from scraper.sample_portal import media
from scraper.sample_portal.body import render_body, render_links
from scraper.sample_portal.content import (
    APP,
    DOCUMENT_FOLDER,
    DOCUMENT_FOLDER_LABEL,
    FOLDERS,
    SITE_NAME,
    documents,
    file_path,
    stories,
)
from scraper.sample_portal.heads import page_head

if TYPE_CHECKING:
    from collections.abc import Callable

    from scraper.sample_portal.content import Document, Story

PAGE_LENGTH = 10
COUNTERS = {1: ("644.092", "104"), 2: ("651.377", "87")}  # visits and people online, as printed, by visit
_FIRST_DAY, _LAST_DAY = date(2025, 6, 2), date(2025, 6, 29)  # of the calendar
_ROBOTS = f"User-agent: *\nDisallow: {APP}/portal/search\n"
_FIGURES = ("banner", "logo", "favicon", "bando", "img_default")


class Page(NamedTuple):
    """An answer: status, media type, bytes, and whether it is a page (as opposed to a file)."""

    status: int
    media_type: str
    body: bytes
    is_page: bool = True


@cache
def _template(name: str) -> Template:
    return Template(_text(name))


def _text(name: str) -> str:
    return resources.files(__package__).joinpath("templates", name).read_text(encoding="utf-8")


@dataclass(slots=True)
class Site:
    """The portal at one visit, under one origin (``http://127.0.0.1:8765``)."""

    visit: int
    origin: str

    def page(self, target: str) -> Page:
        """Return what stands at ``target`` (path and query); the CMS's not-found page with status 404 otherwise."""
        parts = urlsplit(target)
        fixed: dict[str, Callable[[], Page]] = {
            "/": self._home,
            f"{APP}/portal": self._home,
            f"{APP}/en/portal": lambda: self._html("English", "<p>The English version is being updated.</p>"),
            f"{APP}/portal/lichcongtac": lambda: self._calendar(parse_qs(parts.query).get("ngay", [""])[0]),
            f"{APP}/portal/search": lambda: self._search(parse_qs(parts.query).get("q", [""])[0]),
            "/robots.txt": lambda: Page(200, "text/plain; charset=utf-8", _ROBOTS.encode(), is_page=False),
        }
        if parts.path in fixed:
            return fixed[parts.path]()
        match parts.path.removeprefix(APP).strip("/").split("/"):
            case ["portal", "folder", folder, *rest]:
                found = self._listing(folder, rest)
            case ["portal", "read", folder, table, name]:
                found = self._read(folder, table, name.removesuffix(".html"))
            case ["portal", "print", table, name]:
                found = self._print(table, name.removesuffix(".html"))
            case ["static", *rest]:
                found = _static(rest)
            case _:
                found = None
        return found or self._html("Không tìm thấy", "<p>Không tìm thấy nội dung bạn yêu cầu.</p>", status=404)

    def _html(self, title: str, content: str, *, head: str = "", status: int = 200) -> Page:
        visits, online = COUNTERS[self.visit]
        steady = [story for story in stories(self.visit) if not story.changing]
        menu = {**FOLDERS, DOCUMENT_FOLDER: DOCUMENT_FOLDER_LABEL}
        text = _template("layout.html").substitute(
            head=head or f"<title>{escape(title)} - {SITE_NAME}</title>",
            menu="".join(f'<li><a href="{_folder(slug)}">{escape(name)}</a></li>' for slug, name in menu.items()),
            newest=_links(steady[:5]),
            content=content,
            visits=visits,
            online=online,
        )
        return Page(status, "text/html; charset=utf-8", text.encode())

    def _home(self) -> Page:
        found = stories(self.visit)
        featured = "".join(
            f'<div class="item"><a href="{story.path()}"><img src={_avatar(story)} alt="" />'
            f"<h2>{escape(story.title)}</h2></a><p>{escape(story.lead)}</p></div>"
            for story in found[:3]
        )
        boxes = "".join(
            f'<div class="box_folder"><div class="box_title"><a href="{_folder(slug)}">{escape(label)}</a></div>'
            f"<ul>{_links([story for story in found if slug in story.folders][:4], slug)}</ul></div>"
            for slug, label in FOLDERS.items()
        )
        return self._html("Trang chủ", f'<div class="tinnoibat">{featured}</div>{boxes}')

    def _listing(self, folder: str, rest: list[str]) -> Page | None:
        """A page of a folder; the bare address and ``1.html`` are the same page."""
        name = rest[0] if rest else "1.html"
        label = {**FOLDERS, DOCUMENT_FOLDER: DOCUMENT_FOLDER_LABEL}.get(folder)
        if label is None or len(rest) > 1 or not name.removesuffix(".html").isdecimal():
            return None
        entries = _entries(folder, self.visit)
        number, last = int(name.removesuffix(".html")), max(1, -(-len(entries) // PAGE_LENGTH))
        if not 1 <= number <= last:
            return None
        shown = "".join(entries[(number - 1) * PAGE_LENGTH : number * PAGE_LENGTH])
        pager = "".join(
            f'<li{" class=active" if page == number else ""}><a href="{_folder(folder)}/{page}.html">{page}  </a></li>'
            for page in range(1, last + 1)
        )
        content = (
            f'<div class="breadcrumb_menu"><a href="/">Trang chủ</a> &raquo; '
            f'<a href="{_folder(folder)}">{label}</a></div>'
            f'<div id="title_page">{label}</div><ul class="list_news">{shown}</ul>'
            + (f'<div id="page"><ul class="page-ul pagination">{pager}</ul></div>' if last > 1 else "")
        )
        return self._html(label, content)

    def _read(self, folder: str, table: str, slug: str) -> Page | None:
        if (folder, table) == (DOCUMENT_FOLDER, "documents"):
            return next((self._document(found) for found in documents() if found.slug == slug), None)
        found = _story(self.visit, table, slug)
        if found is None or folder not in found.folders:
            return None
        related = [
            other
            for other in stories(self.visit)
            if found.folders[0] in other.folders and not other.changing and other is not found
        ]
        content = _template("article.html").substitute(
            folder=folder,
            label=escape(FOLDERS[folder]),
            title=escape(found.title),
            body=render_body(found),
            files=_files(found),
            print=f"{APP}/portal/print/{table}/{slug}.html",
            related=_links(related[:6]),
        )
        return self._html(found.title, content, head=page_head(found, self.origin))

    def _document(self, document: Document) -> Page:
        values = {key: escape(str(value)) for key, value in asdict(document).items() if key != "file"}
        name, label = document.file
        link = f'<a href="{file_path(name)}">{escape(label)}</a>'
        content = _template("document.html").substitute(
            values, file=link, folder=DOCUMENT_FOLDER, label=DOCUMENT_FOLDER_LABEL
        )
        return self._html(document.name, content, head=page_head(document, self.origin))

    def _print(self, table: str, slug: str) -> Page | None:
        found = _story(self.visit, table, slug)
        if found is None:
            return None
        text = (
            f"<!DOCTYPE html><html lang=vi><head><meta charset=utf-8>{page_head(found, self.origin)}</head>"
            f"<body onload=window.print()><h4>{escape(found.title)}</h4>{render_body(found)}</body></html>"
        )
        return Page(200, "text/html; charset=utf-8", text.encode())

    def _calendar(self, day_text: str) -> Page:
        """A day of the calendar. A mild trap: every page leads to the next day, for four weeks."""
        try:
            day = date.fromisoformat(day_text) if day_text else date(2025, 6, 16)
        except ValueError:
            day = _LAST_DAY + timedelta(days=1)
        if not _FIRST_DAY <= day <= _LAST_DAY:
            return self._html("Lịch công tác", "<p>Không có lịch công tác của ngày này.</p>", status=404)
        days = [day + timedelta(days=step) for step in (-1, 1, 7)]
        links = " ".join(
            f'<a href="{APP}/portal/lichcongtac?ngay={other}">{other:%d/%m/%Y}</a>'
            for other in days
            if _FIRST_DAY <= other <= _LAST_DAY
        )
        duty = ("họp giao ban", "tiếp công dân định kỳ", "làm việc tại cơ sở", "dự hội nghị trực tuyến")[day.day % 4]
        rows = (
            f"<tr><td>Sáng</td><td>Thường trực Thị ủy {duty}</td></tr>"
            "<tr><td>Chiều</td><td>Lãnh đạo UBND xử lý công việc</td></tr>"
        )
        return self._html(f"Lịch công tác ngày {day:%d/%m/%Y}", f'<table class="lich">{rows}</table><p>{links}</p>')

    def _search(self, query: str) -> Page:
        wanted = query.casefold()
        found = [story for story in stories(self.visit) if wanted and wanted in story.title.casefold()]
        return self._html("Tìm kiếm", f"<p>Có {len(found)} kết quả</p><ul>{_links(found[:20])}</ul>")


def _story(visit: int, table: str, slug: str) -> Story | None:
    return next((story for story in stories(visit) if (story.slug, story.table) == (slug, table)), None)


def _folder(slug: str) -> str:
    return f"{APP}/portal/folder/{slug}"


def _avatar(story: Story) -> str:
    return next(iter(story.pictures), f"{APP}/static/images/img_default.png")


def _links(found: list[Story], folder: str | None = None) -> str:
    return "".join(f'<li><a href="{story.path(folder)}">{escape(story.title)}</a></li>' for story in found)


def _entries(folder: str, visit: int) -> list[str]:
    if folder == DOCUMENT_FOLDER:
        return [
            f'<li><a href="{document.path()}"><h2 class="name">{escape(document.name)}</h2></a>'
            f'<div class="description">{escape(document.description)}</div></li>'
            for document in documents()
        ]
    return [
        f'<li><a href="{story.path(folder)}"><div class="avatar"><img src={_avatar(story)}></div>'
        f'<h2 class="name">{escape(story.title)}</h2></a><div class="description">{escape(story.lead)}</div></li>'
        for story in stories(visit)
        if folder in story.folders
    ]


def _files(story: Story) -> str:
    items = "".join(f"<li>{render_links(f'[{label}]({name})')}</li>" for name, label in story.files)
    return f'<div class="attachment"><strong>Tệp đính kèm</strong><ul>{items}</ul></div>' if items else ""


def _static(rest: list[str]) -> Page | None:
    """The files of the portal: any picture of the editor's folder, and what stories and documents link to."""
    name = rest[-1]
    match rest:
        case ["css", "portal.css"]:
            return Page(200, "text/css; charset=utf-8", _text("portal.css").encode(), is_page=False)
        case ["images", _] if name.removesuffix(".png") in _FIGURES:
            return Page(200, "image/png", media.picture(name), is_page=False)
        case ["uploads", "ckeditor", _] if name.endswith(".jpg"):
            return Page(200, "image/png", media.picture(name), is_page=False)
        case ["uploads", "files", _] if name.endswith(".pdf"):
            return Page(200, "application/pdf", media.pdf(name), is_page=False)
        case ["uploads", "files", _] if name.endswith(".docx"):
            word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
            return Page(200, word, media.docx(name), is_page=False)
    return None
