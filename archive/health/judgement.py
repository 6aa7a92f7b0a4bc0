"""Whether a visit yielded what was to be expected: of its portal's history, or of what people declared.

What the balance of a crawl tells (:mod:`archive.balance`) rests on that crawl and the one before it: pages that failed,
articles and lists that were there and are not. Here a visit is held against all of the portal's earlier ones. Each
question has an answer of its own; a portal that does as it always did has none, whatever it always did.
"""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING

from archive.health.fields import field_findings
from archive.health.findings import Finding, findings_of
from archive.health.identity import drift, has_news
from archive.health.quiet import quiet_findings
from archive.health.statistics import FEWEST, HALF
from archive.health.yields import fell_short, yield_findings
from scraper.clock import timestamp

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Sequence

    from archive.health.earlier import EarlierVisit
    from scraper.portal import Portal

_FEWEST_LOST = 3  # of what lists name; one or two may have been removed
_MANY_LOST = 10  # so many that one visit before tells enough
_MOST_IN_FUTURE = 0.1  # of the articles that were read
_FEWEST_IN_FUTURE = 2
# Pages that are byte for byte one another's, or in another language, are many where they are a fifth of all and five.
_MANY, _FEWEST_PAGES = 0.2, 5
_MORE_THAN_USUAL = 3.0


def judge(
    connection: sqlite3.Connection, portal: Portal, visit: EarlierVisit, earlier: Sequence[EarlierVisit]
) -> list[Finding]:
    """Return what is wrong with a crawl that has ended and been measured, in no order.

    Args:
        connection: the archive, with the crawl's measures.
        portal: the portal as it is described now, for what is expected of it.
        visit: the crawl's own visit.
        earlier: those that it is held against, the newest first.
    """
    return [
        *yield_findings(connection, portal, visit, earlier),
        *quiet_findings(connection, portal, visit, earlier),
        *field_findings(portal, visit, earlier),
        *_lists(visit, earlier),
        *_identity(connection, portal.id, visit.crawl, earlier),
        *_pages(visit, earlier),
        *_dates(visit, earlier),
    ]


def _lists(visit: EarlierVisit, earlier: Sequence[EarlierVisit]) -> Iterator[Finding]:
    """Find that lists or sitemaps name far fewer articles than at any visit, and no new ones make up for it.

    A portal that is arranged anew has other lists; it brings as many new articles as before. A visit that reads every
    list, as the first one does, is no measure of those that read what is due.
    """
    whole = [one for one in earlier if not one.figures.get("visit_since")]
    alike = [one for one in whole if _reads_every_list(visit) or not _reads_every_list(one)]
    named = [one.figures["articles_named"] for one in alike if not one.was_doubted("lists")]
    yield from _shorter("lists", "", named, visit, earlier)
    # A sitemap of the latest news is as long as the news of some days; one that names everything only grows.
    named = [
        one.figures.get("sitemaps_named", 0)
        for one in whole
        if not one.was_doubted("lists", "sitemaps")
        and one.figures.get("sitemaps_named", 0) >= HALF * one.figures.get("articles_known", 0)
    ]
    yield from _shorter("sitemaps", "sitemaps", named, visit, earlier)


def _reads_every_list(visit: EarlierVisit) -> bool:
    return bool(visit.figures.get("visit_first") or visit.figures.get("visit_full"))


def _shorter(
    what: str, field: str, counts: Sequence[float], visit: EarlierVisit, earlier: Sequence[EarlierVisit]
) -> Iterator[Finding]:
    named = [count for count in counts if count]
    if not named or visit.figures.get("visit_since"):
        return
    usual, now = median(named), visit.figures.get(f"{'articles' if what == 'lists' else what}_named", 0)
    fewest = _FEWEST_LOST if len(named) >= FEWEST else _MANY_LOST
    if now > HALF * usual or usual - now < fewest or now >= min(named):
        return
    if visit.articles_new and not fell_short(visit, earlier):
        return
    words = f"the {what} name {now:.0f} articles; at earlier visits they named {usual:.0f}"
    yield Finding("lists", words, field, now, usual)


def _identity(
    connection: sqlite3.Connection, portal: str, crawl: int, earlier: Sequence[EarlierVisit]
) -> Iterator[Finding]:
    """Find that the articles speak for another body; that stays so while nothing new comes that says otherwise."""
    doubted = [one for one in earlier if any(kind == "identity" for kind, _ in one.doubted)]
    since = [timestamp(one.started) for one in doubted]
    found = drift(connection, portal, crawl, min(since)) if since else drift(connection, portal, crawl)
    if found is None:
        if doubted and doubted[0] is earlier[0] and not has_news(connection, crawl):
            yield from (one for one in findings_of(connection, earlier[0].crawl) if one.kind == "identity")
        return
    words = (
        f"{found.named:.0%} of the articles read name {found.own}, {found.of_other:.0%} name {found.other}; "
        f"before, {found.before:.0%} named {found.own}"
    )
    yield Finding("identity", words, found.other, found.named, found.before)


def _pages(visit: EarlierVisit, earlier: Sequence[EarlierVisit]) -> Iterator[Finding]:
    """Find pages that are all the same, in another language, or of a host that cannot prove who it is."""
    for kind, of, words in (
        ("same_body", "pages_stored", "{many} addresses answered with the same bytes as others, of {all} pages stored"),
        ("language", "pages_stored", "{many} articles are in a language that is not wanted, of {all} pages stored"),
    ):
        measure = "other_language" if kind == "language" else kind
        many, all_of_them = visit.figures.get(measure, 0), visit.figures.get(of, 0)
        before = [_share(one, measure, of) for one in earlier if not one.was_doubted(kind) and one.figures.get(of)]
        if not before or many < _FEWEST_PAGES or many < _MANY * all_of_them:
            continue
        if many / all_of_them > _MORE_THAN_USUAL * max(before):
            said = words.format(many=round(many), all=round(all_of_them))
            yield Finding(kind, said, value=many / all_of_them, expected=median(before))
    unproven = visit.figures.get("tls_exceptions", 0)
    if unproven:
        yield Finding(
            "tls", f"{unproven:.0f} pages came from a host whose certificate was not accepted", value=unproven
        )


def _share(visit: EarlierVisit, measure: str, of: str) -> float:
    return visit.figures.get(measure, 0) / visit.figures[of]


def _dates(visit: EarlierVisit, earlier: Sequence[EarlierVisit]) -> Iterator[Finding]:
    """Find articles that are dated after the visit that read them."""
    ahead, read = visit.figures.get("dated_in_future", 0), visit.figures.get("articles_read", 0)
    having = [one for one in earlier if one.figures.get("articles_read")]
    usual = max([_share(one, "dated_in_future", "articles_read") for one in having], default=0.0)
    if ahead >= _FEWEST_IN_FUTURE and ahead > max(_MOST_IN_FUTURE, 2 * usual) * read:
        words = f"{ahead:.0f} of {read:.0f} articles read are dated after the visit itself"
        yield Finding("future", words, value=ahead / read, expected=usual)
