"""Which rows of an archive are whose: what a shard takes along of each table, and by which unit it comes home.

What is sealed goes by its unit (:mod:`archive.manifests.covered`): a shard notes which units it has touched, as every
writer does, and just those come home. Working state of a portal comes home as a whole.

A condition holds ``{here}`` for the schema that the table is in; ``chosen`` is a temporary table of the shard's portals
(``id``), ``touched`` one of the units that it touched (``kind``, ``key``).
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Taken:
    """How rows of a table travel.

    Attributes:
        table: the table.
        goes: the condition for rows that a shard takes along.
        kind: the kind of unit that its rows come home with; empty where they come home with their portal as a whole.
        comes: the condition for the rows that come home; that of ``goes`` where it is empty.
        without: columns that are the archive's own and stay as they are there.
        added_only: rows are added and never changed or removed.
    """

    table: str
    goes: str
    kind: str = ""
    comes: str = ""
    without: tuple[str, ...] = ()
    added_only: bool = False


def _of(column: str, table: str, condition: str) -> str:
    """Return the query for a column of the rows of a table, in the schema that is asked of, that meet a condition."""
    return f"(SELECT {column} FROM {{here}}.{table} WHERE {condition})"  # nosec B608 # noqa: S608  all of it is ours


def _touched(kind: str) -> str:
    return f"(SELECT key FROM temp.touched WHERE kind = '{kind}')"  # nosec B608 # noqa: S608


_CHOSEN = "(SELECT id FROM temp.chosen)"
_PORTAL = f"portal IN {_CHOSEN}"
_ARTICLE = f"article IN {_of('id', 'articles', _PORTAL)}"
_OFFICIALS = f"article IN {_touched('officials')}"
_PEOPLE = f"{_PORTAL} OR id IN {_of('person', 'mentions', _ARTICLE)}"
_KEYS = _of("key", "frontier", _PORTAL)


def _portal(kind: str, *tables: str) -> tuple[Taken, ...]:
    return tuple(Taken(name, _PORTAL, kind, f"portal IN {_touched(kind)}") for name in tables)


def _rows(kind: str, *tables: str) -> tuple[Taken, ...]:
    return tuple(Taken(name, _PORTAL, kind, f"id IN {_touched(kind)}") for name in tables)


def _crawl(*tables: str) -> tuple[Taken, ...]:
    goes = f"crawl IN {_of('id', 'crawls', _PORTAL)}"
    return tuple(Taken(name, goes, "crawl", f"crawl IN {_touched('crawl')}") for name in tables)


def _parts(kind: str, *tables: str) -> tuple[Taken, ...]:
    return tuple(Taken(name, _ARTICLE, kind, f"article IN {_touched(kind)}") for name in tables)


def _of_mentions(*tables: str) -> tuple[Taken, ...]:
    goes, comes = (f"mention IN {_of('id', 'mentions', condition)}" for condition in (_ARTICLE, _OFFICIALS))
    return tuple(Taken(name, goes, "officials", comes) for name in tables)


# In an order in which rows that refer to others stand behind them.
TAKEN: tuple[Taken, ...] = (
    Taken("portals", f"id IN {_CHOSEN} OR id IN {_of('portal', 'people', _PEOPLE)}",
          "portal", f"id IN {_touched('portal')}"),
    *_portal("portal", "templates", "not_found_pages", "portal_successors", "shared_bodies"),
    Taken("warc_files", _PORTAL, "stored_file", f"name IN {_touched('stored_file')}", ("sealed",)),
    *_rows("crawl", "crawls"),
    *_crawl("crawl_measures", "health_findings"),
    *_rows("capture", "captures"),
    *_rows("article", "articles"),
    *_parts("article", "disappearances"),
    Taken("revisions", _ARTICLE, "revision", f"id IN {_touched('revision')}"),
    Taken("former_readings", f"revision IN {_of('id', 'revisions', _ARTICLE)}",
          "revision", f"revision IN {_touched('revision')}"),
    *_parts("parts", "images", "captions", "attachments", "events", "places"),
    Taken("people", _PEOPLE, "officials", f"id IN {_of('person', 'mentions', _OFFICIALS)}", added_only=True),
    *_parts("officials", "mentions"),
    *_of_mentions("titles", "roles", "announced_changes", "identifications"),
    *_rows("problem", "problems"),
    Taken("aliases", f"key IN {_KEYS} OR canonical_key IN {_KEYS}", "alias", f"key IN {_touched('alias')}"),
    *(Taken(name, _PORTAL) for name in ("frontier", "list_pages", "list_orders")),
    *_parts("officials", "former_mentions"),
    Taken("start_page_sketches", f"digest IN {_of('digest', 'captures', f'start_page IS NOT NULL AND {_PORTAL}')}",
          added_only=True),
    Taken("names_to_resolve", "false", comes="true", added_only=True),
)  # fmt: skip

# Tables that a shard neither takes along nor brings home: what is made of all portals together when a run ends, what
# triggers count, the gazetteer (every archive has it), and what is the archive's own.
STAYS = frozenset({
    "imports", "import_files", "import_problems", "text_sketches", "similar_articles", "person_candidates",
    "person_aliases", "person_decisions", "units", "unit_successors", "unit_data", "_sqlite_migrations",
    "sqlite_schema", "resolved_names", "person_places", "rarity_spans", "counted_names", "name_words",
    "resolver_state", "article_counts",
    "article_months", "capture_counts", "mention_counts", "row_counts", "person_figures", "person_portals",
    "person_roles", "person_changes", "article_kinds", "post_spellings", "sketch_hashes", "articles_to_compare",
    "texts_to_compare", "traced_portals", "runs", "run_crawls", "portal_states", "notices", "manifests", "unsealed",
})  # fmt: skip
