"""What the archive says of everybody who bears a name: each mention with its posts, place and day."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from archive.people.posts import Post, level_of_unit, read_post
from archive.people.regions import Region, region_of_portal
from scraper.vietnamese import fold_tone

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Sequence

_MALE = frozenset({"ông", "anh", "chú", "bác", "thầy"})
_FEMALE = frozenset({"bà", "chị", "cô"})


@dataclass(frozen=True, slots=True)
class Seen:
    """One mention of a name, with all that tells whose it is.

    ``order`` is when the archive saw it (day of the first sight, address, place in the article): the earliest of a
    person gives the identifier. Within a day the address decides, so that a crawl that was killed and went on comes to
    the same. ``day`` is a proleptic day number of the day that the article speaks of. ``gender`` is "m", "f" or "";
    ``circle`` is the level of the unit whose portal it is, "" where it is of no unit or that is unknown.
    """

    order: tuple[str, str, int]
    mention: int
    seed: int
    article: int
    name: str
    name_key: str
    portal: str
    region: Region
    day: int
    gender: str
    posts: tuple[Post, ...]
    circle: str

    @property
    def url(self) -> str:
        """The address of the article."""
        return self.order[1]


def read_mentions(connection: sqlite3.Connection, names: Sequence[str]) -> dict[str, list[Seen]]:
    """Return the mentions of folded names by name, each in the order in which the archive saw them.

    Args:
        connection: the archive.
        names: keys as in ``mentions.name_key``; at most a few hundred at a time, each is a parameter of the query.
    """
    marks = ", ".join("?" * len(names))
    titles = defaultdict(list)
    columns = ("mention", "text", "kind", "organization", "unit", "unit_id", "level", "canonical", "organization_full")
    selected = ", ".join(f"t.{column}" for column in columns)
    for row in connection.execute(
        f"SELECT {selected} FROM mentions m JOIN titles t ON t.mention = m.id "  # nosec B608 # noqa: S608  names are ours
        f"WHERE m.name_key IN ({marks}) ORDER BY t.mention, t.position",
        names,
    ):
        titles[row[0]].append(dict(zip(columns, row, strict=True)))
    found: dict[str, list[Seen]] = defaultdict(list)
    for row in connection.execute(
        "SELECT m.id, m.seed, m.article, m.name, m.name_key, m.position, m.day, m.honorific, a.portal, a.url, "  # nosec B608 # noqa: S608
        "a.first_seen, p.province, p.url, p.unit FROM mentions m JOIN articles a ON a.id = m.article "
        f"JOIN portals p ON p.id = a.portal WHERE m.name_key IN ({marks})",
        names,
    ):
        seen = _seen(row, titles.get(row[0], []))
        found[seen.name_key].append(seen)
    for mentions in found.values():
        mentions.sort(key=lambda seen: seen.order)
    return found


def read_former_mentions(connection: sqlite3.Connection, names: Sequence[str]) -> dict[str, list[Seen]]:
    """Return the mentions of folded names that an earlier revision of an article made and the last one does not.

    Their ``mention`` is the negative of their ``seed``, so that it is no standing mention's.

    Args:
        connection: the archive.
        names: keys as in ``former_mentions.name_key``; at most a few hundred at a time.
    """
    marks = ", ".join("?" * len(names))
    found: dict[str, list[Seen]] = defaultdict(list)
    for *row, titles in connection.execute(
        "SELECT -m.seed, m.seed, m.article, m.name, m.name_key, m.position, m.day, m.honorific, a.portal, a.url, "  # nosec B608 # noqa: S608
        "a.first_seen, p.province, p.url, p.unit, m.titles FROM former_mentions m JOIN articles a ON a.id = m.article "
        f"JOIN portals p ON p.id = a.portal WHERE m.name_key IN ({marks}) ORDER BY m.seed",
        names,
    ):
        seen = _seen(row, json.loads(titles))
        found[seen.name_key].append(seen)
    return found


def _seen(row: Sequence[object], titles: list[dict[str, str]]) -> Seen:
    mention, seed, article, name, name_key, position, day, honorific, portal, url, first_seen, province, home, unit = (
        row
    )
    region = region_of_portal(str(province) if province else None, str(home), str(day))
    posts = [read_post(title, region, str(day)) for title in titles]
    return Seen(
        order=(str(first_seen)[:10], str(url), int(str(position))),
        mention=int(str(mention)),
        seed=int(str(seed)),
        article=int(str(article)),
        name=str(name),
        name_key=str(name_key),
        portal=str(portal),
        region=region,
        day=_day_number(str(day)),
        gender=_gender(str(honorific or ""), str(name_key)),
        posts=tuple(dict.fromkeys(post for post in posts if post is not None)),
        circle=level_of_unit(str(unit or "")),
    )


def _day_number(day: str) -> int:
    try:
        return date.fromisoformat(day[:10]).toordinal()
    except ValueError:
        return 0


def _gender(honorific: str, name: str) -> str:
    """The name's own word counts before the honorific: "Thị" is a woman's, "Văn" after the family name a man's."""
    middle = name.split()[1:-1]
    if "thị" in middle:
        return "f"
    if middle[:1] == ["văn"]:
        return "m"
    word = fold_tone(honorific).strip()
    return "m" if word in _MALE else "f" if word in _FEMALE else ""


def words_of_days(days: Iterable[int]) -> str:
    """Return the span of some day numbers for people: "2021-03" or "2021-03 to 2022-01"."""
    known = [day for day in days if day]
    if not known:
        return "on an unknown day"
    first, last = (date.fromordinal(day).isoformat()[:7] for day in (min(known), max(known)))
    return first if first == last else f"{first} to {last}"
