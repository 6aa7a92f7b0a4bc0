"""Posts: what the titles of a record say in one form for all spellings.

Portals print one post in a dozen ways ("PBT TT Thị ủy", "Phó bí thư thường trực Thị uỷ Kỳ Anh"). A title keeps its
words; beside them stand the post alone (:mod:`canonical`), its body in full words (:mod:`organisation`) and the level
that the body stands on (:mod:`level`). What a party rank is called depends on its committee (:mod:`committee_ranks`),
what "Thành ủy Huế" is on the day (:mod:`central_cities`). Pure functions over tables; each spelling is worked out once.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from scraper.extract.officials.bodies.body_names import committee
from scraper.extract.officials.units.unit import parse_unit
from scraper.extract.posts.canonical import canonical_title
from scraper.extract.posts.central_cities import HUE, HUE_PROVINCE, hue_is_central, is_central_city
from scraper.extract.posts.committee_ranks import member_of, of_first_level
from scraper.extract.posts.level import lasts_for_an_occasion, level_of
from scraper.extract.posts.organisation import before_name, full_organisation, organisation_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from scraper.items import Level, Official, Title, TitleKind

__all__ = ["Post", "complete_posts", "normalise", "organisation_key", "post_key"]

_UNTOLD = (None, "Tỉnh ủy", "Thành ủy")  # bodies of a "TUV" whose unit nothing has told


class Post(NamedTuple):
    """A title in normal form: the post alone, its body's full name, and the level of the body."""

    canonical: str
    organisation: str | None
    level: Level | None


def complete_posts(officials: Iterable[Official], *, day: str | None = None, province: str | None = None) -> None:
    """Add ``canonical``, ``organization_full`` and ``level`` to the titles of ``officials``, in place.

    Args:
        officials: of one record.
        day: the ISO date that the article speaks of; ``None`` where it is not known.
        province: the province of the publisher ("thành phố Đà Nẵng"), for a "TUV" that nothing else tells of.
    """
    hue = hue_is_central(day)
    for official in officials:
        for title in official.titles:
            body = title.organization
            if body in _UNTOLD and of_first_level(title.text):
                body = _first_committee(official.titles, province, hue) or body
            post = normalise(title.text, title.kind, body, title.unit, hue_is_central=hue)
            title.canonical, title.level = post.canonical, post.level
            title.organization_full = post.organisation
        _stand_with_the_person(official)


def _stand_with_the_person(official: Official) -> None:
    """Give bodies that last for an occasion and name no unit the level of the post that their head holds.

    The committee of a funeral or of a contest is of the unit whose officials lead it.
    """
    held = next((title.level for title in official.titles if title.level and title.kind != "former"), None)
    for title in official.titles:
        if (
            title.level is None
            and title.organization_full is not None
            and lasts_for_an_occasion(title.organization_full)
        ):
            title.level = held


@lru_cache(maxsize=16384)
def normalise(
    text: str,
    kind: TitleKind = "position",
    organisation: str | None = None,
    unit: str | None = None,
    *,
    hue_is_central: bool = True,
) -> Post:
    """Return a title in normal form.

    Args:
        text: the title as printed.
        kind: what is told of it, as in the record.
        organisation: its body as in the record, ``None`` where none is told.
        unit: the administrative unit it belongs to.
        hue_is_central: whether the article speaks of a day on which Huế was a city under central government.
    """
    full = full_organisation(organisation, unit)
    if full is not None and not hue_is_central and of_first_level(text) and full.endswith(f"Thành ủy {HUE}"):
        # "TUV" before 2025 was a member of the province's committee, not of the city's that was below it.
        full = f"Tỉnh ủy {HUE_PROVINCE}"
    # "Bí thư Huyện ủy Lộc Hà" is read as "Bí thư Huyện ủy": once for all districts.
    canonical = canonical_title(before_name(text, parse_unit(unit)) or text, kind, full)
    if full is None and kind == "rank":
        return Post(canonical, None, None)  # a personal rank, or a committee that nothing tells
    return Post(canonical, full, level_of(full, unit, hue_is_central=hue_is_central))


def post_key(canonical: str | None, organisation_full: str | None) -> tuple[str, str]:
    """Return what two titles of one post share: post and body, folded.

    "Ủy viên Ban Chấp hành Đảng bộ tỉnh Bến Tre" and "Tỉnh ủy viên" are one.

    Args:
        canonical: the normal form of the title.
        organisation_full: the full name of its body.
    """
    post = canonical or ""
    if post == "Ủy viên Ban Chấp hành":
        post = member_of(organisation_full) or post
    return post.casefold(), organisation_key(organisation_full)


def _first_committee(titles: Sequence[Title], province: str | None, hue: bool) -> str | None:
    """Return the committee of the first level that a "TUV" without its unit is of.

    The committees of the person's other titles tell it, then their units, else the publisher's province.
    """
    for title in titles:
        full = full_organisation(title.organization) or ""
        for head in ("Tỉnh ủy ", "Thành ủy "):
            at = full.find(head)
            if at >= 0 and (head == "Tỉnh ủy " or is_central_city(full[at + len(head) :], hue_is_central=hue)):
                return full[at:]
    for name in (*[title.unit for title in titles], province):
        unit = parse_unit(name)
        if unit is None or unit.noun not in {"tỉnh", "thành phố"}:
            continue
        if unit.noun == "tỉnh" or is_central_city(unit.name, hue_is_central=hue):
            return committee(unit)
    return None
