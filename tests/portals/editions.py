"""A made-up portal of any size whose editors are at work between two visits: they publish, edit, move and remove."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cached_property
from html import escape

from tests.portals.made import Links, MadePortal
from tests.portals.server import Reply
from tests.portals.stories import SECTIONS, Story, stories


class Editions(MadePortal):
    """Lists of ten with a pager that names the neighbouring pages; with or without a sitemap and a feed.

    Attributes:
        sitemap: whether ``/sitemap.xml`` lists every article with the day of its last change.
        feed: whether ``/rss.xml`` lists the latest ten.
        days: the days of changes that the sitemap names, by story number.
        left_out: stories that the sitemap names no more although they are still there, by number.
    """

    known = frozenset({"trang"})
    per_page = 10

    def __init__(self, count: int, *, sitemap: bool = False, feed: bool = False) -> None:
        super().__init__(stories(count))
        self.sitemap, self.feed = sitemap, feed
        self.days: dict[int, str] = {}
        self.left_out: set[int] = set()

    def article_path(self, story: Story) -> str:
        return f"/tin/{story.number}-bai-viet.html"

    def list_path(self, section: str, number: int) -> str:
        return f"/muc/{section}" + (f"?trang={number}" if number > 1 else "")

    # ------------------------------------------------------------------ what the editors do

    def publish(self, section: str, place: int = 0, published: str = "02/11/2026 08:30") -> Story:
        """Put a new article into a section, at a place of its list, and return it."""
        number = max(story.number for story in self.stories) + 1
        made = replace(stories(number)[0], section=section, published=published)
        before = self._of(section)[place]
        self.stories.insert(0 if place == 0 else self.stories.index(before), made)
        self.changed()
        return made

    def edit(self, story: Story, *, title: str | None = None) -> Story:
        """Add a paragraph to an article, or give it another headline; returns it as it is now."""
        paragraphs = (*story.paragraphs, "Tin được bổ sung thêm một đoạn vào buổi chiều cùng ngày theo đề nghị của xã.")
        edited = replace(story, title=title or story.title, paragraphs=paragraphs)
        self.stories[self.stories.index(story)] = edited
        self.changed()
        return edited

    def remove(self, story: Story) -> None:
        """Take an article off the portal."""
        self.stories.remove(story)
        self.changed()

    def raise_to_front(self, story: Story) -> None:
        """Put an article at the front of its section again."""
        self.stories.remove(story)
        self.stories.insert(0, story)
        self.changed()

    def changed(self) -> None:
        """Serve the stories as they are now."""
        self.__dict__.pop("_cached", None)

    def day(self, story: Story) -> str:
        """The day of an article's last change as the sitemap names it."""
        return self.days.get(story.number, f"2023-0{story.number % 9 + 1}-{story.number % 27 + 1:02}")

    def of(self, section: str) -> list[Story]:
        """The articles of a section in the order of its list."""
        return self._of(section)

    # ------------------------------------------------------------------ what is served

    @cached_property
    def _cached(self) -> dict[str, Callable[[str], str]]:
        return super()._table()

    def _table(self) -> dict[str, Callable[[str], str]]:
        return self._cached

    def frame(self, path: str, title: str, body: str) -> str:
        head = '<link rel="alternate" type="application/rss+xml" href="/rss.xml">' if self.feed else ""
        return super().frame(path, title, body).replace("</head>", f"{head}</head>")

    def other(self, path: str) -> Reply | None:
        xml = {"Content-Type": "application/xml; charset=utf-8"}
        if path == "/sitemap.xml" and self.sitemap:
            entries = "".join(
                f"<url><loc>{self.url.rstrip('/')}{self.article_path(story)}</loc>"
                f"<lastmod>{self.day(story)}</lastmod></url>"
                for story in self.stories
                if story.number not in self.left_out
            )
            text = f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{entries}</urlset>'
            return Reply(text.encode(), headers=xml, conditional=True)
        if path == "/rss.xml" and self.feed:
            items = "".join(
                f"<item><title>{escape(story.title)}</title><link>{self.url.rstrip('/')}{self.article_path(story)}</link>"
                "</item>"
                for story in self.stories[:10]
            )
            text = f'<rss version="2.0"><channel><title>Tin mới</title>{items}</channel></rss>'
            return Reply(text.encode(), headers=xml, conditional=True)
        return None

    def menu(self) -> Links:
        return [("/", "Trang chủ"), *((self.list_path(one, 1), label) for one, label in SECTIONS.items())]
