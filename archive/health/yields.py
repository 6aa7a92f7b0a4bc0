"""Whether a visit brought as many new articles as the ones before it, for the days between them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING

from archive.health.findings import Finding
from archive.health.lunar_new_year import days_of_tet
from archive.health.quiet import is_declared_quiet
from archive.health.rhythm import share_of_the_season, share_of_the_weekdays
from archive.health.statistics import FEWEST, HALF, Shortfall, too_few
from scraper.clock import timestamp, vietnamese_day

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Sequence

    from archive.health.earlier import EarlierVisit
    from scraper.portal import Portal

# This visit alone, then with those before it: what one of them cannot tell of a small portal, several can.
_TOGETHER = (1, 2, 3, 4, 6, 8)
_FEWEST_SINGLE = 2  # earlier visits, where one stands alone: the more uneven they are, the more it takes
_WEEK, _WEEKS_KNOWN = 7, 4  # days; weeks that show what the days of a week are like
_AS_LONG = 0.99  # of a time, which counts as the same time
_LEAST_DAYS = 1 / 24  # between two visits; what is asked again at once brings nothing new
_MOSTLY = 0.5  # of what is new was published of late: then only that counts, and no old articles found late

# A declared figure is held against so many days that a few articles are to be expected, and two weeks at least.
_DECLARED_DAYS, _DECLARED_ARTICLES = 14, 4
# A visit without any new address is one without news where so many articles are usual; where one or two are, some
# visits bring none, and how long the silence is tells more (archive.health.quiet).
_FEWEST_USUAL = FEWEST
_FEWEST_ON_QUIET_DAYS = 2 * FEWEST  # on which less is published, as some weeks tell: how much less is uncertain


@dataclass(frozen=True, slots=True)
class _Harvest:
    """New articles of one visit or several, and the days in which an office would publish them."""

    articles: float
    days: float


def yield_findings(
    connection: sqlite3.Connection, portal: Portal, visit: EarlierVisit, earlier: Sequence[EarlierVisit]
) -> Iterator[Finding]:
    """Yield that a visit brought far fewer new articles than usual or declared, once at most.

    A visit that shows no new address at all is held against the others by itself only; several such are a silence
    (:mod:`archive.health.quiet`).
    """
    expect = portal.expect
    if is_declared_quiet(portal, vietnamese_day(visit.started)):
        return
    if expect is not None and expect.articles_per_week is not None:
        yield from _declared(connection, portal.id, visit, expect.articles_per_week)
        return
    is_silent = visit.figures.get("addresses_found", 0) == 0
    share = share_of_the_weekdays(connection, portal.id, visit)
    short = fell_short(visit, earlier, most=1 if is_silent else _TOGETHER[-1])
    if short is None and share > HALF and _is_poor(visit, earlier):  # held against Sundays it may be fair
        alike = [one for one in earlier if share_of_the_weekdays(connection, portal.id, one) > HALF]
        short = fell_short(visit, alike, most=1) if len(alike) < len(earlier) else None
    if short is None:
        return
    expected = short.expected * share * share_of_the_season(connection, portal.id, visit)
    fewest = _FEWEST_USUAL if share == 1 else _FEWEST_ON_QUIET_DAYS
    if short.value > HALF * expected or (is_silent and expected < fewest):
        return
    words = f"{short.value:.0f} new articles; {short.expected:.0f} were to be expected by earlier visits"
    yield Finding("yield", words, value=short.value, expected=short.expected)


def _is_poor(visit: EarlierVisit, earlier: Sequence[EarlierVisit]) -> bool:
    return visit.articles_new * len(earlier) < HALF * sum(one.articles_new for one in earlier)


def fell_short(visit: EarlierVisit, earlier: Sequence[EarlierVisit], *, most: int = _TOGETHER[-1]) -> Shortfall | None:
    """Return how far a visit, by itself or with a few before it, fell short of the usual new articles; else ``None``.

    Args:
        visit: the visit that has ended.
        earlier: those before it, the newest first.
        most: visits that are looked at together at most.
    """
    if visit.figures.get("visit_first"):
        return None
    # A first visit finds what was published in years.
    usual = [one for one in earlier if not one.figures.get("visit_first") and one.figures.get("days") is not None]
    counts_fresh = _counts_fresh(usual)
    now = _harvest(visit, counts_fresh=counts_fresh)
    doubted, sound = _parted(usual)
    before = [_harvest(one, counts_fresh=counts_fresh) for one in sound]
    recent = [_harvest(one, counts_fresh=counts_fresh) for one in doubted]
    for together in (number for number in _TOGETHER if number <= most):
        # Visits that were doubted already stand beside this one, whatever lies between them.
        beside = (recent + before)[: together - 1]
        rest = (recent + before)[together - 1 :]
        if len(beside) < together - 1:
            return None
        rest = [one for one in rest if one not in recent]
        taken = _sum([now, *beside])
        if together > 1 and taken.days < _WEEK and _sum(rest).days < _WEEKS_KNOWN * _WEEK:
            continue  # some days of a week are as little like others as week-ends are
        fewest = _FEWEST_SINGLE if together == 1 else FEWEST
        short = too_few(taken.articles, _brought_to(taken.days, _blocks(rest, together)), fewest=fewest)
        if short is not None and _is_low_itself(now, before):
            return short
    return None


def _parted(visits: Sequence[EarlierVisit]) -> tuple[list[EarlierVisit], list[EarlierVisit]]:
    """Return the visits whose yield was doubted, and the others."""
    doubted = [one for one in visits if one.was_doubted("yield")]
    return doubted, [one for one in visits if not one.was_doubted("yield")]


def _is_low_itself(now: _Harvest, before: Sequence[_Harvest]) -> bool:
    """Tell whether a visit is no better than the poor ones before it: one that recovers is not blamed for them."""
    return not before or now.articles < sum(_brought_to(now.days, before)) / len(before)


def _counts_fresh(visits: Sequence[EarlierVisit]) -> bool:
    fresh = sum(one.figures.get("articles_fresh", 0) for one in visits)
    return fresh >= _MOSTLY * sum(one.articles_new for one in visits)


def _harvest(visit: EarlierVisit, *, counts_fresh: bool) -> _Harvest:
    days = visit.figures.get("days", 0.0)
    first = vietnamese_day(visit.started - timedelta(days=days))
    days -= min(days, days_of_tet(first, vietnamese_day(visit.started)))
    count = visit.figures.get("articles_fresh", 0) if counts_fresh else visit.articles_new
    return _Harvest(count, max(days, _LEAST_DAYS))


def _sum(harvests: Sequence[_Harvest]) -> _Harvest:
    return _Harvest(sum(one.articles for one in harvests), sum(one.days for one in harvests))


def _blocks(harvests: Sequence[_Harvest], length: int) -> list[_Harvest]:
    """Return harvests taken together by so many, what is left at the end left out."""
    whole = len(harvests) - len(harvests) % length
    return [_sum(harvests[start : start + length]) for start in range(0, whole, length)]


def _brought_to(days: float, harvests: Sequence[_Harvest]) -> list[float]:
    """Return what each harvest would be in so many days; a shorter one stays as it is: lists show only so much.

    So does one that is hardly longer: visits of a timer are a day apart but for minutes, and half is half.
    """
    return [one.articles * (days / one.days if days < _AS_LONG * one.days else 1.0) for one in harvests]


def _declared(connection: sqlite3.Connection, portal: str, visit: EarlierVisit, per_week: float) -> Iterator[Finding]:
    """Find that fewer than half of the declared articles were published, once the archive has watched long enough."""
    days = max(_DECLARED_DAYS, 7 * _DECLARED_ARTICLES / per_week)
    since = visit.started - timedelta(days=days)
    watched = connection.execute("SELECT min(started) FROM crawls WHERE portal = ?", (portal,)).fetchone()[0]
    if watched is None or datetime.fromisoformat(watched) > since:
        return
    first, last = vietnamese_day(since), vietnamese_day(visit.started)
    quiet = min(days, days_of_tet(first, last))
    expected = per_week * (days - quiet) / 7
    midnight = datetime.combine(first, time(), UTC)
    count = connection.execute(
        "SELECT (SELECT count(*) FROM articles WHERE portal = :portal AND published BETWEEN :first AND :last) + "
        "(SELECT count(*) FROM articles WHERE portal = :portal AND published IS NULL AND first_seen >= :seen)",
        {"portal": portal, "first": first.isoformat(), "last": f"{last.isoformat()}T99", "seen": timestamp(midnight)},
    ).fetchone()[0]
    if count <= HALF * expected:
        declared = f"of {per_week:g} a week, which are declared, {expected:.0f} were to be expected"
        words = f"{count} articles since {first.isoformat()}; {declared}"
        yield Finding("yield", words, value=float(count), expected=expected)
