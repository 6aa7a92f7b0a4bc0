"""Make a very large archive of a large one: ``python -m tests.benchmark.multiplied_archive --times 20 FROM DIR``.

:mod:`tests.benchmark.large_archive` takes 4 ms an article, for it makes each as a crawl does. This copies what it made
so many times, row by row in SQL: each copy has portals, articles, people, captures and crawls of its own, all but the
first in two other provinces with other districts and communes. Names and rare words are written with other syllables of
the same length, so that places in texts still hold, common words stay as common as they were, and rare ones rare.
Texts keep their length, and sketches their share of common numbers: no copy's text is like one of another copy.

Triggers and indexes are made last. Counts are counted as ``congtin verify`` counts them, and the search is filled by
the archive's own functions, each index in the order of its keys. The archive can be read as soon as that begins; if
``DIR`` is there already, its search is filled from where a maker that was killed had come.

Nothing is sealed, so the first run that ends in it seals all of it. With ``--sealed`` that is forgotten: what a run's
end costs (:mod:`tests.benchmark.crawl_into`) is then that of what the run wrote.
"""

from __future__ import annotations

import argparse
import re
import sqlite3
import time
from contextlib import closing
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from archive.database import opened, transaction
from archive.layout import DATABASE_NAME
from archive.lineage.shingles import packed, unpacked
from archive.manifests.covered import BY_STEPS, UNITS
from archive.manifests.touched import note_all
from archive.people.resolver import resolve_people
from archive.search import by_day, full_text, register_functions
from archive.verify.counts import RECOUNTED
from tests.benchmark.archive_copies import IDS, CopiedUnits, Copy

if TYPE_CHECKING:
    from collections.abc import Iterator

_CACHE = 3 << 20  # KB of the database in memory
_HASH = 64 << 20  # bytes that FTS5 gathers before it writes; a megabyte unless told
_HASH_OF_SQLITE = 1 << 20
_AT_ONCE = 10_000  # articles in a transaction
_NUMBERS = by_day.NUMBERS_OF_A_DAY
_INDEXES = ("articles_fts", "article_search_words")

# What a column holds, and what becomes of it; what is not named stays as it is. A table's own name goes first.
_STABLE = "(({0} - 1) / (:times * 2097152) * 2097152 + ({0} - 1) % 2097152 + :shift + 1)"
_CAPTURE, _CRAWL, _PROBLEM, _HOST, _NAME, _PLACE, _UNIT, _TEXT = (
    "({0} + :captures)", "({0} + :crawls)", "({0} + :problems)",
    "replace(replace({0}, :host_1, :host_1_new), :host_2, :host_2_new)", "renamed({0})", "moved({0})",
    "moved_unit({0})", "retold({0})",
)  # fmt: skip
_COLUMNS = {
    **dict.fromkeys(("article", "original", "person", "other", "mention", "seed", "revision"), _STABLE),
    **dict.fromkeys(("articles.id", "mentions.id", "people.id", "revisions.id"), _STABLE),
    **dict.fromkeys(("captures.id", "capture"), _CAPTURE),
    **dict.fromkeys(("crawls.id", "crawl"), _CRAWL),
    "problems.id": _PROBLEM,
    **dict.fromkeys(("portals.id", "portal", "successor", "url", "final_url", "src", "image", "key"), _HOST),
    **dict.fromkeys(("people.name", "mentions.name"), _NAME),
    "name_key": "fold_tone(renamed(name))",
    "name_folded": "fold(renamed(name))",
    **dict.fromkeys(("portals.name", "unit", "organization", "organization_full", "province", "places.text"), _PLACE),
    "unit_id": _UNIT,
    **dict.fromkeys(("articles.text", "captions.text", "sentence"), _TEXT),
    "portals.description": "described({0})",
    "revisions.record": "recorded({0})",
    "titles.post_id": "post(text, kind, canonical, moved(organization), moved(organization_full))",
}
_COPIED = (
    "portals", "crawls", "captures", "articles", "revisions", "images", "captions", "attachments", "events", "places",
    "problems", "people", "mentions", "roles", "titles", "identifications", "person_candidates", "announced_changes",
    "disappearances", "frontier", "portal_successors", "similar_articles",
    "crawl_measures", "health_findings", "portal_states",
)  # fmt: skip
# What finds texts that are alike. In a copy other low bits of its numbers are set, so that they are numbers of no other
# copy, each as small as it was: a sketch has the smallest of a text, so they lie close together.
_SKETCHED = ("text_sketches", "sketch_hashes")
_OTHER_BITS = 1 << 24
_RESOLVED = ("people", "mentions")  # what tells of persons
# Tables that every archive has, are made anew, or are left out.
_LEFT = {"_sqlite_migrations", "units", "unit_successors", "unit_data", "unsealed", "resolver_state", "manifests",
         "resolved_names", "person_places", "rarity_spans", "counted_names", "name_words", "traced_portals", *_SKETCHED,
         *RECOUNTED}  # fmt: skip


class _Maker:
    """Makes the archive, one copy after the other."""

    def __init__(self, connection: sqlite3.Connection, source: Path) -> None:
        """Make it of ``source`` in a connection to one that has its tables and no rows."""
        self._connection = connection
        connection.execute("ATTACH ? AS made", (f"file:{source / DATABASE_NAME}?immutable=1",))
        self._began = time.monotonic()
        register_functions(connection)

    def say(self, what: object) -> None:
        """Tell what has been done."""
        print(f"{time.monotonic() - self._began:>7.0f} s {what}", flush=True)

    def copy(self, times: int) -> None:
        """Write the rows, indexes and counts, with what makes writing safe let go of, and the triggers at last."""
        self._pragmas("journal_mode = OFF", "synchronous = OFF", "foreign_keys = OFF", f"cache_size = -{_CACHE}")
        self._see_that_all_is_known()
        with transaction(self._connection):
            kept = self._set_aside()
            self._connection.execute("INSERT INTO resolver_state SELECT * FROM made.resolver_state")
            self._copy_all(times)
            for kind in ("index", "trigger"):
                if kind == "trigger":
                    self._count()
                for sql in kept[kind]:
                    self._connection.execute(sql)
                self.say(f"{kind} made")

    def _pragmas(self, *pragmas: str) -> None:
        for pragma in pragmas:
            self._connection.execute(f"PRAGMA {pragma}")

    def _see_that_all_is_known(self) -> None:
        for (name,) in self._connection.execute(
            "SELECT name FROM made.sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%' "
            "AND name NOT LIKE '%_fts%' AND name NOT LIKE 'article_search%'"
        ).fetchall():
            has_rows = self._connection.execute(f"SELECT 1 FROM made.{name} LIMIT 1").fetchone()
            assert not has_rows or name in _LEFT or name in _COPIED, name

    def _set_aside(self) -> dict[str, list[str]]:
        """Drop indexes and triggers; returns what makes each anew."""
        kept: dict[str, list[str]] = {"index": [], "trigger": []}
        for kind, name, sql in self._connection.execute(
            "SELECT type, name, sql FROM sqlite_schema WHERE type IN ('trigger', 'index') AND sql IS NOT NULL"
        ).fetchall():
            self._connection.execute(f"DROP {kind} main.{name}")
            kept[kind].append(sql)
        return kept

    def _copy_all(self, times: int) -> None:
        units = CopiedUnits()
        sql = "SELECT name FROM made.people UNION SELECT name FROM made.mentions"
        names = [name for (name,) in self._connection.execute(sql)]
        most = {
            f"{name}s": self._value(f"SELECT max(id) FROM made.{name}s") for name in ("capture", "crawl", "problem")
        }
        for number in range(times):
            one = Copy(number, times, units, names)
            one.parameters |= {name: count * number for name, count in most.items()}
            for name, function in one.functions().items():
                self._connection.create_function(name, 5 if name == "post" else 1, function, deterministic=True)
            for table in _COPIED:
                self._copy_table(table, one)
            self.say(f"copy {number + 1} of {times}")

    def _copy_table(self, table: str, one: Copy) -> None:
        names = [row[1] for row in self._connection.execute(f"PRAGMA main.table_info({table})")]
        values = [_COLUMNS.get(f"{table}.{name}", _COLUMNS.get(name, "{0}")).format(f'"{name}"') for name in names]
        columns = ", ".join(f'"{name}"' for name in names)
        sql = f"INSERT INTO main.{table} ({columns}) SELECT {', '.join(values)} FROM made.{table}"
        used = {name: value for name, value in one.parameters.items() if re.search(rf":{name}\b", sql)}
        self._connection.execute(sql, used)

    def _count(self) -> None:
        """Count what triggers would have counted, as a check counts it, and note that nothing is sealed."""
        for table, sql in RECOUNTED.items():
            self._connection.execute(f"DELETE FROM main.{table}")
            self._connection.execute(f"INSERT INTO main.{table} SELECT * FROM ({sql})")
        note_all(self._connection, [kind for kind in UNITS if kind not in BY_STEPS])
        self.say("counted")

    def fill_sketches(self, times: int) -> None:
        """Copy what finds texts that are alike, if that has not been done, in the order of its keys."""
        if self._value("SELECT EXISTS (SELECT 1 FROM text_sketches)"):
            return
        self._pragmas("journal_mode = WAL", "synchronous = OFF", f"cache_size = -{_CACHE}")
        for name, function in (("moved_number", _moved_number), ("moved_sketch", _moved_sketch)):
            self._connection.create_function(name, 2, function, deterministic=True)
        with transaction(self._connection):
            self._connection.execute("CREATE TEMP TABLE copies (shift INTEGER, bits INTEGER)")
            bits = Random("sketches").sample(range(1, _OTHER_BITS), times - 1)
            rows = [(number * (IDS // times), by) for number, by in enumerate((0, *bits))]
            self._connection.executemany("INSERT INTO copies VALUES (?, ?)", rows)
            article = _STABLE.format("s.article").replace(":shift", "c.shift")
            self._connection.execute(
                "INSERT INTO main.text_sketches (article, text, words, sketch, title_hash) "  # nosec B608
                f"SELECT {article}, moved_number(s.text, c.bits), s.words, moved_sketch(s.sketch, c.bits), "
                "moved_number(s.title_hash, c.bits) FROM copies c CROSS JOIN made.text_sketches s ORDER BY 1",
                {"times": times},
            )
            self._connection.execute(
                "INSERT INTO main.sketch_hashes (hash, text) SELECT moved_number(s.hash, c.bits), "
                "moved_number(s.text, c.bits) FROM copies c CROSS JOIN made.sketch_hashes s ORDER BY 1, 2"
            )
            self._connection.execute("DROP TABLE copies")
            note_all(self._connection, [kind for kind in UNITS if any(one.name in _SKETCHED for one in UNITS[kind])])
        self.say("sketches filled")

    def resolve(self, directory: Path) -> None:
        """Bring all names to persons anew: copies share names, and the words that tell why name the units of the first.

        Else each run would do it with the names that it meets: hundreds of articles written anew for each new one.
        """
        self._pragmas("recursive_triggers = ON")  # what a replaced row counts, as the archive's own connections have it
        resolve_people(self._connection, directory, everything=True)
        with transaction(self._connection):
            note_all(self._connection, [kind for kind in UNITS if any(one.name in _RESOLVED for one in UNITS[kind])])
        self.say("people resolved")

    def forget_unsealed(self) -> None:
        """Take all that is there as sealed, so that the next run seals what it writes itself."""
        with transaction(self._connection):
            self._connection.execute("DELETE FROM unsealed")
            self._connection.execute("UPDATE warc_files SET sealed = size")
        self.say("taken as sealed")

    def fill_search(self) -> None:
        """Fill both indexes of the search, each in the order of its keys, while others may read."""
        self._pragmas("journal_mode = WAL", "synchronous = OFF", f"cache_size = -{_CACHE}")
        hash_size = "INSERT INTO {0} ({0}, rank) VALUES ('hashsize', ?)"
        for index in _INDEXES:
            self._connection.execute(hash_size.format(index), (_HASH,))
        for some in self._missing("article_search_days", "article", f"substr(published, 1, 10), id % {_NUMBERS}"):
            for article, marked, plain in some:
                found = by_day.tokens_of(self._connection, article, marked, plain)
                row = by_day.row_of(self._connection, article)
                by_day.write(self._connection, [by_day.Entry(article, None, found, row)])
        self.say("article_search_words filled")
        for some in self._missing("articles_fts_docsize", "id", "id"):
            for article, marked, plain in some:
                full_text.put_in(self._connection, article, marked, plain)
        self.say("articles_fts filled")
        for index in _INDEXES:
            self._connection.execute(hash_size.format(index), (_HASH_OF_SQLITE,))

    def _missing(self, table: str, column: str, order: str) -> Iterator[Iterator[tuple[int, list[str], list[str]]]]:
        """Yield the articles that are not in a table yet, a transaction after the other, each with its folded texts."""
        sql = f"SELECT id FROM articles WHERE id NOT IN (SELECT {column} FROM {table}) ORDER BY {order}"
        articles = self._connection.execute(sql).fetchall()
        for start in range(0, len(articles), _AT_ONCE):
            with transaction(self._connection):
                yield (self._folded(article) for (article,) in articles[start : start + _AT_ONCE])
            self.say(f"{start + _AT_ONCE} of {len(articles)}")

    def _folded(self, article: int) -> tuple[int, list[str], list[str]]:
        texts = full_text.texts_of(self._connection, article)
        assert texts is not None
        return article, *full_text.folded_both_ways(texts)

    def _value(self, sql: str) -> int:
        return int(self._connection.execute(sql).fetchone()[0] or 0)


def _moved_number(number: int | None, bits: int) -> int | None:
    return None if number is None else number ^ bits


def _moved_sketch(sketch: bytes, bits: int) -> bytes:
    return packed(sorted(number ^ bits for number in unpacked(sketch)))


def multiplied_archive(source: Path, directory: Path, times: int, *, sealed: bool = False) -> None:
    """Make an archive that has so many times the articles of another.

    Args:
        source: the folder of the other, which :mod:`tests.benchmark.large_archive` made and nobody writes to.
        directory: where; if it exists, its search and sketches are filled.
        times: how many times.
        sealed: take all of it as sealed, though no manifest says so.
    """
    is_new = not directory.exists()
    if is_new:
        directory.mkdir(parents=True)
        with opened(directory):
            pass  # its tables, and the units
    with closing(sqlite3.connect(f"file:{directory / DATABASE_NAME}", uri=True, isolation_level=None)) as connection:
        maker = _Maker(connection, source)
        if is_new:
            maker.copy(times)
            maker.resolve(directory)
        maker.fill_search()
        maker.fill_sketches(times)
        if sealed:
            maker.forget_unsealed()
        maker.say("done")


def main() -> None:
    """Make it, and tell how far it is."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.benchmark.multiplied_archive", description=(__doc__ or "").partition(":")[0]
    )
    parser.add_argument("source", type=Path, metavar="FROM", help="an archive that tests.benchmark.large_archive made")
    parser.add_argument("directory", type=Path, metavar="DIR", help="where the archive is made, or was begun")
    parser.add_argument("--times", type=int, default=20, metavar="N", help="how many times its articles (20)")
    parser.add_argument("--sealed", action="store_true", help="take all of it as sealed, though no manifest says so")
    options = parser.parse_args()
    multiplied_archive(options.source, options.directory, options.times, sealed=options.sealed)


if __name__ == "__main__":
    main()
