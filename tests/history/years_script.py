"""Twenty-two visits to a town's NukeViet, the ward's that follows it, and a district's SharePoint, February to October.

Written before its author had read how the archive decides; README.md says what was changed afterwards, and why.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from tests.history.years_office import Office
from tests.history.years_portal import Portal, Weather
from tests.history.years_texts import Item, item, items, respelt, worded
from tests.history.years_town import Town

TOWN, OFFICE = 40, 20  # articles in the beginning
TEXT, TITLE, CAPTIONS = frozenset({"text"}), frozenset({"title"}), frozenset({"captions"})
PUBLISHED, FILES = frozenset({"published"}), frozenset({"attachments"})


@dataclass
class Region:
    """The portals, those whose hosts answer, those that speak TLS, and what has been put aside."""

    town: Town
    ward: Town
    office: Office
    up: set[str] = field(default_factory=lambda: {"town", "office"})
    secure: set[str] = field(default_factory=set)
    aside: dict[tuple[str, int], Item] = field(default_factory=dict)
    now: datetime = datetime(2025, 1, 1)

    @classmethod
    def begin(cls) -> Region:
        town = Town(items(1, TOWN, 5000, datetime(2025, 2, 2, 16, 10)))
        ward = Town({}, theme="gov", title="Cổng thông tin điện tử phường Hòa Giang", leaders=_OF_THE_WARD)
        office = Office(items(1, OFFICE, 7000, datetime(2025, 1, 31, 9, 5)))
        return cls(town, ward, office)

    def portal(self, host: str) -> Portal:
        found = getattr(self, host)
        assert isinstance(found, Portal)
        return found

    def change(self, host: str, number: int, change: Callable[[Item], Item]) -> None:
        posts = self.portal(host).posts
        posts[number] = change(posts[number])


_OF_THE_WARD = (("Trần Thị Thúy", "Chủ tịch UBND phường"), ("Phạm Đức Toàn", "Phó Chủ tịch UBND phường"))
Happening = Callable[[Region], object]
# kind, host, number (0: the portal), and the changed fields, or for a link host and number of the original
Expected = tuple[object, ...]


@dataclass(frozen=True)
class Visit:
    """One visit: its day, what happens before it, and what it is to record."""

    day: str
    happens: Happening
    expected: tuple[Expected, ...] = ()

    @property
    def now(self) -> str:
        return f"{self.day}T14:00:00+07:00"


def _all(*happenings: Happening) -> Happening:
    return lambda region: [happens(region) for happens in happenings]


def _nothing(region: Region) -> None:
    """Counters, ratings, tags, boxes inside of texts and relative dates change."""


def _changed(host: str, number: int, change: Callable[[Item], Item]) -> Happening:
    return lambda region: region.change(host, number, change)


def _edited(host: str, number: int, **changes: Any) -> Happening:
    return lambda region: region.portal(host).edit(number, **changes)


def _words(host: str, number: int, old: str, new: str) -> Happening:
    return _changed(host, number, lambda one: worded(one, old, new))


def _spelt(host: str, number: int, spell: str) -> Happening:
    return _changed(host, number, lambda one: respelt(one, spell))


def _weather(host: str, weather: Weather) -> Happening:
    def happens(region: Region) -> None:
        region.portal(host).weather = weather

    return happens


def _removed(host: str, how: str, *numbers: int) -> Happening:
    def happens(region: Region) -> None:
        for number in numbers:
            region.aside[host, number] = region.portal(host).remove(number, how)

    return happens


def _back(host: str, *numbers: int) -> Happening:
    return lambda region: [region.portal(host).put(region.aside[host, number]) for number in numbers]


def _readdressed(number: int, later: int, leads_on: bool = True, **changes: Any) -> Happening:
    return lambda region: region.town.readdress(number, later, leads_on, **changes)


def _published(host: str, number: int, published: str, like: int = 0) -> Happening:
    """Publish an article, or once more what another one says, under an id and a headline's slug of its own."""

    def happens(region: Region) -> None:
        made = item(number, {"town": 5000, "office": 7000, "ward": 6000}[host], datetime.fromisoformat(published))
        if like:
            said = region.portal(host).posts.get(like) or region.aside[host, like]
            made = replace(said, number=number, ident=number + 400, published=published)
        region.portal(host).put(made)

    return happens


def _imported(region: Region) -> None:
    for number in IMPORTED:
        region.office.put(item(number, 7000, datetime(2019, 3, number % 28 + 1, 8, number)))


# ---------------------------------------------------------------------------------- what happens

IMPORTED = (41, 42, 44, 45, 46, 48)  # none in the section that was removed
CLOSED = tuple(number for number in range(1, OFFICE + 1) if number % 4 == 3)
_BEFORE_THE_MERGER = (1, 2, 4, 8, 9, 17, 18, 26, 27, 60)  # taken off the town's portal in June
_LEFT_BEHIND = (10, 11, 13, 19, 22, 28, 29, 31, 34, 37)  # the town's, that the ward does not show
_TAKEN_OFF = (3, 5, 6, 7, 32, 33, 35, 36)  # by the ward, in September
# Numbers of articles at the addresses that they were given later -> their first ones.
_FIRST = {120: 20, 121: 21, 123: 23}


def _kept() -> tuple[int, ...]:
    here = [*range(1, TOWN + 1), *_FIRST, 61]
    gone = {*_BEFORE_THE_MERGER, *_LEFT_BEHIND, *_FIRST.values()}
    return tuple(number for number in here if number not in gone)


KEPT = _kept()


def _new_theme(region: Region) -> None:
    region.town.theme = "gov"


def _saved_anew(region: Region) -> None:
    for number, saved in ((5, "div"), (6, "word"), (30, "word")):
        region.town.edit(number, saved=saved)
    region.office.edit(5, saved="div")


def _speaks_tls(region: Region) -> None:
    region.secure.add("town")
    region.town.base = region.town.base.replace("http:", "https:")


def _wrong_clock(region: Region) -> None:
    region.town.now = datetime(2011, 1, 1, 0, 12)
    region.town.put(item(61, 5000, datetime(2011, 1, 1, 0, 5)))


def _section_is_removed(region: Region) -> None:
    region.office.closed.add(3)


def _announced(region: Region) -> None:
    region.office.banner = (
        "Từ ngày 01/7/2025, huyện Vĩnh Khê được sắp xếp thành các xã Khê Thượng, Khê Trung và Khê Hạ. Tin bài mới được "
        "đăng trên cổng của các xã."
    )


def _moves(region: Region) -> None:
    region.town.weather, region.town.next_home = "leads on", region.ward.base
    for number in KEPT:
        region.ward.put(region.town.posts[number])
    for number in (201, 202, 203):
        region.ward.put(item(number, 6000, datetime(2025, 7, number - 191, 8, 30)))
    region.up.add("ward")
    region.secure.add("ward")


def _town_is_dead(region: Region) -> None:
    region.up.discard("town")


def _new_leaders(region: Region) -> None:
    region.town.leaders = (("Vũ Xuân Oánh", "Chủ tịch UBND thị xã"), *region.town.leaders[1:])


def _each(kind: str, host: str, numbers: Iterable[int]) -> tuple[Expected, ...]:
    return tuple((kind, host, number) for number in numbers)


_MOVED = tuple(("moved", "ward", number, "town", _FIRST.get(number, number)) for number in KEPT)

VISITS = (
    Visit("2025-02-03", _nothing,
          (*_each("new", "town", range(1, TOWN + 1)), *_each("new", "office", range(1, OFFICE + 1)))),
    Visit("2025-02-05", _nothing),
    Visit("2025-02-12",
          _all(_saved_anew, _spelt("town", 7, "marks"), _spelt("town", 8, "marks"), _spelt("town", 9, "NFD"),
               _spelt("town", 10, "NFD"), _spelt("town", 11, "quotes"), _spelt("office", 12, "spaces"),
               _spelt("office", 13, "quotes"), _spelt("office", 14, "marks"),
               _words("town", 12, "Thị ủy viên, Phó Chủ tịch HĐND", "Thị ủy viên, Chủ tịch HĐND"),
               _words("office", 4, "ông Bùi Thanh Hòa", "ông Bùi Thành Hòa")),
          (("edited", "town", 12, TEXT), ("edited", "office", 4, TEXT))),
    Visit("2025-02-20",
          _all(_new_theme, _spelt("town", 9, "NFC"), _words("town", 14, "bà Đỗ Văn Hòa", "bà Đỗ Vân Hòa"),
               _edited("office", 6, caption="Các đại biểu chụp ảnh lưu niệm trước cổng làng")),
          (("edited", "office", 6, CAPTIONS), ("edited", "town", 14, TEXT))),
    Visit("2025-02-21",
          _all(_edited("town", 15, published="2025-02-21T07:45:00"), _edited("office", 9, image="anh-9.jpg?v=2"),
               _edited("office", 7, file="ke-hoach-7-thay-the.pdf"), _new_leaders),
          (("edited", "town", 15, PUBLISHED), ("edited", "office", 7, FILES),
           ("edited", "office", 9, CAPTIONS | {"images"}))),
    Visit("2025-03-03", _all(_removed("town", "section", 16), _removed("office", "error page", 10)),
          (("gone", "town", 16), ("gone", "office", 10))),
    Visit("2025-03-05", _nothing, (("confirmed", "town", 16), ("confirmed", "office", 10))),
    Visit("2025-03-12",
          _all(_back("town", 16), _back("office", 10),
               _words("office", 10, "đã ký cam kết", "đã ký bản cam kết")),
          (("back", "town", 16), ("back", "office", 10), ("edited", "office", 10, TEXT))),
    Visit("2025-03-13", _all(_weather("town", "503"), _weather("office", "maintenance"))),
    Visit("2025-03-14",
          _all(_weather("town", "fair"), _readdressed(20, 120, section=1), _readdressed(21, 121, False, section=2),
               _weather("office", "login")),
          (("new", "town", 120), ("moved", "town", 120, "town", 20), ("new", "town", 121),
           ("moved", "town", 121, "town", 21), ("gone", "town", 21))),
    Visit("2025-03-20", _all(_weather("town", "captcha"), _weather("office", "fair"), _section_is_removed),
          _each("gone", "office", CLOSED)),
    Visit("2025-03-28",
          _all(_weather("town", "fair"), _readdressed(23, 123, title="Thị xã sơ kết công tác dân vận quý I",
                                                      slug="thi-xa-so-ket-cong-tac-dan-van-quy-i"),
               _published("town", 60, "2025-03-27T10:00:00", like=24), _published("office", 50, "2026-03-27T15:30:00")),
          (("confirmed", "town", 21), *_each("confirmed", "office", CLOSED), ("new", "town", 123),
           ("moved", "town", 123, "town", 23), ("new", "town", 60), ("repeat", "town", 60, "town", 24),
           ("new", "office", 50))),
    Visit("2025-04-10", _all(_weather("office", "parked"), _speaks_tls)),
    Visit("2025-04-22",
          _all(_weather("office", "fair"), _imported, _edited("office", 50, published="2025-03-27T15:30:00"),
               _edited("town", 25, title="Khai mạc hội thi nông dân đua tài")),
          (*_each("new", "office", IMPORTED), ("edited", "office", 50, PUBLISHED), ("edited", "town", 25, TITLE))),
    Visit("2025-05-06", _wrong_clock, (("new", "town", 61),)),
    Visit("2025-06-02",
          _all(_edited("town", 61, published="2025-05-06T09:12:00"), _removed("office", "404", 5),
               _published("office", 51, "2025-06-01T08:00:00", like=5)),
          (("edited", "town", 61, PUBLISHED | {"updated"}), ("new", "office", 51), ("gone", "office", 5),
           ("moved", "office", 51, "office", 5))),
    Visit("2025-06-25", _removed("town", "section", *_BEFORE_THE_MERGER),
          (("confirmed", "office", 5), *_each("gone", "town", _BEFORE_THE_MERGER))),  # nobody can confirm it any more
    Visit("2025-07-15", _all(_moves, _announced),
          (*_each("new", "ward", (*KEPT, 201, 202, 203)), *_MOVED)),
    Visit("2025-08-12", _all(_town_is_dead, _words("ward", 30, "Chủ tịch UBND thị xã", "nguyên Chủ tịch UBND thị xã")),
          (("edited", "ward", 30, TEXT),)),
    Visit("2025-09-03", _all(_removed("ward", "section", *_TAKEN_OFF), _weather("office", "ended")),
          (*_each("gone", "ward", _TAKEN_OFF), ("portal gone", "office", 0))),
    Visit("2025-10-01", _nothing, (*_each("confirmed", "ward", _TAKEN_OFF), ("portal confirmed", "office", 0))),
    Visit("2025-10-02", _all(_back("ward", 3, 32, 36), _published("ward", 204, "2025-10-02T07:00:00")),
          (*_each("back", "ward", (3, 32, 36)), ("new", "ward", 204))),
)  # fmt: skip
