"""What a fresh visit asks for again.

A portal shows on few pages what is new: the home page, feeds and sitemaps, the first page of each list. These are asked
for in every visit, and what they show decides what else is (:mod:`archive.lists`, the moments that feeds and sitemaps
name). What no such page shows (an edit, a deletion, an article put in on page 3 with an old date) is found because
every known page is looked at again on a schedule (:mod:`archive.revisits`). On a large portal a visit has a budget for
that; what it does not reach is the next visit's.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from archive.revisits import LARGE, LONG_LIST, SHORTEST, SMALL, budget
from scraper.clock import now, timestamp
from scraper.page_addresses import gathers_others

if TYPE_CHECKING:
    import sqlite3
    from datetime import date

    from archive.lists import Lists

_ARTICLES = "kind IN ('article', 'document')"
# What is asked for whatever it is: where the visit begins, and what could not be asked for last time.
_ALWAYS = """
    depth = 0 OR kind = 'feed' OR (kind = 'sitemap' AND modified IS NULL)
    OR (outcome IN ('failed', 'refused') AND coalesce(due_at, '') <= :moment)
"""
# Aliases stay with the article that they are aliases of; what cannot exist is asked for where something is in doubt.
_QUEUE = (
    "UPDATE frontier SET state = 'queued', tries = 0 "
    "WHERE portal = :portal AND state = 'done' AND alias_of IS NULL AND probe IS NULL AND outcome <> 'cut' AND "
)
# The pages on which an article was found first, each for the whole of its list.
_CREDITED = f"""
    SELECT coalesce(s.list, s.key) FROM frontier a JOIN frontier s ON s.portal = a.portal AND s.key = a.found_on
    WHERE a.portal = :portal AND a.{_ARTICLES}
"""  # nosec B608 # noqa: S608
# Priorities of scraper.discovery: what a menu links to, and what a form has in its choice of months.
_NAVIGATION, _ARCHIVE = 2, 7
# On so many pages of the menu a box stands at least; what a short section has is named by the home page and two more.
_OTHERS_WITH_BOX = 4
PRIORITIES = 10  # so many there are; what was put last has its own in the last digit


@dataclass(frozen=True, slots=True)
class VisitOptions:
    """What a visit is to ask for: everything known again (``full``), nothing older than a day (``since``)."""

    full: bool = False
    since: date | None = None


def queue_everything(connection: sqlite3.Connection, portal: str) -> None:
    """Queue every known list and article again, whenever it was looked at (``--full``)."""
    connection.execute(
        f"{_QUEUE} ({_ALWAYS} OR kind IN ('article', 'document', 'listing', 'sitemap') OR key IN ({_CREDITED}))",
        {"portal": portal, "moment": timestamp(now())},
    )


def queue_what_is_due(connection: sqlite3.Connection, portal: str, lists: Lists) -> None:
    """Queue what a visit begins with, and what is to be looked at again by its schedule.

    A page that led to an article which no list names is a list, whatever it looks like. Lists that no menu names and
    that led to no article (in another order) have nothing of their own to show and are only looked at on their
    schedule; so are those that gather what other lists have (by keyword, by author, by month).
    """
    values = {"portal": portal, "moment": timestamp(now())}
    known = _count(connection, portal, "kind IS NOT NULL")
    articles = _count(connection, portal, f"{_ARTICLES} AND alias_of IS NULL")
    connection.execute(f"{_QUEUE} ({_ALWAYS})", values)
    fronts = connection.execute(
        f"SELECT key, url, kind, key IN ({_CREDITED}) AS credited FROM frontier "  # nosec B608 # noqa: S608
        "WHERE portal = :portal AND state = 'done' AND alias_of IS NULL AND outcome NOT IN ('cut', 'gone') "
        "AND list IS NULL "
        f"AND kind IN ('listing', 'other') AND ((kind = 'listing' AND priority % {PRIORITIES} <= {_NAVIGATION}) "
        f"OR (credited AND priority % {PRIORITIES} < {_ARCHIVE}))",
        values,
    ).fetchall()
    keys = [key for key, url, _, _ in fronts if not gathers_others(url)]
    repeating = _that_repeat(connection, portal, keys) - {key for key, _, _, credited in fronts if credited}
    repeating |= _that_lists_make_idle(connection, portal, [key for key, _, kind, _ in fronts if kind == "other"])
    _queue(connection, portal, [key for key in keys if key not in repeating])
    if articles >= LARGE:
        _queue_within(connection, portal, lists, budget(known))
        return
    connection.execute(f"{_QUEUE} due_at <= :moment", values)
    if articles <= SMALL:
        on_an_earlier_day = values | {"checked": timestamp(now() - SHORTEST)}
        connection.execute(f"{_QUEUE} {_ARTICLES} AND fetched_at <= :checked", on_an_earlier_day)


def _that_repeat(connection: sqlite3.Connection, portal: str, keys: list[str]) -> set[str]:
    """Return the first pages that name nothing but what several others name, and do not go on.

    A page of the menu that has a box of the latest news (about the unit, a gallery, a poll) reads as a list; what is
    new in the box is new on the home page.
    """
    named: dict[str, list[str]] = {}
    for key in keys:
        row = connection.execute(
            "SELECT entries FROM list_pages WHERE portal = ? AND list = ? AND key = ?", (portal, key, key)
        ).fetchone()
        if row is not None:
            named[key] = json.loads(row[0])
    counts = Counter(entry for entries in named.values() for entry in set(entries))
    return {
        key
        for key, entries in named.items()
        if entries and all(counts[one] >= _OTHERS_WITH_BOX for one in entries) and not _goes_on(connection, portal, key)
    }


def _that_lists_make_idle(connection: sqlite3.Connection, portal: str, keys: list[str]) -> set[str]:
    """Return which pages that are no lists led to no article but such as lists name too.

    A standing page with a box of the most read is the first to name many an article, and another one at each look.
    """
    if not keys:
        return set()
    marks = ", ".join("?" * len(keys))
    only_there = connection.execute(
        f"SELECT DISTINCT a.found_on FROM frontier a WHERE a.portal = ? AND a.found_on IN ({marks}) "  # nosec B608 # noqa: S608
        f"AND a.{_ARTICLES} AND a.key NOT IN (SELECT e.value FROM list_pages p, json_each(p.entries) e "
        "WHERE p.portal = ?)",
        (portal, *keys, portal),
    ).fetchall()
    return set(keys) - {key for (key,) in only_there}


def _goes_on(connection: sqlite3.Connection, portal: str, key: str) -> bool:
    row = connection.execute(
        "SELECT 1 FROM frontier INDEXED BY frontier_list WHERE portal = ? AND list = ? AND kind = 'listing' LIMIT 1",
        (portal, key),
    ).fetchone()
    return row is not None


def _queue_within(connection: sqlite3.Connection, portal: str, lists: Lists, allowed: int) -> None:
    """Queue what is due by its schedule as far as a budget goes.

    The ends of long lists come first: an article put in anywhere shows there. A tenth of the rest goes to what named
    articles and showed none, then a third to list pages, a third to what is newest, a third to what has waited longest;
    what one of them leaves is the next one's.
    """
    ends = lists.last_pages(LONG_LIST)[: max(1, allowed // 2)]
    _queue(connection, portal, ends)
    connection.executemany(  # after the first pages, without which they tell nothing
        f"UPDATE frontier SET priority = {PRIORITIES} + priority % {PRIORITIES} WHERE portal = ? AND key = ?",  # nosec B608 # noqa: S608
        [(portal, key) for key in ends],
    )
    left = allowed - len(ends)
    for share, condition, order in (
        (10, "kind = 'other'", "found_at DESC"),
        (3, "kind NOT IN ('article', 'document', 'other')", "due_at"),
        (2, _ARTICLES, "coalesce(changed_at, found_at) DESC"),
        (1, _ARTICLES, "due_at"),
    ):
        rows = connection.execute(
            "SELECT key FROM frontier WHERE portal = ? AND state = 'done' AND alias_of IS NULL "  # nosec B608 # noqa: S608
            f"AND outcome <> 'cut' AND due_at <= ? AND {condition} ORDER BY {order}, key LIMIT ?",
            (portal, timestamp(now()), left // share),
        ).fetchall()
        _queue(connection, portal, [key for (key,) in rows])
        left -= len(rows)


def _queue(connection: sqlite3.Connection, portal: str, keys: list[str]) -> None:
    connection.executemany(f"{_QUEUE} key = :key", [{"portal": portal, "key": key} for key in keys])


def _count(connection: sqlite3.Connection, portal: str, condition: str) -> int:
    row = connection.execute(
        f"SELECT count(*) FROM frontier WHERE portal = ? AND {condition}",  # nosec B608 # noqa: S608
        (portal,),
    ).fetchone()
    return int(row[0])
