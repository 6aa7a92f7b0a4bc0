"""A made-up portal that takes articles away in every way portals do, and has faults that look like it."""

from __future__ import annotations

from collections.abc import Callable

from tests.portals.editions import Editions
from tests.portals.server import Reply, page, redirect
from tests.portals.stories import Story

# What is answered for an address of the portal; ``path`` is the address.
Answers = Callable[[str], Reply]


class Removals(Editions):
    """Its sections are folders, each with an answer of its own for what does not exist.

    Attributes:
        missing: what the portal answers for what does not exist, by section; 404 for the other ones.
        instead: what it answers for single addresses, in place of what stands there.
    """

    def __init__(self, count: int = 12) -> None:
        super().__init__(count)
        self.missing: dict[str, Answers] = {}
        self.instead: dict[str, Answers] = {}
        self.visits = 0

    def reply(self, path: str) -> Reply:
        if path in self.instead:
            return self.instead[path](path)
        return super().reply(path)

    def article_path(self, story: Story) -> str:
        return f"/tin/{story.section}/{story.number}-bai-viet.html"

    def other(self, path: str) -> Reply | None:
        if path.startswith("/tin/") and (answers := self.missing.get(path.split("/")[2])):
            return answers(path)
        return super().other(path)

    def frame(self, path: str, title: str, body: str) -> str:
        self.visits += 1  # a counter on every page
        return super().frame(path, title, f"{body}<p>Lượt truy cập: {90_000 + self.visits}</p>")

    def notice(self, words: str) -> Answers:
        """A page of the portal with these words in place of an article."""
        return lambda path: page(self.frame(path, "Chi tiết bài viết", f'<div class="tb">{words}</div>'))

    def template(self) -> Answers:
        """The portal's page for what does not exist: no word says so; the address is repeated, a clock runs."""
        return lambda path: page(
            self.frame(
                path,
                "Chi tiết",
                f"<h2>Mời bạn đọc chọn chuyên mục khác</h2><p>Địa chỉ đã nhập: {path}. Bây giờ là {self.visits % 24}:05"
                f"</p><ul>{self.links([('/', 'Về đầu trang'), ('/chi-o-day', 'Xem')])}</ul>",
            )
        )

    def fallback(self) -> Answers:
        """An article that is shown for everything that does not exist: an introduction of the portal."""
        text = (
            "<p>Trang tin của huyện Sông Lam đăng tải hoạt động của các cơ quan, đơn vị và đời sống của nhân dân.</p>"
        )
        more = (
            "<p>Bạn đọc gửi bài về bộ phận biên tập vào giờ làm việc; bài được đăng sau khi đã kiểm duyệt nội dung.</p>"
        )
        body = f"<article><h1>Giới thiệu bạn đọc về trang tin huyện</h1>{text}{more}</article>"
        return lambda path: page(self.frame(path, "Giới thiệu bạn đọc về trang tin huyện", body))

    def take_away(self, section: str, place: int = 2) -> str:
        """Take the article at a place of a section off the lists and away; returns its address."""
        story = self.of(section)[place]
        self.remove(story)
        return self.article_path(story)


def leads_to(location: str) -> Answers:
    """A redirect; ``{path}`` stands for the address that was asked for."""
    return lambda path: redirect(location.format(path=path), 302)


def status(number: int) -> Answers:
    """A status with a page of two words."""
    return lambda path: Reply(b"<html><body>khong co</body></html>", number, {"Content-Type": "text/html"})
