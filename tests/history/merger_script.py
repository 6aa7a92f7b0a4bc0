"""Thirty visits around a merger: three old portals that end, a commune's that follows two, a province's that stays.

Written before its author had read how the archive decides; README.md says what was changed afterwards, and why.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from tests.history.merger import Committee, District, System
from tests.history.merger_ends import Ending
from tests.history.merger_systems import Commune, Province, Town
from tests.history.merger_texts import CLOSING, NOTICES
from tests.history.texts import Post, post

Happening = Callable[["Region"], object]
_FIRST_NUMBER = {"district": 1000, "town": 2000, "committee": 3000, "province": 4000, "commune": 5000}
BEGINNING = {"district": 24, "town": 20, "committee": 12, "province": 10}


@dataclass
class Region:
    """The five portals, which of them answer at all, and the posts that have been put aside."""

    portals: dict[str, System]
    now: datetime = datetime(2025, 3, 5, 8, 0)
    up: set[str] = field(default_factory=lambda: set(BEGINNING))
    aside: dict[tuple[str, int], Post] = field(default_factory=dict)

    @classmethod
    def begin(cls) -> Region:
        portals: dict[str, System] = {
            "district": District({}), "town": Town({}), "committee": Committee({}), "province": Province({}),
            "commune": Commune({}),
        }  # fmt: skip
        region = cls(portals)
        for host, count in BEGINNING.items():
            for number in range(1, count + 1):
                region.publish(host, number, days_ago=1 + 4 * (count - number))
        return region

    def publish(self, host: str, number: int, days_ago: int = 1, **changes: Any) -> None:
        """Put an article of its own on a portal."""
        moment = self.now - timedelta(days=days_ago) + timedelta(minutes=number * 7 % 360)
        made = post(_FIRST_NUMBER[host] + number, 3, moment.isoformat())
        caption = f"Quang cảnh buổi làm việc số {number} tại hội trường" if number % 4 == 1 else ""
        self.portals[host].put(replace(made, number=number, caption=caption, **changes))

    def copy(self, host: str, number: int, from_host: str, original: int, source: str = "", **changes: Any) -> None:
        """Put an article on a portal that stands, or stood, on another."""
        stood = self.portals[from_host].posts.get(original) or self.aside[from_host, original]
        self.portals[host].put(replace(stood, **{"number": number, **changes}))
        if source:
            self.portals[host].sources[number] = source

    def remove(self, host: str, number: int) -> None:
        self.aside[host, number] = self.portals[host].remove(number)

    def add_words(self, host: str, number: int) -> None:
        said = self.portals[host].posts[number].paragraphs
        self.portals[host].edit(number, paragraphs=[*said, _ADDED])


_ADDED = "Tin được bổ sung vào buổi chiều, sau khi các thôn gửi về con số cuối cùng của đợt vận động vừa qua."


@dataclass(frozen=True)
class Visit:
    """One visit: its day, what happens before it, and what it is to record.

    An expected event is its kind, the host, the article's number (0: the portal), and the changed fields, or for a link
    the host and number of the original.
    """

    day: str
    happens: Happening
    expected: tuple[tuple[object, ...], ...] = ()

    @property
    def now(self) -> str:
        return f"{self.day}T08:00:00+07:00"


def _all(*things: Happening) -> Happening:
    def happens(region: Region) -> None:
        for thing in things:
            thing(region)

    return happens


def _nothing(region: Region) -> None:
    """Only counters and the order of other news change."""


def _published(host: str, *numbers: int) -> Happening:
    def happens(region: Region) -> None:
        for number in numbers:
            region.publish(host, number)

    return happens


def _removed(host: str, number: int) -> Happening:
    return lambda region: region.remove(host, number)


def _edited(host: str, number: int, **changes: Any) -> Happening:
    return lambda region: region.portals[host].edit(number, **changes)


def _ends(host: str, ending: Ending) -> Happening:
    def happens(region: Region) -> None:
        region.portals[host].ending = ending

    return happens


def _answers(host: str, does: bool) -> Happening:
    return lambda region: region.up.add(host) if does else region.up.discard(host)


def _town_prints_press(region: Region) -> None:
    """The province's article of this morning stands on the town's portal before noon, with its source."""
    region.publish("province", 11, published="2025-03-25T07:15:00")
    region.copy("town", 30, "province", 11, "Cổng TTĐT tỉnh Sơn Khê", published="2025-03-25T10:40:00")


# ---------------------------------------------------------------------------------- what the commune's portal shows

_KEPT = {21: 3, 22: 5, 23: 9, 24: 11, 25: 14, 26: 16}  # word for word; at the commune's -> at the town's
_RETITLED = {27: 2, 28: 10, 29: 12}
_RECAPTIONED = {30: 1, 31: 13, 32: 17}
_LEADS = {33: 7, 34: 18}
_OF_THE_TOWN = _KEPT | _RETITLED | _RECAPTIONED
_OF_THE_COMMITTEE = {41: 1, 42: 2, 43: 4, 44: 6, 45: 8, 46: 9, 47: 10, 48: 12}


def _notice(region: Region, number: int) -> None:
    title, sentence = NOTICES[number - 1]
    moment = region.now - timedelta(days=1, minutes=-13 * number)
    made = post(_FIRST_NUMBER["commune"] + number, 3, moment.isoformat())
    region.portals["commune"].put(replace(made, number=number, title=title, slug=f"thong-bao-{number}",
                                          paragraphs=[sentence, CLOSING]))  # fmt: skip


def _notices(*numbers: int) -> Happening:
    def happens(region: Region) -> None:
        for number in numbers:
            _notice(region, number)

    return happens


def _takes_over(region: Region) -> None:
    """The commune's portal is opened with articles of the town's and the committee's, dated anew or by the day only."""
    region.up.add("commune")
    opened = datetime(2025, 7, 8, 15, 0)
    for place, (number, original) in enumerate(sorted(_OF_THE_TOWN.items())):
        stood = region.portals["town"].posts[original]
        changes: dict[str, Any] = {"published": (opened + timedelta(minutes=place)).isoformat()}
        if number % 2:
            changes["published"] = f"{stood.published[:10]}T00:00:00"
        if number in _RETITLED:
            changes["title"] = f"Nhìn lại: {stood.title.split(' ', 2)[2]}"
        if number in _RECAPTIONED:
            changes["caption"] = "Ảnh tư liệu của thị xã Hải Khê cũ"
        region.copy("commune", number, "town", original, **changes)
    for number, original in _OF_THE_COMMITTEE.items():
        region.copy("commune", number, "committee", original)
    _notices(1, 2, 3)(region)
    _published("commune", 11, 12, 13)(region)


def _takes_over_more(region: Region) -> None:
    for number, original in _LEADS.items():
        stood = region.portals["town"].posts[original]
        region.copy("commune", number, "town", original, paragraphs=stood.paragraphs[:1], caption="")
    _notices(4, 5)(region)
    region.publish("province", 16, published="2025-07-16T07:05:00")
    region.publish("province", 17, published="2025-07-16T09:20:00")
    region.copy("commune", 61, "province", 16, "Cổng TTĐT tỉnh", published="2025-07-16T14:20:00")
    region.copy("commune", 62, "province", 17, published="2025-07-16T16:45:00")


def _province_prints_the_commune(region: Region) -> None:
    region.publish("commune", 14, published="2025-08-06T08:10:00")
    region.copy("province", 30, "commune", 14, "Cổng TTĐT xã Khê Hải", published="2025-08-06T15:50:00")
    region.add_words("commune", 22)


def _same_morning(region: Region) -> None:
    """The hour is that of the sort only: both are there on one morning, the source is printed."""
    region.publish("province", 18, published="2025-10-01T09:00:00")
    region.copy("commune", 63, "province", 18, "Cổng TTĐT tỉnh Sơn Khê", published="2025-10-01T09:00:00")


def _new(host: str, *numbers: int) -> tuple[tuple[object, ...], ...]:
    return tuple(("new", host, number) for number in numbers)


def _links(kind: str, host: str, originals: dict[int, int], of: str) -> tuple[tuple[object, ...], ...]:
    return tuple((kind, host, number, of, original) for number, original in originals.items())


_TEXT = frozenset({"text"})
_TOWN_TITLE = "Đính chính: " + post(2006, 3, "2025-01-01").title
_TITLES = frozenset({"title"})
_ALL_NEW = tuple(event for host, count in BEGINNING.items() for event in _new(host, *range(1, count + 1)))

VISITS = (
    Visit("2025-03-05", _nothing, _ALL_NEW),
    Visit("2025-03-12", _all(_published("district", 25), _published("town", 21), _published("committee", 13)),
          (*_new("district", 25), *_new("town", 21), *_new("committee", 13))),
    Visit("2025-03-19", _all(lambda region: region.add_words("committee", 3), _published("district", 26)),
          (("edited", "committee", 3, _TEXT), *_new("district", 26))),
    Visit("2025-03-26", _town_prints_press,
          (*_new("province", 11), *_new("town", 30), ("copy", "town", 30, "province", 11))),
    Visit("2025-04-02", _all(_removed("district", 7), _published("committee", 14), _published("district", 27)),
          (("gone", "district", 7), *_new("committee", 14), *_new("district", 27))),
    Visit("2025-04-09", _removed("committee", 5), (("confirmed", "district", 7), ("gone", "committee", 5))),
    Visit("2025-04-16", _all(_removed("town", 4), _published("town", 22)),
          (("confirmed", "committee", 5), ("gone", "town", 4), *_new("town", 22))),
    Visit("2025-04-23", _published("province", 12), (("confirmed", "town", 4), *_new("province", 12))),
    Visit("2025-04-30", _all(_answers("committee", does=False), _edited("town", 6, title=_TOWN_TITLE)),
          (("edited", "town", 6, _TITLES),)),
    Visit("2025-05-07", _all(_answers("committee", does=True), _published("committee", 15),
                             _published("district", 28, 29)),
          (*_new("committee", 15), *_new("district", 28, 29))),
    Visit("2025-05-14", lambda region: region.portals["town"].put(region.aside["town", 4]), (("back", "town", 4),)),
    Visit("2025-05-21", _edited("district", 9, caption="Bà con xem lại quy hoạch cũ trước giờ họp"),
          (("edited", "district", 9, frozenset({"captions"})),)),
    Visit("2025-05-28", _all(_published("town", 23), _published("province", 13)),
          (*_new("town", 23), *_new("province", 13))),
    Visit("2025-06-04", _all(_published("district", 30), _published("town", 24), _published("committee", 16)),
          (*_new("district", 30), *_new("town", 24), *_new("committee", 16))),  # the last of them
    Visit("2025-06-11", _nothing),
    Visit("2025-06-18", _published("province", 14), _new("province", 14)),
    Visit("2025-06-25", _all(_removed("district", 15), _removed("town", 8)),
          (("gone", "district", 15), ("gone", "town", 8))),  # and nobody can confirm it any more
    Visit("2025-07-03", _all(_ends("district", "parked"), _ends("town", "forbidden"), _ends("committee", "notice"),
                             _published("province", 15)),
          (("portal gone", "district", 0), ("portal gone", "committee", 0), *_new("province", 15))),
    Visit("2025-07-10", _takes_over,
          (("portal confirmed", "district", 0), ("portal confirmed", "committee", 0),
           *_new("commune", 1, 2, 3, 11, 12, 13, *_OF_THE_TOWN, *_OF_THE_COMMITTEE),
           *_links("moved", "commune", _OF_THE_TOWN, "town"),
           *_links("moved", "commune", _OF_THE_COMMITTEE, "committee"))),
    Visit("2025-07-17", _takes_over_more,
          (*_new("province", 16, 17), *_new("commune", 4, 5, 61, 62, *_LEADS),
           *_links("moved", "commune", _LEADS, "town"), *_links("copy", "commune", {61: 16, 62: 17}, "province"))),
    Visit("2025-07-24", _all(_ends("district", "gambling"), _notices(6)), _new("commune", 6)),
    Visit("2025-07-31", _all(_ends("town", "leads home"), _answers("committee", does=False))),
    Visit("2025-08-07", _province_prints_the_commune,
          (*_new("commune", 14), *_new("province", 30), ("copy", "province", 30, "commune", 14),
           ("edited", "commune", 22, _TEXT))),
    Visit("2025-08-14", _all(_removed("commune", 2), _notices(7)), (("gone", "commune", 2), *_new("commune", 7))),
    Visit("2025-08-21", _notices(8), (("confirmed", "commune", 2), *_new("commune", 8))),
    Visit("2025-09-04", _ends("district", "other gambling")),
    Visit("2025-09-18", _published("commune", 15), _new("commune", 15)),
    Visit("2025-10-02", _same_morning,
          (*_new("province", 18), *_new("commune", 63), ("copy", "commune", 63, "province", 18))),
    Visit("2025-10-16", _nothing),
    Visit("2025-10-30", _nothing),
)  # fmt: skip
FOLLOWED = {("town", "commune"), ("committee", "commune")}  # which portal was followed by which; no other pair
LED_ON = ("town", "2025-07-31")  # by redirects, since
