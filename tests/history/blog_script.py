"""Thirty visits to a town's WordPress, days to weeks apart: what happens before each, and what a true archive records.

Written before its author had read how the archive decides; README.md says what was changed afterwards, and why.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from tests.history.blog import CATEGORIES, Blog
from tests.history.texts import Post, post

COUNT, LATER = 130, 12
TEXT, TITLE = frozenset({"text"}), frozenset({"title"})
# kind, number of the post, fields; a kind may end in the name of the host that it belongs to
Expected = tuple[tuple[object, ...], ...]


def _posts(first: int, last: int, newest: datetime) -> dict[int, Post]:
    days = {
        number: newest - timedelta(days=2 * (last - number), minutes=7 * number % 400)
        for number in range(first, last + 1)
    }
    return {number: post(number, len(CATEGORIES), days[number].isoformat(timespec="seconds")) for number in days}


@dataclass
class Town:
    """The town's blog, the place that it moves to in May, and the system that a successor puts up elsewhere in June."""

    first: Blog
    second: Blog
    third: Blog
    today: str = ""
    up: set[str] = field(default_factory=lambda: {"first"})
    aside: dict[int, Post] = field(default_factory=dict)

    @classmethod
    def begin(cls) -> Town:
        first = Blog(_posts(1, COUNT, datetime(2025, 1, 5, 9, 30)))
        first.posts[88].caption = "Đông đảo bà con đến dự buổi bàn giao (Ảnh: Trần Văn Thử)"
        first.posts[40].files = [("/wp-content/uploads/2024/ke-hoach-40.pdf", "Kế hoạch số 40/KH-UBND (tải về)")]
        second, third = Blog({}, prefix="/cong", theme="blocks"), Blog({}, theme="blocks", scheme="other system")
        first.next_home = second
        return cls(first, second, third)

    @property
    def present(self) -> Blog:
        """The host that is edited at present."""
        return self.third if self.third.posts else self.second if self.second.posts else self.first

    def edit(self, number: int, silently: bool = False, **changes: object) -> None:
        changed = {} if silently else {"changed": self.today[:19]}
        self.present.posts[number] = replace(self.present.posts[number], **changes, **changed)  # type: ignore[arg-type]

    def reword(self, number: int, silently: bool = False) -> None:
        texts = self.present.posts[number].paragraphs
        self.edit(number, silently, paragraphs=[*texts[:2], texts[2].replace(" ", " hơn ", 1), *texts[3:]])

    def remove(self, number: int, how: str) -> None:
        self.aside[number] = self.present.remove(number, how)  # type: ignore[arg-type]


@dataclass(frozen=True)
class Visit:
    """One visit: its moment, what happens before it, and what it is to record."""

    now: str
    happens: Callable[[Town], object]
    expected: Expected = ()


_B = "Đoạn này được viết lại sau khi các hộ dân phản ánh số liệu cũ chưa đúng với thực tế tại thôn."


def _nothing(town: Town) -> None:
    """Only the counters run."""


def _back_to_the_first_wording(town: Town) -> None:
    town.edit(64, paragraphs=town.aside[64].paragraphs)


def _to_the_second_wording(town: Town) -> None:
    town.aside.setdefault(64, town.first.posts[64])
    town.edit(64, paragraphs=[*town.aside[64].paragraphs[:-1], _B])


def _word(town: Town) -> None:
    town.reword(120)
    _to_the_second_wording(town)


def _caption(town: Town) -> None:
    town.edit(88, caption="Đông đảo bà con đến dự buổi bàn giao (Ảnh: Lê Thị Mẫu)")
    town.first.plugins.add("comments")


def _order(town: Town) -> None:
    one, two, three, four = town.first.posts[70].paragraphs
    town.edit(70, paragraphs=[one, three, two, four])
    _back_to_the_first_wording(town)


def _stamp_and_silence(town: Town) -> None:
    town.edit(55, published="2024-08-12T15:45:00")
    town.reword(30, silently=True)
    town.reword(15, silently=True)


def _file(town: Town) -> None:
    town.edit(40, files=[("/wp-content/uploads/2025/ke-hoach-40-thay-the.pdf", "Kế hoạch số 40/KH-UBND (tải về)")])
    town.first.plugins.add("share")


def _related(town: Town) -> None:
    town.first.plugins.add("related")
    _to_the_second_wording(town)


def _removes(*removed: tuple[int, str]) -> Callable[[Town], None]:
    def happens(town: Town) -> None:
        for number, how in removed:
            town.remove(number, how)

    return happens


def _twelve_more(town: Town) -> None:
    town.first.put_back(town.aside[110])
    town.first.posts |= _posts(COUNT + 1, COUNT + LATER, datetime(2025, 3, 24, 7, 0))


def _returns_elsewhere(town: Town) -> None:
    former = town.first.missing[33][0]
    town.first.put_back(replace(town.aside[33], slug=town.aside[33].slug + "-2", changed=town.today[:19]))
    town.first.formerly[former] = 33


def _renamed(town: Town) -> None:
    town.edit(76, title="Cập nhật: " + town.first.posts[76].title)
    town.first.rename(76, "cap-nhat-" + town.first.posts[76].slug)


def _new_theme(town: Town) -> None:
    town.remove(60, "404")
    town.first.theme = "blocks"


def _weather(weather: str, **up: bool) -> Callable[[Town], None]:
    def happens(town: Town) -> None:
        town.first.weather = weather  # type: ignore[assignment]
        town.up = {"first"} if up.get("up", True) else set()

    return happens


def _the_day_after(town: Town) -> None:
    town.first.weather = "fair"
    town.reword(105)


def _moves(town: Town) -> None:
    town.second.posts = dict(town.first.posts)
    town.second.plugins = set(town.first.plugins)
    town.first.weather = "leads on"
    town.up.add("second")


def _successor(town: Town) -> None:
    town.third.posts = dict(town.second.posts)
    town.up.add("third")


def _edited_by_the_successor(town: Town) -> None:
    town.edit(104, paragraphs=[*town.third.posts[104].paragraphs, _B])
    town.third.posts |= _posts(COUNT + LATER + 1, COUNT + LATER + 1, datetime(2025, 6, 8, 8, 0))


def _old_one_is_shut(town: Town) -> None:
    town.second.weather = "shut"


_AT = "T09:00:00+07:00"
_GONE = {47, 28, 60, 92, 97}
_MOVED = tuple(number for number in range(1, COUNT + LATER + 1) if number not in _GONE)
_NEW = tuple(("new", number) for number in range(COUNT + 1, COUNT + LATER + 1))

VISITS = (
    Visit("2025-01-06" + _AT, _nothing, tuple(("new", number) for number in range(1, COUNT + 1))),
    Visit("2025-01-09" + _AT, _nothing),
    Visit("2025-01-13" + _AT, _word, (("edited", 120, TEXT), ("edited", 64, TEXT))),
    Visit("2025-01-20" + _AT, lambda town: town.edit(101, title="Đính chính: " + town.first.posts[101].title),
          (("edited", 101, TITLE),)),
    Visit("2025-01-27" + _AT, _caption, (("edited", 88, frozenset({"captions"})),)),
    Visit("2025-02-03" + _AT, _order, (("edited", 70, TEXT), ("edited", 64, TEXT))),
    Visit("2025-02-10" + _AT, _stamp_and_silence, (("edited", 55, frozenset({"published"})),)),  # and SILENT
    Visit("2025-02-17" + _AT, _file, (("edited", 40, frozenset({"attachments"})),)),
    Visit("2025-02-24" + _AT, _related, (("edited", 64, TEXT),)),
    Visit("2025-03-03" + _AT, _removes((110, "404"), (33, "410")), (("gone", 110), ("gone", 33))),
    Visit("2025-03-06" + _AT, _removes((97, "oops")), (("confirmed", 110), ("confirmed", 33), ("gone", 97))),
    Visit("2025-03-10" + _AT, _removes((92, "home"), (47, "?p="), (28, "category")),
          (("confirmed", 97), ("gone", 92), ("gone", 47), ("gone", 28))),
    Visit("2025-03-17" + _AT, lambda town: town.first.plugins.add("ads"),
          (("confirmed", 92), ("confirmed", 47), ("confirmed", 28))),
    Visit("2025-03-24" + _AT, _twelve_more, (("back", 110), *_NEW)),
    Visit("2025-03-31" + _AT, _returns_elsewhere, (("new", 33), ("moved", 33))),
    Visit("2025-04-03" + _AT, _renamed, (("new", 76), ("moved", 76))),
    Visit("2025-04-07" + _AT, _new_theme, (("gone", 60),)),
    Visit("2025-04-08" + _AT, _weather("challenge")),
    Visit("2025-04-09" + _AT, _weather("fair", up=False)),
    Visit("2025-04-14" + _AT, _weather("fair"), (("confirmed", 60),)),
    Visit("2025-04-21" + _AT, _weather("cut")),
    Visit("2025-04-28" + _AT, _weather("articles 500")),
    Visit("2025-05-05" + _AT, _weather("hacked")),
    Visit("2025-05-08" + _AT, _the_day_after, (("edited", 105, TEXT),)),
    Visit("2025-05-19" + _AT, _moves,
          (*(("new second", number) for number in _MOVED), *(("moved second", number) for number in _MOVED))),
    Visit("2025-05-26" + _AT, lambda town: town.edit(99, title="Đính chính: " + town.second.posts[99].title),
          (("edited second", 99, TITLE),)),
    Visit("2025-06-02" + _AT, _successor,
          (*(("new third", number) for number in _MOVED), *(("copy third", number) for number in _MOVED))),
    Visit("2025-06-09" + _AT, _edited_by_the_successor, (("edited third", 104, TEXT),
                                                       ("new third", COUNT + LATER + 1))),
    Visit("2025-06-23" + _AT, _old_one_is_shut, (("portal gone second",),)),
    Visit("2025-06-30" + _AT, _nothing, (("portal confirmed second",),)),
)  # fmt: skip
SILENT, SILENT_SINCE = (30, 15), 7  # edited at this visit, and nothing says so
