"""Make a very large archive of a large one: ``python -m tests.benchmark.multiplied_archive --times 20 FROM DIR``.

:mod:`tests.benchmark.large_archive` takes 4 ms an article, for it makes each as a crawl does. This copies what it made
so many times over, row by row in SQL: each copy has portals, articles, people, captures and crawls of its own, in two
other provinces with other districts and communes. Names and rare words are written with other syllables of the same
length, so that places in texts still hold, common words stay as common as they were, and rare ones rare. Texts
keep their length; nothing of the sketches of one copy finds texts of another.

Triggers and indexes are dropped meanwhile. Counts are then counted as ``congtin verify`` counts them, and the search is
filled by the archive's own functions, each index in the order of its keys.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import sqlite3
import struct
import time
from collections import defaultdict
from contextlib import closing
from functools import lru_cache
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from archive.layout import DATABASE_NAME
from archive.manifests.covered import BY_STEPS, UNITS
from archive.manifests.touched import note_all
from archive.people.posts import post_id
from archive.search import by_day, full_text, register_functions
from archive.verify.counts import RECOUNTED
from scraper.units import COMMUNE, DISTRICT, PROVINCE, gazetteer
from scraper.vietnamese import fold, fold_tone
from tests.benchmark.large_people import FAMILY, GIVEN, MIDDLE, PROVINCES
from tests.benchmark.large_texts import SYLLABLES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from scraper.units import Unit

_IDS = 1 << 52  # identifiers lie from 1 to it
_CACHE = 3 << 20  # KB of the database in memory
_HASH = 64 << 20  # bytes that FTS5 gathers before it writes; a megabyte unless told
_HASH_OF_SQLITE = 1 << 20
_TOLD = 100_000  # articles, after which progress is told

# What a column holds, and what becomes of it; what is not named stays as it is. A table's own name goes first.
_STABLE, _CAPTURE, _CRAWL, _PROBLEM, _HOST, _NAME, _PLACE, _UNIT, _TEXT = (
    "(({0} - 1 + :shift) % :ids + 1)", "({0} + :captures)", "({0} + :crawls)", "({0} + :problems)",
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
    "resolved_names.name_key": "renamed({0})",
    **dict.fromkeys(("portals.name", "unit", "organization", "organization_full", "province", "places.text"), _PLACE),
    "unit_id": _UNIT,
    **dict.fromkeys(("articles.text", "captions.text", "sentence"), _TEXT),
    "portals.description": "described({0})",
    "revisions.record": "recorded({0})",
    "titles.post_id": "post(text, kind, canonical, moved(organization), moved(organization_full))",
    "text_sketches.text": "otherwise({0})",
    "title_hash": "otherwise({0})",
    "text_sketches.sketch": "sketched({0})",
    "sketch_hashes.hash": "otherwise({0})",
    "sketch_hashes.text": "otherwise({0})",
}
_COPIED = (
    "portals", "crawls", "captures", "articles", "revisions", "images", "captions", "attachments", "events", "places",
    "problems", "people", "mentions", "roles", "titles", "identifications", "person_candidates", "announced_changes",
    "disappearances", "frontier", "portal_successors", "text_sketches", "sketch_hashes", "similar_articles",
    "crawl_measures", "health_findings", "portal_states", "resolved_names",
)  # fmt: skip
# Tables that stay as they are, or are made anew.
_SHARED = {"resolved_names"}  # by names, which copies share
_LEFT = {"_sqlite_migrations", "units", "unit_successors", "unit_data", "unsealed", "resolver_state", *RECOUNTED}

_PERSON = re.compile(rf"\b({'|'.join(FAMILY)})((?: (?:{'|'.join(MIDDLE)})){{1,2}}) ({'|'.join(GIVEN)})\b")
_SYLLABLE = re.compile("|".join(SYLLABLES))
_RARE = re.compile(rf"(?<= )(?:{'|'.join(SYLLABLES)}){{2,4}}(?=\.)")
_DECISION = re.compile(r"(?<= số )[0-9]{1,4}(?=/QĐ-UBND)")
_UNIT_KEYS = re.compile(r'"(organization|organization_full|unit|unit_id|province)": ?"([^"]*)"')


class _Units:
    """The units of the provinces that were made, and those of others which take their places."""

    def __init__(self) -> None:
        self._all = list(gazetteer())
        below: dict[str, list[Unit]] = defaultdict(list)
        for unit in self._all:
            if unit.parent:
                below[unit.parent].append(unit)
        self._below = below
        now = [unit for unit in self._all if unit.level == PROVINCE and not unit.valid_to]
        self._made = [next(unit for unit in now if unit.name == name) for name in PROVINCES]
        self._others = [unit for unit in now if unit not in self._made]

    def provinces(self, number: int) -> list[Unit]:
        """Return the provinces of a copy, in the place of the two."""
        count = len(self._others)
        return [self._others[(2 * number + place) % count] for place in range(len(self._made))]

    def instead(self, number: int) -> dict[Unit, Unit]:
        """Return unit -> unit for a copy: as high, and as old or new."""
        found: dict[Unit, Unit] = {}
        for made, other in zip(self._made, self.provinces(number), strict=True):
            found[made] = other
            for old in (True, False):
                districts, communes = self._inside(made, old=old), self._inside(other, old=old)
                for level in (DISTRICT, COMMUNE):
                    choices = [unit for unit in communes if unit.level == level] or [other]
                    some = [unit for unit in districts if unit.level == level]
                    found |= {unit: choices[place % len(choices)] for place, unit in enumerate(some)}
        return found

    def _inside(self, province: Unit, *, old: bool) -> list[Unit]:
        """Return the units inside a province and those that became it, those that are no more or those that are."""
        parts = [province, *(unit for unit in self._all if unit.level == PROVINCE and province.id in unit.successors)]
        first = [unit for part in parts for unit in self._below[part.id]]
        second = [unit for one in first for unit in self._below[one.id]]
        return sorted((unit for unit in first + second if bool(unit.valid_to) == old), key=lambda unit: unit.id)


class _Copy:
    """One copy: what takes the place of what."""

    def __init__(self, number: int, times: int, units: _Units, names: Iterable[str]) -> None:
        random = Random(f"copy {number}")
        self.parameters: dict[str, object] = {"shift": number * (_IDS // times), "ids": _IDS}
        for place, (old, new) in enumerate(zip(PROVINCES, units.provinces(number), strict=True), start=1):
            self.parameters[f"host_{place}"] = f".{_slug(old)}."
            self.parameters[f"host_{place}_new"] = f".{_slug(new.name)}{number}."
        instead = units.instead(number)
        self._ids = {old.id: new.id for old, new in instead.items()}
        self._words = {old.name: new.name for old, new in instead.items()}
        self._words |= {old.full_name: new.full_name for old, new in instead.items()}
        self._parts = {**_permuted(random, MIDDLE), **_permuted(random, GIVEN)}
        self._syllables = _permuted(random, SYLLABLES)
        self._decision = random.randrange(1, 900)
        self._mask = random.getrandbits(24)
        self._names: dict[str, str] = {}
        for name in names:
            new = self._names[name] = _PERSON.sub(self._person, name)
            self._names[fold_tone(name)] = fold_tone(new)

    def functions(self) -> dict[str, Callable[..., object]]:
        """Return the functions of SQL that make a copy, each of the columns it takes; nothing stays nothing."""
        return {
            "renamed": self._renamed, "moved": lru_cache(1 << 16)(self._moved),
            "moved_unit": self._ids.get, "retold": self._retold, "described": self._described,
            "recorded": self._recorded, "post": lru_cache(1 << 16)(_post), "otherwise": self._otherwise,
            "sketched": self._sketched,
        }  # fmt: skip

    def _renamed(self, name: str) -> str:
        """Return a name, or one as ``fold_tone`` writes it, as it is in this copy."""
        return self._names.get(name, name)

    def _person(self, found: re.Match[str]) -> str:
        middle = " ".join(self._parts[part] for part in found[2].split())
        return f"{found[1]} {middle} {self._parts[found[3]]}"

    def _moved(self, text: str | None) -> str | None:
        """Return words that end in a unit's name with the name of the other unit."""
        words = text.split(" ") if text else []
        for place in range(len(words)):
            if (new := self._words.get(" ".join(words[place:]))) is not None:
                return " ".join([*words[:place], new])
        return text

    def _retold(self, text: str | None) -> str | None:
        if text is None:
            return None
        text = _PERSON.sub(self._person, text)
        text = _RARE.sub(lambda found: _SYLLABLE.sub(lambda part: self._syllables[part[0]], found[0]), text)
        return _DECISION.sub(self._decided, text)

    def _decided(self, found: re.Match[str]) -> str:
        least = 10 ** (len(found[0]) - 1) - (len(found[0]) == 1)
        return str(least + (int(found[0]) - least + self._decision) % (10 ** len(found[0]) - least))

    def _rehosted(self, text: str) -> str:
        for place in range(1, len(PROVINCES) + 1):
            text = text.replace(str(self.parameters[f"host_{place}"]), str(self.parameters[f"host_{place}_new"]))
        return text

    def _recorded(self, record: str) -> str:
        def moved(found: re.Match[str]) -> str:
            new = self._ids.get(found[2]) if found[1] == "unit_id" else self._moved(found[2])
            return f'"{found[1]}":"{new or found[2]}"'

        return _UNIT_KEYS.sub(moved, self._rehosted(self._retold(record) or ""))

    def _described(self, description: str) -> str:
        described = json.loads(self._rehosted(description))
        for name in ("name", "unit", "province"):
            described[name] = self._moved(described[name])
        return json.dumps(described, ensure_ascii=False, sort_keys=True, separators=(",", ":"))

    def _otherwise(self, number: int | None) -> int | None:
        return None if number is None else number ^ self._mask

    def _sketched(self, sketch: bytes) -> bytes:
        numbers = struct.unpack(f"<{len(sketch) // 4}I", sketch)
        return struct.pack(f"<{len(numbers)}I", *sorted(number ^ self._mask for number in numbers))


def _post(text: str, kind: str, canonical: str | None, organization: str | None, full: str | None) -> int:
    return post_id({"text": text, "kind": kind, "canonical": canonical, "organization": organization,
                    "organization_full": full})  # fmt: skip


def _slug(name: str) -> str:
    return fold(name).replace(" ", "")


def _permuted(random: Random, words: Iterable[str]) -> dict[str, str]:
    """Return word -> another one of as many letters; words that differ in their marks alone stay."""
    lengths: dict[int, list[str]] = defaultdict(list)
    some = list(words)
    for word in some:
        if sum(fold(word) == fold(other) for other in some) == 1:
            lengths[len(word)].append(word)
    found = {word: word for word in some}
    for alike in lengths.values():
        found |= dict(zip(alike, random.sample(alike, len(alike)), strict=True))
    return found


class _Maker:
    """Makes the archive, one copy after the other."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._began = time.monotonic()
        self._set_aside: list[str] = []

    def say(self, what: object) -> None:
        """Tell what has been done."""
        print(f"{time.monotonic() - self._began:>7.0f} s {what}", flush=True)

    def prepare(self) -> None:
        """Let go of what makes writing safe and slow, and see that every table is known."""
        register_functions(self._connection)
        for pragma in ("journal_mode = OFF", "synchronous = OFF", f"cache_size = -{_CACHE}", "foreign_keys = OFF",
                       "locking_mode = EXCLUSIVE", "temp_store = FILE"):  # fmt: skip
            self._connection.execute(f"PRAGMA {pragma}")
        for (name,) in self._connection.execute(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%' "
            "AND name NOT LIKE '%_fts%' AND name NOT LIKE 'article_search%'"
        ).fetchall():
            has_rows = self._connection.execute(f"SELECT 1 FROM {name} LIMIT 1").fetchone()
            assert not has_rows or name in _LEFT or name in _COPIED, name
        rows = self._connection.execute(
            "SELECT type, name, sql FROM sqlite_schema WHERE type IN ('trigger', 'index') AND sql IS NOT NULL"
        ).fetchall()
        for kind, name, sql in rows:
            self._connection.execute(f"DROP {kind} {name}")
            self._set_aside.append(sql)
        # Indexes first: a trigger is not to run for what is still to be made.
        self._set_aside.sort(key=lambda sql: sql.startswith("CREATE TRIGGER"))

    def copy_all(self, source: Path, times: int) -> None:
        """Add so many copies of ``source`` less one."""
        self._connection.execute("ATTACH ? AS made", (f"file:{source}?immutable=1",))
        units = _Units()
        names = [
            name
            for (name,) in self._connection.execute("SELECT name FROM made.people UNION SELECT name FROM made.mentions")
        ]
        most = {
            f"{name}s": self._value(f"SELECT max(id) FROM made.{name}s") for name in ("capture", "crawl", "problem")
        }
        for number in range(1, times):
            one = _Copy(number, times, units, names)
            one.parameters |= {name: count * number for name, count in most.items()}
            for name, function in one.functions().items():
                self._connection.create_function(name, 5 if name == "post" else 1, function, deterministic=True)
            for table in _COPIED:
                self._copy_table(table, one)
            self.say(f"copy {number + 1} of {times}")

    def _copy_table(self, table: str, one: _Copy) -> None:
        names = [row[1] for row in self._connection.execute(f"PRAGMA table_info({table})")]
        values = [_COLUMNS.get(f"{table}.{name}", _COLUMNS.get(name, "{0}")).format(f'"{name}"') for name in names]
        # Each table in the order of its key, as far as its first column is that: pages are filled one after the other.
        sql = (
            f"INSERT {'OR IGNORE ' * (table in _SHARED)}INTO main.{table} "
            f"SELECT {', '.join(values)} FROM made.{table} ORDER BY 1, 2"
        )
        used = {name: value for name, value in one.parameters.items() if re.search(rf":{name}\b", sql)}
        self._connection.execute(sql, used)

    def count(self) -> None:
        """Count what triggers would have counted, as a check counts it."""
        for table, sql in RECOUNTED.items():
            self._connection.execute(f"DELETE FROM {table}")
            self._connection.execute(f"INSERT INTO {table} SELECT * FROM ({sql})")
        self.say("counted")

    def index(self, kind: str) -> None:
        """Make the indexes or the triggers that were set aside."""
        for sql in self._set_aside:
            if sql.startswith(f"CREATE {kind}") or (kind == "INDEX" and sql.startswith("CREATE UNIQUE INDEX")):
                self._connection.execute(sql)
        self.say(f"{kind.lower()} made")

    def fill_search(self) -> None:
        """Fill both indexes of the search, each in the order of its keys."""
        for index in ("articles_fts", "article_search_words"):
            self._connection.execute(f"INSERT INTO {index} ({index}) VALUES ('delete-all')")
            self._connection.execute(f"INSERT INTO {index} ({index}, rank) VALUES ('hashsize', ?)", (_HASH,))
        self._connection.execute("DELETE FROM article_search_days")
        for article, marked, plain in self._folded("id"):
            full_text.put_in(self._connection, article, marked, plain)
        self.say("articles_fts filled")
        for article, marked, plain in self._folded(f"substr(published, 1, 10), id % {by_day.NUMBERS_OF_A_DAY}"):
            found = by_day.tokens_of(self._connection, article, marked, plain)
            by_day.put_in(self._connection, article, by_day.row_of(self._connection, article), found)
        for index in ("articles_fts", "article_search_words"):
            self._connection.execute(f"INSERT INTO {index} ({index}, rank) VALUES ('hashsize', ?)", (_HASH_OF_SQLITE,))
        self.say("article_search_words filled")

    def _folded(self, order: str) -> Iterator[tuple[int, list[str], list[str]]]:
        """Yield the articles in an order, each with its texts with their marks and without."""
        articles = self._connection.execute(f"SELECT id FROM articles ORDER BY {order}").fetchall()
        for number, (article,) in enumerate(articles, start=1):
            texts = full_text.texts_of(self._connection, article)
            assert texts is not None
            yield article, *full_text.folded_both_ways(texts)
            if number % _TOLD == 0:
                self.say(f"{number} articles")

    def _value(self, sql: str) -> int:
        return int(self._connection.execute(sql).fetchone()[0] or 0)


def multiplied_archive(source: Path, directory: Path, times: int) -> None:
    """Make an archive that has so many times the articles of another.

    Args:
        source: the folder of the other, which :mod:`tests.benchmark.large_archive` made and nobody writes to.
        directory: where; it must not exist.
        times: how many times.
    """
    directory.mkdir(parents=True)
    shutil.copyfile(source / DATABASE_NAME, directory / DATABASE_NAME)
    with closing(sqlite3.connect(f"file:{directory / DATABASE_NAME}", uri=True, isolation_level=None)) as connection:
        maker = _Maker(connection)
        maker.prepare()
        connection.execute("BEGIN")
        maker.copy_all(source / DATABASE_NAME, times)
        maker.index("INDEX")
        maker.count()
        note_all(connection, [kind for kind in UNITS if kind not in BY_STEPS])
        maker.fill_search()
        maker.index("TRIGGER")
        connection.execute("COMMIT")
        connection.execute("PRAGMA locking_mode = NORMAL")
        connection.execute("PRAGMA journal_mode = WAL")
        maker.say("done")


def main() -> None:
    """Make it, and tell how far it is."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.benchmark.multiplied_archive", description=(__doc__ or "").partition(":")[0]
    )
    parser.add_argument("source", type=Path, metavar="FROM", help="an archive that tests.benchmark.large_archive made")
    parser.add_argument("directory", type=Path, metavar="DIR", help="where the archive is made; must not exist")
    parser.add_argument("--times", type=int, default=20, metavar="N", help="how many times its articles (20)")
    options = parser.parse_args()
    multiplied_archive(options.source, options.directory, options.times)


if __name__ == "__main__":
    main()
