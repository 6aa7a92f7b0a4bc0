"""Thirty days of a district's ASP.NET portal: what happens before each visit, and what a true archive records at it.

Written before its author had read how the archive decides; README.md says what was changed afterwards, and why.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from tests.history.agency import SECTIONS, Agency, Missing
from tests.history.events import Event
from tests.history.texts import Post, post

COUNT = 20
_FIRST = datetime.fromisoformat("2025-03-01T08:00:00")


def _post(number: int) -> Post:
    published = _FIRST + timedelta(days=1 - 3 * (COUNT - number) if number <= COUNT else number - COUNT, minutes=number)
    return post(number + 500, len(SECTIONS), published.isoformat())


@dataclass
class District:
    """The portal, and the posts that have been put aside, by the ``ItemID`` at which they stood."""

    portal: Agency
    aside: dict[int, Post] = field(default_factory=dict)

    @classmethod
    def begin(cls) -> District:
        return cls(Agency({number: _post(number) for number in range(1, COUNT + 1)}))

    def edit(self, item: int, **changes: object) -> None:
        self.portal.posts[item] = replace(self.portal.posts[item], **changes)  # type: ignore[arg-type]

    def remove(self, item: int, how: Missing) -> None:
        self.aside[item] = self.portal.remove(item, how)


Happening = Callable[[District], None]


@dataclass(frozen=True)
class Visit:
    """One visit on a day of its own: what happens before it, and what it is to record (kind, ItemID, fields)."""

    happens: Happening
    expected: tuple[tuple[str, int, frozenset[str]] | tuple[str, int], ...] = ()


def _nothing(district: District) -> None:
    """Only counters, states and session ids change."""


def _word(district: District) -> None:
    texts = district.portal.posts[12].paragraphs
    district.edit(12, paragraphs=[*texts[:2], texts[2].replace(" ", " hầu ", 1), *texts[3:]])


def _removed(item: int, how: Missing) -> Happening:
    return lambda district: district.remove(item, how)


def _swap(district: District) -> None:
    posts = district.portal.posts
    posts[3], posts[7] = posts[7], posts[3]


def _reused(item: int, number: int) -> Happening:
    return lambda district: district.portal.put(item, replace(_post(number), section=1))


def _close_a_section(district: District) -> None:
    district.portal.closed = {3}
    for item in [item for item, one in district.portal.posts.items() if one.section == 2]:
        district.remove(item, "error page")


def _open_it_again(district: District) -> None:
    district.portal.closed = set()
    for item in _SECTION:
        district.portal.put(item, district.aside[item])


def _published(number: int) -> Happening:
    return lambda district: district.portal.put(number, _post(number))


def _weather(weather: str) -> Happening:
    def happens(district: District) -> None:
        district.portal.weather = weather  # type: ignore[assignment]

    return happens


def _file(district: District) -> None:
    district.portal.weather = "fair"
    district.edit(12, files=[("/Lists/VanBan/Attachments/12/cv-12.pdf", "Công văn số 12/UBND-VP")])


def _language(district: District) -> None:
    district.portal.language = True


TEXT = frozenset({"text"})
# Another article at the address. The first paragraph of these pages is read as the lead: their author had not known.
WHOLE = frozenset({"title", "lead", "text", "published"})
_SECTION = tuple(number for number in range(1, COUNT + 1) if (number + 500) % len(SECTIONS) == 2)

VISITS = (
    Visit(_nothing, tuple(("new", number) for number in range(1, COUNT + 1))),
    Visit(_nothing),
    Visit(_word, (("edited", 12, TEXT),)),
    Visit(_removed(5, "empty frame"), (("gone", 5),)),
    Visit(_nothing, (("confirmed", 5),)),
    Visit(_removed(8, "error page"), (("gone", 8),)),
    Visit(_removed(9, "default page"), (("confirmed", 8), ("gone", 9))),
    Visit(_nothing, (("confirmed", 9),)),
    Visit(_swap, (("edited", 3, WHOLE), ("edited", 7, WHOLE))),
    Visit(_nothing),
    Visit(_nothing),
    Visit(_swap, (("edited", 3, WHOLE), ("edited", 7, WHOLE))),
    Visit(_reused(13, 31), (("edited", 13, WHOLE),)),
    Visit(_reused(5, 32), (("back", 5), ("edited", 5, WHOLE))),
    Visit(_close_a_section, tuple(("gone", item) for item in _SECTION)),
    Visit(_nothing, tuple(("confirmed", item) for item in _SECTION)),
    Visit(_nothing),
    Visit(_nothing),
    Visit(_nothing),
    Visit(_open_it_again, tuple(("back", item) for item in _SECTION)),
    Visit(_nothing),
    Visit(_published(21), (("new", 21),)),
    Visit(_weather("articles 500")),
    Visit(_weather("fair")),
    Visit(_weather("offline")),
    Visit(_file, (("edited", 12, frozenset({"attachments"})),)),
    Visit(_language),
    Visit(_nothing),
    Visit(_removed(15, "empty frame"), (("gone", 15),)),
    Visit(_nothing, (("confirmed", 15),)),
)


def moment(place: int) -> str:
    """Return when the visit with a number (from 1 on) begins."""
    return (_FIRST + timedelta(days=place)).isoformat() + "+07:00"


def foretold() -> set[Event]:
    """Return the events that the script foretells; an article is called by its ``ItemID``."""
    return {
        Event(place, said[0], str(said[1]), said[2] if len(said) == 3 else frozenset())
        for place, visit in enumerate(VISITS, 1)
        for said in visit.expected
    }
