"""How views of people, mentions, posts and units' articles are asked, so that a page of one reads what it shows.

A view that is made of groups is narrowed by the group's key in no time, and by a name only after all groups have been
made. Rows of mentions on a portal's articles are put in order with all that is shown of them, though a page shows
fifty. What Datasette asks of these views is recognised by its whole form, and asked so that SQLite need not do that.
"""

from __future__ import annotations

import re

from scraper.patterns import regex

# What the rows of views are groups of.
_TENURES = "from titles group by person, post_id"
_POSTS = "from titles where organization_full is not null group by organization_full, canonical, level, unit"
# View -> how many rows it has, asked of what its groups are made of.
_COUNTS = {
    "people_list": "select count(*) from person_figures",
    "tenure_mentions": "select rows as \"count(*)\" from row_counts where name = 'titles'",
    "unit_articles": "select count(*) from places where unit_id is not null",
    "tenure_list": f'select count(*) as "count(*)" from (select 1 {_TENURES})',  # nosec B608 # noqa: S608  ours
    "tenures": f'select count(*) as "count(*)" from (select 1 {_TENURES})',  # nosec B608 # noqa: S608  ours
    "posts_held": f'select count(*) as "count(*)" from (select 1 {_POSTS})',  # nosec B608 # noqa: S608  ours
}
# View and column -> the column's value in each group: nobody is counted in the groups to count these.
_VALUES = {
    ("tenure_list", "kind"): f"select max(kind) as kind {_TENURES}",
    ("tenure_list", "level"): f"select min(level) as level {_TENURES}",
    ("tenures", "kind"): f"select max(kind) as kind {_TENURES}",
    ("tenures", "level"): f"select min(level) as level {_TENURES}",
    ("posts_held", "level"): f"select level {_POSTS}",
}
_OF_PEOPLE = regex(r"\bfrom (?:people_list|tenure_list|tenures) where ")
_NAME = regex(r'[\["]?name[\]"]? = :(?P<parameter>p[0-9]+)(?=[\s)]|$)')
_LOOK_UP = 50  # mentions of a portal, of which one is tried, so that trying in vain costs little
_LONGEST = 2_000  # characters; Datasette's own are some hundred
_COUNT = regex(r"select count\(\*\) from (?P<view>[a-z_]+) ?")
_FACET = regex(
    r"select (?P<column>kind|level) as value, count\(\*\) as count from "
    r"\( select [a-z_, ]+ from (?P<view>tenure_list|tenures|posts_held) \) "
    r"where (?P=column) is not null group by (?P=column) order by count desc, value (?P<limit>limit [0-9]+) ?"
)
_OF_UNITS = regex(
    r"(?P<select>select [a-z_, ]+) from unit_articles "
    r"(?P<order>order by (?P<column>published|portal|article_title|article|unit)(?: desc)? "
    r"limit [0-9]+(?: offset [0-9]+)?)"
)
# The view, in the order of articles, and in that of units: SQLite does not change the order of a CROSS JOIN.
_UNIT_ARTICLES = (
    "select u.id as unit, u.name, {article} as article, a.title as article_title, p.text as words, a.published, "
    "a.portal"
)
_BY_ARTICLE = (
    f"{_UNIT_ARTICLES.format(article='a.id')} from articles a "  # nosec B608
    "cross join places p on p.article = a.id cross join units u on u.id = p.unit_id"
)
_BY_UNIT = (
    f"{_UNIT_ARTICLES.format(article='p.article')} from units u "  # nosec B608
    "cross join places p on p.unit_id = u.id cross join articles a on a.id = p.article"
)
_MENTIONS = regex(
    r"(?P<select>select [a-z_, ]+ from official_mentions) where [\"\[]?portal[\"\]]? = :(?P<portal>p[0-9]+) "
    r"order by day desc (?P<limit>limit [0-9]+(?: offset [0-9]+)?)"
)


def asked_otherwise(sql: str) -> str:
    """Return another statement for the same rows of a view, ``sql`` itself where there is none."""
    if (found := _COUNT.fullmatch(sql)) is not None:
        return _COUNTS.get(found["view"], sql)
    if (found := _MENTIONS.fullmatch(sql)) is not None:
        return _mentions_of_a_portal(found)
    if (found := _OF_UNITS.fullmatch(sql)) is not None:
        return _articles_of_units(found)
    if (found := _FACET.fullmatch(" ".join(sql.split()) if len(sql) < _LONGEST else "")) is not None:
        column, limit = found["column"], found["limit"]
        if (values := _VALUES.get((found["view"], column))) is not None:
            return (
                f"select {column} as value, count(*) as count from ({values}) "  # nosec B608 # noqa: S608
                f"where {column} is not null group by {column} order by count desc, value {limit}"
            )
    return sql


def _articles_of_units(found: re.Match[str]) -> str:
    """Return the statement for a page of the articles that name a unit, in an order that articles or units have.

    SQLite begins with the places, all of them, and sorts what it has found: three million rows for a page of fifty.
    In the order of an index of articles, the places of each are at hand.
    """
    view = _BY_UNIT if found["column"] == "unit" else _BY_ARTICLE
    return f"{found['select']} from ({view}) {found['order']}"  # nosec B608


def _mentions_of_a_portal(found: re.Match[str]) -> str:
    """Return the statement for a page of a portal's mentions.

    Those of a small portal are all put in order. Of one with a good part of the newest mentions, walking back day by
    day soon finds as many as a page shows. Whether it does is tried first, on few mentions: a portal may be large and
    have published nothing for years. Which way is taken stands in what is looked for along the index, so that the
    other way looks at nothing: no text comes after a blob.
    """
    portal, limit = f":{found['portal']}", found["limit"]
    wanted = sum(int(number) for number in re.findall("[0-9]+", limit))
    tried = f"(select coalesce(sum(mentions), 0) / {_LOOK_UP} from mention_counts where portal = {portal})"  # nosec B608 # noqa: S608
    is_soon_found = (
        f"(select count(*) = {wanted} from (select 1 from "  # nosec B608 # noqa: S608  names are ours
        f"(select article from mentions order by day desc limit {tried}) newest "
        f"cross join articles a on a.id = newest.article where a.portal = {portal} limit {wanted}))"
    )
    order = f"order by m.day desc, m.id {limit}"
    return (
        f"{found['select']} where id in ("  # nosec B608 # noqa: S608  Datasette's own statement
        "select id from (select m.id from mentions m cross join articles a on a.id = m.article "
        f"where m.day >= case when {is_soon_found} then '' else x'' end and a.portal = {portal} {order}) union all "
        "select id from (select m.id from articles a cross join mentions m on m.article = a.id "
        f"where a.portal = case when {is_soon_found} then null else {portal} end {order})) order by day desc, id"
    )


def name_meant(sql: str) -> str | None:
    """Return the parameter that holds the name by which a view of people is narrowed, ``None`` for none."""
    beginning = _OF_PEOPLE.search(sql)
    found = _NAME.search(sql, beginning.end()) if beginning is not None else None
    return None if found is None else found["parameter"]


def of_people(sql: str, people: list[int]) -> str:
    """Return a statement that :func:`name_meant` knows, narrowed to the people of the name.

    Args:
        sql: the statement.
        people: identifiers of all who bear the name.
    """
    listed = ", ".join(map(str, people)) or "NULL"
    return _NAME.sub(rf"person in ({listed}) and \g<0>", sql, count=1)
