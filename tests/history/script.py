"""The thirty visits: when, what happened to the portal before each, and which events a true archive records at it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from tests.history.events import Event
from tests.history.site import Chronicle
from tests.portals.stories import Story

COUNT = 24
_ADDED = "Tin được bổ sung thêm một đoạn vào buổi chiều cùng ngày theo đề nghị của xã, sau khi có số liệu mới."


@dataclass
class World:
    """The two hosts of the district's portal (the later one exists from July on), and who has been put aside."""

    old: Chronicle
    new: Chronicle
    portal: str = ""
    aside: dict[int, Story] = field(default_factory=dict)
    is_down: bool = False  # nothing listens at the old host
    new_is_up: bool = False

    @classmethod
    def begin(cls) -> World:
        old = Chronicle.of(COUNT)
        old.leads[14] = "Tuyến đường được chờ đợi từ nhiều năm nay vừa được khởi công trong niềm vui của bà con."
        return cls(old, Chronicle({}, look="other system"))

    def remove(self, number: int, how: str = "404") -> None:
        self.aside[number] = self.old.remove(number, how)  # type: ignore[arg-type]


@dataclass(frozen=True)
class Visit:
    """One visit: its moment, what happens before it, and what it is to record (kind, article's number, fields)."""

    now: str
    happens: Callable[[World], None]
    expected: tuple[tuple[object, ...], ...] = ()


def _nothing(world: World) -> None:
    """Only counters, the order of other news and the day have changed."""


def _edit_and(*numbers: int) -> Callable[[World], None]:
    def happens(world: World) -> None:
        for number in numbers:
            world.old.edit(number, paragraphs=(*world.old.stories[number].paragraphs, _ADDED))

    return happens


def _there_and_back(world: World) -> None:
    world.old.edit(3, paragraphs=world.old.stories[3].paragraphs[:-1])
    world.old.edit(5, title="Đính chính: " + world.old.stories[5].title)


def _remove(**how: str) -> Callable[[World], None]:
    def happens(world: World) -> None:
        for number, answer in how.items():
            world.remove(int(number.removeprefix("n")), answer.replace("_", " "))

    return happens


def _put_back(number: int, added: str = "") -> Callable[[World], None]:
    def happens(world: World) -> None:
        world.old.put_back(world.aside[number])
        if added:
            _edit_and(number)(world)

    return happens


def _publish(world: World) -> None:
    world.old.put_back(world.aside[8])
    newest = Chronicle.of(COUNT + 1).stories[COUNT + 1]
    world.old.stories[newest.number] = newest


def _new_look(world: World) -> None:
    world.old.look = "new"


def _weather(weather: str) -> Callable[[World], None]:
    def happens(world: World) -> None:
        world.old.weather = weather  # type: ignore[assignment]
        world.is_down = False

    return happens


def _goes_down(world: World) -> None:
    world.is_down = True


def _own_template(world: World) -> None:
    world.old.unknown = "own template"
    world.remove(13, "own template")


def _parts(world: World) -> None:
    world.old.weather = "fair"
    world.old.leads[14] = "Huyện Phú Lương Hạ vừa công bố kế hoạch mới, áp dụng ngay từ đầu tháng sau cho các xã."
    world.old.captions[14] = "Quang cảnh buổi công bố kế hoạch tại hội trường huyện"
    world.old.files[15] = "Kế hoạch số 15/KH-UBND"


def _redate_and_put_back(world: World) -> None:
    world.old.edit(17, published="28/11/2023 10:15")
    world.old.put_back(world.aside[7])


def _move(world: World) -> None:
    world.old.weather = "moved"
    world.new.stories = dict(world.old.stories)
    world.new.leads, world.new.captions, world.new.files = world.old.leads, world.old.captions, world.old.files
    world.new_is_up = True


def _edit_at_the_new_host(world: World) -> None:
    _weather("shut")(world)
    world.new.edit(18, paragraphs=(*world.new.stories[18].paragraphs, _ADDED))


_AT = "T08:00:00+07:00"
TEXT = frozenset({"text"})
# At the new host stand all that were on the old one when it moved.
_MOVED = tuple(number for number in range(1, COUNT + 2) if number not in {9, 11, 12, 13})

VISITS = (
    Visit("2025-02-03" + _AT, _nothing, tuple(("new", number) for number in range(1, COUNT + 1))),
    Visit("2025-02-04" + _AT, _nothing),
    Visit("2025-02-05" + _AT, _edit_and(3), (("edited", 3, TEXT),)),
    Visit("2025-02-12" + _AT, _nothing),
    Visit("2025-02-13" + _AT, _there_and_back, (("edited", 3, TEXT), ("edited", 5, frozenset({"title"})))),
    Visit("2025-02-20" + _AT, _remove(n7="404"), (("gone", 7),)),
    Visit("2025-02-21" + _AT, _nothing, (("confirmed", 7),)),
    Visit("2025-02-22" + _AT, _remove(n8="404")),  # for a day only: that is no disappearance
    Visit("2025-02-24" + _AT, _publish, (("new", COUNT + 1),)),
    Visit("2025-03-03" + _AT, _new_look),
    Visit("2025-03-04" + _AT, _weather("503")),
    Visit("2025-03-05" + _AT, _goes_down),
    Visit("2025-03-06" + _AT, _weather("fair")),
    Visit("2025-03-10" + _AT, _remove(n9="410", n10="words"), (("gone", 9), ("gone", 10))),
    Visit(
        "2025-03-12" + _AT,
        _remove(n11="home", n12="error_page"),
        (("confirmed", 9), ("confirmed", 10), ("gone", 11), ("gone", 12)),
    ),
    Visit("2025-03-20" + _AT, _put_back(7), (("back", 7), ("confirmed", 11), ("confirmed", 12))),
    Visit("2025-03-21" + _AT, _put_back(10, _ADDED), (("back", 10), ("edited", 10, TEXT))),
    Visit("2025-04-01" + _AT, _own_template, (("gone", 13),)),
    Visit("2025-04-02" + _AT, _nothing, (("confirmed", 13),)),
    Visit("2025-04-10" + _AT, _weather("maintenance")),
    Visit(
        "2025-04-20" + _AT,
        _parts,
        (("edited", 14, frozenset({"lead", "captions", "images"})), ("edited", 15, frozenset({"attachments"}))),
    ),
    Visit("2025-05-05" + _AT, _nothing),
    Visit("2025-05-10" + _AT, _remove(n7="404"), (("gone", 7),)),
    Visit("2025-05-20" + _AT, _nothing, (("confirmed", 7),)),
    Visit(
        "2025-06-30" + _AT,
        _redate_and_put_back,
        (("edited", 17, frozenset({"published"})), ("back", 7)),
    ),
    Visit(
        "2025-07-02" + _AT,
        _move,
        (*(("new there", number) for number in _MOVED), *(("moved", number) for number in _MOVED)),
    ),
    Visit("2025-07-10" + _AT, _goes_down),
    Visit("2025-08-01" + _AT, _edit_at_the_new_host, (("portal gone",), ("edited there", 18, TEXT))),
    Visit("2025-08-02" + _AT, lambda world: None, (("portal confirmed",),)),
    Visit("2025-09-01" + _AT, _nothing),
)  # fmt: skip


def foretold(world: World) -> set[Event]:
    """Return the events that the script foretells; ``world.portal`` is the id of the old portal."""
    found = set()
    for place, visit in enumerate(VISITS, 1):
        for kind, *rest in visit.expected:
            number = rest[0] if rest else 0
            fields = rest[1] if len(rest) > 1 else frozenset()
            assert isinstance(kind, str)
            assert isinstance(number, int)
            assert isinstance(fields, frozenset)
            old, new = f"/tin-tuc/tin-{number}.html", f"/bai-viet/{number}"
            what = old if number else world.portal
            if kind.endswith(" there"):
                kind, what = kind.removesuffix(" there"), new
            elif kind == "moved":
                what = f"{old} to {new}"
            found.add(Event(place, kind, what, fields))
    return found
