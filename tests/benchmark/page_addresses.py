"""Addresses of every kind of page of an archive, many of each and none twice, as its readers come upon them.

Articles and words of searches are taken from all over the archive, a word as often as it stands in the texts; of
officials every second one is among those who are named most.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import chain, islice
from random import Random
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from datasette.utils import tilde_encode

from archive.database import reading
from archive.search import match_expression, register_functions
from archive.site.metadata import DATABASE, load_metadata
from scraper.vietnamese import fold

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator
    from pathlib import Path

_SAMPLE = 1_500  # articles that words are taken from
_COMMON, _RARE = 0.25, 60  # share of the articles with a common word; articles with a rare one
_WORD = re.compile(r"[^\W\d_]+")
_QUERIES = load_metadata()["databases"][DATABASE]["queries"]


def addresses(archive: Path, most: int, seed: str = "addresses") -> dict[str, list[str]]:
    """Return kind of page -> at most so many different addresses of it.

    Args:
        archive: folder of the archive.
        most: how many of each; of some kinds there are fewer.
        seed: another one gives others.
    """
    random = Random(seed)
    with reading(archive) as db:
        register_functions(db.conn)
        texts = _texts(db.conn, random)
        found = _rows(db.conn, random, most)
        found |= _searches(db.conn, random, texts, most)
        found |= _tables(db.conn, random, texts, most)
        return {kind: list(islice(dict.fromkeys(pages), most)) for kind, pages in found.items()}


def queries(archive: Path, most: int, seed: str = "queries") -> dict[str, list[str]]:
    """Return ready-made query -> addresses of it with what somebody may type; one of each also with nothing."""
    random = Random(seed)
    with reading(archive) as db:
        typed = _typed(db.conn, random, most)
    found = {}
    for name, query in _QUERIES.items():
        names = sorted(set(re.findall(r":(\w+)", re.sub(r"'[^']*'", "", query["sql"]))))
        rows = (
            [{key: typed.get(key, [""] * most)[number] for key in names} for number in range(most)] if names else [{}]
        )
        pages = [f"/{DATABASE}/{name}?{urlencode(row)}".rstrip("?") for row in [{}, *rows]]
        found[f"query {name}"] = list(dict.fromkeys(pages))[:most]
    return found


def _texts(connection: sqlite3.Connection, random: Random) -> list[tuple[str, ...]]:
    """Return the words of articles from all over the archive."""
    chosen = random.sample(_ids(connection, "articles"), min(_SAMPLE, len(_ids(connection, "articles"))))
    rows = (connection.execute("SELECT title, text FROM articles WHERE id = ?", (key,)).fetchone() for key in chosen)
    return [tuple(_WORD.findall(f"{title or ''} {text}")) for title, text in rows]


def _ids(connection: sqlite3.Connection, table: str) -> list[int]:
    return [row[0] for row in connection.execute(f"SELECT id FROM {table} ORDER BY id")]


def _rows(connection: sqlite3.Connection, random: Random, most: int) -> dict[str, Iterable[str]]:
    articles = random.sample(_ids(connection, "articles"), most)
    named = "SELECT person, count(*) FROM mentions GROUP BY 1 ORDER BY 2 DESC, 1"
    people = connection.execute(named).fetchall()
    often = [person for person, _ in people[: most // 2]]
    others = random.choices([row[0] for row in people], [row[1] for row in people], k=2 * most)
    units = "SELECT unit_id, count(*) FROM places WHERE unit_id IS NOT NULL GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT ?"
    portals = [row[0] for row in connection.execute("SELECT id FROM portals ORDER BY id")]
    captures = random.sample(_ids(connection, "captures"), most)
    return {
        "home": ["/"],
        "article": (f"/archive/articles/{key}" for key in articles),
        "official": (f"/archive/people/{key}" for key in chain.from_iterable(zip(often, others, strict=False))),
        "portal": (f"/archive/portals/{tilde_encode(key)}" for key in portals),
        "unit": (f"/archive/units/{tilde_encode(key)}" for key, _ in connection.execute(units, (most,))),
        "capture": (f"/archive/captures/{key}" for key in captures),
        "people": (f"/people?{urlencode({'q': name})}" for name in _names(connection, random, most)),
        "health": ["/health"],
        "health of a portal": (f"/health/{tilde_encode(key)}" for key in portals),
        "data": ["/archive"],
    }


def _names(connection: sqlite3.Connection, random: Random, most: int) -> Iterator[str]:
    names = [row[0] for row in connection.execute("SELECT name FROM people ORDER BY id")]
    for name in random.sample(names, min(most, len(names))):
        yield random.choice((name, fold(name), name.split()[-1], " ".join(name.split()[:2])))


def _searches(
    connection: sqlite3.Connection, random: Random, texts: list[tuple[str, ...]], most: int
) -> dict[str, Iterable[str]]:
    within = Counter(word.lower() for text in texts for word in set(text))
    common = [word for word, count in within.items() if count > _COMMON * len(texts)]
    portals = [row[0] for row in connection.execute("SELECT id FROM portals ORDER BY id")]
    return {
        "search: any word": (_search(q=random.choice(random.choice(texts)).lower()) for _ in range(3 * most)),
        "search: common word": (_search(q=word) for word in random.sample(common, min(most, len(common)))),
        "search: two words": (_search(q=words) for words in _neighbours(random, texts, 2, 3 * most)),
        "search: without marks": (_search(q=fold(words)) for words in _neighbours(random, texts, 2, 3 * most)),
        "search: phrase": (_search(q=f'"{words}"') for words in _neighbours(random, texts, 3, 3 * most)),
        "search: rare word": (_search(q=word) for word in _rare(connection, random, within, most)),
        "search: filtered": (
            _search(q=words, portal=random.choice(portals), year=str(random.randint(2016, 2026)))
            for words in _neighbours(random, texts, 1, 3 * most)
        ),
        "search: newest first": (_search(q=words, sort="newest") for words in _neighbours(random, texts, 1, 3 * most)),
        "search: later page": (
            _search(q=words, page=str(random.randint(2, 9))) for words in _neighbours(random, texts, 1, 3 * most)
        ),
    }


def _search(**asked: str) -> str:
    return f"/search?{urlencode(asked)}"


def _neighbours(random: Random, texts: list[tuple[str, ...]], count: int, most: int) -> Iterator[str]:
    """Yield words that stand side by side."""
    for text in random.choices([text for text in texts if len(text) > count], k=most):
        start = random.randrange(len(text) - count)
        yield " ".join(text[start : start + count]).lower()


def _rare(connection: sqlite3.Connection, random: Random, within: Counter[str], most: int) -> Iterator[str]:
    once = [word for word, count in within.items() if count == 1 and len(word) > 3]
    for word in random.sample(once, len(once)):
        counted = "SELECT count(*) FROM (SELECT 1 FROM articles_fts WHERE articles_fts MATCH ? LIMIT ?)"
        if connection.execute(counted, (match_expression(word), _RARE + 1)).fetchone()[0] <= _RARE:
            yield word
            most -= 1
            if not most:
                return


def _tables(
    connection: sqlite3.Connection, random: Random, texts: list[tuple[str, ...]], most: int
) -> dict[str, Iterable[str]]:
    portals = [row[0] for row in connection.execute("SELECT id FROM portals ORDER BY id")]
    sections = [row[0] for row in connection.execute("SELECT DISTINCT section FROM articles WHERE section <> ''")]
    years = range(2015, 2027)
    named = [row[0] for row in connection.execute("SELECT person FROM mentions ORDER BY id LIMIT 20000")]

    def table(name: str, /, **asked: object) -> str:
        return f"/{DATABASE}/{name}?{urlencode(asked)}".rstrip("?")

    def two() -> dict[str, object]:
        choices = {"portal": random.choice(portals), "published_year": random.choice(years),
                   "section": random.choice(sections), "kind": random.choice(("article", "document"))}  # fmt: skip
        return dict(random.sample(sorted(choices.items()), random.choice((1, 2, 2, 3))))

    orders = ("published", "first_seen", "id", "title", "views", "last_seen", "revision_count")
    return {
        "table articles": [
            table("articles"),
            *(table("articles", **{f"_sort{random.choice(('', '_desc'))}": name}) for name in orders),
            *(table("articles", published_year=year) for year in years),
            *(table("articles", portal=portal) for portal in portals),
        ],
        "table articles, a facet's": (table("articles", **two()) for _ in range(3 * most)),
        "table articles, searched": (
            table("articles", _search=words) for words in _neighbours(random, texts, 2, 3 * most)
        ),
        "table article_list": (table("article_list", **two()) for _ in range(most)),
        "table mentions": (table("mentions", person=person) for person in random.sample(named, most)),
        "table official_mentions": [
            table("official_mentions"),
            *(table("official_mentions", portal=portal) for portal in portals),
            *(table("official_mentions", person=person) for person in random.sample(named, most)),
        ],
        "table people_list": [
            table("people_list"), *(table("people_list", name=name) for name in _whole_names(connection, random, most))
        ],
        "table tenure_list": [
            table("tenure_list"), *(table("tenure_list", name=name) for name in _whole_names(connection, random, most))
        ],
        "table captures": [table("captures"), *(table("captures", portal=portal) for portal in portals)],
        "JSON of a table": (table("articles.json", _shape="array", **two()) for _ in range(3 * most)),
    }  # fmt: skip


def _whole_names(connection: sqlite3.Connection, random: Random, most: int) -> list[str]:
    names = [row[0] for row in connection.execute("SELECT name FROM people ORDER BY id")]
    return random.sample(names, min(most, len(names)))


def _typed(connection: sqlite3.Connection, random: Random, most: int) -> dict[str, list[str]]:
    """Return what somebody types for a parameter of a ready-made query."""

    def column(sql: str) -> list[str]:
        values = [str(row[0]) for row in connection.execute(sql)]
        return [random.choice(values) for _ in range(most)]

    names, units = column("SELECT name FROM people"), column("SELECT unit FROM portals")
    years = [str(random.randint(2015, 2026)) for _ in range(most)]
    bodies = column("SELECT DISTINCT organization_full FROM titles WHERE organization_full IS NOT NULL LIMIT 500")
    return {
        "name": names, "person": names, "official": names, "who": names, "unit": units, "organization": bodies,
        "organisation": bodies, "body": bodies, "year": years, "from": years, "to": years,
        "post": [random.choice(("Bí thư", "Chủ tịch UBND", "Trưởng Công an")) for _ in range(most)],
        "portal": column("SELECT id FROM portals"), "url": column("SELECT url FROM articles LIMIT 5000"),
        "id": column("SELECT id FROM articles LIMIT 5000"), "words": column("SELECT name FROM units LIMIT 500"),
        "q": column("SELECT name FROM units LIMIT 500"), "query": column("SELECT name FROM units LIMIT 500"),
        "text": column("SELECT name FROM units LIMIT 500"), "section": column("SELECT DISTINCT section FROM articles"),
    }  # fmt: skip
