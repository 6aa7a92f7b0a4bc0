"""Thirty visits to a commune's portal over fourteen months: what happens before each, and what a true archive records.

Written before its author had read how the archive decides; README.md says what was changed afterwards, and why.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from tests.history.commune import Commune, Missing
from tests.history.commune_article import Piece, piece

COUNT = 70
TEXT, TITLE = frozenset({"text"}), frozenset({"title"})
# What happens (kind), the article's number, and the fields; a kind may end in the name of the place that it belongs to:
# ``refiled`` (another section of the first host), ``second`` (another host), ``third`` (another system there).
Expected = tuple[tuple[object, ...], ...]


def _pieces(first: int, last: int, newest: datetime, apart: int = 3) -> dict[int, Piece]:
    days = {n: newest - timedelta(days=apart * (last - n), minutes=11 * n % 500) for n in range(first, last + 1)}
    return {n: piece(n, days[n].isoformat(timespec="seconds")) for n in days}


@dataclass
class World:
    """The commune's portal, the host that it moves to in September, and who has been put aside."""

    first: Commune
    second: Commune
    up: set[str] = field(default_factory=lambda: {"first"})
    aside: dict[int, Piece] = field(default_factory=dict)
    filed: list[int] = field(default_factory=list)

    @classmethod
    def begin(cls) -> World:
        first, second = Commune(_pieces(1, COUNT, datetime(2025, 1, 5, 9, 30))), Commune({})
        first.posts[40].files = [("/documents/1256/28424/kh-40.pdf/a1b2c3", "Kế hoạch số 40/KH-UBND")]
        first.posts[63].files = [("/documents/1256/28424/tb-63.pdf/d4e5f6", "Thông báo số 63/TB-UBND")]
        first.strangers = [piece(n, f"2025-08-{n - 900:02}T08:00:00") for n in STRANGERS]
        first.next_home = second
        return cls(first, second)

    @property
    def present(self) -> Commune:
        return self.second if self.second.posts else self.first

    def edit(self, number: int, **changes: object) -> None:
        self.present.posts[number] = replace(self.present.posts[number], **changes)  # type: ignore[arg-type]

    def reword(self, number: int, place: int = 2) -> None:
        texts = list(self.present.posts[number].paragraphs)
        texts[place] = texts[place].replace(" ", " cùng ", 1)
        self.edit(number, paragraphs=texts)

    def remove(self, number: int, how: Missing) -> None:
        self.aside[number] = self.present.remove(number, how)


Happening = Callable[[World], object]


@dataclass(frozen=True)
class Visit:
    """One visit: its moment, what happens before it, and what it is to record."""

    now: str
    happens: Happening
    expected: Expected = ()


def _nothing(world: World) -> None:
    """Only counters, boxes, weather and the day change."""


def _all(*happenings: Happening) -> Happening:
    return lambda world: [happens(world) for happens in happenings]


def _weather(weather: str) -> Happening:
    def happens(world: World) -> None:
        world.first.weather = weather  # type: ignore[assignment]
        world.up = {"first"}

    return happens


def _down(world: World) -> None:
    world.first.weather = "fair"
    world.up = set()


def _reword(number: int) -> Happening:
    return lambda world: world.reword(number)


def _removed(number: int, how: Missing) -> Happening:
    return lambda world: world.remove(number, how)


def _back(number: int) -> Happening:
    return lambda world: world.first.put_back(world.aside[number])


def _number_in_a_table(world: World) -> None:
    one, two, three = world.first.posts[25].figures
    world.edit(25, figures=(one, two + 1, three))


def _second_wording(world: World) -> None:
    world.aside[21] = world.first.posts[21]
    world.reword(21, 3)


def _first_wording(world: World) -> None:
    world.edit(21, paragraphs=world.aside[21].paragraphs)


def _another_file(world: World) -> None:
    world.edit(40, files=[("/documents/1256/28424/kh-40-sua.pdf/0f9e8d", "Kế hoạch số 40/KH-UBND")])


def _published(first: int, last: int, newest: datetime) -> Happening:
    return lambda world: world.first.posts.update(_pieces(first, last, newest, apart=1))


def _renamed_section(world: World) -> None:
    world.first.sections[1] = (world.first.sections[1][0], "Nông thôn mới nâng cao - Đô thị văn minh")


def _empty_frames(world: World) -> None:
    """From now on the portlet shows its empty frame for every id that it does not find."""
    world.first.unknown = "empty"


def _refiled(world: World) -> None:
    world.first.weather = "fair"
    world.filed = world.first.file_under(3, 1)


def _old_addresses_lead_nowhere(world: World) -> None:
    world.first.weather = "fair"
    world.first.leads_on = False


def _moved(world: World) -> None:
    world.first.weather = "leads on"
    world.second.posts = {number: replace(one) for number, one in world.first.posts.items()}
    world.second.sections = dict(world.first.sections)
    world.up = {"first", "second"}


def _first_is_shut(world: World) -> None:
    world.first.weather = "shut"
    world.edit(47, title="Đính chính: " + world.second.posts[47].title)


def _another_system(world: World) -> None:
    world.second.system = "nukeviet"


_AT = "T08:30:00+07:00"
_LAST = COUNT + 4
# Filed under another section (in May), there when the host moves (in September).
FILED = tuple(n for n in range(1, COUNT + 4) if n % 4 == 3 and n not in {3, 55})
_THERE = tuple(n for n in range(1, _LAST + 1) if n not in {5, 58, 57, 3, 55, 54, 2, 50})


STRANGERS = tuple(range(901, 910))


def _each(kind: str, numbers: tuple[int, ...]) -> Expected:
    return tuple((kind, number) for number in numbers)


# Edited after it was filed anew: it moved from where it stood first, and from where it stood in this wording.
_REWORDED = (("moved as edited second", 35),)

VISITS = (
    Visit("2025-01-06" + _AT, _nothing, _each("new", tuple(range(1, COUNT + 1)))),
    Visit("2025-01-14" + _AT, _nothing),
    Visit("2025-01-31" + _AT, _all(_reword(12), _number_in_a_table), (("edited", 12, TEXT), ("edited", 25, TEXT))),
    Visit("2025-02-20" + _AT,
          _all(lambda world: world.edit(31, caption="Toàn cảnh buổi lễ ra quân (Ảnh: Nguyễn Văn Mẫu)"),
               lambda world: world.edit(18, title="Đính chính: " + world.first.posts[18].title)),
          (("edited", 31, frozenset({"captions"})), ("edited", 18, TITLE))),
    Visit("2025-02-21" + _AT, _all(_removed(66, "404"), _removed(5, "404"), _reword(9)), (("gone", 66),)),  # and SILENT
    Visit("2025-03-03" + _AT,
          _all(lambda world: world.edit(44, published="2024-10-02T14:05:00"), _another_file, _second_wording),
          (("confirmed", 66), ("edited", 44, frozenset({"published"})),
           ("edited", 40, frozenset({"attachments"})), ("edited", 21, TEXT))),
    Visit("2025-03-15" + _AT,
          _all(lambda world: world.edit(52, image="/documents/1256/28424/anh-52-moi.jpg/77aa52", caption=""),
               lambda world: world.edit(46, image="/documents/1256/28424/anh-46-moi.jpg/77aa46"), _first_wording),
          (("edited", 52, frozenset({"images", "captions"})), ("edited", 46, frozenset({"images", "captions"})),
           ("edited", 21, TEXT))),
    Visit("2025-03-20" + _AT, _all(_removed(60, "410"), _removed(58, "words")), (("gone", 60), ("gone", 58))),
    Visit("2025-03-30" + _AT, _all(_removed(57, "home"), _removed(3, "section")),
          (("confirmed", 60), ("confirmed", 58), ("gone", 57), ("gone", 3))),
    Visit("2025-04-08" + _AT,
          _all(_empty_frames, _removed(55, "empty"), _removed(54, "login"), _removed(2, "login form")),
          (("confirmed", 57), ("confirmed", 3), ("gone", 55))),  # what asks to log in is closed, not gone
    Visit("2025-04-21" + _AT,
          _all(_back(66), _reword(66), _back(60), _second_wording, _reword(50), _removed(50, "404")),
          (("confirmed", 55), ("back", 66), ("edited", 66, TEXT), ("back", 60),
           ("edited", 21, TEXT), ("gone", 50))),
    Visit("2025-04-22" + _AT, _all(_published(71, 73, datetime(2025, 4, 22, 7, 0)), _removed(64, "404")),
          (("confirmed", 50), *_each("new", (71, 72, 73)))),  # 64 is there again at the next visit
    Visit("2025-05-12" + _AT, _all(_back(64), _first_wording, _renamed_section), (("edited", 21, TEXT),)),
    Visit("2025-06-01" + _AT, _weather("maintenance")),
    Visit("2025-06-02" + _AT, _weather("503")),
    Visit("2025-06-04" + _AT, _refiled, (*_each("new refiled", FILED), *_each("moved refiled", FILED))),
    Visit("2025-06-16" + _AT, _down),
    Visit("2025-06-17" + _AT, _down),
    Visit("2025-06-18" + _AT, _all(_weather("fair"), _published(74, 74, datetime(2025, 6, 17, 16, 0))), (("new", 74),)),
    Visit("2025-07-10" + _AT, _weather("time-outs")),
    Visit("2025-07-18" + _AT, _weather("empty lists")),
    Visit("2025-07-26" + _AT, _weather("database")),
    Visit("2025-08-04" + _AT, _old_addresses_lead_nowhere),  # SILENT
    Visit("2025-08-25" + _AT, _weather("hacked")),
    Visit("2025-09-04" + _AT, _all(_weather("fair"), _reword(35)), (("edited refiled", 35, TEXT),)),
    # What stands at addresses of its own was published there that day; it may be a successor's first.
    Visit("2025-09-30" + _AT, _weather("another commune"), _each("new", STRANGERS)),
    Visit("2025-11-09" + _AT, _moved, (*_each("new second", _THERE), *_each("moved second", _THERE), *_REWORDED)),
    Visit("2025-12-10" + _AT, _first_is_shut, (("portal gone",), ("edited second", 47, TITLE))),
    Visit("2026-01-19" + _AT, _another_system,
          (("portal confirmed",), *_each("gone second", _THERE), *_each("new third", _THERE),
           *_each("moved third", _THERE), *(("moved as edited third", n) for _, n in _REWORDED))),
    Visit("2026-02-18" + _AT, lambda world: world.edit(30, title="Cập nhật: " + world.second.posts[30].title),
          (*_each("confirmed second", _THERE), ("edited third", 30, TITLE))),
)  # fmt: skip

# Nothing announces these: (article, what happens to it, at which visit at the soonest).
SILENT = (
    ("first 9", "edited", 5),
    ("first 5", "gone", 5),
    *((f"first {number}", "gone", 23) for number in FILED),
)
