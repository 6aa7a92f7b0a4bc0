"""What the archive says of everybody who bears a name: each mention with its posts, place and day."""

from __future__ import annotations

import json
from collections import defaultdict
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from archive.people.posts import Post, level_of_unit, read_post
from archive.people.regions import REFORM, Region, region_of_portal
from scraper.vietnamese import fold_tone

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Mapping, Sequence

_AS_POSTS = ("text", "kind", "organization", "unit", "unit_id", "level", "canonical", "organization_full")
_TITLES = ", ".join(f"t.{column}" for column in _AS_POSTS)
_FACTS = "m.article, m.name, m.name_key, m.position, m.day, m.honorific, a.portal, a.url, a.first_seen"
_MALE = frozenset({"ông", "anh", "chú", "bác", "thầy"})
_AT_ONCE = 500  # names or persons in one query: each is a parameter of it
_FEMALE = frozenset({"bà", "chị", "cô"})


class Seen(NamedTuple):
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


class Portal(NamedTuple):
    """What of a portal tells who is named on it: province, home page, the level of its unit ("" where unknown)."""

    province: str | None
    home: str
    circle: str

    def region(self, day: str) -> Region:
        """Return its region on an ISO date."""
        return region_of_portal(self.province, self.home, day)

    @property
    def province_since(self) -> str:
        """The province that it is in since 2025, "" where that is unknown."""
        return self.region(REFORM).merged


class Standing(NamedTuple):
    """Whose a mention is in the archive until it is resolved again, and why; no why where it never was resolved."""

    person: int
    rule: str | None
    reason: str | None


def read_mentions(
    connection: sqlite3.Connection, portals: Mapping[str, Portal], names: Sequence[str], people: Sequence[int] = ()
) -> tuple[dict[str, list[Seen]], dict[int, Standing]]:
    """Return the mentions of folded names, and those of persons, by name, and whose they are now by mention.

    The mentions of a name come in the order in which the archive saw them. A name may have thousands, and what costs
    is the row of each: it is read once, for what it says and for whose it is.

    Args:
        connection: the archive.
        portals: all of the archive's (:func:`read_portals`).
        names: keys as in ``mentions.name_key``.
        people: identifiers of persons who bear none of these names.
    """
    found: dict[str, list[Seen]] = defaultdict(list)
    stand: dict[int, Standing] = {}
    for column, keys in (("name_key", names), ("person", people)):
        for start in range(0, len(keys), _AT_ONCE):
            for seen, standing in _read_some(connection, column, keys[start : start + _AT_ONCE], portals):
                found[seen.name_key].append(seen)
                stand[seen.mention] = standing
    for mentions in found.values():
        mentions.sort(key=lambda seen: seen.order)
    return found, stand


def _read_some(
    connection: sqlite3.Connection, column: str, keys: Sequence[object], portals: Mapping[str, Portal]
) -> Iterator[tuple[Seen, Standing]]:
    """Yield the mentions with some values in a column, and whose they are now."""
    marks = ", ".join("?" * len(keys))
    rows = connection.execute(
        f"SELECT m.id, m.seed, m.person, i.rule, i.reason, {_FACTS} FROM mentions m "  # nosec B608 # noqa: S608  names are ours
        "JOIN articles a ON a.id = m.article LEFT JOIN identifications i ON i.mention = m.id "
        f"WHERE m.{column} IN ({marks})",
        keys,
    ).fetchall()
    titles = _titles_of(connection, list({row[2] for row in rows}))
    for mention, seed, person, rule, reason, *facts in rows:
        # Sorted by their positions, of which a mention has each once.
        said = tuple(sorted(titles[mention])) if mention in titles else ()
        yield _seen(mention, seed, facts, portals, said), Standing(person, rule, reason)


def _titles_of(connection: sqlite3.Connection, people: Sequence[int]) -> dict[int, list[tuple[Any, ...]]]:
    """Return the titles of some persons by mention, each its position and then ``_AS_POSTS``.

    They lie side by side in the index ``titles_tenure``, which holds all of this; the rows of the table, and their key,
    are each on a page of their own.
    """
    titles: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
    for start in range(0, len(people), _AT_ONCE):
        some = people[start : start + _AT_ONCE]
        for mention, *title in connection.execute(
            f"SELECT t.mention, t.position, {_TITLES} FROM titles t WHERE t.person IN ({', '.join('?' * len(some))})",  # nosec B608 # noqa: S608
            some,
        ):
            titles[mention].append(tuple(title))
    return titles


def read_former_mentions(
    connection: sqlite3.Connection, portals: Mapping[str, Portal], names: Sequence[str]
) -> dict[str, list[Seen]]:
    """Return the mentions of folded names that an earlier revision of an article made and the last one does not.

    Their ``mention`` is the negative of their ``seed``, so that it is no standing mention's.

    Args:
        connection: the archive.
        portals: all of the archive's (:func:`read_portals`).
        names: keys as in ``former_mentions.name_key``; at most a few hundred at a time.
    """
    marks = ", ".join("?" * len(names))
    found: dict[str, list[Seen]] = defaultdict(list)
    for seed, titles, *facts in connection.execute(
        f"SELECT m.seed, m.titles, {_FACTS} FROM former_mentions m JOIN articles a ON a.id = m.article "  # nosec B608 # noqa: S608
        f"WHERE m.name_key IN ({marks}) ORDER BY m.seed",
        names,
    ):
        said = tuple(
            (position, *(title.get(column) for column in _AS_POSTS))
            for position, title in enumerate(json.loads(titles))
        )
        seen = _seen(-seed, seed, facts, portals, said)
        found[seen.name_key].append(seen)
    return found


def read_portals(connection: sqlite3.Connection) -> dict[str, Portal]:
    """Return province, home page and the level of the unit of each portal, by its identifier."""
    rows = connection.execute("SELECT id, province, url, unit FROM portals")
    return {key: Portal(province, url, level_of_unit(unit or "")) for key, province, url, unit in rows}


def _seen(
    mention: int,
    seed: int,
    facts: Sequence[Any],
    portals: Mapping[str, Portal],
    titles: tuple[tuple[Any, ...], ...],
) -> Seen:
    """Return a mention from the columns of ``_FACTS`` and its titles, each its position and then ``_AS_POSTS``."""
    article, name, name_key, position, day, honorific, portal, url, first_seen = facts
    region = portals[portal].region(day)
    return Seen(
        order=(first_seen[:10], url, position),
        mention=mention,
        seed=seed,
        article=article,
        name=name,
        name_key=name_key,
        portal=portal,
        region=region,
        day=_day_number(day),
        gender=_gender(honorific or "", name_key),
        posts=_posts(titles, region, is_before=day < REFORM) if titles else (),
        circle=portals[portal].circle,
    )


@lru_cache(maxsize=1 << 14)
def _posts(titles: tuple[tuple[Any, ...], ...], region: Region, *, is_before: bool) -> tuple[Post, ...]:
    """Return titles as posts, each once; of the day counts no more than whether it is before the reform of 2025."""
    day = "" if is_before else REFORM
    posts = [read_post(dict(zip(_AS_POSTS, title[1:], strict=True)), region, day) for title in titles]
    return tuple(dict.fromkeys(post for post in posts if post is not None))


@lru_cache(maxsize=1 << 14)
def _day_number(day: str) -> int:
    try:
        return date.fromisoformat(day[:10]).toordinal()
    except ValueError:
        return 0


@lru_cache(maxsize=1 << 12)
def _gender(honorific: str, name: str) -> str:
    """The name's own word counts before the honorific: "Thị" is a woman's, "Văn" after the family name a man's."""
    middle = name.split()[1:-1]
    if "thị" in middle:
        return "f"
    if middle[:1] == ["văn"]:
        return "m"
    word = fold_tone(honorific).strip()
    return "m" if word in _MALE else "f" if word in _FEMALE else ""


def words_since(days: Iterable[int]) -> str:
    """Return the month of the first of some day numbers for people: "since 2021-03"."""
    known = [day for day in days if day]
    return f"since {date.fromordinal(min(known)).isoformat()[:7]}" if known else "on an unknown day"
